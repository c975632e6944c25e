/* The shortest way to a topic from what its reader knows. The same as `way_to` in macros/paths.py, which works out the
   common ways while building; a test compares the two. What is ticked stays in this browser, and without storage on this
   page alone. The topics come from planner-topics.js, in learning order. */
(function () {
  "use strict";

  const KEY = "handbook.paths.v1";
  const EN_DASH = "\u2013";

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

  // --- the way -------------------------------------------------------------------------------------------------------

  /* The topics that lead to one, as legs {topic, neededFor, because}: whatever it needs that is not known, in learning
     order, itself last. What a known topic needs is not asked for on its account. */
  function wayTo(topics, goal, known) {
    const found = new Set();
    const open = [goal];
    while (open.length) {
      const id = open.pop();
      if (topics.has(id) && !found.has(id) && !known.has(id)) {
        found.add(id);
        open.push(...topics.get(id).requires.map(([needed]) => needed));
      }
    }
    const way = [...topics.values()].filter((topic) => found.has(topic.id));
    return way.map((topic) => legOf(topic, way));
  }

  function legOf(topic, way) {
    for (const other of way) {
      const requirement = other.requires.find(([needed]) => needed === topic.id);
      if (requirement) {
        return { topic: topic, neededFor: other, because: requirement[1] };
      }
    }
    return { topic: topic, neededFor: null, because: "" };
  }

  function hoursOf(topics) {
    const sum = (end) => topics.reduce((hours, topic) => hours + topic.hours[end], 0);
    const [low, high] = [sum(0), sum(1)];
    return (low === high ? low : low + EN_DASH + high) + (high === 1 ? " hour" : " hours");
  }

  // --- what the browser remembers ------------------------------------------------------------------------------------

  function recall() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY));
      const known = Array.isArray(stored.known) ? stored.known.filter((id) => typeof id === "string") : [];
      return { known: new Set(known), goal: typeof stored.goal === "string" ? stored.goal : "" };
    } catch {
      return { known: new Set(), goal: "" };
    }
  }

  function store(known, goal) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ known: known, goal: goal }));
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

  // --- the form ------------------------------------------------------------------------------------------------------

  function selectGoal(skills) {
    const groups = skills.map(function (skill) {
      const options = skill.topics.map((topic) => make("option", { value: topic.id }, topic.title));
      return make("optgroup", { label: skill.title }, ...options);
    });
    return make("select", { name: "goal" }, make("option", { value: "" }, "choose a topic"), ...groups);
  }

  function selectStart(starts) {
    const options = starts.map((start, index) => make("option", { value: String(index) }, start.title));
    return make("select", { name: "start" }, make("option", { value: "" }, "your own ticks"), ...options);
  }

  /* A skill's topics to tick, folded under its name and how many of them are known. */
  function tickSkill(skill) {
    const boxes = skill.topics.map((topic) => make("input", { type: "checkbox", name: "known", value: topic.id }));
    const labels = skill.topics.map((topic, index) => make("label", {}, boxes[index], topic.title));
    const summary = make("summary", {});
    const legend = make("legend", {}, "What you know of " + skill.title);
    const fieldset = make("fieldset", {}, legend, ...labels);
    const details = make("details", {}, summary, fieldset);

    function count() {
      const known = boxes.filter((box) => box.checked).length;
      summary.textContent = skill.title + ": " + known + " of " + boxes.length + " known";
    }

    return { details: details, boxes: boxes, count: count };
  }

  function lineOf(leg, root) {
    const link = make("a", { href: root + leg.topic.address }, leg.topic.title);
    const why = leg.neededFor ? ". Needed for " + leg.neededFor.title + ": " + leg.because : ".";
    return make("li", {}, link, " (" + hoursOf([leg.topic]) + ")" + why);
  }

  function sentence(way, goal) {
    if (!goal) {
      return "Choose what you want to learn, and the way to it appears here.";
    }
    if (!way.length) {
      return goal.title + ": you know it already.";
    }
    return way.length + (way.length === 1 ? " topic, " : " topics, ") + hoursOf(way.map((leg) => leg.topic)) + ".";
  }

  function tend(place, data) {
    const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
    const of = (skill) => ({ ...skill, topics: data.topics.filter((topic) => topic.skill === skill.id) });
    const skills = data.skills.map(of).filter((skill) => skill.topics.length);
    const ticks = skills.map(tickSkill);
    const boxes = ticks.flatMap((tick) => tick.boxes);
    const [goal, start] = [selectGoal(skills), selectStart(data.starts)];
    const outcome = make("p", { className: "hb-score", role: "status" });
    const list = make("ol", { className: "hb-way" });

    function show() {
      const known = boxes.filter((box) => box.checked).map((box) => box.value);
      const way = goal.value ? wayTo(topics, goal.value, new Set(known)) : [];
      ticks.forEach((tick) => tick.count());
      outcome.textContent = sentence(way, topics.get(goal.value));
      list.replaceChildren(...way.map((leg) => lineOf(leg, place.dataset.root)));
      list.hidden = !way.length;
      return known;
    }

    function tickOnly(known) {
      boxes.forEach((box) => (box.checked = known.has(box.value)));
    }

    function choose(event) {
      if (event.target === start && start.value) {
        tickOnly(new Set(data.starts[Number(start.value)].knows));
      } else if (event.target !== goal) {
        start.value = "";
      }
      store(show(), goal.value);
    }

    function restart() {
      forget();
      [goal.value, start.value] = ["", ""];
      tickOnly(new Set());
      show();
    }

    const form = make(
      "form",
      { autocomplete: "off" },
      make("p", {}, make("label", {}, "I want to learn ", goal)),
      make("p", {}, make("label", {}, "I know what is known to: ", start)),
      outcome,
      ...ticks.map((tick) => tick.details),
      make("p", {}, "What you tick stays in this browser. ", button("Forget it", restart)),
    );
    form.addEventListener("change", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    const remembered = recall();
    tickOnly(remembered.known);
    goal.value = topics.has(remembered.goal) ? remembered.goal : "";
    place.replaceChildren(form, list);
    show();
  }

  window.handbookPaths.wayTo = wayTo;
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".hb-planner").forEach((place) => tend(place, window.handbookPaths));
  });
})();
