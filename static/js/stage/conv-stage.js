/**
 * The stage as an element: `<conv-stage data-stage data-step>` draws a model and a step, in the light DOM.
 *
 * Draws from the model, the step and the step's row and from nothing else; asks no server and knows no address.
 */

import { lineOf } from "./arithmetic.js";
import { around, createBeams, inset } from "./beams.js";
import { createBitmap } from "./bitmap.js";
import { createCells } from "./cells.js";
import { html } from "./dom.js";
import { factsOf } from "./facts.js";
import { cellsOf, keyOf, ravel } from "./indices.js";
import { layoutOf } from "./layout.js";
import { flatten } from "./model.js";
import { compact } from "./numbers.js";
import { createPainting } from "./painting.js";
import { readingOf } from "./reading.js";
import { sceneryOf } from "./scenery.js";
import { sentenceOf } from "./sentence.js";
import { sumOf } from "./terms.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./boards.js").Board} Board
 * @typedef {import("./cells.js").BoardView} BoardView
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {(step: number) => Record<string, any> | null} RowOf
 */

const MOST_CELLS = 1000;
const SMALLEST_CELL = 8;

export class ConvStage extends HTMLElement {
  /** @type {import("./boards.js").Words} */
  words = (key) => key;
  /** @type {Model | null} */
  model = null;
  step = 0;
  /** @type {RowOf} */
  rowOf = () => null;

  /** @type {Map<string, { board: Board, view: BoardView }>} */
  #views = new Map();
  #boards = html("div", { class: "boards" });
  #sentence = html("p", { class: "sentence", role: "status" });
  #line = html("div", { class: "arithmetic" });
  #facts = html("div", { class: "facts" });
  /** @type {ReturnType<typeof createPainting>} */
  #painting = () => null;
  #draw = createBeams(this.#boards);
  #filter = -1;
  #open = -1;

  connectedCallback() {
    this.dataset.stage = "";
    this.replaceChildren(this.#boards, this.#sentence, this.#line, this.#facts);
    let width = this.clientWidth;
    new ResizeObserver(() => {
      if (this.clientWidth === width) return;
      width = this.clientWidth;
      this.redraw();
    }).observe(this);
  }

  /** Silence the status sentence while the steps run by themselves. @param {boolean} silent */
  set silent(silent) {
    this.#sentence.setAttribute("aria-live", silent ? "off" : "polite");
  }

  /**
   * Draw another experiment.
   * @param {Model} model
   * @param {number} step
   * @param {RowOf} rowOf
   */
  show(model, step, rowOf) {
    this.model = model;
    this.#painting = createPainting(model);
    this.#filter = -1;
    this.#open = -1;
    this.#facts.replaceChildren(...factsOf(model, this.words));
    this.at(step, rowOf);
  }

  /** Draw the same step again, for another width or other colours. */
  redraw() {
    this.#filter = -1;
    if (this.model) this.at(this.step, this.rowOf);
  }

  /**
   * Draw a step of the experiment at hand.
   * @param {number} step
   * @param {RowOf} rowOf
   */
  at(step, rowOf) {
    const { model } = this;
    if (!model) return;
    this.dataset.step = String(step);
    this.step = step;
    this.rowOf = rowOf;
    const row = rowOf(step);
    const reading = readingOf(model, step, row);
    const filter = reading.filter ?? 0;
    if (filter !== this.#filter) this.#build(model, filter);
    this.#fill(model, reading, row);
    this.#mark(reading);
    this.#beams(reading);
    this.#tell(model, reading, row);
  }

  /** @param {Model} model @param {number} filter */
  #build(model, filter) {
    const columns = sceneryOf(model, filter, this.words);
    const style = getComputedStyle(this);
    const width = this.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const present = document.documentElement.dataset.present !== undefined;
    const around = width < 560 ? 200 : present ? 380 : 420; // header, sum and transport
    const layout = layoutOf(columns, { width, height: Math.max(240, window.innerHeight - around) }, present ? 120 : 64);
    this.#views.clear();
    this.#filter = filter;
    this.#boards.dataset.arrangement = layout.arrangement;
    const parts = columns.map((boards) =>
      html(
        "div",
        { class: "column" },
        boards.map((board) => this.#figure(board, layout)),
      ),
    );
    while (this.#boards.childElementCount > 1) this.#boards.lastElementChild?.remove();
    this.#boards.append(...parts);
    this.#painting = createPainting(model);
  }

  /** @param {Board} board @param {import("./layout.js").Layout} layout */
  #figure(board, layout) {
    const { pitch, perRow } = layout.place(board);
    const title = this.words(`board.${board.role}`);
    const size = [board.size, board.extra].filter(Boolean).join(this.words("list.join"));
    const many = board.rows * board.columns * board.planes.length > MOST_CELLS || pitch < SMALLEST_CELL;
    const view = (many ? createBitmap : createCells)(board, pitch, perRow, `${title}, ${size}`);
    view.element.addEventListener("click", (event) => this.#pick(/** @type {Element} */ (event.target)));
    view.fill(board.values, () => true);
    this.#views.set(board.role, { board, view });
    const letter = board.symbol ? html("i", {}, [board.symbol]) : null;
    const caption = html("figcaption", {}, [html("b", {}, [title]), letter, html("span", {}, [size])]);
    const figure = html("figure", { class: "figure", "data-of": board.role }, [caption]);
    figure.append(view.element);
    return figure;
  }

  /** A click on a cell of the output asks for the step that makes it. @param {Element} target */
  #pick(target) {
    const cell = /** @type {HTMLElement | null} */ (target.closest("[data-grid] [data-index]"));
    const made = this.model?.kind === "gather" ? "output" : "input";
    if (!cell?.dataset.index || !this.model || !cell.closest(`[data-grid="${made}"]`)) return;
    const index = cell.dataset.index.split(",").map(Number);
    this.dispatchEvent(new CustomEvent("pick", { detail: ravel(index, this.model.shapes[made]) }));
  }

  /** @param {Model} model @param {Reading} reading @param {Record<string, any> | null} row */
  #fill(model, reading, row) {
    const output = this.#views.get("output");
    if (model.kind === "gather") {
      output?.view.fill(model.grids.output.values, (flat) => flat <= reading.step);
    } else {
      const painted = this.#painting(reading.step, this.rowOf);
      if (painted) output?.view.fill(/** @type {(number | null)[]} */ (painted), (flat) => painted[flat] !== undefined);
    }
    if (row?.product) this.#views.get("product")?.view.fill(flatten(row.product), () => true);
    if (row?.window) this.#views.get("window")?.view.fill(flatten(row.window), () => true);
  }

  /** @param {Reading} reading */
  #mark(reading) {
    const taps = reading.taps.filter((tap) => tap.key !== null);
    const weight = this.model?.grids.weight;
    const texts = taps.map((tap) => {
      const value = tap.weight && weight ? weight.values[ravel(tap.weight, weight.shape)] : null;
      return /** @type {[string, string]} */ ([tap.key, value === null ? "" : `×${compact(value)}`]);
    });
    const active = new Map(texts);
    const window = taps.map((tap) => /** @type {number[]} */ (tap.index));
    const winner = reading.winner ? reading.winner.split(",").map(Number) : null;
    const nothing = { window: [], current: null, winner: null };
    for (const [role, { view }] of this.#views) {
      if (role === reading.role) {
        const current = role === "output" ? reading.output : null;
        view.mark({ window, current, winner: role === "input" ? winner : null }, active);
      } else if (role === "output") view.mark({ ...nothing, current: reading.output }, new Map());
      else if (role === "indices") view.mark({ ...nothing, window }, active);
      else if (role === "input" && reading.input) {
        view.mark({ ...nothing, window: [reading.input] }, new Map([[keyOf(reading.input), ""]]));
      } else if (role === "bias" && reading.output) this.#markBias(view, reading.output[0]);
      else view.mark(nothing, new Map());
    }
  }

  /** @param {BoardView} view @param {number} channel */
  #markBias(view, channel) {
    const many = cellsOf(this.model?.grids.bias.shape ?? [1]) > 1;
    view.mark({ window: many ? [[channel]] : [], current: null, winner: null }, new Map());
  }

  /** @param {Reading} reading */
  #beams(reading) {
    const inRow = this.#boards.dataset.arrangement === "row";
    const source = this.#views.get(reading.role === "output" ? "input" : reading.role);
    const output = this.#views.get("output");
    if (!inRow || !source || !output) return this.#draw([null, null]);
    const last = this.#views.get("product") ?? this.#views.get("weight") ?? this.#views.get("indices");
    const lens = this.#views.get("window") ?? last;
    const indices = reading.taps.flatMap((tap) => (tap.index ? [tap.index] : []));
    const ends = indices.length ? [indices[0], indices[indices.length - 1]] : [];
    const made = reading.role === "output" ? ends : reading.output ? [reading.output] : [];
    const read = reading.role === "output" ? [/** @type {number[]} */ (reading.input)] : ends;
    const from = around(read.map((index) => source.view.boxOf(index)));
    const to = around(made.map((index) => output.view.boxOf(index)));
    const boards = [source, lens, last, output].map((one) => one?.view.element.getBoundingClientRect() ?? null);
    const [left, near, centre, right] = boards;
    if (!from || !to || !left || !right) return this.#draw([null, null]);
    if (!centre || !near) return this.#draw([null, { from, to, start: left.right - 8, end: right.left + 6 }]);
    this.#draw([
      { from, to: inset(near), start: left.right - 8, end: near.left + 8 },
      { from: inset(centre), to, start: centre.right - 8, end: right.left + 6 },
    ]);
  }

  /** @param {Model} model @param {Reading} reading @param {Record<string, any> | null} row */
  #tell(model, reading, row) {
    this.#line.toggleAttribute("data-waiting", !row);
    this.#sentence.textContent = sentenceOf(model, reading, row, this.words);
    if (!row) return;
    const choose = (/** @type {number} */ number) => {
      this.#open = number;
      this.#tell(model, reading, row);
    };
    this.#line.replaceChildren(...lineOf(sumOf(model, reading, row), this.words, this.#open, choose));
  }
}

/** Make the element known to the page. */
export function defineStage() {
  if (!customElements.get("conv-stage")) customElements.define("conv-stage", ConvStage);
}
