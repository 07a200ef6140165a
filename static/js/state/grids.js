/**
 * Grids as an address writes them: what a text says, and the text after a change of its shape, its seed or its cells.
 *
 * Knows the notation of numbers, generators and edits; which generators there are is the catalogue's to say.
 */

import { split, textOf } from "./notation.js";

/** The generator that takes a seed. */
export const SEEDED = "random";
const MOST_EDITS = 64;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/**
 * @typedef {{ index: number[], value: number }} Change
 *   one cell; from the page with every axis of the grid, channels included
 * @typedef {{ shape: number[], values: number[], nested: unknown }} Grid
 *   a grid in hand: its shape with channels, its numbers in a row, and the array as the answer gave it
 * @typedef {{ name: string | null, shape: number[], seed: string | null, cells: number[], edits: Change[] }} Parsed
 *   a generator by name (`ramp`, `sample:camera`) with its edits, or, without a name, numbers
 */

/** What was read lately: a page reads the same texts again and again. @type {Map<string, Readonly<Parsed> | null>} */
const known = new Map();
const MOST_KNOWN = 8;

/**
 * What a text says, null where it cannot be read. Edits of numbers are done, those of a generator listed.
 * @param {string} text
 * @returns {Readonly<Parsed> | null}
 */
export function parsed(text) {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const grid = read(text);
  known.set(text, grid);
  return grid;
}

/** @param {string} text @returns {Parsed | null} */
function read(text) {
  const [base, ...rest] = text.replaceAll("−", "-").split("@");
  const found = /^\s*[a-z_]/i.test(base) ? generator(base.trim()) : numbers(base);
  if (!found) return null;
  const { shape, cells } = found;
  const edits = rest.flatMap((one) => changeOf(one, shape) ?? []);
  if (edits.length < rest.length) return null;
  if (found.name !== null) return { ...found, edits };
  for (const { index, value } of edits) cells[offsetOf(index, shape)] = value;
  return found;
}

/** The shape that a text says, null where it cannot be read. @param {string} text */
export function shapeOf(text) {
  return parsed(text)?.shape ?? null;
}

/**
 * The text in another shape, counted from the last axis: a generator makes it anew and loses edits outside, numbers
 * keep what overlaps, further cells are 0. With a grid in hand it is the grid's numbers that are cut and filled.
 * @param {string} text
 * @param {number[]} shape
 * @param {Grid} [grid]
 */
export function resized(text, shape, grid) {
  const now = grid ? numbersIn(grid) : parsed(text);
  if (!now) return `zeros:${shape.join("x")}`;
  if (now.name === null) return spelled(refilled(now, shape), shape);
  const axes = Math.max(now.shape.length, shape.length);
  const kept = now.edits.filter(({ index }) => isInside(fitted(index, axes), fitted(shape, axes, 1)));
  const edits = kept.map(({ index, value }) => ({ index: fitted(index, shape.length), value }));
  return written({ ...now, shape, edits });
}

/**
 * Random numbers from a seed in the text's shape; its edits were of other numbers and go.
 * @param {string} text
 * @param {string | number} seed
 */
export function seeded(text, seed) {
  const now = parsed(text);
  return now ? written({ ...now, name: SEEDED, seed: String(seed), edits: [] }) : text;
}

/** A generator in a shape, without edits. @param {string} name @param {number[]} shape */
export function generated(name, shape) {
  return `${name}:${shape.join("x")}`;
}

/** A grid in hand as numbers. @param {Grid} grid */
export function numbered(grid) {
  const { cells, shape } = numbersIn(grid);
  return spelled(cells, shape);
}

/**
 * The text with cells changed: a generator gets edits, at most 64, else the whole grid is written out.
 * @param {string} text
 * @param {Change[]} changes
 * @param {Grid} grid
 */
export function edited(text, changes, grid) {
  const now = parsed(text);
  const listed = now?.edits ?? [];
  if (now && now.name !== null) {
    /** @type {Map<string, Change>} */
    const edits = new Map();
    for (const { index, value } of [...listed, ...changes]) {
      const place = fitted(index, now.shape.length);
      edits.set(String(place), { index: place, value });
    }
    if (edits.size <= MOST_EDITS) return written({ ...now, edits: [...edits.values()] });
  }
  const isWhole = now !== null && sizeOf(now.shape) === grid.values.length;
  const all = [...(isWhole && now.name === null ? now.cells : grid.values)];
  for (const { index, value } of [...listed, ...changes])
    all[offsetOf(fitted(index, grid.shape.length), grid.shape)] = value;
  return spelled(all, isWhole ? now.shape : numbersIn(grid).shape);
}

/** @param {string} text @returns {Parsed | null} */
function generator(text) {
  const [first, ...rest] = text.split(":");
  const name = first === "sample" && rest.length ? `${first}:${rest.shift()}` : first;
  const [sizes = "", seed = null, ...more] = rest;
  const shape = sizes.split(/[x×]/).map(Number);
  const isShape = shape.every((size) => Number.isInteger(size) && size > 0);
  if (!isShape || more.length || (seed !== null && !/^\s*[-+]?\d+\s*$/.test(seed))) return null;
  return { name, shape, seed, cells: [], edits: [] };
}

/** @param {string} text @returns {Parsed | null} */
function numbers(text) {
  const nested = /^\s*\[/.test(text) ? fromJson(text) : fromShort(text);
  /** @type {number[]} */
  const shape = [];
  for (let one = nested; Array.isArray(one); one = one[0]) shape.push(one.length);
  const cells = /** @type {unknown[]} */ ([nested].flat(Number.POSITIVE_INFINITY));
  if (!isRegular(nested, shape) || !cells.length) return null;
  return { name: null, shape, seed: null, cells: /** @type {number[]} */ (cells), edits: [] };
}

/** @param {string} text @returns {unknown} */
function fromJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `1,2;3,4`: the separators , ; | go from the last axis outwards. @param {string} text @returns {unknown} */
function fromShort(text) {
  const cell = (/** @type {string} */ one) => (NUMBER.test(one.trim()) ? Number(one) : null);
  const planes = split(text, "|").map((plane) => split(plane, ";").map((row) => split(row, ",").map(cell)));
  return text.includes("|") ? planes : text.includes(";") ? planes[0] : planes[0][0];
}

/**
 * Whether nested arrays of finite numbers have one shape.
 * @param {unknown} nested
 * @param {number[]} shape
 * @returns {boolean}
 */
function isRegular(nested, [size, ...inner]) {
  if (size === undefined) return Number.isFinite(nested);
  return Array.isArray(nested) && nested.length === size && nested.every((one) => isRegular(one, inner));
}

/** An edit, with as many entries in its index as the grid has axes. @param {string} text @param {number[]} shape */
function changeOf(text, shape) {
  const [place, value = "", ...more] = text.split("=");
  const given = place.split(",").map((one) => (/^\s*\d+\s*$/.test(one) ? Number(one) : Number.NaN));
  const axes = Math.max(given.length, shape.length);
  const isThere = given.length >= shape.length && isInside(given, fitted(shape, axes, 1));
  return isThere && !more.length && NUMBER.test(value.trim())
    ? { index: fitted(given, shape.length), value: Number(value) }
    : null;
}

/** The numbers of a grid in hand, with as many axes as its array has. @param {Grid} grid @returns {Parsed} */
function numbersIn({ shape, values, nested }) {
  let axes = 0;
  for (let one = nested; Array.isArray(one); one = one[0]) axes += 1;
  return { name: null, shape: axes ? shape.slice(-axes) : [], seed: null, cells: values, edits: [] };
}

/** Cells of numbers in another shape. @param {Parsed} now @param {number[]} shape */
function refilled(now, shape) {
  const axes = Math.max(now.shape.length, shape.length);
  const [from, to] = [fitted(now.shape, axes, 1), fitted(shape, axes, 1)];
  const index = to.map(() => 0);
  return Array.from({ length: sizeOf(shape) }, () => {
    const cell = isInside(index, from) ? now.cells[offsetOf(index, from)] : 0;
    advance(index, to);
    return cell;
  });
}

/** The next index, row by row. @param {number[]} index @param {number[]} shape */
function advance(index, shape) {
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    index[axis] += 1;
    if (index[axis] < shape[axis]) return;
    index[axis] = 0;
  }
}

/**
 * The last entries of an index or a shape, with entries put in front where there are too few.
 * @param {number[]} index
 * @param {number} axes
 * @param {number} [front]
 */
function fitted(index, axes, front = 0) {
  const missing = Math.max(0, axes - index.length);
  return [...Array(missing).fill(front), ...index.slice(index.length - (axes - missing))];
}

/** @param {number[]} index @param {number[]} shape */
function offsetOf(index, shape) {
  return shape.reduce((offset, size, axis) => offset * size + (index[axis] ?? 0), 0);
}

/** @param {number[]} index @param {number[]} shape */
function isInside(index, shape) {
  return index.every((one, axis) => one < shape[axis]);
}

/** @param {number[]} shape */
export function sizeOf(shape) {
  return shape.reduce((product, size) => product * size, 1);
}

/** @param {Parsed} grid */
function written({ name, shape, seed, edits }) {
  const end = edits.map(({ index, value }) => `@${index}=${textOf(value)}`).join("");
  return `${name}:${shape.join("x")}${seed === null || name !== SEEDED ? "" : `:${seed.trim()}`}${end}`;
}

/** @param {number[]} cells @param {number[]} shape */
function spelled(cells, shape) {
  let nested = /** @type {unknown[]} */ (cells);
  for (const size of shape.slice(1).reverse())
    nested = Array.from({ length: nested.length / size }, (_, row) => nested.slice(row * size, (row + 1) * size));
  return textOf(shape.length ? nested : cells[0]) ?? "0";
}
