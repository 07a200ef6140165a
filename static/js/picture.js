/**
 * The picture in hand: the answer that the stage draws, its steps, and the step that is shown.
 *
 * Knows the stage and what it was given; no address and no refusal.
 */

import { createPages } from "./service/pages.js";
import { modelOf } from "./stage/model.js";
import { readingOf } from "./stage/reading.js";
import { placeOf } from "./stage/sentence.js";

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

  /** @param {number} number */
  const rowOf = (number) => pages?.row(number) ?? null;

  /** @param {number} next */
  function at(next) {
    if (!model || !pages) return;
    step = Math.max(0, Math.min(next, model.total - 1));
    pages.need(step);
    stage.at(step, rowOf);
    changed();
  }

  return {
    at,
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
      const mine = createPages(
        answer.steps,
        (offset, limit) => fetchPage(asked, offset, limit),
        (error) => {
          if (pages !== mine) return;
          failed(error);
          if (error === null) at(step);
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
