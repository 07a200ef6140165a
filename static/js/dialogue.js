/**
 * The dialogue with the server: asks for the experiment of the address, draws its answer or tells its refusal.
 *
 * The last good picture always stays; knows what is drawn and what is wanted, no operator and no drawing.
 */

import { isOvertaken, Refusal, Unreachable } from "./service/api.js";
import { PAGE } from "./service/pages.js";
import { layoutFor } from "./stage/sizing.js";

/**
 * @typedef {import("./service/api.js").Problem} Problem
 * @typedef {{ api: import("./service/api.js").Api, experiment: import("./state/experiment.js").Experiment,
 *   stage: import("./stage/conv-stage.js").ConvStage, picture: import("./picture.js").Picture, main: HTMLElement,
 *   note: HTMLElement, words: import("./stage/boards.js").Words, pause: () => void,
 *   settled: (params: Record<string, any> | null, answer: Record<string, any> | null) => void,
 *   complain: (problem: Problem | null, lastGood: string | null, again: () => void) => void }} Parts
 */

const SLOW = 300; // milliseconds from which the page says that it waits

/** @param {Parts} parts */
export function createDialogue({ api, experiment, stage, picture, main, note, words, pause, settled, complain }) {
  const { operator } = experiment;
  let isExample = false; // what is drawn works, but nobody asked for it

  /** Whether what is drawn is the experiment of the address, and not an example or the last valid one. */
  function isCurrent() {
    return picture.query === experiment.query;
  }

  /** @param {string} query @param {number} step */
  async function draw(query, step) {
    const answer = await api.ask(operator.id, query, Math.floor(step / PAGE) * PAGE, PAGE, layoutFor(stage));
    picture.show(query, answer, step);
  }

  /** @param {boolean} [again] also when the experiment is the one that is drawn */
  async function ask(again = false) {
    pause();
    settled(null, null);
    if (isCurrent() && !again) return returnToPicture();
    const { query } = experiment;
    const slow = setTimeout(() => main.toggleAttribute("data-busy", true), SLOW);
    try {
      await draw(query, experiment.step);
      settle(null);
    } catch (error) {
      if (isOvertaken(error)) return;
      settle(problemOf(error));
      if (picture.query === null) await drawExample(query);
    } finally {
      clearTimeout(slow);
      if (experiment.query === query) main.removeAttribute("data-busy");
    }
  }

  /** The experiment is again the one that is drawn: nothing is to be asked. */
  function returnToPicture() {
    api.stop();
    main.removeAttribute("data-busy");
    settle(null);
    picture.at(experiment.step);
  }

  /** What works for this operator, behind the refusal of an address that never did. @param {string} refused */
  async function drawExample(refused) {
    await draw(operator.default, 0).catch(() => {});
    isExample = picture.query !== null && experiment.query === refused;
    showNote();
  }

  /** @param {Problem | null} problem */
  function settle(problem) {
    if (!problem) settled(picture.params, picture.answer);
    else stage.forget();
    complain(problem, isCurrent() || isExample ? null : picture.query, () => ask());
    showNote();
  }

  /** Say what the picture is while it is not the experiment's. */
  function showNote() {
    const foreign = picture.query !== null && !isCurrent();
    isExample &&= foreign;
    stage.toggleAttribute("data-stale", foreign);
    note.hidden = !foreign;
    note.textContent = words(isExample ? "note.example" : "note.last");
  }

  /** @param {unknown} error @returns {Problem} */
  function problemOf(error) {
    if (error instanceof Refusal) return error.problem;
    if (!(error instanceof Unreachable)) throw error;
    return { status: 0, title: "", detail: words("problem.offline"), errors: [] };
  }

  return {
    ask,
    isCurrent,
    /** A page of steps has come (null), or has not. @param {unknown} error */
    paged(error) {
      if (isCurrent()) complain(error === null ? null : problemOf(error), null, picture.complete);
    },
  };
}
