/**
 * How large the cells of a stage may be: one pitch for every board, and how many planes stand in a row.
 *
 * Tries sizes from large to small against the space there is; knows boards, no elements.
 */

import { geometry } from "./boards.js";

/**
 * @typedef {import("./boards.js").Board} Board
 * @typedef {{ large: number, small: number }} Lines how many rows the planes of large and of small boards stand in
 * @typedef {{ pitch: number, arrangement: "row" | "column", place: (board: Board) => { pitch: number, perRow: number } }} Layout
 */

const LARGEST = 64;
const SMALLEST = 0.05;
const READABLE = 22;
const COMFORTABLE = 26;
const TALLER = 1.7;
const MUCH = 1.5;
const READABLE_SMALL = 34;
const GAP = 52;
const CAPTION = 32;
const NARROWEST = 140;
const SMALL_CELLS = 200;

/**
 * The largest layout that fits.
 * @param {Board[][]} columns boards in columns, from left to right
 * @param {{ width: number, height: number }} space
 * @param {number} [largest] the largest pitch
 * @returns {Layout}
 */
export function layoutOf(columns, space, largest = LARGEST) {
  const flat = columns.flat().every((board) => board.flat);
  const narrow = space.width < Math.max(560, columns.length * (NARROWEST + GAP) - GAP);
  const arrangement = flat || narrow ? "column" : "row";
  const most = (/** @type {(board: Board) => boolean} */ kind) =>
    Math.min(12, Math.max(1, ...columns.flat().map((board) => (kind(board) ? board.planes.length : 1))));
  const search = (/** @type {number} */ height) => {
    let found = { pitch: 0, lines: { large: 1, small: 1 } };
    for (let small = 1; small <= most(isSmall); small += 1) {
      for (let large = 1; large <= most((board) => !isSmall(board)); large += 1) {
        const pitch = largestPitch(columns, { ...space, height }, { large, small }, arrangement, largest);
        if (pitch > found.pitch * 1.08) found = { pitch, lines: { large, small } };
      }
    }
    return found;
  };
  let best = search(space.height);
  if (best.pitch < COMFORTABLE) {
    const taller = search(space.height * TALLER); // better to scroll a little than to lose the numerals
    if (taller.pitch >= READABLE || taller.pitch > best.pitch * MUCH) best = taller;
  }
  const { pitch, lines } = best;
  return { pitch, arrangement, place: (board) => placed(board, pitch, lines) };
}

/** A grid of so few numbers that it may keep its numerals among pictures. @param {Board} board */
function isSmall(board) {
  const cells = board.rows * board.columns * board.planes.length;
  return cells <= SMALL_CELLS && board.role !== "input" && board.role !== "output";
}

/**
 * Pitch and planes in a row of one board.
 * @param {Board} board
 * @param {number} pitch
 * @param {Lines} lines
 */
function placed(board, pitch, lines) {
  const small = isSmall(board);
  const own = pitch < READABLE && small;
  const planes = board.planes.length;
  const perRow = board.flat ? 1 : Math.ceil(planes / Math.min(small ? lines.small : lines.large, planes));
  return { pitch: own ? READABLE_SMALL : pitch, perRow: planes <= 4 && planes % perRow ? 1 : perRow };
}

/**
 * @param {Board[][]} columns
 * @param {{ width: number, height: number }} space
 * @param {Lines} lines
 * @param {"row" | "column"} arrangement
 * @param {number} largest
 */
function largestPitch(columns, space, lines, arrangement, largest) {
  for (let pitch = largest; pitch > SMALLEST; pitch -= pitch > 12 ? 1 : pitch > 1 ? 0.5 : 0.05) {
    const sizes = columns.map((boards) => boards.map((board) => sizeOf(board, pitch, lines)));
    const widths = sizes.map((boards) => Math.max(...boards.map((one) => one.width)));
    const heights = sizes.map((boards) => boards.reduce((sum, one) => sum + one.height, 0));
    if (arrangement === "row") {
      const width = widths.reduce((sum, one) => sum + one, 0) + GAP * (columns.length - 1);
      if (width <= space.width && Math.max(...heights) <= space.height) return pitch;
    } else if (Math.max(...widths) <= space.width && stackedHeight(sizes, space.width) <= space.height * 1.15) {
      return pitch;
    }
  }
  return SMALLEST;
}

/**
 * Height of stacked columns: the first by itself, the others beside each other where they fit.
 * @param {{ width: number, height: number }[][]} sizes
 * @param {number} space
 */
function stackedHeight(sizes, space) {
  const columns = sizes.map((boards) => ({
    width: Math.max(...boards.map((one) => one.width)),
    height: boards.reduce((sum, one) => sum + one.height, 0),
  }));
  const [first, ...others] = columns;
  const beside = others.reduce((sum, one) => sum + one.width + 16, -16) <= space;
  const heights = others.map((one) => one.height);
  return first.height + (beside ? Math.max(0, ...heights) : heights.reduce((sum, one) => sum + one, 0));
}

/**
 * @param {Board} board
 * @param {number} pitch
 * @param {Lines} lines
 */
function sizeOf(board, pitch, lines) {
  const own = placed(board, pitch, lines);
  const { width, height } = geometry(board, own.pitch, own.perRow);
  return { width: Math.max(width, NARROWEST), height: height + CAPTION };
}
