/**
 * An answer of the API made ready to be read: grids laid flat, channels counted, tables turned round.
 *
 * Knows the answer's fields, no operator by name and nothing of drawing.
 */

import { cellsOf } from "./indices.js";

/**
 * @typedef {(number | null)[]} Values
 * @typedef {{ shape: number[], start: number[], values: Values }} Grid
 * @typedef {{ name: string, input: number, kernel: number, padding: [number, number], output: number, stride: number | null,
 *   unused: number[], formula: string, taps: number[][] | null, reads: number[][] | null }} Axis
 * @typedef {{ operator: string, kind: "gather" | "scatter" | "unpool", total: number, dimensions: number,
 *   shapes: Record<string, number[]>, grids: Record<string, Grid>, axes: Axis[], fanIn: number, fanOut: number,
 *   weightByInput: boolean, painted: (number[][] | null)[], turned: boolean[], params: Record<string, any>,
 *   counts: Record<string, number>, scene: Scene, given: Record<string, any> }} Model
 * @typedef {{ x: number, y: number, index: number[] }} Sheet where a plane's first cell stands, and how its index begins
 * @typedef {{ role: string, x: number, y: number, cell: number, cell_height: number, rows: number, columns: number,
 *   planes: number, ring: [number, number][], sheets: Sheet[], stacked: boolean, form: string,
 *   label: { x: number, y: number, lines: number } }} SceneGrid
 * @typedef {{ layout: string, width: number, height: number, flow: "row" | "column", grids: SceneGrid[],
 *   notes: { x: number, y: number, width: number, height: number } | null }} Scene
 */

/** Grids of an answer that have the shape of another, or their own name in `shapes`. */
const SHAPED = { input: "input", padded: "padded", stretched: "stretched", indices: "indices", weight: "weight" };

/**
 * The answer, ready to be drawn and read.
 * @param {Record<string, any>} answer
 * @returns {Model}
 */
export function modelOf(answer) {
  const { shapes, params, steps } = answer;
  /** @type {Axis[]} */
  const axes = answer.axes;
  const [channels] = shapes.input;
  const groups = params.groups ?? channels;
  /** @type {Record<string, Grid>} */
  const grids = { output: flat(answer.output, shapes.output) };
  for (const [name, of] of Object.entries(SHAPED)) {
    if (answer[name] !== undefined && answer[name] !== null) {
      const values = flatten(answer[name]);
      grids[name] = flat(values, fitting(values, shapes, [of, "output"]));
    }
  }
  if (answer.bias !== null && answer.bias !== undefined) {
    const bias = flatten(answer.bias);
    grids.bias = flat(bias, [bias.length]);
  }
  if (grids.padded) grids.padded.start = axes.map((axis) => -axis.padding[0]);
  return {
    operator: answer.operator,
    kind: steps.kind,
    total: steps.total,
    dimensions: axes.length,
    shapes,
    grids,
    axes,
    fanIn: channels / groups,
    fanOut: shapes.output[0] / groups,
    weightByInput: steps.kind === "scatter" || grids.stretched !== undefined,
    painted: axes.map(turnRound),
    turned: axes.map(readsBackwards),
    params,
    counts: answer.counts,
    scene: answer.scene,
    given: { input: answer.input, weight: answer.weight, bias: answer.bias, indices: answer.indices },
  };
}

/**
 * The first of some named shapes that these values fill.
 * @param {Values} values
 * @param {Record<string, number[]>} shapes
 * @param {string[]} names
 */
function fitting(values, shapes, names) {
  const found = names.map((name) => shapes[name]).find((shape) => shape && cellsOf(shape) === values.length);
  return found ?? [values.length];
}

/**
 * @param {any} nested
 * @param {number[]} shape
 * @returns {Grid}
 */
function flat(nested, shape) {
  return { shape, start: new Array(Math.max(0, shape.length - 1)).fill(0), values: flatten(nested) };
}

/**
 * @param {any} nested
 * @returns {Values}
 */
export function flatten(nested) {
  return Array.isArray(nested) ? nested.flat(Infinity) : [nested];
}

/**
 * The table of an axis read from its other end: which output each input paints through each kernel position.
 * @param {Axis} axis
 * @returns {number[][] | null}
 */
function turnRound(axis) {
  if (!axis.taps) return null;
  const table = Array.from({ length: axis.input }, () => new Array(axis.kernel).fill(-1));
  axis.taps.forEach((taps, output) => {
    taps.forEach((input, tap) => {
      if (input >= 0) table[input][tap] = output;
    });
  });
  return table;
}

/**
 * Whether the kernel's positions run against the drawn grid: a turned kernel.
 * @param {Axis} axis
 */
function readsBackwards(axis) {
  return (
    axis.kernel > 1 && Boolean(axis.reads?.every((reads) => reads[0] > reads[1] && reads[1] >= 0 - axis.padding[0]))
  );
}
