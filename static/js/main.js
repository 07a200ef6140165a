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
import { createPlayer } from "./player.js";
import { createApi, Refusal } from "./service/api.js";
import { SPEEDS } from "./service/clock.js";
import { createPages, PAGE } from "./service/pages.js";
import { ConvStage, defineStage } from "./stage/conv-stage.js";
import { modelOf } from "./stage/model.js";
import { readingOf } from "./stage/reading.js";
import { placeOf } from "./stage/sentence.js";
import { createExperiment } from "./state/experiment.js";
import { loadWords } from "./state/words.js";

const INSTANT = 4; // from this speed on nothing glides

applyAppearance(new URLSearchParams(location.search));
start();

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
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
  const main = part("main");
  /** @type {import("./stage/model.js").Model | null} */
  let model = null;
  /** @type {import("./service/pages.js").Pages | null} */
  let pages = null;
  /** @type {string | null} */
  let lastGood = null;
  let step = 0;

  const player = createPlayer({
    step: () => step,
    total: () => model?.total ?? 1,
    row: rowLength,
    show: (next) => {
      showStep(next);
      experiment.setStep(next);
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
    else if (change === "step" && model && experiment.step !== step)
      showStep(Math.min(experiment.step, model.total - 1));
  });

  /** How many steps make a row of cells. */
  function rowLength() {
    const shape = model?.shapes[model.kind === "gather" ? "output" : "input"];
    return shape ? shape[shape.length - 1] : 1;
  }

  /** @param {number} number */
  const rowOf = (number) => pages?.row(number) ?? null;

  /** @param {number} next */
  function showStep(next) {
    if (!model || !pages) return;
    step = next;
    pages.need(step);
    stage.at(step, rowOf);
    showTransport();
  }

  function showTransport() {
    const { clock } = player;
    const total = model?.total ?? 1;
    const made = model && readingOf(model, step, rowOf(step));
    const place = model && made ? placeOf(model, made.output ?? made.input ?? [], words) : "";
    transport({ step, total, running: clock.running, speed: clock.speed, place, rows: total > 64 });
  }

  async function ask() {
    player.clock.pause();
    const { query } = experiment;
    const slow = setTimeout(() => main.toggleAttribute("data-busy", true), 300);
    controls.show(null);
    experiments.show();
    try {
      const wanted = experiment.step;
      const answer = await api.ask(id, query, Math.floor(wanted / PAGE) * PAGE, PAGE);
      model = modelOf(answer);
      const fetchPage = async (/** @type {number} */ offset, /** @type {number} */ limit) =>
        (await api.page(id, query, offset, limit)).steps;
      const mine = createPages(answer.steps, fetchPage, () => {
        if (pages === mine) showStep(step);
      });
      pages = mine;
      step = Math.min(wanted, model.total - 1);
      lastGood = query;
      settle(null, answer.params);
      pages.need(step);
      stage.show(model, step, rowOf);
      showTransport();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      settle(error instanceof Refusal ? error.problem : offline(error), null);
    } finally {
      clearTimeout(slow);
      if (experiment.query === query) main.removeAttribute("data-busy");
    }
  }

  /** @param {import("./service/api.js").Problem | null} problem @param {Record<string, any> | null} params */
  function settle(problem, params) {
    if (params) controls.show(params);
    controls.complain(problem);
    showProblem(problem, lastGood === experiment.query ? null : lastGood, ask);
    stage.toggleAttribute("data-stale", problem !== null);
  }

  /** @param {unknown} error */
  function offline(error) {
    return { status: 503, title: "", detail: words("problem.offline", { reason: String(error) }), errors: [] };
  }

  showTransport();
  ask();
}
