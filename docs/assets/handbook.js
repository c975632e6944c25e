/* Dates grow old while a copy of the handbook lies around: compares them with the reader's own clock, says in words and
   colour what is overdue, and opens source and age of a figure beside it. Without this, notes are plain footnotes. */
(function () {
  "use strict";

  const DAY = 86400000;
  const LONG_OVERDUE_DAYS = 180;

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function days(from, to) {
    return Math.floor((to - from) / DAY);
  }

  // --- how old -----------------------------------------------------------------------------------------------------

  /* How many days a fact is late; somewhere it is already tomorrow. */
  function lateness(element, now) {
    return Math.max(days(Date.parse(element.dateTime), now) - 1, 0);
  }

  function stateOf(late) {
    return late > LONG_OVERDUE_DAYS ? "long overdue" : late > 0 ? "overdue" : "in time";
  }

  function classOf(late) {
    return "hb-" + stateOf(late).replace(" ", "-");
  }

  function mark(element, now) {
    const late = lateness(element, now);
    const cell = element.closest("td");
    if (cell !== null) {
      cell.dataset.value = stateOf(late);
    }
    if (late > 0) {
      const words = " (" + stateOf(late) + " by " + late + (late === 1 ? " day)" : " days)");
      element.after(make("span", { className: classOf(late) }, words));
    }
  }

  function tellAge(element, now) {
    const age = days(Date.parse(element.dateTime), now);
    if (age >= 0) {
      element.after(age === 0 ? " (today)" : age === 1 ? " (yesterday)" : " (" + age + " days ago)");
    }
  }

  // --- the figure that a page cites --------------------------------------------------------------------------------

  /* What the footnote says, without its way back. */
  function copyOf(note) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll(".footnote-backref").forEach((link) => link.remove());
    return [...copy.children].flatMap((paragraph) => [...paragraph.childNodes]);
  }

  /* The number of a note becomes a button that opens the note beside the figure. */
  function openBeside(link, now) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const due = note?.querySelector("time.hb-due");
    if (!due || !("popover" in link)) {
      return;
    }
    const late = lateness(due, now);
    const words = late > 0 ? " " + stateOf(late) : "";
    const text = make("span", { className: "hb-definition", popover: "auto" }, ...copyOf(note));
    const button = make("button", { className: "hb-cited", type: "button" }, link.textContent + words);
    button.ariaLabel = "Source and age, note " + link.textContent + (words && "," + words);
    button.popoverTargetElement = text;
    if (words) {
      button.classList.add(classOf(late));
    }
    // A browser may begin a line before and after a button; a word joiner on either side keeps it with its figure.
    link.replaceWith("\u2060", button, "\u2060");
    button.parentElement.after(text);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const now = Date.now();
    document.querySelectorAll("time.hb-due").forEach((element) => mark(element, now));
    document.querySelectorAll("time.hb-age").forEach((element) => tellAge(element, now));
    document.querySelectorAll("a.footnote-ref").forEach((link) => openBeside(link, now));
  });
})();
