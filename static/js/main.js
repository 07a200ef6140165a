/**
 * Joins the parts of the page: address → experiment → question → answer → stage.
 *
 * Everything that differs between operators comes from the catalogue and the answer.
 */

import { applyAppearance, createAppearance } from "./panels/appearance.js";
import { createControls } from "./panels/controls.js";
import { createExperiments } from "./panels/experiments.js";
import { listenToKeys } from "./panels/keys.js";
import { createProblemCard } from "./panels/problem.js";
import { createTransport } from "./panels/transport.js";
import { createPicture } from "./picture.js";
import { createPlayer } from "./player.js";
import { createApi, isOvertaken, Refusal, Unreachable } from "./service/api.js";
import { SPEEDS } from "./service/clock.js";
import { PAGE } from "./service/pages.js";
import { ConvStage, defineStage } from "./stage/conv-stage.js";
import { createExperiment } from "./state/experiment.js";
import { loadWords } from "./state/words.js";

const INSTANT = 4; // from this speed on nothing glides

const part = (/** @type {string} */ name) =>
  /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));

applyAppearance(new URLSearchParams(location.search));
start().catch((error) => {
  part("unreachable").hidden = false;
  throw error;
});

async function start() {
  const language = document.documentElement.lang;
  const api = createApi(language);
  const [words, catalogue] = await Promise.all([loadWords(language), api.catalogue()]);
  defineStage();
  const stage = /** @type {ConvStage} */ (document.querySelector("conv-stage"));
  stage.words = words;
  const { operator } = stage.dataset;
  const experiment = createExperiment(catalogue.operators.find((/** @type {any} */ one) => one.id === operator));
  runPage(api, experiment, stage, words, catalogue);
}

/**
 * @param {import("./service/api.js").Api} api
 * @param {import("./state/experiment.js").Experiment} experiment
 * @param {ConvStage} stage
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {import("./state/experiment.js").Catalogue} catalogue
 */
function runPage(api, experiment, stage, words, catalogue) {
  const { id } = experiment.operator;
  const main = part("main");
  const note = part("note");
  let isExample = false;
  const picture = createPicture(
    stage,
    async (query, offset, limit) => (await api.page(id, query, offset, limit)).steps,
    showTransport,
    (error) => {
      const problem = error === null ? null : problemOf(error);
      if (isOfExperiment()) showProblem(problem, null, picture.complete);
    },
  );

  /** Whether what is drawn is the experiment of the address, and not an example or the last valid one. */
  function isOfExperiment() {
    return picture.query === experiment.query;
  }

  const player = createPlayer({
    step: () => picture.step,
    total: () => picture.total,
    row: () => picture.row,
    show: (next) => {
      picture.at(next);
      if (isOfExperiment()) experiment.setStep(picture.step);
    },
    changed: () => {
      stage.silent = player.clock.running;
      document.documentElement.toggleAttribute("data-instant", player.clock.speed >= INSTANT);
      showTransport();
    },
  });
  const keepSpeed = () => experiment.setKey("speed", player.clock.speed === 1 ? null : String(player.clock.speed));
  const orders = {
    ...player,
    setSpeed: (/** @type {number} */ speed) => {
      player.clock.setSpeed(speed);
      keepSpeed();
    },
    faster: (/** @type {1 | -1} */ direction) => {
      player.clock.shift(direction);
      keepSpeed();
    },
  };
  const transport = createTransport(part("transport"), words, orders);
  const experiments = createExperiments(part("experiments"), experiment, catalogue.presets, words);
  const controls = createControls(part("settings"), experiment, words);
  const showProblem = createProblemCard(part("problem"), experiment, words);
  createAppearance(experiment, () => stage.redraw());
  listenToKeys(orders);
  stage.addEventListener("pick", (event) => player.go(/** @type {CustomEvent} */ (event).detail));
  const speed = Number(experiment.key("speed"));
  if (SPEEDS.includes(speed)) player.clock.setSpeed(speed);
  experiment.subscribe((change) => {
    if (change === "fields") ask();
    else if (change === "step" && isOfExperiment() && experiment.step !== picture.step) picture.at(experiment.step);
  });

  function showTransport() {
    const { clock } = player;
    const { step, total, place, row } = picture;
    transport({ step, total, running: clock.running, speed: clock.speed, place, rows: total > 64 && row < total });
  }

  async function ask() {
    player.clock.pause();
    controls.show(null);
    experiments.show();
    if (isOfExperiment()) return returnToPicture();
    const { query } = experiment;
    const slow = setTimeout(() => main.toggleAttribute("data-busy", true), 300);
    try {
      const wanted = experiment.step;
      const answer = await api.ask(id, query, Math.floor(wanted / PAGE) * PAGE, PAGE);
      picture.show(query, answer, wanted);
      settle(null);
    } catch (error) {
      if (isOvertaken(error)) return;
      settle(problemOf(error));
      if (picture.query === null) await drawExample();
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

  /** What works for this operator, behind the refusal of an address that never did. */
  async function drawExample() {
    const { query } = experiment;
    const answer = await api.ask(id, experiment.operator.default, 0, PAGE).catch(() => null);
    if (!answer || experiment.query !== query) return;
    isExample = true;
    picture.show(experiment.operator.default, answer, 0);
    showNote();
  }

  /** @param {import("./service/api.js").Problem | null} problem */
  function settle(problem) {
    if (!problem) controls.show(picture.params);
    controls.complain(problem);
    showProblem(problem, lastGood(), ask);
    showNote();
  }

  /** The query to go back to: of a picture that was this page's experiment, not of the example. */
  function lastGood() {
    return isOfExperiment() || isExample ? null : picture.query;
  }

  /** Say what the picture is while it is not the experiment's. */
  function showNote() {
    const foreign = picture.query !== null && !isOfExperiment();
    isExample &&= foreign;
    stage.toggleAttribute("data-stale", foreign);
    note.hidden = !foreign;
    note.textContent = words(isExample ? "note.example" : "note.last");
  }

  /** @param {unknown} error @returns {import("./service/api.js").Problem} */
  function problemOf(error) {
    if (error instanceof Refusal) return error.problem;
    if (!(error instanceof Unreachable)) throw error;
    return { status: 0, title: "", detail: words("problem.offline"), errors: [] };
  }

  showTransport();
  ask();
}
