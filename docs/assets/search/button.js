/* Where the search begins. Nothing else of it is loaded until somebody opens it: with the button, / or Ctrl-K, or by an
   address that ends in ?q=words. For other scripts of the handbook:

   handbookSearch.open(words)  opens the dialog and searches for words, if there are any
   handbookSearch.find(words)  promises { total, results }; engine.js says what a result is */
(function () {
  "use strict";

  const link = document.querySelector(".hb-search");
  if (!link) {
    return;
  }
  const root = new URL("../../", document.currentScript.src);
  const loading = new Map();
  let engine = null;
  let hasFailed = false;

  /* Loads a file of the search, once; what could not be loaded is asked for again the next time. */
  function load(name) {
    if (!loading.has(name)) {
      const started = new Promise((resolve, reject) => {
        const element = document.createElement(name.endsWith(".css") ? "link" : "script");
        const address = new URL("assets/search/" + name, root).href;
        const properties = name.endsWith(".css") ? { rel: "stylesheet", href: address } : { src: address };
        document.head.append(Object.assign(element, properties, { onload: resolve, onerror: reject }));
      });
      started.catch(() => loading.delete(name));
      loading.set(name, started);
    }
    return loading.get(name);
  }

  async function startInPage() {
    await Promise.all(["lunr.js", "engine.js", "index.js"].map(load));
    return handbookSearch.createEngine(window.lunr, handbookSearch.index);
  }

  function startInWorker() {
    const worker = new Worker(new URL("assets/search/worker.js", root));
    const waiting = [];
    const ask = (words) => new Promise((resolve) => waiting.push(resolve) && worker.postMessage(words));
    return new Promise((resolve, reject) => {
      waiting.push((isReady) => (isReady ? resolve(ask) : reject(new Error("no engine"))));
      worker.onmessage = (event) => waiting.shift()(event.data);
      worker.onerror = reject;
    });
  }

  /* The engine; one that could not be started is started anew when the search is opened again. */
  async function start() {
    try {
      return await (location.protocol === "file:" ? startInPage() : startInWorker());
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  }

  async function find(words) {
    engine = engine || start();
    return (await engine)(words);
  }

  /* Opens the dialog; without it, the search is the page that says where everything is. */
  async function open(words) {
    try {
      await Promise.all(["dialog.css", "dialog.js"].map(load));
    } catch {
      location.assign(handbookSearch.help);
      return;
    }
    engine = hasFailed ? null : engine;
    hasFailed = false;
    handbookSearch.show(words || "");
  }

  function isTyping(element) {
    return element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;
  }

  /* The link to that page becomes a button where scripts run. */
  function createButton() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: link.className });
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", "/ Control+K");
    button.append(...link.childNodes);
    button.addEventListener("click", () => {
      button.focus();
      open();
    });
    link.replaceWith(button);
  }

  document.addEventListener("keydown", (event) => {
    const isHeld = event.ctrlKey || event.metaKey;
    const isAsked = isHeld ? event.key === "k" && !event.shiftKey : event.key === "/";
    if (isAsked && !event.altKey && !event.defaultPrevented && !isTyping(event.target)) {
      event.preventDefault();
      open();
    }
  });

  window.handbookSearch = {
    root,
    help: link.href,
    load,
    open,
    find,
    receive: (index) => (handbookSearch.index = index),
  };
  createButton();

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    open(asked);
  }
})();
