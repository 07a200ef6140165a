/**
 * What is marked at a step: cells in the window with their weights, the current cell, links, frames, rings and beams.
 *
 * Turns readings and links into marks on boards; draws nothing.
 */

import { around } from "./beams.js";
import { planeBox } from "./boards.js";
import { keyOf, ravel, unravel } from "./indices.js";
import { compact } from "./numbers.js";
import { readingOf } from "./reading.js";
import { nextBoxes, windowBoxes } from "./windows.js";

/**
 * @typedef {import("./cells.js").BoardView} BoardView
 * @typedef {import("./cells.js").Marks} Marks
 * @typedef {import("./boards.js").Box} Box
 * @typedef {import("./drawing.js").Situation} Situation
 * @typedef {Map<string, BoardView>} Views
 * @typedef {import("./links.js").CellName} CellName
 */

const MOST_WINNERS = 256;

/**
 * The marks of one board's cells.
 * @param {BoardView} view
 * @param {Situation} now
 * @returns {Marks}
 */
export function marksOf({ board, canvases }, now) {
  const { reading, links, edits } = now;
  const { role } = board;
  return {
    active: activeOf(role, now),
    current: role === "output" && reading.output ? keyOf(reading.output) : null,
    linked: (canvases && links?.step != null ? null : links?.marks.get(role)) ?? new Map(), // a frame says it of pixels
    now: nowOf(role, board.shape, now),
    edited: new Set(edits.get(role)?.keys() ?? []),
  };
}

/**
 * @param {string} role
 * @param {Situation} now
 * @returns {Map<string, string>}
 */
function activeOf(role, { model, reading }) {
  const { weight, bias } = model.grids;
  if (role === reading.role || (role === "indices" && model.kind === "unpool")) {
    return new Map(
      reading.taps.flatMap((tap) => {
        if (!tap.key) return [];
        const text = tap.weight && weight ? `×${compact(weight.values[ravel(tap.weight, weight.shape)])}` : "";
        return [/** @type {[string, string]} */ ([tap.key, text])];
      }),
    );
  }
  if (role === "input" && reading.input) return new Map([[keyOf(reading.input), ""]]);
  if (role === "bias" && bias && bias.values.length > 1 && reading.output)
    return new Map([[String(reading.output[0]), ""]]);
  return new Map();
}

/**
 * The cell of the product that is being done, or that the pointer is on in the arithmetic line.
 * @param {string} role
 * @param {number[]} shape
 * @param {Situation} now
 */
function nowOf(role, shape, { reading, inside, point }) {
  const term = point ?? inside;
  const tap = term === null ? undefined : reading.taps[term];
  if (term === null || !tap) return null;
  if (role === reading.role) return tap.key;
  if (role === "weight") return tap.weight && keyOf(tap.weight);
  if (role === "window" || role === "product") return keyOf(unravel(term, shape));
  return null;
}

/**
 * Frames, rings and circles over the boards.
 * @param {Views} views
 * @param {Situation} now
 * @returns {import("./overlay.js").Shapes}
 */
export function shapesOf(views, now) {
  const { model, reading, hovered, pinned, focused } = now;
  const view = views.get(reading.role);
  const visible = (/** @type {CellName | null} */ cell) => (cell ? visibleBox(views, cell.role, cell.index) : null);
  const input = reading.input ? [visibleBox(views, "input", reading.input)] : [];
  const current = reading.winner ? reading.winner.split(",").map(Number) : null;
  const read = view && model.kind !== "unpool" ? windowBoxes(view, reading) : [];
  return {
    windows: [...read, ...input].filter((box) => box !== null),
    ghosts: ghostsOf(views, now),
    next: view && model.kind === "gather" ? nextBoxes(model, view, reading) : [],
    ring: reading.output && visibleBox(views, "output", reading.output),
    winner: current && visibleBox(views, "input", current),
    winners: winnersOf(views, now),
    hover: visible(hovered),
    pin: visible(pinned),
    focus: visible(focused),
  };
}

/**
 * The window of an output cell that is looked at, and the places of a weight with too many uses to mark each.
 * @param {Views} views
 * @param {Situation} now
 */
function ghostsOf(views, { model, links, reading, rowOf }) {
  if (!links) return [];
  const areas = links.areas.map(({ role, corners }) =>
    around(corners.map((corner) => visibleBox(views, role, corner))),
  );
  const other = links.step !== null && links.step !== reading.step && model.kind === "gather";
  const view = views.get(reading.role);
  const window = other && view ? windowBoxes(view, readingOf(model, links.step ?? 0, rowOf(links.step ?? 0))) : [];
  return [...areas.filter((box) => box !== null), ...window];
}

/**
 * Cells that won in the steps before, of the same channel.
 * @param {Views} views
 * @param {Situation} now
 */
function winnersOf(views, { reading, model, rowOf }) {
  if (!reading.winner || model.total > MOST_WINNERS) return [];
  const made = reading.output ?? [0];
  const found = new Map();
  for (let step = 0; step < reading.step; step += 1) {
    const selected = rowOf(step)?.selected;
    if (selected && selected[0] === made[0] && keyOf(selected) !== reading.winner) found.set(keyOf(selected), selected);
  }
  return [...found.values()].map((index) => visibleBox(views, "input", index)).filter((box) => box !== null);
}

/**
 * The box of a cell, null where another sheet lies over it.
 * @param {Views} views
 * @param {string} role
 * @param {readonly number[]} index
 */
export function visibleBox(views, role, index) {
  const view = views.get(role);
  if (!view || (view.board.place.stacked && view.planeOf(index) > 0)) return null;
  return view.boxOf(index);
}

/**
 * What the two beams join: the window and the kernel, the kernel and the cell that is made.
 * @param {Views} views
 * @param {Situation} now
 * @returns {(import("./beams.js").Beam | null)[]}
 */
export function beamsOf(views, { reading }) {
  const painting = reading.role === "output";
  const source = views.get(painting ? "input" : reading.role);
  const output = views.get("output");
  if (!source || !output) return [null, null];
  const near = views.get("window") ?? views.get("weight") ?? views.get("indices");
  const far = views.get("partial") ?? views.get("product") ?? views.get("weight") ?? views.get("indices");
  const window = (/** @type {BoardView} */ view) => windowBoxes(view, reading)[0] ?? null;
  const from = reading.input ? visibleBox(views, "input", reading.input) : window(source);
  const to = painting ? window(output) : reading.output && visibleBox(views, "output", reading.output);
  const [out, into] = [boardBox(source), boardBox(output)];
  if (!near || !far) return [null, from && to && { from, to, out, into }];
  const [first, last] = [boardBox(near), boardBox(far)];
  return [from && { from, to: first, out, into: first }, to && { from: last, to, out: last, into }];
}

/** @param {BoardView} view @returns {Box} */
function boardBox({ board }) {
  return /** @type {Box} */ (around(board.place.sheets.map((_, plane) => planeBox(board, plane))));
}
