/**
 * The stage as an element: `<conv-stage data-stage data-step>` draws a model and a step, in the light DOM.
 *
 * Draws from the model, the step and the step's row and from nothing else; asks no server and knows no address.
 * Tells what was done to it by events: `pick` (a step), `edit` (changed cells), `swipe` (a step on or back), `relayout`
 * (it has become too narrow, or wide enough, for the other arrangement of its scene).
 */

import { lineOf, showLine } from "./arithmetic.js";
import { createBrush } from "./brush.js";
import { focusedElement, html, renew, write } from "./dom.js";
import { createDrawing } from "./drawing.js";
import { factsOf } from "./facts.js";
import { createFronts } from "./fronts.js";
import { createHands } from "./hands.js";
import { ravel } from "./indices.js";
import { linksOf } from "./links.js";
import { readingOf } from "./reading.js";
import { describeCell, sentenceOf } from "./sentence.js";

import { layoutFor, sizeFor } from "./sizing.js";
import { sumOf } from "./terms.js";
import { createValues } from "./values.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./links.js").CellName} CellName
 * @typedef {(step: number) => Record<string, any> | null} RowOf
 */

export class ConvStage extends HTMLElement {
  /** @type {import("./boards.js").Words} */
  words = (key) => key;
  /** @type {Model | null} */
  model = null;
  step = 0;
  /** @type {RowOf} */
  rowOf = () => null;
  /** @type {number | null} which product of the step is being done, null for the whole step */
  inside = null;
  /** @type {CellName | null} */
  hovered = null;
  /** @type {CellName | null} */
  pinned = null;
  /** @type {CellName | null} */
  focused = null;
  /** @type {number | null} the term of the line that the pointer is on */
  point = null;
  /** @type {Map<string, Map<string, number>>} cells changed by hand that the answer does not know yet */
  edits = new Map();
  fronts = createFronts();
  /** @type {import("./drawing.js").Drawing | null} */
  drawing = null;

  #home = html("div", { class: "drawing" });
  #sentence = html("p", { class: "sentence", role: "status" });
  #tells = html("p", { class: "sentence tells", "aria-hidden": "true" });
  #line = html("div", { class: "arithmetic" });
  #facts = html("div", { class: "facts" });
  #brush = createBrush(this);
  /** @type {ReturnType<typeof createValues>} */
  #values = () => ({ at: () => undefined, of: null, upTo: null });
  #shape = "";
  /** @type {number[]} */
  #open = [];
  #scale = 0;
  /** @type {ReturnType<typeof createHands> | null} */
  #hands = null;

  connectedCallback() {
    this.dataset.stage = "";
    this.replaceChildren(this.#brush, this.#home, this.#sentence, this.#tells, this.#line, this.#facts);
    this.#hands ??= createHands(this, this.#home);
    new ResizeObserver(() => this.#fit()).observe(this);
  }

  /** Silence the status sentence while the steps run by themselves. @param {boolean} silent */
  set silent(silent) {
    this.#sentence.setAttribute("aria-live", silent ? "off" : "polite");
  }

  /**
   * Draw another experiment, or the same with other numbers.
   * @param {Model} model
   * @param {number} step
   * @param {RowOf} rowOf
   */
  show(model, step, rowOf) {
    this.model = model;
    this.edits = new Map();
    this.#values = createValues(model);
    this.#open = [];
    this.#brush.setAttribute("aria-label", this.words("stage.brush"));
    renew(this.#facts, factsOf(model, this.words));
    const shape = JSON.stringify([model.scene, model.shapes, model.kind, model.axes.map((axis) => axis.padding)]);
    if (shape !== this.#shape) {
      this.fronts.clear();
      if (this.pinned && !this.#exists(model, this.pinned)) this.pinned = null;
      this.hovered = null;
    }
    if (shape !== this.#shape || !this.drawing) this.#build();
    else this.drawing.renew(model);
    this.#shape = shape;
    this.at(step, rowOf);
  }

  /** Take back what was changed by hand and no answer knows. */
  forget() {
    this.edits = new Map();
    this.render();
  }

  /** Draw the same step again, for other colours or another size. */
  redraw() {
    if (!this.model) return;
    this.#build();
    this.render();
  }

  /**
   * Draw a step of the experiment at hand.
   * @param {number} step
   * @param {RowOf} rowOf
   * @param {number | null} [inside]
   */
  at(step, rowOf, inside = null) {
    if (!this.model) return;
    if (step !== this.step) this.#open = [];
    this.dataset.step = String(step);
    this.step = step;
    this.rowOf = rowOf;
    this.inside = inside;
    this.toggleAttribute("data-inside", inside !== null);
    this.render();
  }

  /** Draw what has changed: marks and words follow the step, the pointer, the pin and the focus. */
  render() {
    const { model, drawing } = this;
    if (!model || !drawing) return;
    const row = this.rowOf(this.step);
    const reading = readingOf(model, this.step, row);
    const cell = this.hovered ?? this.focused ?? this.pinned;
    const links = cell && linksOf(model, reading, cell, this.rowOf);
    const moment = { reading, row, rowOf: this.rowOf, inside: this.inside, edits: this.edits };
    const { hovered, pinned, focused, point, fronts } = this;
    fronts.follow(model, reading);
    const valuesOf = (/** @type {string} */ role) => this.#values(role, moment);
    drawing.render({ model, ...moment, hovered, pinned, focused, links, point, fronts, valuesOf });
    this.#tell(model, reading, row, cell, links);
  }

  /** The number in a cell as it is shown. @param {CellName} cell */
  valueOf(cell) {
    return this.drawing?.views.get(cell.role)?.valueOf(cell.index) ?? null;
  }

  /** What a cell is and has to do with the others, in words. @param {CellName} cell */
  describe(cell) {
    if (!this.model) return "";
    const links = linksOf(this.model, readingOf(this.model, this.step, this.rowOf(this.step)), cell, this.rowOf);
    return describeCell(this.model, { ...cell, value: this.valueOf(cell), uses: links.uses }, this.words);
  }

  #build() {
    const { model } = this;
    if (!model) return;
    const scale = sizeFor(model.scene, this);
    const focused = this.contains(focusedElement()) ? this.focused : null;
    this.#scale = scale;
    this.drawing = createDrawing(model, this.words, scale);
    this.#home.replaceChildren(this.drawing.element);
    const { scene } = model;
    this.dataset.layout = scene.layout;
    this.#home.style.width = `${scene.width * scale}px`;
    this.#home.style.height = `${scene.height * scale}px`;
    this.drawing.element.style.transform = `scale(${scale})`;
    this.#placeFacts(scene, scale);
    if (focused) requestAnimationFrame(() => this.#hands?.focus(focused));
  }

  /** The facts stand in the free room of the scene, where there is some. @param {import("./model.js").Scene} scene @param {number} scale */
  #placeFacts({ notes }, scale) {
    const inset = notes !== null && notes.width * scale >= 340;
    this.#facts.toggleAttribute("data-inset", inset);
    (inset ? this.#home : this).append(this.#facts);
    this.#facts.style.setProperty("--notes-x", `${(notes?.x ?? 0) * scale}px`);
    this.#facts.style.setProperty("--notes-y", `${(notes?.y ?? 0) * scale}px`);
    this.#facts.style.setProperty("--notes-height", `${(notes?.height ?? 0) * scale}px`);
    this.#facts.style.setProperty("--notes-width", `${(notes?.width ?? 0) * scale}px`);
  }

  #fit() {
    if (this.model && layoutFor(this) !== this.model.scene.layout) this.dispatchEvent(new CustomEvent("relayout"));
    if (this.model && Math.abs(sizeFor(this.model.scene, this) - this.#scale) > 0.01) this.redraw();
  }

  /** @param {Model} model @param {CellName} cell */
  #exists(model, { role, index }) {
    const shape = (model.grids[role] ?? model.grids.input).shape;
    return model.scene.grids.some((grid) => grid.role === role) && index.every((at, axis) => at < (shape[axis] ?? 0));
  }

  /**
   * @param {Model} model
   * @param {import("./reading.js").Reading} reading
   * @param {Record<string, any> | null} row
   * @param {CellName | null} cell
   * @param {import("./links.js").Links | null} links
   */
  #tell(model, reading, row, cell, links) {
    write(this.#sentence, sentenceOf(model, reading, row, this.words, this.inside));
    write(this.#tells, cell ? this.describe(cell) : "");
    const looked = links && cell !== this.pinned ? links.step : null; // a pin stays behind when the steps go on
    const other = looked !== null && looked !== reading.step ? looked : null;
    const told = other === null ? row : this.rowOf(other);
    this.#line.toggleAttribute("data-waiting", !row);
    if (!told) return;
    const read = other === null ? reading : readingOf(model, other, told);
    const view = {
      open: this.#open,
      choose: (/** @type {number[]} */ path) => {
        this.#open = path;
        this.render();
      },
      inside: other === null ? this.inside : null,
      lit: other === null ? (links?.terms ?? null) : null,
      point: (/** @type {number | null} */ term) => {
        if (this.point === term) return;
        this.point = term;
        this.render();
      },
      hidden: false,
    };
    showLine(this.#line, lineOf(sumOf(model, read, told), this.words, view));
  }

  /** Go to the step that makes a cell, when it is one that steps make. @param {CellName} cell */
  pick(cell) {
    const made = this.model?.kind === "gather" ? "output" : "input";
    if (!this.model || cell.role !== made) return;
    if (made === "input" && cell.index.some((at) => at < 0)) return;
    this.dispatchEvent(new CustomEvent("pick", { detail: ravel(cell.index, this.model.shapes[made]) }));
  }
}

/** Make the element known to the page. */
export function defineStage() {
  if (!customElements.get("conv-stage")) customElements.define("conv-stage", ConvStage);
}
