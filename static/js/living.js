/**
 * A living stage: one experiment on a `<conv-stage>` of any page, with the player that moves it and hands that change it.
 *
 * Joins stage, picture and player as the page of an operator does; knows no controls and no address.
 */

import { createPicture } from "./picture.js";
import { createPlayer } from "./player.js";
import { isOvertaken } from "./service/api.js";
import { INSTANT, SPEEDS } from "./service/clock.js";
import { layoutFor } from "./stage/sizing.js";
import { edited } from "./state/grids.js";
import { fieldsOf, queryOf } from "./state/notation.js";

const FIRST = 64; // steps that come with the picture; the others are fetched when they are needed

/**
 * @typedef {{ speed?: number, changed?: () => void, failed?: (error: unknown) => void }} Wishes
 *   `speed` in steps a second while it plays; `changed` is called at every step and whenever it starts or stops to play
 */

/**
 * @param {import("./stage/conv-stage.js").ConvStage} element
 * @param {string} operator
 * @param {string} query
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {import("./service/api.js").Api} api of its own: a question ends the one before
 * @param {Wishes} [wishes]
 */
export function createLiving(element, operator, query, words, api, wishes = {}) {
  const { speed = 1, changed = () => {}, failed = () => {} } = wishes;
  element.words = words;
  const picture = createPicture(
    element,
    async (asked, offset, limit) => (await api.page(operator, asked, offset, limit)).steps,
    changed,
    (error) => error !== null && failed(error),
  );
  const ticks = SPEEDS.findLast((one) => one <= speed) ?? SPEEDS[0];
  const stride = Math.max(1, Math.round(speed / ticks)); // steps at a time, where the clock itself is too slow
  const player = createPlayer({
    step: () => picture.step,
    total: () => picture.total,
    row: () => picture.row,
    show: (next) => picture.at(player.clock.running ? picture.step + (next - picture.step) * stride : next),
    changed: () => {
      element.silent = player.clock.running;
      element.toggleAttribute("data-instant", player.clock.running && speed >= INSTANT);
      changed();
    },
  });

  /**
   * Ask for an experiment of the operator and draw it at a step.
   * @param {number} [step]
   * @param {string} [wanted] the query of another than the first
   */
  async function open(step = 0, wanted = query) {
    player.clock.pause();
    player.clock.setSpeed(ticks);
    try {
      const answer = await api.ask(operator, wanted, step, FIRST, layoutFor(element));
      picture.show(wanted, answer, step);
    } catch (error) {
      if (!isOvertaken(error)) failed(error);
    }
  }

  const told = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail;
  element.addEventListener("pick", (event) => player.go(told(event)));
  element.addEventListener("swipe", (event) => player.by(told(event)));
  element.addEventListener("relayout", () => open(picture.step, picture.query ?? query));
  element.addEventListener("edit", (event) => {
    const { field, changes, grid } = told(event);
    const fields = fieldsOf(picture.query ?? query);
    fields.set(field, edited(fields.get(field) ?? "", changes, grid));
    open(picture.step, queryOf(fields));
  });

  return Object.assign(player, { picture, open });
}

/** @typedef {ReturnType<typeof createLiving>} Living */
