/* Tables of facts are whole as they are. This sorts and filters them, says how many rows are left, and keeps the choice in
   the page's address. */
(function () {
  "use strict";

  const collator = new Intl.Collator("en", { numeric: true });

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // --- what a cell says --------------------------------------------------------------------------------------------

  function valueOf(cell) {
    return cell.dataset.value ?? cell.textContent.trim();
  }

  function keyOf(cell) {
    return cell.dataset.key ?? cell.textContent.trim();
  }

  function compare(first, second) {
    const both = first !== "" && second !== "" && !isNaN(first) && !isNaN(second);
    return both ? first - second : collator.compare(first, second);
  }

  /* By a column, either way; rows with nothing there come last both times. */
  function sorted(rows, column, downwards) {
    const keys = new Map(rows.map((row) => [row, keyOf(row.cells[column])]));
    return [...rows].sort(function (first, second) {
      const [a, b] = [keys.get(first), keys.get(second)];
      return (a === "") - (b === "") || (downwards ? compare(b, a) : compare(a, b));
    });
  }

  // --- what can be chosen ------------------------------------------------------------------------------------------

  function selectFor(heading, rows) {
    const cells = sorted(rows, heading.cellIndex, false).map((row) => row.cells[heading.cellIndex]);
    const values = [...new Set(cells.map(valueOf))];
    const options = values.map((value) => make("option", { value: value }, value));
    const select = make("select", { name: heading.dataset.name }, make("option", { value: "" }, "any"), ...options);
    return make("label", {}, heading.textContent, select);
  }

  /* Columns of one group, like roles: who is chosen has something in every row that is left. */
  function choiceOf(group, headings) {
    const options = headings
      .filter((heading) => heading.dataset.group === group)
      .map((heading) => make("option", { value: heading.dataset.name }, heading.textContent));
    const select = make("select", { name: group }, make("option", { value: "" }, "any"), ...options);
    return make("label", {}, group[0].toUpperCase() + group.slice(1), select);
  }

  function checkFor(condition) {
    const box = make("input", { type: "checkbox", name: condition, value: "1" });
    return make("label", {}, box, condition.replaceAll("-", " "));
  }

  function fits(row, choices, columns, groups) {
    return [...choices].every(function ([name, value]) {
      if (groups.includes(name)) {
        return keyOf(row.cells[columns.get(value)]) !== "";
      }
      const column = columns.get(name);
      return column === undefined
        ? row.dataset.meets.split(" ").includes(name)
        : valueOf(row.cells[column]) === value;
    });
  }

  // --- the address -------------------------------------------------------------------------------------------------

  function remember(names, chosen) {
    const address = new URL(location.href);
    names.forEach((name) => address.searchParams.delete(name));
    chosen.forEach((value, name) => address.searchParams.set(name, value));
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Some browsers keep the address of a file on disk as it is.
    }
  }

  // --- one table ---------------------------------------------------------------------------------------------------

  function tend(place) {
    const table = place.querySelector("table");
    const headings = [...table.tHead.rows[0].cells];
    const sortable = headings.filter((heading) => !("unsorted" in heading.dataset));
    const rows = [...table.tBodies[0].rows];
    const columns = new Map(headings.map((heading, index) => [heading.dataset.name, index]));
    const conditions = (place.dataset.conditions || "").split(" ").filter(Boolean);
    const groups = [...new Set(headings.map((heading) => heading.dataset.group).filter(Boolean))];
    const all = make("button", { type: "button" }, "Show all");
    const count = make("p", { role: "status" });
    const form = make(
      "form",
      { className: "hb-controls", autocomplete: "off" },
      ...conditions.map(checkFor),
      ...headings.filter((heading) => "filter" in heading.dataset).map((heading) => selectFor(heading, rows)),
      ...groups.map((group) => choiceOf(group, headings)),
      all,
      count,
    );
    const names = [...form.elements].map((control) => control.name).filter(Boolean);
    let sort = "";

    function sortRows() {
      const [name, downwards] = [sort.replace(/^-/, ""), sort.startsWith("-")];
      table.tBodies[0].append(...(sort ? sorted(rows, columns.get(name), downwards) : rows));
      headings.forEach((heading) => heading.removeAttribute("aria-sort"));
      if (sort) {
        headings[columns.get(name)].ariaSort = downwards ? "descending" : "ascending";
      }
      return sort ? ", sorted by " + headings[columns.get(name)].textContent.toLowerCase() : "";
    }

    function show() {
      const choices = new Map([...new FormData(form)].filter(([, value]) => value !== ""));
      const manner = sortRows();
      rows.forEach((row) => (row.hidden = !fits(row, choices, columns, groups)));
      count.textContent = rows.filter((row) => !row.hidden).length + " of " + rows.length + manner;
      remember(["sort", ...names], sort ? new Map([...choices, ["sort", sort]]) : choices);
    }

    function recall() {
      const wanted = new URLSearchParams(location.search);
      names.forEach(function (name) {
        const [control, value] = [form.elements[name], wanted.get(name) || ""];
        if (control.type === "checkbox") {
          control.checked = value === control.value;
        } else if ([...control.options].some((option) => option.value === value)) {
          control.value = value;
        }
      });
      const asked = wanted.get("sort") || "";
      sort = sortable.some((heading) => heading.dataset.name === asked.replace(/^-/, "")) ? asked : "";
    }

    sortable.forEach(function (heading) {
      const button = make("button", { type: "button" }, ...heading.childNodes);
      button.addEventListener("click", function () {
        sort = sort === heading.dataset.name ? "-" + sort : heading.dataset.name;
        show();
      });
      heading.append(button);
    });
    // A browser is content with the edge of a button; whoever goes through the table by keyboard wants to see it whole.
    table.addEventListener("focusin", (event) => event.target.scrollIntoView({ block: "nearest", inline: "nearest" }));
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    all.addEventListener("click", function () {
      form.reset();
      sort = "";
      show();
    });
    place.prepend(form);
    recall();
    show();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".hb-records").forEach(tend));
})();
