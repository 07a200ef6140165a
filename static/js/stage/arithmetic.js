/**
 * The arithmetic line: one step's sum written out, or folded where it is long.
 *
 * Joins the boxes that `folding.js` chose with what is added and what comes out; knows no grid.
 */

import { braceOf, foldBox, labelled, raised, runningOf, stateOf, termBox, UNTOLD } from "./boxes.js";
import { focusedElement, html, renew } from "./dom.js";
import { boxesOf, foldingOf } from "./folding.js";
import { compact, signed } from "./numbers.js";
import { placeOf } from "./places.js";

/**
 * @typedef {import("./terms.js").Sum} Sum
 * @typedef {import("./boards.js").Words} Words
 * @typedef {import("./folding.js").Item} Item
 * @typedef {import("./boxes.js").Line} Line
 * @typedef {import("./boxes.js").View} View
 */

const NOT_YET = "…";
const FEW = 9; // boxes that stand side by side without being narrowed

/** @type {View} */
const AT_REST = { open: [], choose: () => {}, inside: null, lit: null, point: () => {}, hidden: false };

/**
 * The line for a sum. `view` says what is unfolded (`open`, `choose`), which term is being done (`inside`), which stay
 * strong (`lit`; `point` tells the one under the pointer) and whether what comes out is hidden. Terms go by their number
 * in the window.
 * @param {Sum} sum
 * @param {Words} words
 * @param {Partial<View>} [given]
 * @returns {HTMLElement[]}
 */
export function lineOf(sum, words, given) {
  const view = { ...AT_REST, ...given };
  const now = sum.terms.find((term) => term.number === view.inside) ?? null;
  const line = { sum, words, view, now };
  if (sum.form === "place") return placing(line);
  const items = foldingOf(sum, view.open, now ?? pointedAt(sum, view));
  const front = sum.form === "max" ? [wordOf(words("sum.max"))] : [];
  const end = html("span", { class: "end", "data-many": boxesOf(items) > FEW }, endOf(line));
  return [...front, ...items.map((item) => itemOf(line, item)), end];
}

/**
 * The one term that is lit, if it is one.
 * @param {Sum} sum
 * @param {View} view
 */
function pointedAt(sum, view) {
  if (view.lit?.size !== 1) return null;
  return sum.terms.find((term) => view.lit?.has(term.number)) ?? null;
}

/**
 * @param {Line} line
 * @param {Item} item
 * @returns {HTMLElement}
 */
function itemOf(line, item) {
  const { words } = line;
  if (item.kind === "term") return termBox(line, item.term);
  if (item.kind === "open") {
    const label = nameOf(item.group, words);
    const terms = html(
      "span",
      { class: "terms" },
      item.items.map((inner) => itemOf(line, inner)),
    );
    const attributes = { class: "part", role: "group", "aria-label": label, "data-path": item.group.path.join() };
    return html("span", attributes, [terms, braceOf(line, label, item)]);
  }
  const part = item.kind === "fold" ? item.group : item;
  const label =
    item.kind === "fold"
      ? nameOf(item.group, words)
      : words(`range.${item.level}`, { first: item.first + 1, last: item.last + 1 });
  return html("span", { class: "part" }, [foldBox(line, label, part), runningOf(line, part)]);
}

/**
 * @param {import("./terms.js").Group} group
 * @param {Words} words
 */
function nameOf(group, words) {
  return words(`axis.${group.level}`, { n: group.path[group.path.length - 1] + 1 });
}

/**
 * What follows the terms, up to the result.
 * @param {Line} line
 * @returns {HTMLElement[]}
 */
function endOf(line) {
  const { sum, words, view } = line;
  const state = stateOf(line, []);
  const told = (/** @type {number | null} */ value) => untold(line) ?? compact(value);
  if (sum.form === "paint") {
    const cropped = sum.cropped ? [wordOf(words("sum.cropped", { n: sum.cropped }))] : [];
    return cropped;
  }
  const items = [];
  if (sum.bias !== null) items.push(labelled("bias", words("board.bias"), signed(sum.bias), state));
  items.push(equals("="));
  if (sum.form === "average") {
    items.push(labelled("partial", words("sum.sum"), told(sum.sum), state), equals("÷"), divisorOf(line), equals("="));
  }
  if (sum.form === "norm") {
    items.push(labelled("partial", words("sum.norm"), told(sum.sum), state));
    items.push(through(words("sum.root"), html("span", {}, [sum.power === 2 ? "" : raised(sum.power), "√"])));
  }
  if (sum.activation) {
    items.push(labelled("partial", words("sum.before"), told(sum.before), state));
    items.push(through(functionName(sum.activation, words), "→"));
  }
  items.push(html("span", { class: "result", "data-hidden": view.hidden, ...state }, [told(sum.value)]));
  return items;
}

/**
 * What is written in place of a number that is hidden or still to come.
 * @param {Line} line
 */
function untold({ view, now }) {
  return view.hidden ? UNTOLD : now ? NOT_YET : null;
}

/** @param {Line} line */
function divisorOf(line) {
  const { sum, words } = line;
  const cells = sum.terms.length;
  const note = words(`sum.${sum.note}`, { cells, padding: (sum.divisor ?? 0) - cells });
  const box = labelled("partial", words("sum.divisor"), compact(sum.divisor), stateOf(line, []));
  return html("span", { class: "part" }, [box, html("span", { class: "running" }, [note])]);
}

/**
 * A value that goes to the place its index names.
 * @param {Line} line
 */
function placing({ sum, words, view }) {
  if (!sum.target) return [];
  const place = view.hidden ? UNTOLD : placeOf(sum.model, sum.target, words);
  return [
    labelled("value", words("sum.value"), compact(sum.value)),
    through(words("sum.goes"), "→"),
    labelled("partial", words("sum.index"), compact(sum.index)),
    equals("="),
    html("span", { class: "result of-place" }, [place]),
  ];
}

/**
 * @param {string} name
 * @param {Words} words
 */
function functionName(name, words) {
  const key = `activation.${name}`;
  const told = words(key);
  return told === key ? name : told;
}

/**
 * An arrow with what happens on the way.
 * @param {string} label
 * @param {string | Node} sign
 */
function through(label, sign) {
  return html("span", { class: "through" }, [
    html("span", { class: "factors" }, [label]),
    " ",
    html("span", { class: "sign" }, [sign]),
  ]);
}

/** @param {string} sign */
function equals(sign) {
  return html("span", { class: "equals" }, [sign]);
}

/** @param {string} text */
function wordOf(text) {
  return html("span", { class: "word" }, [text]);
}

/**
 * Put a line in the place of another. What says the same stays as it is, the focus stays on what it was on, and the
 * term that is being done stays in sight.
 * @param {HTMLElement} home
 * @param {HTMLElement[]} boxes
 */
export function showLine(home, boxes) {
  const active = focusedElement();
  const focused = active instanceof HTMLElement && home.contains(active) ? active : null;
  // An element that is taken out while it has the focus tells so in the midst of it, and the line is drawn once more.
  if (focused && !isKept(focused, home, boxes)) focused.blur();
  renew(home, boxes);
  const now = home.querySelector("[data-now]");
  if (now && home.scrollWidth > home.clientWidth) {
    home.scrollLeft += now.getBoundingClientRect().left - home.getBoundingClientRect().left - home.clientWidth / 3;
  }
  if (focused && !home.contains(focusedElement())) focusAgain(home, focused.dataset);
}

/**
 * Whether the box that holds an element stays in the line.
 * @param {HTMLElement} element
 * @param {HTMLElement} home
 * @param {HTMLElement[]} boxes
 */
function isKept(element, home, boxes) {
  const number = [...home.children].findIndex((box) => box.contains(element));
  return home.children.length === boxes.length && home.children[number].isEqualNode(boxes[number]);
}

/**
 * Give the focus to the same term, or to the row that has been folded or unfolded.
 * @param {HTMLElement} home
 * @param {DOMStringMap} focused
 */
function focusAgain(home, { term, path }) {
  const places = term === undefined ? [`button[data-path="${path}"]`, `[data-path="${path}"] [data-term]`] : [];
  const again = [...places, `[data-term="${term}"]`, "[data-term]"].map((place) => home.querySelector(place));
  const target = again.find((one) => one !== null);
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
