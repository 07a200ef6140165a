/**
 * A row of numbers that is often none or just one: a switch, and a stepper while there is one number.
 *
 * Several numbers are typed with commas between.
 */

import { html } from "../stage/dom.js";
import { createStepper } from "./stepper.js";

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function constantPart(name, { title }, { words, change }) {
  const commit = (/** @type {string | null} */ text) => change({ [name]: text });
  const stepper = createStepper({ title, words, commit, attributes: { id: `field-${name}`, name, inputmode: "text" } });
  const label = words("field.with", { title });
  const input = html("input", { type: "checkbox", role: "switch", class: "switch", "aria-label": label });
  input.addEventListener("change", () => commit(input.checked ? "0" : null));
  return {
    head: html("div", { class: "control" }, [input, stepper.element]),
    input: stepper.input,
    show(text) {
      input.checked = text !== null;
      stepper.element.toggleAttribute("data-many", /[,;]/.test(text ?? ""));
      stepper.show(text, words("field.none"));
    },
  };
}
