/**
 * A bare stage: one living experiment with the whole transport, and nothing round it.
 *
 * Knows neither where its answers come from nor whose page it stands on.
 */

import { createLiving } from "../living.js";
import { createTransport } from "../panels/transport.js";
import { INSTANT } from "../service/clock.js";

/**
 * @typedef {{ operator: string, query: string, speed?: number }} Shown
 * @typedef {{ changed?: () => void, failed?: (error: unknown) => void }} Hooks
 */

/**
 * @param {import("../stage/conv-stage.js").ConvStage} stage
 * @param {HTMLElement} dock where the transport stands
 * @param {Shown} shown
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {import("../service/api.js").Api} api
 * @param {Hooks} [hooks]
 */
export function createBare(stage, dock, { operator, query, speed }, words, api, { changed, failed } = {}) {
  const living = createLiving(stage, operator, query, words, api, { speed, changed: show, failed });
  const { clock, picture } = living;
  const orders = {
    ...living,
    /** @param {1 | -1} by */
    inner(by) {
      clock.pause();
      picture.inner(by);
    },
    /** @param {number} wanted */
    setSpeed: (wanted) => clock.setSpeed(wanted),
    /** @param {1 | -1} direction */
    faster: (direction) => clock.shift(direction),
    present() {},
  };
  const transport = createTransport(dock, words, orders);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.redraw());

  function show() {
    const { step, total, place, row } = picture;
    stage.toggleAttribute("data-instant", clock.speed >= INSTANT);
    transport({ step, total, place, row, running: clock.running, speed: clock.speed, looping: living.looping });
    changed?.();
  }

  return { ...orders, living };
}
