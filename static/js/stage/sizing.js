/**
 * How large a scene is drawn: as large as its room allows, but never so small that numerals are lost.
 *
 * Measures the element and the window; knows nothing of what is drawn.
 */

const READABLE = 24; // pixels of a cell with a numeral
const AROUND = { page: 350, present: 290 }; // pixels of header, sentence, sum and transport
const FACTS = 110; // pixels of the formula and the counts, where the scene has no room for them
const LARGEST = { page: 1.5, present: 3 };
const PHONE = 560;

/** @type {WeakMap<Element, { whole: number, inner: number }>} widths as they were last laid out: to ask costs a layout */
const known = new WeakMap();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) known.set(target, measured(target));
});

/** Which arrangement of the scene an element has room for, which may not be shown yet. @param {HTMLElement} element */
export function layoutFor(element) {
  return widthsOf(element.parentElement ?? element).whole < PHONE ? "tall" : "wide";
}

/**
 * Pixels that a unit of the scene takes.
 * @param {import("./model.js").Scene} scene
 * @param {HTMLElement} element
 */
export function sizeFor(scene, element) {
  const present = document.documentElement.dataset.present !== undefined;
  const across = Math.max(widthsOf(element).inner, 200) / scene.width;
  if (scene.layout === "tall" || element.hasAttribute("data-free")) return Math.min(across, LARGEST.page);
  const around = present ? AROUND.present : AROUND.page + (scene.notes ? 0 : FACTS);
  const down = Math.max(260, window.innerHeight - around) / scene.height;
  const cells = scene.grids.filter((grid) => grid.form === "numerals").map((grid) => grid.cell);
  const least = cells.length ? READABLE / Math.min(...cells) : 0;
  return Math.min(across, Math.max(down, Math.min(least, 1)), present ? LARGEST.present : LARGEST.page);
}

/** @param {HTMLElement} element */
function widthsOf(element) {
  const widths = known.get(element) ?? measured(element);
  if (!known.has(element)) observer.observe(element);
  known.set(element, widths);
  return widths;
}

/** With its padding, and without. @param {Element} element */
function measured(element) {
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  const whole = element.clientWidth;
  return { whole, inner: whole - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) };
}
