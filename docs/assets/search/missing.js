/* On the page for addresses that lead nowhere: shows what the search finds for the words of the address. */
(async function () {
  "use strict";

  const MOST = 5;

  /* The words of an address: its last part and its anchor. */
  function wordsOf({ pathname, hash }) {
    const last = pathname.split("/").filter((part) => part && part !== "index.html").pop() || "";
    return decode(last.replace(/\.html?$/, "") + " " + hash).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  const { find, load } = handbookSearch;
  const place = document.querySelector(".hb-missing");
  try {
    const [{ results }] = await Promise.all([find(wordsOf(location)), load("dialog.css"), load("dialog.js")]);
    place.querySelector("ol").replaceChildren(...handbookSearch.resultElements(results.slice(0, MOST)));
    place.hidden = !results.length;
  } catch {
    // The page says already where everything is.
  }
})();
