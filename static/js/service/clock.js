/**
 * The clock: calls for further steps at a chosen speed while it runs. Knows no steps and no page.
 */

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 64];
export const INSTANT = 4; // the speed from which on nothing glides

/**
 * @param {(steps: number) => void} advance called with how many steps are due
 * @param {() => void} changed called when it starts, stops or changes its speed
 */
export function createClock(advance, changed) {
  let speed = 1;
  let running = false;
  let last = 0;
  let due = 0;

  /** @param {number} now */
  function tick(now) {
    if (!running) return;
    due += (Math.min(now - last, 1000) / 1000) * speed;
    last = now;
    const steps = Math.floor(due);
    due -= steps;
    if (steps > 0) advance(steps);
    requestAnimationFrame(tick);
  }

  return {
    get running() {
      return running;
    },
    get speed() {
      return speed;
    },
    play() {
      if (running) return;
      running = true;
      due = 0;
      last = performance.now();
      requestAnimationFrame(tick);
      changed();
    },
    pause() {
      if (!running) return;
      running = false;
      changed();
    },
    /** @param {number} wanted */
    setSpeed(wanted) {
      if (!SPEEDS.includes(wanted) || wanted === speed) return;
      speed = wanted;
      changed();
    },
    /** The next faster or slower speed. @param {1 | -1} direction */
    shift(direction) {
      this.setSpeed(SPEEDS[SPEEDS.indexOf(speed) + direction] ?? speed);
    },
  };
}

/** @typedef {ReturnType<typeof createClock>} Clock */
