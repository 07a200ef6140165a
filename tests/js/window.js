/**
 * An experiment with a single window, as the API answers it: the kernel lies on the whole input.
 *
 * For tests of what is said about one sum; the answers of real experiments are looked at in the browser's tests.
 */

import { modelOf } from "../../static/js/stage/model.js";
import { readingOf } from "../../static/js/stage/reading.js";
import { sumOf } from "../../static/js/stage/terms.js";

const NAMES = ["depth", "height", "width"];

/**
 * Model, reading, row and sum of the products of two lists of numbers.
 * @param {number[]} shape channels, then the kernel's axes
 * @param {number[]} values
 * @param {number[]} weights
 * @param {Record<string, any>} [more] bias, columns of the row, parameters
 */
export function windowOf(shape, values, weights, { bias = null, row = {}, params = {}, kind = "gather" } = {}) {
  const [channels, ...kernel] = shape;
  const names = kernel.length === 1 ? ["length"] : NAMES.slice(3 - kernel.length);
  const product = values.map((value, place) => value * weights[place]);
  let sum = 0;
  const running = product.map((one) => {
    sum += one;
    return sum;
  });
  const ones = kernel.map(() => 1);
  const answer = {
    operator: "any",
    params: { groups: 1, ...params },
    shapes: { input: shape, weight: [1, ...shape], output: [1, ...ones] },
    input: values,
    weight: weights,
    bias,
    output: [sum + (bias ?? 0)],
    axes: kernel.map((size, axis) => axisOf(names[axis], size)),
    counts: {},
    steps: { kind, total: 1 },
  };
  const model = modelOf(answer);
  const columns = { window: values, product, running, sum, value: sum + (bias ?? 0), ...row };
  const told = Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== undefined));
  const reading = readingOf(model, 0, told);
  return { model, reading, row: told, sum: sumOf(model, reading, told), channels };
}

/**
 * What a pooling answers: values without weights.
 * @param {number[]} shape
 * @param {(number | null)[]} values
 * @param {Record<string, any>} row
 * @param {Record<string, any>} [params]
 */
export function poolOf(shape, values, row, params = {}) {
  const numbers = values.map((value) => value ?? 0);
  const unweighted = { product: undefined, running: undefined, sum: undefined, value: undefined, window: values };
  const made = windowOf(shape, numbers, numbers, { row: { ...unweighted, ...row }, params });
  delete made.model.grids.weight;
  const reading = readingOf(made.model, 0, made.row);
  return { ...made, reading, sum: sumOf(made.model, reading, made.row) };
}

/**
 * An axis on which one window covers everything.
 * @param {string} name
 * @param {number} size
 */
function axisOf(name, size) {
  const taps = [Array.from({ length: size }, (_, place) => place)];
  const formula = `⌊(${size} − ${size}) / 1⌋ + 1 = 1`;
  return { name, input: size, kernel: size, padding: [0, 0], output: 1, unused: [], formula, taps, reads: taps };
}

/**
 * The numbers from 1 to n.
 * @param {number} n
 */
export function upTo(n) {
  return Array.from({ length: n }, (_, place) => place + 1);
}

/**
 * n ones.
 * @param {number} n
 */
export function ones(n) {
  return new Array(n).fill(1);
}
