/**
 * A whole number on a stepper, a divisor among those that are possible, and any other number as it is typed.
 *
 * A number that divides axes steps through what divides them all, and says why where that is only 1.
 */

import { html } from "../stage/dom.js";
import { between, createStepper } from "./stepper.js";

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function wholePart(name, schema, { words, change, follow }) {
  const { title, divides } = schema;
  /** @type {number[]} */
  let possible = [];
  /** @type {string | null} */
  let note = null;
  const stepper = createStepper({
    title,
    words,
    attributes: { id: `field-${name}`, name },
    next: divides ? (value, by) => beside(possible, value, by) : between(schema.minimum, schema.maximum),
    commit(text) {
      if (divides && /^[1-9]\d*$/.test(text ?? String(schema.default)))
        follow({ [name]: [Number(text ?? schema.default)] });
      else change({ [name]: text });
    },
  });
  return {
    head: html("div", { class: "control" }, [stepper.element]),
    input: stepper.input,
    get note() {
      return note;
    },
    show(text, { standard, sizes }) {
      if (divides) {
        const counts = divides.map((/** @type {string} */ axis) => sizes.get(axis)?.[0] ?? 1);
        possible = commonDivisors(counts);
        note = possible.length === 1 ? why(counts, words) : null;
      }
      const isFixed = note !== null && Number(text ?? standard) === 1;
      stepper.show(text, standard || words("field.none"), isFixed);
    },
  };
}

/**
 * @param {string} name
 * @param {Record<string, any>} _schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function numberPart(name, _schema, { change }) {
  const input = html("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    class: "typed",
    id: `field-${name}`,
    name,
  });
  const send = () => change({ [name]: input.value.trim() || null });
  input.addEventListener("change", send);
  input.addEventListener("keydown", (event) => event.key === "Enter" && send());
  return {
    head: input,
    input,
    show(text, { standard }) {
      if (document.activeElement !== input) input.value = text ?? "";
      if (input.placeholder !== standard) input.placeholder = standard;
    },
  };
}

/** @param {number[]} counts */
export function commonDivisors(counts) {
  const least = Math.min(...counts);
  const all = Array.from({ length: Math.min(least, 4096) }, (_, place) => place + 1);
  return all.filter((number) => counts.every((count) => count % number === 0));
}

/** @param {number[]} numbers rising @param {number} value @param {1 | -1} by */
function beside(numbers, value, by) {
  const found = by > 0 ? numbers.find((one) => one > value) : numbers.findLast((one) => one < value);
  return found ?? null;
}

/** @param {number[]} counts @param {import("./fields.js").Words} words */
function why(counts, words) {
  const list = counts.join(words("list.join"));
  return Math.min(...counts) === 1 ? words("divisor.one") : words("divisor.none", { list });
}
