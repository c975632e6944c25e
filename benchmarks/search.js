/* Ways to search that benchmarks/search.py compares, each run in a page of the built site. A way is
   { prepare() -> Promise, ask(words) -> Promise of groups of addresses }; addresses are relative to the site. */
window.ways = {
  /* The handbook's own search, through its dialog. */
  own: {
    async prepare() {
      await handbookSearch.find("");
      await handbookSearch.open();
    },
    async ask(words) {
      const input = document.querySelector(".hb-search-dialog input");
      const list = document.querySelector(".hb-search-dialog .hb-found");
      input.value = words;
      input.dispatchEvent(new Event("input"));
      while (list.ariaBusy === "true") {
        await new Promise((resolve) => new MutationObserver(resolve).observe(list, { attributes: true }));
      }
      const addressOf = (link) => link.href.slice(handbookSearch.root.href.length);
      return [...list.children].map((result) => [...result.querySelectorAll("a")].map(addressOf));
    },
  },

  /* The theme's search as it comes: its index, its worker, what it does with a query. */
  theme: {
    async prepare() {
      const index = await (await fetch("search/search_index.json")).json();
      this.worker = await startWorker({ ...index, options: { suggest: false } });
    },
    ask(words) {
      return askWorker(this.worker, words);
    },
  },

  /* The theme's worker with our index: other names as tags, synonyms and typing errors put into the query. */
  wrapped: {
    async prepare() {
      const index = await ourIndex();
      const fields = { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 500 } };
      const config = { lang: ["en"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"], fields };
      const docs = sectionsOf(index).map((document) => ({ ...document, title: document.title || document.heading }));
      this.worker = await startWorker({ config, docs, options: {} });
      this.known = vocabularyOf(index);
      this.titles = titlesOf(index);
    },
    ask(words) {
      const title = this.titles.get(wordsOf(words).join(" ")) || "";
      const forgiving = wordsOf(words).map((word) => (this.known.has(word) || word.length < 5 ? word : `${word}~1`));
      return askWorker(this.worker, [...forgiving, title].join(" "));
    },
  },

  /* MiniSearch with its prefixes, typing errors and weights; with our index, synonyms, kinds, and lunr's stop words. */
  minisearch: {
    async prepare() {
      const index = await ourIndex();
      const fields = ["title", "tags", "heading", "text"];
      this.engine = new MiniSearch({ fields, storeFields: ["location", "entry", "boost"], tokenize: wordsOf });
      this.engine.addAll(sectionsOf(index).map((document, id) => ({ ...document, id, tags: document.tags.join(" ") })));
      this.titles = titlesOf(index);
      this.known = vocabularyOf(index);
    },
    async ask(words) {
      const title = this.titles.get(wordsOf(words).join(" ")) || "";
      const found = this.engine.search(`${words} ${title}`, {
        boost: { title: 6, tags: 4, heading: 2.5 },
        prefix: (word) => word.length > 2,
        fuzzy: (word) => (this.known.has(word) || word.length < 4 ? 0 : 0.25),
        weights: { fuzzy: 0.3, prefix: 0.4 },
        processTerm: (word) => lunr.stopWordFilter(word.toLowerCase()),
        boostDocument: (id, word, { boost }) => boost,
      });
      const groups = new Map();
      for (const { location, entry } of found) {
        groups.set(entry, [...(groups.get(entry) || [entry]), location]);
      }
      return [...groups.values()];
    },
  },
};

function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
}

/* Our index and lunr in this page: on a host the search has them in a thread of its own. */
async function ourIndex() {
  const { load } = handbookSearch;
  await Promise.all(["lunr.js", "index.js"].map(load));
  return handbookSearch.index;
}

/* The sections of our index as documents for other engines. */
function sectionsOf(index) {
  return index.entries.flatMap(([entry, title, kind, , tags, summary, sections]) => {
    const [, boost] = index.kinds[kind];
    const introduction = sections.find(([anchor]) => !anchor) || ["", "", ""];
    const below = sections.filter(([anchor]) => anchor);
    return [
      { entry, boost, location: entry, title, tags, heading: "", text: `${summary} ${introduction[2]}` },
      ...below.map(([anchor, heading, text]) => {
        return { entry, boost, location: `${entry}#${anchor}`, title: "", tags: [], heading, text };
      }),
    ];
  });
}

function vocabularyOf(index) {
  const texts = sectionsOf(index).map(({ title, heading, text, tags }) => [title, heading, text, ...tags].join(" "));
  return new Set(texts.flatMap(wordsOf));
}

/* Other name -> title. */
function titlesOf(index) {
  return new Map(index.entries.flatMap(([, title, , , tags]) => tags.map((tag) => [wordsOf(tag).join(" "), title])));
}

async function startWorker(data) {
  const { search } = JSON.parse(document.querySelector("#__config").textContent);
  const worker = new Worker(search);
  await answer(worker, { type: 0, data });
  return worker;
}

async function askWorker(worker, words) {
  const { data } = await answer(worker, { type: 2, data: words });
  return data.items.map((group) => group.map(({ location }) => location));
}

function answer(worker, message) {
  return new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(message);
  });
}
