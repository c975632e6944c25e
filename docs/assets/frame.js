/* What the frame of every page does with scripts. It stands in the head: the colours that the reader chose must be known
   before anything is shown. Everything else waits for the page. */
(function () {
  "use strict";

  const SCHEMES = ["system", "light", "dark"];
  const KEY = "hb:scheme";
  const SHOWN_MS = 2500;
  const root = document.documentElement;
  let scheme = "system";

  function apply(name) {
    scheme = SCHEMES.includes(name) ? name : "system";
    root.dataset.scheme = scheme;
  }

  try {
    apply(localStorage.getItem(KEY));
  } catch {
    // Storage is blocked: the system's colours, and a choice that holds for one page.
  }
  root.classList.remove("no-js");

  // --- colours -----------------------------------------------------------------------------------------------------

  function nextScheme() {
    return SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
  }

  function nameSchemeButton(button) {
    const names = { system: "as your system", light: "light", dark: "dark" };
    button.title = `Colours: ${names[scheme]}. Change to: ${names[nextScheme()]}`;
    button.ariaLabel = button.title;
  }

  function tendScheme(button) {
    button.hidden = false;
    nameSchemeButton(button);
    button.addEventListener("click", function () {
      apply(nextScheme());
      nameSchemeButton(button);
      try {
        localStorage.setItem(KEY, scheme);
      } catch {
        // As above.
      }
    });
  }

  // --- copying -----------------------------------------------------------------------------------------------------

  /* Says something for a moment, to eyes and to screen readers. */
  function createNotice() {
    const place = Object.assign(document.createElement("p"), { className: "hb-notice", role: "status" });
    let waiting = 0;
    document.body.append(place);
    return function (words) {
      place.textContent = words;
      clearTimeout(waiting);
      waiting = setTimeout(() => (place.textContent = ""), SHOWN_MS);
    };
  }

  async function copy(text, notify, words) {
    try {
      await navigator.clipboard.writeText(text);
      notify(words);
    } catch {
      // Not allowed: the address bar has the link all the same, and code can be selected.
    }
  }

  function addCopyButton(code, notify) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "hb-copy" });
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(code.textContent, notify, "Code copied"));
    code.parentElement.before(button);
  }

  function tendCopying(notify) {
    document.addEventListener("click", function (event) {
      const link = event.target.closest(".headerlink");
      if (link) {
        copy(link.href, notify, "Link copied");
      }
    });
    if (navigator.clipboard) {
      document.querySelectorAll(".highlight pre > code").forEach((code) => addCopyButton(code, notify));
    }
  }

  // --- finding one's way -------------------------------------------------------------------------------------------

  /* Marks the section that one is reading in the contents. */
  function tendContents(contents) {
    const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id)));
    const seen = new IntersectionObserver(
      function () {
        const above = headings.filter((heading) => heading && heading.getBoundingClientRect().top < innerHeight / 3);
        links.forEach((link) => link.removeAttribute("aria-current"));
        links.get(encodeURIComponent(above.at(-1)?.id ?? ""))?.setAttribute("aria-current", "true");
      },
      { rootMargin: "0px 0px -66% 0px" },
    );
    headings.forEach((heading) => heading && seen.observe(heading));
  }

  /* A panel closes when one of its links is followed, on the same page too, and when it gets room beside the text. */
  function tendPanel(panel) {
    const opener = document.querySelector(`[popovertarget="${panel.id}"]`);
    panel.addEventListener("click", (event) => event.target.closest("a") && panel.hidePopover());
    window.addEventListener("resize", () => getComputedStyle(opener).display === "none" && panel.hidePopover());
  }

  // --- on paper ----------------------------------------------------------------------------------------------------

  /* What is folded is printed too. */
  function unfold() {
    document.querySelectorAll("details:not([open])").forEach(function (details) {
      details.open = true;
      window.addEventListener("afterprint", () => (details.open = false), { once: true });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".hb-scheme").forEach(tendScheme);
    document.querySelectorAll(".hb-contents").forEach(tendContents);
    document.querySelectorAll("nav[popover]").forEach(tendPanel);
    tendCopying(createNotice());
    window.addEventListener("beforeprint", unfold);
  });
})();
