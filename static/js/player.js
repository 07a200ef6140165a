/**
 * The player: which step is shown, moving it by hand and by the clock. Knows steps and their number only.
 */

import { createClock } from "./service/clock.js";

/**
 * @param {{ step: () => number, total: () => number, row: () => number, show: (step: number) => void,
 *   changed: () => void }} stage
 */
export function createPlayer(stage) {
  const clock = createClock((steps) => advance(steps), stage.changed);
  let looping = false;

  /** @param {number} step */
  function clamped(step) {
    return Math.max(0, Math.min(step, stage.total() - 1));
  }

  /** @param {number} steps */
  function advance(steps) {
    const row = stage.row();
    const first = Math.floor(stage.step() / row) * row;
    if (looping) return stage.show(clamped(first + ((stage.step() - first + steps) % row)));
    const next = clamped(stage.step() + steps);
    stage.show(next);
    if (next >= stage.total() - 1) clock.pause();
  }

  /** @param {number} step */
  function go(step) {
    clock.pause();
    stage.show(clamped(step));
  }

  return {
    clock,
    go,
    /** @param {number} steps */
    by(steps) {
      go(stage.step() + steps);
    },
    /** To the end of the row of cells that the step stands in, or of the next one. */
    row() {
      const length = stage.row();
      const at = stage.step() + 1;
      go(Math.ceil((at + 1) / length) * length - 1);
    },
    get looping() {
      return looping;
    },
    /** Play the row of cells over and over, or go on after its end again. */
    loop() {
      looping = !looping;
      stage.changed();
    },
    toggle() {
      if (clock.running) return clock.pause();
      if (stage.total() < 2) return;
      if (!looping && stage.step() >= stage.total() - 1) stage.show(0);
      clock.play();
    },
  };
}
