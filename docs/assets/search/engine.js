/* Ranks what the index holds: lunr finds words and their scores, and here they become results in order.

   handbookSearch.createEngine(lunr, index) -> Promise of find(query) -> { total, results }
   A result has address, title, kind, details, passage and sections; texts are lists of { text, marked }.
   Nothing here knows the page it runs in. */
(function () {
  "use strict";

  /* How much a word counts by the place where it stands. */
  const FIELDS = { title: 6, aliases: 4, heading: 2.5, summary: 1.5, page: 1, text: 1 };
  const LENGTH_NORMALISATION = 0.4;

  /* How much a word of the index counts where the query has another form of it. */
  const SAME_STEM = 0.7;
  const LONGEST_PREFIX = 0.9;
  const SHORTEST_PREFIX = 0.35;
  const PREFIX_LOSS = 0.12;
  const ONE_TYPING_ERROR = 0.6;
  const TWO_TYPING_ERRORS = 0.4;
  const SYNONYM = 0.8;

  /* How much an entry gains whose name is the query: at most, and how fast with less in common; by another name. */
  const NAME_BONUS = 8;
  const NAME_POWER = 4;
  const OTHER_NAME = 0.85;

  /* How much the other sections of a page count beside its best one, and from what share of that they are shown. */
  const OTHER_SECTIONS = 0.15;
  const WORTH_SHOWING = 0.4;

  const MOST_CHARACTERS = 300;
  const MOST_WORDS = 16;
  const LONGEST_WORD = 40;
  const MOST_RESULTS = 12;
  const MOST_SECTIONS = 3;
  const PASSAGE_LENGTH = 190;
  const BEFORE_MATCH = 50;
  const SLICE_MS = 12;

  const STOP_WORDS = new Set(
    ("a am an and are as at be by can could did do does for from had has have how i if in into is it its many me " +
      "much my of on or our should so than that the their them then there these they this those to was we were what " +
      "when where which who why will with would you your").split(" "),
  );

  const WORD = /[\p{L}\p{M}\p{N}]+/gu;

  const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

  /* --- words ----------------------------------------------------------------------------------------------------- */

  /* A text in lower case and without accents. */
  function fold(text) {
    const lower = text.toLowerCase();
    return /[^\0-\x7f]/.test(lower) ? lower.normalize("NFKD").replace(/\p{M}/gu, "") : lower;
  }

  function wordsOf(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* The words without those that every question has, unless there are no others. */
  function telling(words) {
    const kept = words.filter((word) => !STOP_WORDS.has(word));
    return kept.length ? kept : words;
  }

  /* What the index knows of words: `known(word)`, and `forms(word)`: the words it stands for, each with a weight. */
  function createVocabulary(lunr, lunrIndex) {
    const known = (word) => Object.hasOwn(lunrIndex.invertedIndex, word);
    const stem = (word) => String(lunr.stemmer(new lunr.Token(word)));
    const beginning = (start) => lunrIndex.tokenSet.intersect(lunr.TokenSet.fromString(start + "*")).toArray();
    const near = (word, errors) => lunrIndex.tokenSet.intersect(lunr.TokenSet.fromFuzzyString(word, errors)).toArray();

    function* inflected(word) {
      for (const form of beginning(word)) {
        yield [form, Math.max(SHORTEST_PREFIX, LONGEST_PREFIX - PREFIX_LOSS * (form.length - word.length))];
      }
      const own = stem(word);
      for (const form of beginning(own).filter((found) => stem(found) === own)) {
        yield [form, SAME_STEM];
      }
    }

    function misspelt(word) {
      const once = near(word, 1).map((form) => [form, ONE_TYPING_ERROR]);
      return once.length || word.length < 7 ? once : near(word, 2).map((form) => [form, TWO_TYPING_ERRORS]);
    }

    function forms(word) {
      const found = new Map();
      const candidates = [
        ...(known(word) ? [[word, 1]] : []),
        ...(word.length > 2 ? inflected(word) : []),
        ...(word.length > 3 && word.length <= LONGEST_WORD && !known(word) ? misspelt(word) : []),
      ];
      candidates.forEach(([form, weight]) => found.set(form, Math.max(weight, found.get(form) || 0)));
      return found;
    }

    return { known, forms };
  }

  /* A word that the index has only as two becomes these two. */
  function splitJoined(word, known) {
    for (let cut = 4; !known(word) && cut <= word.length - 4; cut += 1) {
      if (known(word.slice(0, cut)) && known(word.slice(cut))) {
        return [word.slice(0, cut), word.slice(cut)];
      }
    }
    return [word];
  }

  /* The forms of each word of a query; two neighbours that the index has as one word stand for that one too. */
  function formsOf(query, { known, forms }) {
    const words = [...new Set(telling(query))].flatMap((word) => splitJoined(word, known));
    return words.map((word, place) => {
      const joined = [word + words[place + 1], words[place - 1] + word].filter(known);
      return new Map([...forms(word), ...joined.map((form) => [form, 1])]);
    });
  }

  /* --- the index ------------------------------------------------------------------------------------------------- */

  /* What lunr searches: of each entry its introduction, and each of its sections. */
  function documentsOf(index) {
    return index.entries.flatMap(([, title, , , aliases, summary, sections], entry) => {
      const introduction = sections.find(([anchor]) => !anchor);
      const below = sections.filter(([anchor]) => anchor);
      return [
        { entry, title, aliases: aliases.join(" "), summary, text: introduction ? introduction[2] : "" },
        ...below.map(([anchor, heading, text]) => ({ entry, anchor, heading, page: title, text })),
      ];
    });
  }

  /* Each name of an entry as words: what a query as a whole is compared with. */
  function namesOf([, title, , , aliases]) {
    const names = [title, ...aliases].map((name) => [...new Set(telling(wordsOf(name)))]);
    return names.filter((words) => words.length);
  }

  /* lunr's index, made in slices: on a disk this runs in the page, where somebody types. */
  async function createLunrIndex(lunr, documents) {
    const builder = new lunr.Builder();
    builder.b(LENGTH_NORMALISATION);
    builder.tokenizer = (text) => wordsOf(text || "").map((word) => new lunr.Token(word));
    Object.entries(FIELDS).forEach(([name, boost]) => builder.field(name, { boost }));
    let pause = performance.now() + SLICE_MS;
    for (const [id, document] of documents.entries()) {
      builder.add({ ...document, id });
      if (performance.now() > pause) {
        await new Promise((resolve) => setTimeout(resolve));
        pause = performance.now() + SLICE_MS;
      }
    }
    return builder.build();
  }

  /* Other name -> title, both as words, of the kinds whose other names are synonyms; where it says something new. */
  function synonymsOf(index) {
    const pairs = index.entries
      .filter(([, , kind]) => index.kinds[kind][2])
      .flatMap(([, title, , , aliases]) => aliases.map((alias) => [wordsOf(alias), wordsOf(title)]));
    const telling = pairs.filter(([alias, title]) => !alias.every((word) => title.includes(word)));
    return new Map(telling.map(([alias, title]) => [alias.join(" "), title]));
  }

  /* The words of a query with other names replaced by the titles they stand for, the longest first. */
  function expand(words, synonyms) {
    for (let length = words.length; length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const title = synonyms.get(words.slice(start, start + length).join(" "));
        if (title) {
          const [before, after] = [words.slice(0, start), words.slice(start + length)];
          return [...expand(before, synonyms), ...title, ...expand(after, synonyms)];
        }
      }
    }
    return words;
  }

  /* --- ranking --------------------------------------------------------------------------------------------------- */

  /* Form -> the documents that hold it, each with lunr's score. */
  function createPostings(lunrIndex) {
    const found = new Map();
    return function holding(form) {
      if (!found.has(form)) {
        const hits = lunrIndex.query((query) => query.term(form, { usePipeline: false }));
        found.set(form, hits.map((hit) => [Number(hit.ref), hit.score]));
      }
      return found.get(form);
    };
  }

  /* A word of a query: its forms, the best score of each document for any of them, and how rare it is. */
  function weigh(forms, holding, documents) {
    const scores = new Map();
    for (const [form, weight] of forms) {
      for (const [id, score] of holding(form)) {
        scores.set(id, Math.max(score * weight, scores.get(id) || 0));
      }
    }
    const best = Math.max(...forms.values());
    return { forms, best, scores, rarity: Math.log(1 + documents.length / (1 + scores.size)) };
  }

  /* Entry -> the score of each of its documents, and the words of the query that it holds. */
  function group(words, documents) {
    const groups = new Map();
    for (const word of words) {
      for (const [id, score] of word.scores) {
        const { entry } = documents[id];
        const own = groups.get(entry) || { entry, scores: new Map(), words: new Set() };
        own.scores.set(id, score + (own.scores.get(id) || 0));
        own.words.add(word);
        groups.set(entry, own);
      }
    }
    return [...groups.values()];
  }

  /* 1 where the query is a name of the entry, less where they share some words, 0 where they share none. */
  function likeness(names, words) {
    const rarity = sum(words.map((word) => word.rarity));
    const each = names.map((name, rank) => {
      const has = ({ forms, best }) => Math.max(0, ...name.map((part) => (forms.get(part) || 0) / best));
      const shared = words.map(has);
      const asked = sum(shared.map((share, place) => share * words[place].rarity)) / rarity;
      return Math.min(1, sum(shared) / name.length) * asked * (rank ? OTHER_NAME : 1);
    });
    return Math.max(0, ...each);
  }

  /* The score of an entry: its best document's most of all, the more of the query it holds and the more it is named. */
  function score(own, words, names) {
    const all = [...own.scores.values()];
    const best = Math.max(...all);
    const share = sum([...own.words].map((word) => word.rarity)) / sum(words.map((word) => word.rarity));
    const bonus = NAME_BONUS * likeness(names, words) ** NAME_POWER;
    return (best + OTHER_SECTIONS * (sum(all) - best)) * share ** 2 * (1 + bonus);
  }

  /* --- results --------------------------------------------------------------------------------------------------- */

  /* A text as pieces: words that the query stands for are marked, what stands between them is whole. */
  function mark(text, places) {
    const pieces = [];
    let rest = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (places.has(fold(word))) {
        pieces.push({ text: text.slice(rest, index), marked: false }, { text: word, marked: true });
        rest = index + word.length;
      }
    }
    return [...pieces, { text: text.slice(rest), marked: false }].filter((piece) => piece.text);
  }

  /* The stretch of a text that holds most words of the query, as pieces. */
  function passage(text, places) {
    const found = [...text.matchAll(WORD)].filter(([word]) => places.has(fold(word)));
    const counts = found.map(({ index: start }, first) => {
      const near = found.slice(first).filter(({ index }) => index < start + PASSAGE_LENGTH - BEFORE_MATCH);
      return new Set(near.map(([word]) => places.get(fold(word)))).size;
    });
    const best = found.length ? found[counts.indexOf(Math.max(...counts))].index : 0;
    const start = best < 2 * BEFORE_MATCH ? 0 : spaceBefore(text, best - BEFORE_MATCH, 0);
    const end = start + PASSAGE_LENGTH < text.length ? spaceBefore(text, start + PASSAGE_LENGTH, start) : text.length;
    return mark((start ? "… " : "") + text.slice(start, end).trim() + (end < text.length ? " …" : ""), places);
  }

  /* The last space before a place, or that place where there is none after `least`. */
  function spaceBefore(text, place, least) {
    const space = text.lastIndexOf(" ", place);
    return space > least ? space : place;
  }

  /* An entry as a reader sees it; the first one with its whole summary, which may be the answer already. */
  function createResult(own, isFirst, documents, index) {
    const [address, title, kind, details, , summary] = index.entries[own.entry];
    const places = new Map(own.query.flatMap(({ forms }, place) => [...forms.keys()].map((form) => [form, place])));
    const ordered = [...own.scores].sort((one, other) => other[1] - one[1]);
    const worth = ordered.filter(([id, value]) => documents[id].anchor && value >= WORTH_SHOWING * ordered[0][1]);
    const sections = worth.slice(0, MOST_SECTIONS).map(([id]) => documents[id]);
    return {
      address,
      title: mark(title, places),
      kind: index.kinds[kind][0],
      details,
      passage: isFirst ? mark(summary, places) : passage(summary, places),
      sections: sections.map(({ anchor, heading, text }) => ({
        address: `${address}#${anchor}`,
        heading: mark(heading, places),
        passage: passage(text, places),
      })),
    };
  }

  handbookSearch.createEngine = async function (lunr, index) {
    const documents = documentsOf(index);
    const names = index.entries.map(namesOf);
    const synonyms = synonymsOf(index);
    const lunrIndex = await createLunrIndex(lunr, documents);
    const vocabulary = createVocabulary(lunr, lunrIndex);
    const holding = createPostings(lunrIndex);

    /* Every entry that holds any of the words, with its score. */
    function rank(query, weight) {
      const words = formsOf(query, vocabulary).map((forms) => weigh(forms, holding, documents));
      return group(words, documents).map((own) => {
        const kind = index.kinds[index.entries[own.entry][2]];
        return { ...own, query: words, score: weight * kind[1] * score(own, words, names[own.entry]) };
      });
    }

    return function find(query) {
      const asked = wordsOf(query.slice(0, MOST_CHARACTERS)).slice(0, MOST_WORDS);
      const expanded = expand(asked, synonyms);
      const found = [...rank(asked, 1), ...(expanded === asked ? [] : rank(expanded, SYNONYM))];
      const best = new Map();
      for (const own of found.sort((one, other) => one.score - other.score)) {
        best.delete(own.entry);
        best.set(own.entry, own);
      }
      const ordered = [...best.values()].reverse();
      const results = ordered.slice(0, MOST_RESULTS).map((own, rank) =>
        createResult(own, rank === 0, documents, index),
      );
      return { total: ordered.length, results };
    };
  };
})();
