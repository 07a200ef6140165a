/**
 * A grid in one row: its size and what made it, its text to be typed or pasted, the size of a kernel at hand; *Edit* opens
 * the rest.
 */

import { html } from "../stage/dom.js";
import { parsed } from "../state/grids.js";
import { entriesText } from "../state/notation.js";
import { createAxes } from "./axes.js";
import { createMaker } from "./maker.js";
import { askedSizes, ownAxes } from "./owned.js";
import { sign } from "./signs.js";

const KERNEL = "*kernel"; // its size is at hand without opening anything

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {import("./fields.js").Part}
 */
export function gridPart(name, schema, desk) {
  const { words } = desk;
  const id = `field-${name}`;
  const text = textOf(name, id, desk);
  const owned = ownAxes(desk.operator, name);
  const kernel = owned.includes(KERNEL) ? kernelOf(id, desk) : null;
  const maker = createMaker(
    name,
    schema,
    desk,
    owned.filter((axis) => axis !== KERNEL),
  );
  const section = html("div", { id: `${id}-edit`, class: "maker", hidden: true }, [maker.element]);
  const label = html("span", {}, [words("grid.edit")]);
  const spoken = words("field.of", { title: schema.title, part: words("grid.edit") });
  const attributes = { type: "button", class: "edit", "aria-expanded": false, "aria-controls": section.id };
  const edit = html("button", { ...attributes, "aria-label": spoken }, [sign("pencil"), label]);
  edit.setAttribute("aria-expanded", "false");
  const body = html("div", { class: "grid-text" }, [text.input, section, kernel?.element ?? null]);
  edit.addEventListener("click", () => {
    section.hidden = !section.hidden;
    body.toggleAttribute("data-open", !section.hidden);
    edit.setAttribute("aria-expanded", String(!section.hidden));
    label.textContent = words(section.hidden ? "grid.edit" : "grid.done");
    edit.setAttribute("aria-label", words("field.of", { title: schema.title, part: label.textContent }));
  });
  let note = "";
  return {
    head: edit,
    body,
    input: text.input,
    get note() {
      return note;
    },
    show(given, now) {
      note = given === null ? words("field.none") : toldOf(given, desk);
      text.show(given);
      kernel?.show(now.sizes.get(KERNEL) ?? null);
      maker.show(given, now.sizes);
    },
  };
}

/**
 * The text of a grid; Enter commits, and so does leaving the field.
 * @param {string} name
 * @param {string} id
 * @param {import("./fields.js").Desk} desk
 */
function textOf(name, id, { words, change }) {
  const attributes = { rows: 1, spellcheck: "false", autocapitalize: "off", autocomplete: "off" };
  const input = html("textarea", { id, name, placeholder: words("field.none"), ...attributes });
  let shown = "";
  const send = () => {
    shown = input.value;
    change({ [name]: input.value.trim() || null });
  };
  input.addEventListener("change", send);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  return {
    input,
    /** @param {string | null} text */
    show(text) {
      if (document.activeElement === input && input.value !== shown) return;
      input.value = shown = text ?? "";
    },
  };
}

/**
 * The size of a kernel, one for all axes or one an axis.
 * @param {string} id
 * @param {import("./fields.js").Desk} desk
 */
function kernelOf(id, { operator, words, follow }) {
  const title = words("size.kernel");
  const wrong = html("small", { class: "wrong", "aria-live": "polite" });
  const commit = (/** @type {string | null} */ text) => {
    const sizes = askedSizes(text, operator.axes.length);
    wrong.textContent = sizes ? "" : words("size.wrong");
    if (sizes) follow({ [KERNEL]: sizes });
  };
  const part = createAxes({ id: `${id}-kernel`, name: null, title, axes: operator.axes, words, minimum: 1, commit });
  const label = html("label", { for: `${id}-kernel` }, [title]);
  const element = html("div", { class: "kernel-size" }, [
    html("div", { class: "row" }, [html("div", { class: "name" }, [label]), part.head]),
    part.body,
    wrong,
  ]);
  return {
    element,
    /** @param {number[] | null} sizes */
    show(sizes) {
      element.hidden = sizes === null;
      if (!sizes) return;
      wrong.textContent = "";
      part.show(entriesText(sizes.map(String)), sizes.map(String));
      label.htmlFor = part.input.id;
    },
  };
}

/**
 * A grid in words: its size and what made it.
 * @param {string} text
 * @param {import("./fields.js").Desk} desk
 */
function toldOf(text, { words, generators }) {
  const grid = parsed(text);
  if (!grid) return words("grid.unread");
  const size = grid.shape.join(" × ");
  const title = generators.find(({ name }) => name === grid.name)?.title ?? grid.name ?? words("grid.numbers");
  const what = grid.seed === null ? title : words("grid.seeded", { title, seed: grid.seed });
  return words(grid.edits.length ? "grid.edited" : "grid.told", { size, what });
}
