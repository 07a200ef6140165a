/**
 * Where each box of a network stands: one scale for all faces, at most eight sheets, names where there is room.
 *
 * Knows shapes and the width of the window; draws nothing.
 */

/**
 * @typedef {import("./plan.js").Box} Box
 * @typedef {{ x: number, y: number, width: number, height: number }} Rectangle
 * @typedef {Rectangle & { sheets: number, shift: number, rows: number, columns: number, named: number | null }} Place
 *   rows and columns are cells of the face; a place without rows is a vector; `named` is where its name begins, if it has one
 * @typedef {{ places: Place[], width: number, height: number, scale: number, middle: number, bottom: number }} Layout
 */

const EDGE = 20;
const TOP = 56; // two lines of names
const BAR = 14; // width of a grid of one axis, and of a vector
const TALLEST = 300;
const LOWEST = [130, 72]; // height of the largest face, of few boxes and of many, below which the drawing scrolls instead
const MANY = 12;
const VECTOR = 180;
const LEAST = 8;
const MOST_SHEETS = 8;
const WAY = 18; // between two ways round

/**
 * @param {Box[]} boxes
 * @param {number} room pixels
 * @param {number} chosen number of the box whose name stands in any case
 * @returns {Layout}
 */
export function layoutOf(boxes, room, chosen) {
  const faces = boxes.map(({ output }) => faceOf(output));
  const tallest = Math.max(1, ...faces.map(({ rows }) => rows));
  const vectors = Math.max(1, ...boxes.filter((_, at) => !faces[at].rows).map(({ output }) => output[0]));
  const many = boxes.length > MANY;
  const least = many ? 10 : 40;
  const lowest = LOWEST[Number(many)];
  const highest = Math.min(TALLEST, Math.max(lowest, room * 0.42));
  const scale = scaleOf(faces, room - 2 * EDGE - least * boxes.length, highest / tallest, lowest / tallest);
  const sized = faces.map((face, at) => ({ ...face, ...sizeOf(face, boxes[at].output[0], scale, vectors) }));
  const slots = sized.map((one, at) => Math.max(one.width + one.reach, many ? 0 : nameWidth(boxes[at])));
  const taken = slots.reduce((sum, one) => sum + one, 0);
  const gap = Math.max(many ? least : 20, Math.min(96, (room - 2 * EDGE - taken) / Math.max(1, boxes.length - 1)));
  const height = Math.max(...sized.map((one) => one.height + one.reach), VECTOR * 0.5);
  const middle = TOP + height / 2;
  let x = EDGE;
  const places = sized.map(({ reach, ...one }, at) => {
    const place = { ...one, x, y: middle - one.height / 2 + reach / 2, named: /** @type {number | null} */ (null) };
    x += slots[at] + gap;
    return place;
  });
  const width = Math.max(room, x - gap + EDGE);
  label(boxes, places, chosen, width);
  const deepest = Math.max(0, ...boxes.map(({ from, depth }) => (from === null ? 0 : depth + 1)));
  const bottom = TOP + height + 28;
  return { places, width, height: bottom + deepest * WAY + 8, scale, middle, bottom };
}

/** The depth below the boxes at which the way round a block runs. @param {Box[]} boxes @param {Box} box @param {number} bottom */
export function wayOf(boxes, box, bottom) {
  const deepest = Math.max(...boxes.map(({ from, depth }) => (from === null ? 0 : depth)));
  return bottom + (deepest - box.depth) * WAY;
}

/** @param {number[]} output channels and axes */
function faceOf(output) {
  const axes = output.slice(1);
  if (!axes.length) return { rows: 0, columns: 0 };
  return axes.length === 1 ? { rows: axes[0], columns: 1 } : { rows: axes.at(-2) ?? 1, columns: axes.at(-1) ?? 1 };
}

/**
 * Pixels for a cell: as large as the height allows, smaller while all of it would not fit, never below `lowest`.
 * @param {{ rows: number, columns: number }[]} faces
 * @param {number} room
 * @param {number} highest
 * @param {number} lowest
 */
function scaleOf(faces, room, highest, lowest) {
  const flat = faces.filter(({ columns }) => columns > 1);
  const wide = flat.reduce((sum, { columns }) => sum + columns, 0) * 1.25;
  const rest = (faces.length - flat.length) * BAR;
  return Math.max(lowest, Math.min(highest, wide ? (room - rest) / wide : highest, 40));
}

/**
 * @param {{ rows: number, columns: number }} face
 * @param {number} channels
 * @param {number} scale
 * @param {number} vectors length of the longest vector
 */
function sizeOf({ rows, columns }, channels, scale, vectors) {
  if (!rows) return { width: BAR, height: Math.max(12, (VECTOR * channels) / vectors), sheets: 1, shift: 0, reach: 0 };
  const height = Math.max(LEAST, rows * scale);
  const width = columns === 1 && rows > 1 ? BAR : Math.max(LEAST, columns * scale);
  const sheets = Math.min(MOST_SHEETS, channels);
  const shift = Math.max(1.5, Math.min(5, height * 0.035));
  return { width, height, sheets, shift, reach: (sheets - 1) * shift };
}

/** What a name and a shape take, in the widest of the usual faces. @param {Box} box */
function nameWidth({ name, output }) {
  return Math.max(name.length * 10.4, output.join(" × ").length * 8.4);
}

/**
 * Decide which names are shown and where they begin: the chosen one, then from the left as long as they do not meet.
 * @param {Box[]} boxes
 * @param {Place[]} places
 * @param {number} chosen
 * @param {number} width of the drawing, at which names end
 */
function label(boxes, places, chosen, width) {
  /** @type {[number, number][]} */
  const spans = [];
  const order = [chosen, 0, ...places.keys()].filter((at) => at >= 0 && at < places.length);
  for (const at of order) {
    const wide = nameWidth(boxes[at]) + 8;
    const start = Math.max(0, Math.min(places[at].x, width - wide));
    const span = /** @type {[number, number]} */ ([start, start + wide]);
    if (places[at].named !== null || spans.some(([from, to]) => span[0] < to && from < span[1])) continue;
    spans.push(span);
    places[at].named = start;
  }
}

/**
 * The part of a face that a region covers; `ends` are first and last of each axis. At least six pixels.
 * @param {Place} place
 * @param {number[][]} ends
 * @returns {Rectangle}
 */
export function partOf(place, ends) {
  if (!place.rows || !ends.length) return { x: place.x, y: place.y, width: place.width, height: place.height };
  const [down, across] = ends.length === 1 ? [ends[0], [0, place.columns - 1]] : ends.slice(-2);
  const [y, height] = along(place.y, place.height / place.rows, down);
  const [x, width] = along(place.x, place.width / place.columns, across);
  return { x, y, width, height };
}

/** @param {number} origin @param {number} pitch @param {number[]} ends */
function along(origin, pitch, [first, last]) {
  const size = (last - first + 1) * pitch;
  const grown = Math.max(6, size);
  return [origin + first * pitch - (grown - size) / 2, grown];
}

/**
 * The cell of a face at a point, without its channel; null outside.
 * @param {Place} place
 * @param {number[]} output
 * @param {number} x
 * @param {number} y
 */
export function cellAt(place, output, x, y) {
  const axes = output.slice(1);
  if (!axes.length) return [];
  const row = Math.min(place.rows - 1, Math.max(0, Math.floor(((y - place.y) / place.height) * place.rows)));
  const column = Math.min(place.columns - 1, Math.max(0, Math.floor(((x - place.x) / place.width) * place.columns)));
  if (axes.length === 1) return [row];
  return [...axes.slice(0, -2).map((size) => size >> 1), row, column];
}
