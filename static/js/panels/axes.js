/**
 * One number for all axes, or one an axis: a stepper that a link button splits and joins again.
 *
 * Knows axes by their names in the catalogue, and nothing of what the numbers mean.
 */

import { html } from "../stage/dom.js";
import { entriesOf, entriesText } from "../state/notation.js";
import { sign, signButton } from "./signs.js";
import { between, createStepper } from "./stepper.js";

/**
 * @typedef {{ id: string, name: string | null, title: string, axes: string[], words: import("./fields.js").Words,
 *   minimum?: number, maximum?: number, commit: (text: string | null) => void }} Given
 * @typedef {ReturnType<typeof createAxes>} Axes
 */

/** @param {Given} given */
export function createAxes({ id, name, title, axes, words, minimum, maximum, commit }) {
  const next = between(minimum, maximum);
  const linked = createStepper({ title, words, commit, next, attributes: { id, name, inputmode: "text" } });
  const each = axes.map((axis, place) => {
    const label = words(`size.${axis}`);
    const attributes = { id: `${id}-${axis}`, name, "data-axis": axis };
    const full = words("field.of", { title, part: label });
    const stepper = createStepper({ title: full, words, next, attributes, commit: (text) => change(place, text) });
    return { stepper, element: titled(label, full, stepper) };
  });
  const link = signButton("link", words("field.link", { title }), turn);
  link.classList.add("link");
  const head = html("div", { class: "control" }, axes.length > 1 ? [link, linked.element] : [linked.element]);
  const body = html("div", {
    class: "parts",
    role: "group",
    "aria-label": words("field.each", { title }),
  });
  let wanted = false; // split by hand, though all entries are the same
  let split = false;
  /** @type {string | null} */
  let now = null;
  /** @type {string[]} */
  let standards = axes.map(() => "");

  /** One entry an axis as they stand, null where the text is of another form. */
  function entries() {
    return now === null ? standards : entriesOf(now, axes.length);
  }

  /** @param {number} place @param {string | null} text */
  function change(place, text) {
    const all = [...(entries() ?? standards)];
    all[place] = text ?? standards[place];
    commit(entriesText(all));
  }

  function turn() {
    const all = entries();
    wanted = !split;
    if (!wanted && all && !isOne(all)) commit(all[0]);
    draw();
  }

  function draw() {
    const all = entries();
    const isSplit = axes.length > 1 && all !== null && (wanted || !isOne(all));
    if (isSplit !== split) turnTo(isSplit);
    linked.show(now, isOne(standards) ? standards[0] : standards.join(","));
    for (const [place, { stepper }] of each.entries())
      stepper.show(now === null ? null : (all?.[place] ?? null), standards[place]);
  }

  /** @param {boolean} isSplit */
  function turnTo(isSplit) {
    split = isSplit;
    const hadFocus = head.contains(document.activeElement) && document.activeElement !== link;
    if (split) linked.element.remove();
    else head.append(linked.element);
    body.replaceChildren(...(split ? each.map(({ element }) => element) : []));
    link.setAttribute("aria-pressed", String(!split));
    link.replaceChildren(sign(split ? "unlink" : "link"));
    if (hadFocus) (split ? each[0].stepper : linked).input.focus();
  }

  link.setAttribute("aria-pressed", "true");
  return {
    head,
    body,
    /** The element that the label is for. */
    get input() {
      return (split ? each[0].stepper : linked).input;
    },
    /**
     * @param {string | null} text
     * @param {string[]} standard one entry an axis, for a field that is left out
     */
    show(text, standard) {
      now = text;
      standards = standard;
      draw();
    },
  };
}

/**
 * A stepper under a small label, its full name heard.
 * @param {string} label
 * @param {string} full
 * @param {import("./stepper.js").Stepper} stepper
 */
export function titled(label, full, stepper) {
  stepper.input.setAttribute("aria-label", full);
  return html("div", { class: "subfield" }, [
    html("span", { class: "part-label", "aria-hidden": "true" }, [label]),
    stepper.element,
  ]);
}

/** @param {string[]} entries */
function isOne(entries) {
  return entries.every((entry) => entry === entries[0]);
}
