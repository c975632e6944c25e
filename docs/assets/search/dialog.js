/* The search dialog. Results are plain links in a list, which every screen reader knows how to walk through; their
   number is announced politely. All text is set as text: nothing of a query or of the index becomes markup.

   handbookSearch.show(words)                     opens it
   handbookSearch.resultElements(results)         the results as list items, for a page that shows them itself */
(function () {
  "use strict";

  const ANNOUNCE_AFTER_MS = 300;

  /* An element with properties, attributes and children. */
  function create(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      name in element ? (element[name] = value) : element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /* --- results --------------------------------------------------------------------------------------------------- */

  function marked(pieces) {
    return pieces.map(({ text, marked }) => (marked ? create("mark", {}, text) : text));
  }

  function addressOf(result) {
    return new URL(result.address, handbookSearch.root).href;
  }

  function sectionElement(section) {
    const link = create("a", { href: addressOf(section) }, ...marked(section.heading));
    return create("li", {}, link, create("p", {}, ...marked(section.passage)));
  }

  function resultElement(result) {
    const about = create("span", { className: "hb-found-about" }, [result.kind, ...result.details].join(" · "));
    const title = create("span", { className: "hb-found-title" }, ...marked(result.title));
    const link = create("a", { href: addressOf(result) }, title, " ", about);
    const sections = result.sections.map(sectionElement);
    const below = sections.length ? [create("ul", {}, ...sections)] : [];
    return create("li", {}, link, create("p", {}, ...marked(result.passage)), ...below);
  }

  handbookSearch.resultElements = (results) => results.map(resultElement);

  /* --- the dialog ------------------------------------------------------------------------------------------------ */

  const input = create("input", {
    type: "text",
    inputMode: "search",
    enterKeyHint: "go",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
    maxLength: 300,
    placeholder: "A word, a tool, an acronym, a question",
    "aria-label": "Search the handbook",
  });
  const close = create("button", { type: "button", className: "hb-found-close" }, "Close");
  const form = create("form", { role: "search" }, input, close);
  const status = create("p", { role: "status", className: "hb-found-status" });
  const list = create("ol", { className: "hb-found", role: "list" });
  const dialog = create("dialog", { className: "hb-search-dialog", "aria-label": "Search" }, form, status, list);
  let isReady = false;
  let asked = 0;
  let announcement = 0;

  function announce(text, ...more) {
    clearTimeout(announcement);
    announcement = setTimeout(() => status.replaceChildren(text, ...more), ANNOUNCE_AFTER_MS);
  }

  /* Says what went wrong, and where to look instead. */
  function announceHelp(text) {
    const link = create("a", { href: handbookSearch.help }, "Where everything is");
    announce(text + " You could look under ", link, ".");
  }

  function tell(total, shown) {
    if (!total) {
      announceHelp("Nothing found.");
    } else if (shown < total) {
      announce(`The best ${shown} of ${total} results`);
    } else {
      announce(total === 1 ? "1 result" : `${total} results`);
    }
  }

  function show(results, total) {
    list.replaceChildren(...handbookSearch.resultElements(results));
    list.scrollTop = 0;
    list.setAttribute("aria-busy", "false");
    input.value.trim() ? tell(total, results.length) : announce("");
  }

  /* Shows what is found for the words in the field, unless others have been typed meanwhile. */
  async function search() {
    const turn = (asked += 1);
    list.setAttribute("aria-busy", "true");
    if (!isReady) {
      announce("Loading the search …");
    }
    try {
      const { total, results } = await handbookSearch.find(input.value);
      isReady = true;
      if (turn === asked) {
        show(results, total);
      }
    } catch {
      show([], 0);
      announceHelp("The search could not be loaded.");
    }
  }

  /* --- the keyboard ---------------------------------------------------------------------------------------------- */

  /* Moves through field, close button and links as Tab does, or through field and links alone. */
  function move(event, stops, step, around) {
    const place = stops.indexOf(document.activeElement) + step;
    const target = around ? stops.at(place % stops.length) : stops[place];
    if (target) {
      event.preventDefault();
      target.focus();
    }
  }

  function onKey(event) {
    const links = [...dialog.querySelectorAll("a")];
    // What is typed in here is no other script's business.
    event.stopPropagation();
    if (event.key === "Tab") {
      move(event, [input, close, ...links], event.shiftKey ? -1 : 1, true);
    } else if (event.key === "ArrowDown") {
      move(event, [input, ...links], 1, false);
    } else if (event.key === "ArrowUp") {
      move(event, [input, ...links], -1, false);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      list.querySelector("a")?.click();
    }
  }

  dialog.addEventListener("keydown", onKey);
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const isFollowed = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isFollowed || event.target === dialog) {
      dialog.close();
    }
  });
  document.body.append(dialog);

  handbookSearch.show = (words) => {
    if (!dialog.open) {
      dialog.showModal();
    }
    input.value = words || input.value;
    input.focus();
    input.select();
    search();
  };
})();
