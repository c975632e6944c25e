/* The engine in a thread of its own, so that its start never holds up a page; browsers give pages on a disk none.
   Says whether it is ready, and then answers each message, the words, with what is found. */
"use strict";

self.handbookSearch = { receive: (index) => (handbookSearch.index = index) };

(async function () {
  try {
    importScripts("lunr.js", "engine.js", "index.js");
    const find = await handbookSearch.createEngine(lunr, handbookSearch.index);
    self.onmessage = (event) => self.postMessage(find(event.data));
    self.postMessage(true);
  } catch {
    self.postMessage(false);
  }
})();
