/**
 * Changes of a stack of layers, each giving a new question and leaving the old one as it was.
 *
 * Knows paths such as `layers[4].branches[0][2].padding`; whether a change is possible is the server's to say.
 */

/**
 * @typedef {import("./address.js").Layer} Layer
 * @typedef {{ input: number[], layers: Layer[] }} Question
 */

/** The steps of a path. @param {string} path @returns {(string | number)[]} */
export function stepsOf(path) {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, number]) =>
    number === undefined ? text : Number(number),
  );
}

/**
 * @param {Question} question
 * @param {Record<string, unknown>} changes values by path; undefined takes a setting away
 * @returns {Question}
 */
export function changed(question, changes) {
  const next = structuredClone(question);
  for (const [path, value] of Object.entries(changes)) {
    const steps = stepsOf(path);
    const last = /** @type {string | number} */ (steps.pop());
    const holder = held(next, steps, true);
    if (value === undefined) delete holder[last];
    else holder[last] = structuredClone(value);
  }
  return next;
}

/** What stands at the end of some steps. @param {any} value @param {(string | number)[]} steps @param {boolean} [make] */
function held(value, steps, make = false) {
  return steps.reduce((one, step) => {
    if (make && one[step] === undefined) one[step] = {};
    return one?.[step];
  }, value);
}

/** The layer at a path. @param {Question} question @param {string} path @returns {Layer | undefined} */
export function layerAt(question, path) {
  return held(question, stepsOf(path));
}

/** The row in which a layer stands, and its place. @param {Question} question @param {string} path */
function rowAt(question, path) {
  const steps = stepsOf(path);
  const place = Number(steps.pop());
  return { row: /** @type {Layer[]} */ (held(question, steps)), place };
}

/** A layer more, after another or, after the input, as the first. @param {Question} question @param {string} path @param {Layer} layer */
export function added(question, path, layer) {
  const next = structuredClone(question);
  if (path === "input") next.layers.unshift(layer);
  else {
    const { row, place } = rowAt(next, path);
    row.splice(place + 1, 0, layer);
  }
  return next;
}

/** @param {Question} question @param {string} path */
export function removed(question, path) {
  const next = structuredClone(question);
  const { row, place } = rowAt(next, path);
  row.splice(place, 1);
  return next;
}

/**
 * A layer at another place of its row; null where there is none.
 * @param {Question} question
 * @param {string} path
 * @param {number} by
 */
export function moved(question, path, by) {
  const next = structuredClone(question);
  const { row, place } = rowAt(next, path);
  if (!by || place + by < 0 || place + by >= row.length) return null;
  row.splice(place + by, 0, ...row.splice(place, 1));
  return next;
}

/** The path of the layer so many places on in the same row. @param {string} path @param {number} by */
export function pathBy(path, by) {
  return path.replace(/\[(\d+)\]$/, (_, place) => `[${Math.max(0, Number(place) + by)}]`);
}
