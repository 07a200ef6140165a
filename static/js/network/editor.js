/**
 * The settings of the chosen layer, or the input's shape: each can be changed, and layers added, removed and moved.
 *
 * Knows fields by their kind; which there are is the catalogue's to say, and what is possible the server's.
 */

import { createStepper } from "../panels/stepper.js";
import { button, html } from "../stage/dom.js";
import { added, changed, layerAt, moved, pathBy, removed } from "./edits.js";
import { axisNames, shortOf } from "./text.js";

/**
 * @typedef {import("./api.js").Catalogue} Catalogue
 * @typedef {import("./address.js").Layer} Layer
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("./text.js").Words} Words
 */

const TYPED = ["integer", "axes", "padding", "number", "text"];

/**
 * @param {HTMLElement} home
 * @param {Words} words
 * @param {Catalogue} catalogue
 * @param {Session} session
 */
export function createEditor(home, words, catalogue, session) {
  const title = html("h2", {});
  const fields = html("div", { class: "fields" });
  const kinds = html("select", { "aria-label": words("network.add.what") });
  const undo = button(words("settings.undo"), () => history.back(), { class: "tool-text" });
  const redo = button(words("settings.redo"), () => history.forward(), { class: "tool-text" });
  const up = button(words("network.earlier"), () => move(path(), -1), { class: "tool-text" });
  const down = button(words("network.later"), () => move(path(), 1), { class: "tool-text" });
  const away = button(words("network.remove"), () => remove(path()), { class: "tool-text" });
  const more = button(words("network.add"), add, { class: "repair" });
  home.replaceChildren(
    html("div", { class: "editor-head" }, [title, undo, redo]),
    fields,
    html("div", { class: "editor-row" }, [up, down, away]),
    html("div", { class: "editor-row" }, [kinds, more]),
  );

  const path = () => session.look.layer ?? "input";

  /** @param {string} name @param {unknown} value */
  function set(name, value) {
    session.become(changed(session.layers(), { [name]: value }));
  }

  /** @param {string} from @param {number} by */
  function move(from, by) {
    const next = from === "input" ? null : moved(session.layers(), from, by);
    if (next) session.become(next, { layer: pathBy(from, by) });
  }

  /** @param {string} from */
  function remove(from) {
    if (from === "input") return;
    const next = removed(session.layers(), from);
    session.become(next, { layer: layerAt(next, from) ? from : next.layers.length ? pathBy(from, -1) : "input" });
  }

  function add() {
    const kind = catalogue.layers.find(({ op }) => op === kinds.value);
    if (!kind) return;
    const at = path();
    const channels = (session.entry(at)?.output ?? session.layers().input)[0];
    const next = added(session.layers(), at, fresh(kind, channels));
    session.become(next, { layer: at === "input" ? "layers[0]" : pathBy(at, 1) });
  }

  /** @param {string} name @param {any} field @param {Layer} layer */
  function fieldOf(name, field, layer) {
    const label = field.title;
    const standard = shortOf(session.entry(path())?.settings[name] ?? field.default);
    const given = layer[name];
    if (field.kind === "boolean") return checkbox(label, given ?? field.default, (on) => set(`${path()}.${name}`, on));
    if (field.kind === "choice")
      return select(label, field.enum, given ?? field.default, (one) => set(`${path()}.${name}`, one));
    if (field.kind === "text") return typed(label, given, standard, (text) => commit(name, text || null, given));
    const stepper = createStepper({
      title: label,
      words,
      attributes: { "aria-label": label },
      commit: (text) => commit(name, text, given),
    });
    stepper.show(given === undefined ? null : shortOf(given), standard);
    return row(label, stepper.element);
  }

  /** @param {string} name @param {string | null} text @param {unknown} before */
  function commit(name, text, before) {
    const value = text === null ? undefined : valueTyped(text);
    if (JSON.stringify(value) !== JSON.stringify(before)) set(`${path()}.${name}`, value);
  }

  function inputFields() {
    const { input } = session.layers();
    const names = ["channels", ...axisNames(input.length - 1)];
    return input.map((size, axis) => {
      const label = words(`network.input.${names[axis]}`);
      const stepper = createStepper({
        title: label,
        words,
        attributes: { "aria-label": label },
        commit: (text) => Number(text) !== size && set(`input[${axis}]`, valueTyped(text ?? "1")),
      });
      stepper.show(String(size), "1");
      return row(label, stepper.element);
    });
  }

  return {
    move,
    remove,
    show() {
      if (home.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement)
        keepFocus(fields, build);
      else build();
    },
  };

  function build() {
    const at = path();
    const layer = layerAt(session.layers(), at);
    const kind = catalogue.layers.find(({ op }) => op === layer?.op);
    const axes = session.layers().input.length - 1;
    title.textContent = session.entry(at)?.name ?? words("board.input");
    for (const one of [up, down, away]) one.hidden = at === "input";
    up.disabled = !moved(session.layers(), at === "input" ? "layers[0]" : at, -1);
    down.disabled = at === "input" || !moved(session.layers(), at, 1);
    undo.disabled = !session.depth;
    const shown = Object.entries(kind?.parameters.properties ?? {}).filter(([name, field]) => isShown(name, field));
    fields.replaceChildren(
      ...(at === "input" ? inputFields() : shown.map(([name, field]) => fieldOf(name, field, layer ?? { op: "" }))),
    );
    if (kinds.dataset.axes === String(axes)) return;
    kinds.dataset.axes = String(axes);
    const usable = catalogue.layers.filter(({ dimensions }) => dimensions === null || dimensions === axes);
    const sorted = [...usable].sort(
      (one, other) => Number(one.dimensions === null) - Number(other.dimensions === null),
    );
    kinds.replaceChildren(...sorted.map(({ op, title: name }) => html("option", { value: op }, [name])));
  }
}

/** Build anew and give the field with the same name the focus. @param {HTMLElement} fields @param {() => void} build */
function keepFocus(fields, build) {
  const name = document.activeElement?.getAttribute("aria-label");
  build();
  /** @type {HTMLElement | null} */ (fields.querySelector(`input[aria-label="${name}"]`))?.focus();
}

/** What the layer before decides is not asked for, nor are numbers of grids. @param {string} name @param {any} field */
function isShown(name, field) {
  const decided = field.kind === "integer" && field.default === null;
  return !decided && (TYPED.includes(field.kind) || ["boolean", "choice"].includes(field.kind)) && name !== "eps";
}

/** A new layer: what it must have, and as many channels as there are. @param {import("./api.js").Kind} kind @param {number} channels @returns {Layer} */
function fresh({ op, parameters: { properties, required } }, channels) {
  const window = "kernel_size" in properties ? ["kernel_size"] : []; // needed where no weights are given
  const needed = [...required, ...window].map((name) => [name, properties[name].default ?? 1]);
  return { op, ...Object.fromEntries(needed), ...(properties.out_channels ? { out_channels: channels } : {}) };
}

/** A typed value: a number, a list, or a name. @param {string} text @returns {unknown} */
export function valueTyped(text) {
  const plain = text.trim().replaceAll("−", "-");
  for (const one of [plain, `[${plain}]`]) {
    try {
      return JSON.parse(one);
    } catch {}
  }
  return plain;
}

/** @param {string} label @param {HTMLElement} control */
function row(label, control) {
  return html("div", { class: "place-field" }, [html("span", {}, [label]), control]);
}

/** @param {string} label @param {unknown} given @param {string} standard @param {(text: string) => void} change */
function typed(label, given, standard, change) {
  const field = html("input", {
    class: "typed",
    "aria-label": label,
    value: String(given ?? ""),
    placeholder: standard,
  });
  field.addEventListener("change", () => change(field.value.trim()));
  return row(label, field);
}

/** @param {string} label @param {unknown} on @param {(on: boolean) => void} change */
function checkbox(label, on, change) {
  const box = html("input", { type: "checkbox", checked: Boolean(on) });
  box.addEventListener("change", () => change(box.checked));
  return html("label", { class: "check" }, [box, html("span", {}, [label])]);
}

/** @param {string} label @param {string[]} choices @param {unknown} chosen @param {(value: string) => void} change */
function select(label, choices, chosen, change) {
  const options = choices.map((one) => html("option", { value: one, selected: one === chosen }, [one]));
  const list = html("select", { "aria-label": label }, options);
  list.addEventListener("change", () => change(list.value));
  return row(label, list);
}
