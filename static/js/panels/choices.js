/**
 * A choice among names, as segments where they are few and short, else as a list; and a switch.
 *
 * The default is chosen by leaving the field out.
 */

import { html } from "../stage/dom.js";
import { choiceTold } from "./told.js";

const MOST_SEGMENTS = 4;
const MOST_LETTERS = 26; // of all segments together, so that they stand in one row of the panel

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function choicePart(name, schema, desk) {
  /** @type {string[]} */
  const values = schema.enum;
  const isShort = values.length <= MOST_SEGMENTS && values.join("").length <= MOST_LETTERS;
  const commit = (/** @type {string} */ value) => desk.change({ [name]: value === schema.default ? null : value });
  return (isShort ? segmentsOf : listOf)(name, schema, desk.words, commit);
}

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Words} words
 * @param {(value: string) => void} commit
 * @returns {import("./fields.js").Part}
 */
function listOf(name, schema, words, commit) {
  const options = schema.enum.map((/** @type {string} */ one) =>
    html("option", { value: one }, [choiceTold(one, words)]),
  );
  const select = html("select", { id: `field-${name}`, name }, options);
  select.addEventListener("change", () => commit(select.value));
  return { head: select, input: select, show: (text) => (select.value = text ?? schema.default) };
}

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Words} words
 * @param {(value: string) => void} commit
 * @returns {import("./fields.js").Part}
 */
function segmentsOf(name, schema, words, commit) {
  const id = `field-${name}`;
  const radios = schema.enum.map((/** @type {string} */ value) => {
    const input = html("input", { type: "radio", name, value, id: `${id}-${value}` });
    input.addEventListener("change", () => commit(value));
    return {
      input,
      element: html("label", { class: "segment" }, [input, html("span", {}, [choiceTold(value, words)])]),
    };
  });
  const group = html(
    "fieldset",
    { id, class: "segmented", role: "radiogroup", "aria-labelledby": `${id}-label`, name },
    radios.map((/** @type {any} */ radio) => radio.element),
  );
  return {
    head: html("span"),
    body: group,
    input: group,
    show(text) {
      for (const { input } of radios) input.checked = input.value === (text ?? schema.default);
    },
  };
}

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function switchPart(name, schema, { change }) {
  const input = html("input", { type: "checkbox", role: "switch", class: "switch", id: `field-${name}`, name });
  input.addEventListener("change", () =>
    change({ [name]: input.checked === schema.default ? null : String(input.checked) }),
  );
  return {
    head: input,
    input,
    show(text) {
      input.checked = text === null ? Boolean(schema.default) : ["true", "1"].includes(text.toLowerCase());
    },
  };
}
