/**
 * What stands before and after each axis: a number, one an axis, each side by itself, or a name for all of them.
 *
 * Knows the three forms of the value; what a name comes to is read from the answer.
 */

import { html } from "../stage/dom.js";
import { entriesText, sidesOf, sidesText } from "../state/notation.js";
import { createAxes, titled } from "./axes.js";
import { between, createStepper } from "./stepper.js";
import { choiceTold, sidesTold } from "./told.js";

const NUMBER = ":number";
const SIDES = ":sides";
const ENDS = /** @type {const} */ (["before", "after"]);

/** @typedef {[string, string][]} Pairs one an axis */

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function paddingPart(name, schema, { operator, words, change }) {
  const { axes } = operator;
  const { title, minimum, maximum } = schema;
  /** @type {string[]} */
  const names = schema.anyOf.flatMap((/** @type {any} */ one) => one.enum ?? []);
  const commit = (/** @type {string | null} */ text) => change({ [name]: text });
  const given = { id: `field-${name}`, name, title, axes, words, minimum, maximum, commit };
  const numbers = createAxes(given);
  const sides = createSides(given);
  /** What stands under the list, by form; under a name nothing. @type {Record<string, Element[]>} */
  const views = { [NUMBER]: [html("div", { class: "row" }, [numbers.head]), numbers.body], [SIDES]: [sides.element] };
  const body = html("div");
  const select = formsOf(`field-${name}-form`, names, words);
  /** @type {string | null} */
  let text = null;
  /** @type {Pairs} */
  let resolved = [];
  let wanted = false; // by side, though the sides are the same
  let drawn = "";

  /** The pairs that the text says, null where it has another form. */
  const said = () => (text === null || names.includes(text) ? null : sidesOf(text, axes.length));

  function form() {
    if (text !== null && names.includes(text)) return text;
    return wanted || (said() ?? resolved).some(([before, after]) => before !== after) ? SIDES : NUMBER;
  }

  select.addEventListener("change", () => {
    const was = form();
    const all = said() ?? resolved;
    wanted = select.value === SIDES;
    if (names.includes(select.value)) return commit(select.value);
    if (was !== NUMBER) commit(wanted ? sidesText(all) : entriesText(firsts(all)));
    draw();
  });

  function draw() {
    const now = form();
    const known = said();
    if (now !== drawn) body.replaceChildren(...(views[now] ?? []));
    select.value = drawn = now;
    if (now === NUMBER) numbers.show(known ? entriesText(firsts(known)) : text, firsts(resolved));
    if (now === SIDES) sides.show(known, resolved);
    const isNamed = names.includes(now); // then the label is for the list itself
    setAttribute(select, "name", isNamed ? name : null);
    setAttribute(select, "aria-label", isNamed ? null : words("padding.form", { title }));
  }

  return {
    head: select,
    body,
    get input() {
      const now = form();
      return now === NUMBER ? numbers.input : now === SIDES ? sides.input : select;
    },
    get note() {
      return names.includes(form()) ? sidesTold(resolved, operator, words) : null;
    },
    show(given, { standard }) {
      text = given;
      resolved = sidesOf(standard, axes.length) ?? axes.map(() => ["0", "0"]);
      draw();
    },
  };
}

/**
 * @param {string} id
 * @param {string[]} names
 * @param {import("./fields.js").Words} words
 */
function formsOf(id, names, words) {
  return html("select", { id }, [
    html("option", { value: NUMBER }, [words("padding.number")]),
    html("option", { value: SIDES }, [words("padding.sides")]),
    ...names.map((one) => html("option", { value: one }, [choiceTold(one, words)])),
  ]);
}

/**
 * A stepper for each side of each axis.
 * @param {import("./axes.js").Given} given
 */
function createSides({ id, name, title, axes, words, minimum, maximum, commit }) {
  /** @type {Pairs} */
  let now = [];
  const sides = axes.flatMap((axis, place) =>
    ENDS.map((end, at) => {
      const label = words(`side.${axis}.${end}`);
      const full = words("field.of", { title, part: label });
      const attributes = { id: `${id}-${axis}-${end}`, name, "data-axis": axis, "data-side": end };
      const change = (/** @type {string | null} */ entry) => {
        const all = now.map(([before, after]) => /** @type {[string, string]} */ ([before, after]));
        all[place][at] = entry ?? stepper.input.placeholder;
        commit(sidesText(all));
      };
      const next = between(minimum, maximum);
      const stepper = createStepper({ title: full, words, next, attributes, commit: change });
      return { place, at, stepper, element: titled(label, full, stepper) };
    }),
  );
  const part = words("padding.sides");
  const group = { class: "parts", role: "group", "aria-label": words("field.of", { title, part }) };
  const elements = sides.map(({ element }) => element);
  return {
    element: html("div", group, elements),
    input: sides[0].stepper.input,
    /** @param {Pairs | null} known @param {Pairs} resolved */
    show(known, resolved) {
      now = known ?? resolved;
      for (const { place, at, stepper } of sides) stepper.show(known?.[place][at] ?? null, resolved[place][at]);
    },
  };
}

/** @param {Pairs} pairs */
function firsts(pairs) {
  return pairs.map(([before]) => before);
}

/** @param {Element} element @param {string} name @param {string | null} value null takes it away */
function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
