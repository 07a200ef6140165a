/**
 * Which sheet of each board lies in front: that of the step, until somebody raises another.
 *
 * Knows channels and groups; draws nothing.
 */

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 */

export function createFronts() {
  /** @type {Map<string, number>} */
  let fronts = new Map();
  let followed = -1; // channel of the output that was brought to the front last

  return {
    /** The channel in front of a board. @param {string} role */
    of: (role) => fronts.get(role) ?? 0,
    /** @param {string} role @param {number} channel */
    raise(role, channel) {
      fronts.set(role, channel);
    },
    /** Begin anew, for other boards. */
    clear() {
      fronts = new Map();
      followed = -1;
    },
    /** Channels that the step reads and makes lie in front of those that it does not. @param {Model} model @param {Reading} reading */
    follow(model, reading) {
      const made = reading.output?.[0] ?? null;
      const read = reading.input?.[0] ?? null;
      const group = made !== null ? Math.floor(made / model.fanOut) : Math.floor((read ?? 0) / model.fanIn);
      const keep = (/** @type {string} */ role, /** @type {number} */ first, /** @type {number} */ count) => {
        const now = fronts.get(role) ?? -1;
        if (now < first || now >= first + count) fronts.set(role, first);
      };
      for (const role of ["input", "stretched"]) {
        if (read !== null) keep(role, read, 1);
        else keep(role, group * model.fanIn, model.fanIn);
      }
      if (made === null) keep("output", group * model.fanOut, model.fanOut);
      else if (made !== followed) fronts.set("output", made);
      followed = made ?? -1;
    },
  };
}

/** @typedef {ReturnType<typeof createFronts>} Fronts */
