/* Dates grow old while a copy of the handbook lies around: compares them with the reader's own clock. */
(function () {
  "use strict";

  var DAY = 86400000;
  var LONG_OVERDUE_DAYS = 180;

  function days(from, to) {
    return Math.floor((to - from) / DAY);
  }

  function mark(element, now) {
    var late = days(Date.parse(element.dateTime), now) - 1;
    if (!(late > 0)) {
      return;
    }
    var note = document.createElement("span");
    note.className = late > LONG_OVERDUE_DAYS ? "hb-long-overdue" : "hb-overdue";
    note.textContent = " (overdue by " + late + (late === 1 ? " day)" : " days)");
    element.after(note);
  }

  function tellAge(element, now) {
    var age = days(Date.parse(element.dateTime), now);
    if (age >= 0) {
      element.after(age === 0 ? " (today)" : age === 1 ? " (yesterday)" : " (" + age + " days ago)");
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    var now = Date.now();
    document.querySelectorAll("time.hb-due").forEach(function (element) {
      mark(element, now);
    });
    document.querySelectorAll("time.hb-age").forEach(function (element) {
      tellAge(element, now);
    });
  });
})();
