/* Under a map stands why the box in focus, or under the pointer, needs what comes before it: in the words of the list
   beside the map, which describes each box. */
(function () {
  "use strict";

  function paragraph(words) {
    const element = document.createElement("p");
    element.textContent = words;
    return element;
  }

  function reasons(link) {
    const ids = (link.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    const words = ids.map((id) => document.getElementById(id).textContent);
    return [link.ariaLabel].concat(words.length ? words : "needs nothing else on this map").map(paragraph);
  }

  function explain(map) {
    const place = document.createElement("div");
    place.className = "hb-why";
    place.ariaHidden = "true";
    place.append(paragraph("Point at a box, or go to it with the Tab key, to read here what it needs and why."));
    map.append(place);
    // A browser leaves a box that it takes for seen half outside the frame.
    map.addEventListener("focusin", (event) => event.target.closest("a")?.scrollIntoView({ block: "nearest", inline: "nearest" }));
    ["focusin", "mouseover"].forEach(function (kind) {
      map.addEventListener(kind, function (event) {
        const link = event.target.closest("a");
        if (link) {
          place.replaceChildren(...reasons(link));
        }
      });
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".hb-map").forEach(explain));
})();
