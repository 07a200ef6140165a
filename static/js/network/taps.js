/**
 * Which cells of the row before each cell of a row reads, and what follows from it through several rows.
 *
 * The server finds the taps, a cell at a time, and each is asked for once; here they are only followed.
 */

/** @typedef {number[][]} Row for each cell the cells that it reads */

/** @param {import("./api.js").NetworkApi} api */
export function createTaps(api) {
  /** @type {Map<string, Promise<number[]>>} */
  const known = new Map();

  /** @param {number[]} input @param {object} layer @param {number} at */
  function tapsOf(input, layer, at) {
    const question = { input, layers: [layer], layer: 0, position: [at], effective: "paths" };
    const key = JSON.stringify(question);
    const found = known.get(key) ?? api.reach(question, key).then(({ effective }) => placesOf(effective));
    known.set(key, found);
    return found;
  }

  /**
   * The taps of every cell of a layer.
   * @param {number[]} input shape of what the layer reads
   * @param {object} layer
   * @param {number} count
   * @returns {Promise<Row>}
   */
  return (input, layer, count) => Promise.all(Array.from({ length: count }, (_, at) => tapsOf(input, layer, at)));
}

/** @param {{ first: number[] | null, share: number[] } | undefined} effective */
function placesOf(effective) {
  const first = effective?.first?.[0] ?? 0;
  return (effective?.first ? effective.share : []).flatMap((share, at) => (share > 0 ? [first + at] : []));
}

/**
 * The cells of every row that a cell has to do with: below it those it sees, above it those it influences.
 * @param {Row[]} rows of the layers; row 0 reads the input
 * @param {number} level 0 is the input
 * @param {number} at
 * @returns {Set<number>[]} from the input on
 */
export function connected(rows, level, at) {
  /** @type {Set<number>[]} */
  const sets = Array.from({ length: rows.length + 1 }, () => new Set());
  sets[level].add(at);
  for (let one = level; one > 0; one -= 1)
    for (const cell of sets[one]) for (const tap of rows[one - 1][cell]) sets[one - 1].add(tap);
  for (let one = level; one < rows.length; one += 1)
    for (const [cell, taps] of rows[one].entries()) if (taps.some((tap) => sets[one].has(tap))) sets[one + 1].add(cell);
  return sets;
}
