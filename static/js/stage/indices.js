/**
 * Places in grids: flat numbers, index lists and the keys that cells carry.
 *
 * Row-major, as everywhere in convscope; knows no values.
 */

/**
 * The index list of a flat number.
 * @param {number} flat
 * @param {readonly number[]} shape
 * @returns {number[]}
 */
export function unravel(flat, shape) {
  const index = new Array(shape.length);
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

/**
 * The flat number of an index list.
 * @param {readonly number[]} index
 * @param {readonly number[]} shape
 */
export function ravel(index, shape) {
  return index.reduce((flat, place, axis) => flat * shape[axis] + place, 0);
}

/** @param {readonly number[]} shape */
export function cellsOf(shape) {
  return shape.reduce((cells, size) => cells * size, 1);
}

/** @param {readonly number[]} index */
export function keyOf(index) {
  return index.join(",");
}

/**
 * Every combination of one entry from each list, the last list running fastest.
 * @template T
 * @param {readonly (readonly T[])[]} lists
 * @returns {T[][]}
 */
export function combinations(lists) {
  /** @type {T[][]} */
  let found = [[]];
  for (const list of lists) found = found.flatMap((front) => list.map((one) => [...front, one]));
  return found;
}
