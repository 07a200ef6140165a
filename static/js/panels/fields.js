/**
 * One control for one parameter, made from its JSON Schema: text in query notation, a choice or a switch.
 *
 * Knows kinds of parameter, no parameter by name.
 */

import { html } from "../stage/dom.js";

/**
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 * @typedef {{ element: HTMLElement, show: (text: string | null, resolved: string) => void,
 *   complain: (text: string | null) => void }} Control
 */

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {Words} words
 * @param {(name: string, text: string | null) => void} commit
 * @returns {Control}
 */
export function controlOf(name, schema, words, commit) {
  const make = { choice: choiceOf, boolean: switchOf, grid: gridOf }[/** @type {string} */ (schema.kind)] ?? numberOf;
  const part = make(name, schema, words, (text) => commit(name, text));
  const id = `field-${name}`;
  part.input.id = id;
  part.input.name = name;
  const help = html("small", { id: `${id}-help`, class: "help" }, [schema.description ?? ""]);
  const wrong = html("small", { id: `${id}-wrong`, class: "wrong", hidden: true });
  part.input.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
  const label = html("label", { for: id }, [schema.title ?? name]);
  const element = html("div", { class: "field", "data-kind": schema.kind }, [label, part.element, help, wrong]);
  return {
    element,
    show: part.show,
    complain(text) {
      wrong.textContent = text ?? "";
      wrong.hidden = text === null;
      if (text === null) part.input.removeAttribute("aria-invalid");
      else part.input.setAttribute("aria-invalid", "true");
    },
  };
}

/**
 * @typedef {(text: string | null) => void} Commit
 * @typedef {{ input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, element: HTMLElement,
 *   show: (text: string | null, resolved: string) => void }} Part
 */

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {Words} _words
 * @param {Commit} commit
 * @returns {Part}
 */
function choiceOf(name, schema, _words, commit) {
  const input = html(
    "select",
    {},
    schema.enum.map((/** @type {string} */ one) => html("option", { value: one }, [one])),
  );
  input.addEventListener("change", () => commit(input.value === schema.default ? null : input.value));
  return { input, element: input, show: (text) => (input.value = text ?? schema.default ?? name) };
}

/**
 * @param {string} _name
 * @param {Record<string, any>} schema
 * @param {Words} _words
 * @param {Commit} commit
 * @returns {Part}
 */
function switchOf(_name, schema, _words, commit) {
  const input = html("input", { type: "checkbox", class: "switch" });
  input.addEventListener("change", () => commit(input.checked === schema.default ? null : String(input.checked)));
  return {
    input,
    element: input,
    show: (text) => {
      input.checked = text === null ? Boolean(schema.default) : ["true", "1"].includes(text.toLowerCase());
    },
  };
}

/**
 * A grid in query notation; Enter commits, so do a change and leaving the field.
 * @param {string} _name
 * @param {Record<string, any>} _schema
 * @param {Words} words
 * @param {Commit} commit
 * @returns {Part}
 */
function gridOf(_name, _schema, words, commit) {
  const input = html("textarea", {
    rows: 2,
    spellcheck: "false",
    autocapitalize: "off",
    placeholder: words("field.none"),
  });
  input.addEventListener("change", () => commit(input.value.trim() || null));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    commit(input.value.trim() || null);
  });
  return { input, element: input, show: (text) => (input.value = text ?? "") };
}

/**
 * Numbers, one or one an axis, with steps up and down while it is a single whole number.
 * @param {string} _name
 * @param {Record<string, any>} schema
 * @param {Words} words
 * @param {Commit} commit
 * @returns {Part}
 */
function numberOf(_name, schema, words, commit) {
  const input = html("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const title = schema.title ?? "";
  const by = (/** @type {number} */ step) => () => commit(String(Number(input.value || input.placeholder) + step));
  const less = html("button", { type: "button", "aria-label": words("field.less", { title }) }, ["−"]);
  const more = html("button", { type: "button", "aria-label": words("field.more", { title }) }, ["+"]);
  less.addEventListener("click", by(-1));
  more.addEventListener("click", by(1));
  input.addEventListener("change", () => commit(input.value.trim() || null));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") commit(input.value.trim() || null);
  });
  return {
    input,
    element: html("div", { class: "stepper" }, [less, input, more]),
    show(text, resolved) {
      input.value = text ?? "";
      input.placeholder = resolved;
      const shown = text ?? resolved;
      const whole = /^-?\d+$/.test(shown.trim());
      less.disabled = !whole || Number(shown) <= (schema.minimum ?? Number.NEGATIVE_INFINITY);
      more.disabled = !whole || Number(shown) >= (schema.maximum ?? Number.POSITIVE_INFINITY);
    },
  };
}
