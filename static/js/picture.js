/**
 * The picture in hand: the answer that the stage draws, its steps, and the step that is shown.
 *
 * Knows the stage and what it was given; no address and no refusal.
 */

import { createPages } from "./service/pages.js";
import { modelOf } from "./stage/model.js";
import { placeOf } from "./stage/places.js";
import { readingOf, termsIn } from "./stage/reading.js";

/**
 * @param {import("./stage/conv-stage.js").ConvStage} stage
 * @param {(query: string, offset: number, limit: number) => Promise<import("./service/pages.js").Page>} fetchPage
 * @param {() => void} changed called when another step or picture is shown
 * @param {(error: unknown) => void} failed called with the error when a page of steps comes (null) or does not
 */
export function createPicture(stage, fetchPage, changed, failed) {
  /** @type {import("./stage/model.js").Model | null} */
  let model = null;
  /** @type {import("./service/pages.js").Pages | null} */
  let pages = null;
  /** @type {string | null} */
  let query = null;
  let step = 0;
  /** @type {number | null} the product that is being done inside the step */
  let inside = null;
  let finished = false; // the products of the step have been walked through

  /** @param {number} number */
  const rowOf = (number) => pages?.row(number) ?? null;

  /** @param {number} next */
  function at(next) {
    if (!model || !pages) return;
    step = Math.max(0, Math.min(next, model.total - 1));
    inside = null;
    finished = false;
    pages.need(step);
    stage.at(step, rowOf);
    changed();
  }

  /**
   * One product on or back inside the step; after its last the cell is done, and on goes to the next step.
   * @param {1 | -1} by
   */
  function inner(by) {
    if (!model) return;
    if (finished && by > 0 && step < model.total - 1) at(step + 1);
    const row = rowOf(step);
    const terms = row ? termsIn(model, readingOf(model, step, row), row) : [];
    const place = inside === null ? (by > 0 ? -1 : terms.length) : terms.indexOf(inside);
    inside = terms[place + by] ?? null;
    finished = inside === null && by > 0;
    stage.at(step, rowOf, inside);
    changed();
  }

  return {
    at,
    inner,
    /** Whether a product inside the step is shown. */
    get within() {
      return inside !== null;
    },
    /**
     * Draw an answer from a step.
     * @param {string} asked the query that was asked
     * @param {Record<string, any>} answer
     * @param {number} wanted
     */
    show(asked, answer, wanted) {
      model = modelOf(answer);
      query = asked;
      step = Math.min(wanted, model.total - 1);
      inside = null;
      finished = false;
      const mine = createPages(
        answer.steps,
        (offset, limit) => fetchPage(asked, offset, limit),
        (error) => {
          if (pages !== mine) return;
          failed(error);
          if (error !== null) return;
          pages.need(step);
          stage.at(step, rowOf, inside);
          changed();
        },
      );
      pages = mine;
      pages.need(step);
      stage.show(model, step, rowOf);
      changed();
    },
    /** Fetch what the shown step still lacks. */
    complete() {
      pages?.need(step);
    },
    /** The query of what is drawn, null while nothing is. */
    get query() {
      return query;
    },
    get params() {
      return model?.params ?? null;
    },
    /** The answer's own grids and shapes, for the settings. */
    get answer() {
      return model && { ...model.given, shapes: model.shapes, axes: model.axes, counts: model.counts };
    },
    get step() {
      return step;
    },
    /** How many steps there are, 0 without a picture. */
    get total() {
      return model?.total ?? 0;
    },
    /** How many steps make a row of cells. */
    get row() {
      const shape = model?.shapes[model.kind === "gather" ? "output" : "input"];
      return shape ? shape[shape.length - 1] : 1;
    },
    /** Where the shown step stands, in words. */
    get place() {
      const made = model && readingOf(model, step, rowOf(step));
      return model && made ? placeOf(model, made.output ?? made.input ?? [], stage.words) : "";
    },
  };
}

/** @typedef {ReturnType<typeof createPicture>} Picture */
