/**
 * One beat of a lesson: a living stage with its small transport, and the sentence of the step that is shown.
 *
 * Reads the beat from the page as the server wrote it, texts and numbers included. Once a number is changed by hand the
 * lesson's sentences make room for the stage's own.
 */

import { createLiving } from "../living.js";
import { createSteps } from "../panels/steps.js";
import { createApi, Refusal } from "../service/api.js";
import { button } from "../stage/dom.js";

/**
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 * @typedef {ReturnType<typeof createBeat>} Beat
 * @typedef {{ element: HTMLElement, first: number, last: number, name: string }} Stop
 */

/**
 * @param {HTMLElement} element `[data-beat]` with its stage, stops and link
 * @param {Words} words
 * @param {(beat: Beat) => void} plays called while it plays
 */
export function createBeat(element, words, plays) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));
  const { operator = "", query = "", speed, start } = element.dataset;
  const stage = /** @type {import("../stage/conv-stage.js").ConvStage} */ (element.querySelector("conv-stage"));
  const link = /** @type {HTMLAnchorElement} */ (part("open"));
  const stops = [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-stop]"))].map(stopOf);
  const living = createLiving(stage, operator, query, words, createApi(document.documentElement.lang), {
    speed: Number(speed),
    changed: show,
    failed: complain,
  });
  const showSteps = createSteps(part("steps"), words, living);
  const places = stops.filter(({ name }) => name);
  const buttons = places.map(({ name, first }) => button(name, () => living.go(first), { class: "place" }));
  part("places").prepend(...buttons);
  for (const name of ["again", "reset"]) part(name).addEventListener("click", open);
  const beat = { element, stage, living, open };

  function open() {
    return living.open(Number(start));
  }

  function show() {
    const { total, place, query: shown } = living.picture;
    const step = total ? living.picture.step : Number(start);
    const { running } = living.clock;
    const changed = shown !== null && shown !== query;
    showSteps({ step, total, running, place });
    const now = stops.filter(({ first, last }) => !changed && step >= first && step <= last);
    for (const stop of stops) stop.element.classList.toggle("now", now.includes(stop));
    buttons.forEach((one, number) => {
      one.hidden = changed;
      one.setAttribute("aria-pressed", String(now.includes(places[number])));
    });
    part("failed").hidden = true;
    part("reset").hidden = !changed;
    const status = running || now.length ? null : element.querySelector("[role=status]");
    part("otherwise").textContent = status?.textContent ?? "";
    if (running) plays(beat);
    else link.href = `/${operator}?${shown ?? query}${step ? `&step=${step}` : ""}`;
  }

  /** @param {unknown} error */
  function complain(error) {
    part("failed").hidden = false;
    if (error instanceof Refusal) part("reason").textContent = error.message;
  }

  show();
  return beat;
}

/** @param {HTMLElement} element @returns {Stop} */
function stopOf(element) {
  const { first, last, name = "" } = element.dataset;
  return { element, first: Number(first), last: Number(last), name };
}
