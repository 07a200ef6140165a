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
  const id = `field-${name}`;
  const commit = (/** @type {string | null} */ text) => change({ [name]: text });
  const numbers = createAxes({ id, name, title, axes, words, minimum, maximum, commit });
  const sides = axes.flatMap((axis, place) => ENDS.map((end, at) => sideOf(axis, place, end, at)));
  const group = {
    class: "parts",
    role: "group",
    "aria-label": words("field.of", { title, part: words("padding.sides") }),
  };
  /** What stands under the select, by form; under a name nothing. @type {Record<string, Element[]>} */
  const views = {
    [NUMBER]: [html("div", { class: "row" }, [numbers.head]), numbers.body],
    [SIDES]: [
      html(
        "div",
        group,
        sides.map(({ element }) => element),
      ),
    ],
  };
  const body = html("div", { class: "more-room" });
  const select = html("select", { id: `${id}-form`, "aria-label": words("padding.form", { title }) }, [
    html("option", { value: NUMBER }, [words("padding.number")]),
    html("option", { value: SIDES }, [words("padding.sides")]),
    ...names.map((one) => html("option", { value: one }, [choiceTold(one, words)])),
  ]);
  /** @type {string | null} */
  let text = null;
  /** @type {[string, string][]} */
  let resolved = [];
  let wanted = false; // by side, though the sides are the same
  let drawn = "";

  /** @param {string} axis @param {number} place @param {"before" | "after"} end @param {number} at */
  function sideOf(axis, place, end, at) {
    const label = words(`side.${axis}.${end}`);
    const full = words("field.of", { title, part: label });
    const stepper = createStepper({
      title: full,
      words,
      next: between(minimum, maximum),
      attributes: { id: `${id}-${axis}-${end}`, name, "data-axis": axis, "data-side": end },
      commit(entry) {
        const all = pairs().map((pair) => /** @type {[string, string]} */ ([...pair]));
        all[place][at] = entry ?? resolved[place][at];
        commit(sidesText(all));
      },
    });
    return { place, at, stepper, element: titled(label, full, stepper) };
  }

  /** The pairs as they stand. */
  function pairs() {
    return (text === null || names.includes(text) ? null : sidesOf(text, axes.length)) ?? resolved;
  }

  function form() {
    if (text !== null && names.includes(text)) return text;
    return wanted || pairs().some(([before, after]) => before !== after) ? SIDES : NUMBER;
  }

  select.addEventListener("change", () => {
    const was = form();
    const all = pairs();
    wanted = select.value === SIDES;
    if (names.includes(select.value)) return commit(select.value);
    if (was !== NUMBER) commit(wanted ? sidesText(all) : entriesText(all.map(([before]) => before)));
    draw();
  });

  function draw() {
    const now = form();
    if (now !== drawn) body.replaceChildren(...(views[now] ?? []));
    select.value = drawn = now;
    const known = text === null ? null : sidesOf(text, axes.length);
    const before = (/** @type {[string, string][]} */ all) => all.map(([first]) => first);
    if (now === NUMBER) numbers.show(known ? entriesText(before(known)) : text, before(resolved));
    if (now === SIDES)
      for (const { place, at, stepper } of sides) stepper.show(known?.[place][at] ?? null, resolved[place][at]);
    if (names.includes(now)) select.setAttribute("name", name);
    else select.removeAttribute("name");
  }

  return {
    head: select,
    body,
    get input() {
      const now = form();
      return now === NUMBER ? numbers.input : now === SIDES ? sides[0].stepper.input : select;
    },
    get note() {
      return names.includes(form()) ? sidesTold(resolved, operator, words) : null;
    },
    show(given, { standard }) {
      text = given;
      resolved = sidesOf(String(standard), axes.length) ?? axes.map(() => ["0", "0"]);
      draw();
    },
  };
}
