/**
 * Joins the parts of the page: address → experiment → question → answer → stage.
 *
 * Everything that differs between operators comes from the catalogue and the answer.
 */

import { createDialogue } from "./dialogue.js";
import { applyAppearance, createAppearance, togglePresent } from "./panels/appearance.js";
import { createControls } from "./panels/controls.js";
import { createExperiments } from "./panels/experiments.js";
import { listenToKeys } from "./panels/keys.js";
import { createProblemCard } from "./panels/problem.js";
import { createShare } from "./panels/share.js";
import { createTransport } from "./panels/transport.js";
import { createPicture } from "./picture.js";
import { createPlayer } from "./player.js";
import { createApi } from "./service/api.js";
import { INSTANT, SPEEDS } from "./service/clock.js";
import { ConvStage, defineStage } from "./stage/conv-stage.js";
import { createExperiment } from "./state/experiment.js";
import { edited } from "./state/grids.js";
import { loadWords } from "./state/words.js";

/**
 * @typedef {import("./state/experiment.js").Experiment} Experiment
 * @typedef {ReturnType<typeof createPlayer>} Player
 * @typedef {{ api: import("./service/api.js").Api, experiment: Experiment, stage: ConvStage,
 *   words: import("./stage/boards.js").Words, catalogue: import("./state/experiment.js").Catalogue }} Page
 */

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
  runPage({ api, experiment, stage, words, catalogue });
}

/** @param {Page} page */
function runPage({ api, experiment, stage, words, catalogue }) {
  const { id } = experiment.operator;
  const controls = createControls(part("settings"), experiment, words, catalogue.generators);
  const experiments = createExperiments(part("experiments"), experiment, catalogue.presets, words);
  const showProblem = createProblemCard(part("problem"), experiment, words);
  const picture = createPicture(
    stage,
    async (query, offset, limit) => (await api.page(id, query, offset, limit)).steps,
    () => showTransport(),
    (error) => dialogue.paged(error),
  );
  const player = createPlayer({
    step: () => picture.step,
    total: () => picture.total,
    row: () => picture.row,
    show: (next) => moved(() => picture.at(next)),
    changed: () => {
      stage.silent = player.clock.running;
      document.documentElement.toggleAttribute("data-instant", player.clock.speed >= INSTANT);
      showTransport();
    },
  });
  const orders = ordersOf(experiment, player, stage, (by) => moved(() => picture.inner(by)));
  const transport = createTransport(part("transport"), words, orders);
  const dialogue = createDialogue({
    ...{ api, experiment, stage, picture, words, main: part("main"), note: part("note") },
    pause: player.clock.pause,
    settled(params, answer) {
      controls.show(params, answer ?? undefined);
      experiments.show();
    },
    complain(problem, lastGood, again) {
      controls.complain(problem);
      showProblem(problem, lastGood, again);
    },
  });

  /** What moves the picture, told to the address. @param {() => void} act */
  function moved(act) {
    act();
    if (dialogue.isCurrent()) experiment.setStep(picture.step);
  }

  function showTransport() {
    const { step, total, place, row } = picture;
    const { clock, looping } = player;
    transport({ step, total, running: clock.running, speed: clock.speed, place, row, looping });
  }

  createAppearance(experiment, () => stage.redraw());
  createShare(experiment, words);
  listenToKeys(orders);
  listenToStage(stage, experiment, player, () => dialogue.ask(true));
  experiment.subscribe((change) => {
    if (change === "fields") dialogue.ask();
    else if (change === "step" && dialogue.isCurrent() && experiment.step !== picture.step) picture.at(experiment.step);
  });
  const speed = Number(experiment.key("speed"));
  if (SPEEDS.includes(speed)) player.clock.setSpeed(speed);
  showTransport();
  dialogue.ask();
}

/**
 * What buttons and keys can ask for.
 * @param {Experiment} experiment
 * @param {Player} player
 * @param {ConvStage} stage
 * @param {(by: 1 | -1) => void} inner
 */
function ordersOf(experiment, player, stage, inner) {
  const { clock } = player;
  const keepSpeed = () => experiment.setKey("speed", clock.speed === 1 ? null : String(clock.speed));
  return {
    ...player,
    /** @param {1 | -1} by */
    inner(by) {
      clock.pause();
      inner(by);
    },
    present: () => togglePresent(experiment, () => stage.redraw()),
    /** @param {number} wanted */
    setSpeed(wanted) {
      clock.setSpeed(wanted);
      keepSpeed();
    },
    /** @param {1 | -1} direction */
    faster(direction) {
      clock.shift(direction);
      keepSpeed();
    },
  };
}

/**
 * @param {ConvStage} stage
 * @param {Experiment} experiment
 * @param {Player} player
 * @param {() => void} askAgain
 */
function listenToStage(stage, experiment, player, askAgain) {
  const told = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail;
  stage.addEventListener("pick", (event) => player.go(told(event)));
  stage.addEventListener("swipe", (event) => player.by(told(event)));
  stage.addEventListener("relayout", askAgain);
  stage.addEventListener("edit", (event) => {
    const { field, changes, grid } = told(event); // cells changed by hand become the text of their field, at the same step
    experiment.commit({ [field]: edited(experiment.fields.get(field) ?? "", changes, grid) }, stage.step);
  });
}
