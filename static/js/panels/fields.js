/**
 * One field for one parameter, made from its JSON Schema: label, control, a grey line, and what is wrong with it.
 *
 * Knows kinds of parameter, no parameter by name. A control shows what the experiment says and sends what is chosen.
 */

import { html, write } from "../stage/dom.js";
import { entriesOf, textOf } from "../state/notation.js";
import { createAxes } from "./axes.js";
import { choicePart, switchPart } from "./choices.js";
import { constantPart } from "./constant.js";
import { gridPart } from "./grid.js";
import { numberPart, wholePart } from "./numbers.js";
import { paddingPart } from "./padding.js";

/**
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 * @typedef {{ operator: import("../state/experiment.js").Operator, words: Words,
 *   generators: import("../state/experiment.js").Generator[],
 *   change: (changes: Record<string, string | null>) => void,
 *   follow: (sizes: Record<string, number[]>, changes?: Record<string, string | null>) => void,
 *   inHand: (name: string) => import("../state/grids.js").Grid | undefined }} Desk
 *   what a control works with: `change` commits texts, `follow` new sizes with all that depends on them and further
 *   texts, `inHand` is the answer's grid where it is that of the text
 * @typedef {{ standard: string, sizes: import("../state/sizes.js").Sizes }} Now
 *   what the server makes of a field that is left out, as text, and the sizes of all grids
 * @typedef {{ head: Element, body?: Element, input: Element, note?: string | null,
 *   show: (text: string | null, now: Now) => void }} Part
 *   head stands beside the label, body below; a note takes the place of the description
 * @typedef {{ element: HTMLElement, show: (text: string | null, now: Now) => void,
 *   complain: (text: string | null) => void }} Control
 */

/** @type {Record<string, (name: string, schema: Record<string, any>, desk: Desk) => Part>} */
const PARTS = {
  axes: axesPart,
  boolean: switchPart,
  choice: choicePart,
  constant: constantPart,
  grid: gridPart,
  integer: wholePart,
  number: numberPart,
  padding: paddingPart,
};

/** Kinds whose control leaves no room for the grey line beside it. */
const WIDE = new Set(["axes", "constant"]);

/**
 * @param {string} name
 * @param {Desk} desk
 * @returns {Control}
 */
export function controlOf(name, desk) {
  const schema = desk.operator.parameters.properties[name];
  const kind = schema.kind === "grid" && !schema.generators ? "constant" : schema.kind;
  const part = (PARTS[kind] ?? numberPart)(name, schema, desk);
  const id = `field-${name}`;
  const label = html("label", { id: `${id}-label`, for: part.input.id }, [schema.title ?? name]);
  const help = html("small", { id: `${id}-help`, class: "help" });
  const wrong = html("small", { id: `${id}-wrong`, class: "wrong", hidden: true });
  const isWide = WIDE.has(kind);
  const row = html("div", { class: "row" }, [html("div", { class: "name" }, [label, isWide ? null : help]), part.head]);
  const element = html("div", { class: "field", "data-kind": kind, "data-field": name }, [
    row,
    isWide ? help : null,
    part.body ?? null,
    wrong,
  ]);
  const named = () => element.querySelectorAll(`[name="${name}"]`);

  return {
    element,
    show(text, now) {
      part.show(text, now);
      label.htmlFor = part.input.id;
      write(help, part.note ?? description(schema, text));
      for (const input of named()) input.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
    },
    complain(text) {
      write(wrong, text ?? "");
      wrong.hidden = text === null;
      for (const input of named()) {
        if (text === null) input.removeAttribute("aria-invalid");
        else input.setAttribute("aria-invalid", "true");
      }
    },
  };
}

/**
 * What a parameter does; how its value is written, after a colon, is for those who write it. Of a field that is left out
 * and has no default the whole.
 * @param {Record<string, any>} schema
 * @param {string | null} text
 */
function description({ description = "", default: standard }, text) {
  return text === null && standard === null ? description : description.split(/[:;：；]/)[0];
}

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {Desk} desk
 * @returns {Part}
 */
function axesPart(name, { title, minimum, maximum }, { operator, words, change }) {
  const { axes } = operator;
  const commit = (/** @type {string | null} */ text) => change({ [name]: text });
  const part = createAxes({ id: `field-${name}`, name, title, axes, words, minimum, maximum, commit });
  return {
    head: part.head,
    body: part.body,
    get input() {
      return part.input;
    },
    show(text, { standard }) {
      part.show(text, entriesOf(standard, axes.length) ?? axes.map(() => textOf(standard) ?? ""));
    },
  };
}
