/* Notes, before each key, the element that has the focus and what is wrong with it. For test_keyboard.py. */
(function () {
  "use strict";

  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = new Map();

  function boxes(element) {
    return [...element.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  }

  function isSeen(element) {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && boxes(element).length > 0;
  }

  function all() {
    const isStop = (element) => element.tabIndex >= 0 && !element.disabled && isSeen(element);
    return [...document.querySelectorAll(FOCUSABLE)].filter(isStop);
  }

  function name(element) {
    const place = element.closest("header, nav, aside, footer, article, dialog, main");
    return `${place ? place.localName : "body"} ${element.outerHTML.replace(/\s+/g, " ").slice(0, 110)}`;
  }

  /* The middles of what of an element is in view, line by line. */
  function middles(element) {
    return boxes(element)
      .map(({ left, right, top, bottom }) => [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)])
      .filter(([left, right, top, bottom]) => right - left > 1 && bottom - top > 1)
      .map(([left, right, top, bottom]) => [(left + right) / 2, (top + bottom) / 2]);
  }

  function isOnTop(element) {
    return middles(element).some(([x, y]) => element.contains(document.elementFromPoint(x, y)));
  }

  /* Whether a line of two pixels is drawn around it; around a box of a map, the box's own border is. */
  function isMarked(element) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(", 0)");
    const box = element.querySelector("rect");
    return isOutlined || (box !== null && parseFloat(getComputedStyle(box).strokeWidth) >= 4);
  }

  function wrongWith(element) {
    if (!isSeen(element)) {
      return "hidden";
    }
    if (!isOnTop(element)) {
      return middles(element).length ? "covered" : "out of view";
    }
    return isMarked(element) ? "" : "not marked";
  }

  /* Of radio buttons Tab reaches one; the arrows reach the others. */
  function isReached(element) {
    const group = element.type === "radio" ? [...element.form.elements[element.name]] : [element];
    return group.some((one) => stops.has(one));
  }

  document.addEventListener("keydown", () => stops.set(document.activeElement, wrongWith(document.activeElement)), true);

  window.walk = {
    count: () => all().length,
    name: () => name(document.activeElement),
    isBack: () => stops.has(document.activeElement),
    goNearEnd: (stopsLeft) => all().at(-stopsLeft).focus(),
    wrong: () => [...stops].filter(([element, wrong]) => wrong && element !== document.body).map(([element, wrong]) => `${wrong}: ${name(element)}`),
    missed: () => all().filter((element) => !isReached(element)).map(name),
  };
})();
