/* Questions are whole as they are, each with its answer folded below it. This makes forms of them: it checks answers, says
   why, counts what is right, and remembers the answers in the reader's own browser and nowhere else. */
(function () {
  "use strict";

  const KEY = "handbook.quiz.v1";

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function button(words, act) {
    const element = make("button", { type: "button" }, words);
    element.addEventListener("click", act);
    return element;
  }

  /* What stands in an element, once more, without names that may stand once on a page. */
  function copied(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[id]").forEach((inner) => inner.removeAttribute("id"));
    return [...copy.childNodes];
  }

  // --- what the browser remembers ------------------------------------------------------------------------------------

  /* Question -> edition and answer. Whatever is stored there, the answer is a mapping; an unreadable one is empty. */
  function recall() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY));
      return new Map(Object.entries(stored instanceof Object ? stored : {}));
    } catch {
      return new Map();
    }
  }

  function store(change) {
    try {
      const answers = recall();
      change(answers);
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(answers)));
    } catch {
      // Where nothing can be stored, nothing is remembered.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was remembered.
    }
  }

  // --- ways to answer ------------------------------------------------------------------------------------------------

  /* Each way has what the reader uses; `read` gives the answer, or nothing, `write` shows one, `judge` says whether it is
     right and why; `first` is where to begin. An answer is a list of letters, or a text. */

  function explanations(section) {
    const items = [...section.querySelectorAll("details .hb-explained > li")];
    return new Map(items.map((item) => [item.dataset.letter, item]));
  }

  function choosing(section) {
    const type = section.dataset.type === "single" ? "radio" : "checkbox";
    const list = section.querySelector(".hb-options");
    const because = explanations(section);
    const inputs = [...list.children].map(function (item) {
      const input = make("input", { type: type, name: "answer", value: item.dataset.letter });
      item.replaceChildren(make("label", {}, input, ...item.childNodes));
      return input;
    });
    const isRight = (letter) => "right" in because.get(letter).dataset;

    function judge(letters) {
      const missing = inputs.some((input) => isRight(input.value) && !letters.includes(input.value));
      const words = letters.map((letter) => make("p", {}, ...copied(because.get(letter))));
      if (missing && letters.every(isRight)) {
        words.push(make("p", {}, "Something else is right as well."));
      }
      return { right: !missing && letters.every(isRight), words: words };
    }

    return {
      element: list,
      first: inputs[0],
      ask: type === "radio" ? "Choose an option first." : "Choose one or more options first.",
      read: () => inputs.filter((input) => input.checked).map((input) => input.value),
      write: (letters) => inputs.forEach((input) => (input.checked = letters.includes(input.value))),
      judge: judge,
    };
  }

  /* The number that a text is, with a point or a comma, and perhaps with its unit; else not a number. */
  function numberIn(text, unit) {
    const plain = text.replace(/\s/g, "").replace(/\u2212/g, "-");
    const bare = unit && plain.endsWith(unit.replace(/\s/g, "")) ? plain.slice(0, -unit.replace(/\s/g, "").length) : plain;
    const digits = bare.replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : NaN;
  }

  function writing(section) {
    const { unit, answer, tolerance } = section.dataset;
    const input = make("input", { type: "text", name: "answer", inputMode: "decimal", size: 12, maxLength: 40 });
    const near = (value, other) => Math.abs(value - Number(other)) <= Number(tolerance) + 1e-9 * Math.abs(other);
    const mistakes = [...section.querySelectorAll("details .hb-mistakes > li")];
    const gap = (value, item) => Math.abs(value - Number(item.dataset.answer));

    function judge(text) {
      const value = numberIn(text, unit);
      if (near(value, answer)) {
        return { right: true, words: [make("p", {}, ...copied(section.querySelector("details > p")))] };
      }
      const known = mistakes.filter((item) => near(value, item.dataset.answer));
      const nearest = known.sort((one, other) => gap(value, one) - gap(value, other))[0];
      const told = nearest ? copied(nearest) : [(value + " " + unit).trim() + " is not right. The answer below shows the way."];
      return { right: false, words: [make("p", {}, ...told)] };
    }

    input.addEventListener("input", () => input.removeAttribute("aria-invalid"));
    return {
      element: make("p", {}, make("label", {}, "Your answer ", input, " ", unit)),
      first: input,
      ask: "Write one number, like 1200 or 0.25: a point or a comma before the decimals, nothing between thousands.",
      read: () => (isNaN(numberIn(input.value, unit)) ? "" : input.value.trim()),
      write: (text) => (input.value = text),
      judge: judge,
      refuse: () => (input.ariaInvalid = "true"),
    };
  }

  function ordering(section, say) {
    const because = explanations(section);
    const right = [...because.keys()];
    const old = section.querySelector(".hb-options");
    const list = make("ol", { className: old.className }, ...old.children);
    const first = [...list.children];
    const letters = () => [...list.children].map((item) => item.dataset.letter);

    function move(item, step) {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (other) {
        other[step < 0 ? "before" : "after"](item);
      }
      const place = letters().indexOf(item.dataset.letter) + 1;
      say(item.dataset.letter + " is " + (other ? "now " : "already ") + place + " of " + first.length + ".");
    }

    function judge(order) {
      const wrong = order.find((letter, place) => letter !== right[place]);
      if (wrong === undefined) {
        return { right: true, words: [make("ol", {}, ...right.map((letter) => make("li", {}, ...copied(because.get(letter)))))] };
      }
      const count = order.filter((letter, place) => letter === right[place]).length;
      const why = copied(because.get(wrong).querySelector(".hb-because"));
      const place = count + " of " + order.length + " stand in their place. " + wrong + " stands too early: ";
      return { right: false, words: [make("p", {}, place, ...why)] };
    }

    first.forEach(function (item) {
      const moves = [["\u2191", "up", -1], ["\u2193", "down", 1]].map(function ([sign, way, step]) {
        const element = button(sign, function () {
          move(item, step);
          element.focus();
        });
        element.ariaLabel = "Move " + item.dataset.letter + " " + way;
        return element;
      });
      item.append(make("span", { className: "hb-moves" }, ...moves));
    });
    return {
      element: list,
      first: list.querySelector("button"),
      read: letters,
      write: function (order) {
        const items = new Map(first.map((item) => [item.dataset.letter, item]));
        const known = new Set(order).size === first.length && order.every((letter) => items.has(letter));
        list.append(...(known ? order.map((letter) => items.get(letter)) : first));
      },
      judge: judge,
    };
  }

  const WAYS = { single: choosing, multiple: choosing, numeric: writing, ordering: ordering };

  // --- one question --------------------------------------------------------------------------------------------------

  /* Whether a stored answer is one that this question could have been given. */
  function fits(section, answer) {
    return section.dataset.type === "numeric"
      ? typeof answer === "string"
      : Array.isArray(answer) && answer.every((letter) => typeof letter === "string");
  }

  function ask(section, count) {
    const outcome = make("div", { className: "hb-outcome", role: "status" });
    const way = WAYS[section.dataset.type](section, (words) => outcome.replaceChildren(make("p", {}, words)));
    const again = button("Try again", restart);
    const task = section.querySelector(".hb-task");
    const legend = make("legend", { className: "hb-ask" }, ...section.querySelector(".hb-ask").childNodes);
    const fieldset = make("fieldset", {}, legend, task, way.element);
    const check = make("button", { type: "submit" }, "Check");
    const form = make("form", { autocomplete: "off" }, fieldset, make("p", { className: "hb-buttons" }, check, again), outcome);
    const state = { right: false, clear: clear };

    function show(told) {
      state.right = told.right;
      outcome.classList.toggle("hb-solved", told.right);
      outcome.replaceChildren(make("p", {}, make("strong", {}, told.right ? "Right." : "Not yet.")), ...told.words);
      again.hidden = false;
    }

    function reset() {
      state.right = false;
      again.hidden = true;
      outcome.classList.remove("hb-solved");
      outcome.replaceChildren();
    }

    function clear() {
      way.write(section.dataset.type === "numeric" ? "" : []);
      reset();
    }

    function restart() {
      clear();
      store((answers) => answers.delete(section.id));
      count();
      way.first.focus();
    }

    function submit(event) {
      event.preventDefault();
      const answer = way.read();
      if (!answer.length) {
        reset();
        outcome.replaceChildren(make("p", {}, way.ask));
        (way.refuse || (() => {}))();
        way.first.focus();
      } else {
        show(way.judge(answer));
        store((answers) => answers.set(section.id, { edition: section.dataset.edition, answer: answer }));
        outcome.append(make("p", {}, count()));
      }
    }

    function remember(stored) {
      if (stored instanceof Object && stored.edition === section.dataset.edition && fits(section, stored.answer)) {
        way.write(stored.answer);
        const answer = way.read();
        if (answer.length) {
          show(way.judge(answer));
        }
      }
    }

    task.id = section.id + "-task";
    fieldset.setAttribute("aria-describedby", task.id);
    again.hidden = true;
    section.querySelectorAll(":scope > :is(.hb-ask, .hb-options)").forEach((element) => element.remove());
    section.querySelector("h3").after(form);
    form.addEventListener("submit", submit);
    form.addEventListener("input", function () {
      reset();
      count();
    });
    remember(recall().get(section.id));
    return state;
  }

  // --- one page ------------------------------------------------------------------------------------------------------

  function tend(quiz) {
    const score = make("p", { className: "hb-score" });
    const note = make("p", { role: "status" });
    const states = [];

    function count() {
      score.textContent = states.filter((state) => state.right).length + " of " + states.length + " right.";
      return score.textContent;
    }

    function forgetAll() {
      forget();
      states.forEach((state) => state.clear());
      count();
      note.textContent = "Your answers are forgotten, on every page.";
    }

    [...quiz.querySelectorAll(".hb-question")].forEach((section) => states.push(ask(section, count)));
    count();
    const where = make("p", {}, "Your answers stay in this browser. ", button("Forget my answers", forgetAll));
    quiz.append(make("div", { className: "hb-progress" }, score, where, note));
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".hb-quiz").forEach(tend));
})();
