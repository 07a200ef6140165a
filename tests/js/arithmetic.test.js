import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "../../static/js/stage/arithmetic.js";
import { modelOf } from "../../static/js/stage/model.js";
import { compact } from "../../static/js/stage/numbers.js";
import { readingOf } from "../../static/js/stage/reading.js";
import { sumOf } from "../../static/js/stage/terms.js";
import { all, openPage, textOf, wordsIn } from "./page.js";
import { ones, poolOf, upTo, windowOf } from "./window.js";

openPage();
const english = wordsIn("en");

/** 2×1 + 3×−2, 1×0 + 4×1: rows of −4 and 4, with a bias of 1. */
const four = windowOf([1, 2, 2], [2, 3, 1, 4], [1, -2, 0, 1], { bias: 1 });

/** @param {any} sum @param {any} [view] @returns {any[]} */
const lineFor = (sum, view) => lineOf(sum, english, view);
/** @param {any[]} line @param {string} state */
const numbersWith = (line, state) =>
  all(all(line, "data-term"), state).map((term) => Number(term.attributes["data-term"]));

test("a sum is its products in kernel rows, each row with its own sum and the total behind it, the bias, the result", () => {
  const line = lineFor(four.sum);
  assert.deepEqual(line.map(textOf), ["2 × 1 = +2 3 × −2 = −6 −4", "1 × 0 = 0 4 × 1 = +4 +4 so far 0", "Bias +1 = 1"]);
  assert.deepEqual(
    all(line, "data-term").map((term) => term.attributes["data-sign"]),
    ["1", "-1", "0", "1"],
  );
});

test("every number of a line is a number of the answer or a row's own sum", () => {
  const { row, sum } = windowOf([2, 2, 2], [2, 3, 1, 4, 5, 0, 7, 1], [1, -2, 0, 1, 2, 3, -1, 1], { bias: 3 });
  const answer = [row.window, row.product, row.running, row.sum, row.value, 3, [1, -2, 0, 1, 2, 3, -1, 1]];
  const sums = [2 - 6, 0 + 4, 10 + 0, -7 + 1, 0, 4]; // of the rows and of both channels
  const known = new Set([answer, sums, 1, 2].flat(3).map((value) => compact(Math.abs(value))));
  const shown = textOf(lineFor(sum)).match(/\d+/g) ?? [];
  assert.ok(shown.length > 20);
  assert.deepEqual(
    shown.filter((number) => !known.has(number)),
    [],
  );
});

test("a sum of nothing but −0 is 0, without a sign", () => {
  const { sum } = windowOf([1, 1, 2], [0, 0], [-1, -1], {
    row: { product: [-0, -0], running: [0, 0], sum: 0, value: 0 },
  });
  assert.equal(textOf(lineFor(sum)), "0 × −1 = 0 0 × −1 = 0 = 0");
  assert.ok(Object.is(sum.root.sum, 0));
  assert.deepEqual(
    all(lineFor(sum), "data-sign").map((term) => term.attributes["data-sign"]),
    ["0", "0"],
  );
});

test("what comes before an activation stands before its name", () => {
  const { sum } = windowOf([1, 1, 2], [2, 1], [-3, 1], {
    row: { pre_activation: -5, value: 0 },
    params: { activation: "relu" },
  });
  assert.equal(textOf(lineFor(sum)[2]), "= before −5 ReLU → 0");
});

test("a folded row is a button that says it is closed, and asks for its path", () => {
  const { sum } = windowOf([1, 2, 5], upTo(10), ones(10));
  /** @type {number[][]} */
  const asked = [];
  const [fold] = all(lineFor(sum, { choose: (/** @type {number[]} */ path) => asked.push(path) }), "aria-expanded");
  fold.listeners.click();
  assert.equal(textOf(fold), "row 2 +40");
  assert.equal(fold.tag, "button");
  assert.equal(fold.attributes["aria-expanded"], "false");
  assert.deepEqual(asked, [[1]]);
});

test("an open channel says so under its brace, and closes from there", () => {
  const { sum } = windowOf([2, 3, 2], ones(12), ones(12));
  /** @type {number[][]} */
  const asked = [];
  const view = { open: [1], choose: (/** @type {number[]} */ path) => asked.push(path) };
  const brace = all(lineFor(sum, view), "aria-expanded", "true").find((one) => one.attributes["data-path"] === "1");
  brace.listeners.click();
  assert.equal(textOf(brace), "channel 2 +6 so far 12");
  assert.deepEqual(asked, [[]]);
});

test("inside a step the terms before are done, one is being done with the sum so far, the result is not told", () => {
  const line = lineFor(four.sum, { inside: 2 });
  assert.deepEqual(numbersWith(line, "data-now"), [2]);
  assert.deepEqual(numbersWith(line, "data-later"), [3]);
  assert.equal(textOf(all(line, "class", "so-far")), "so far −4");
  assert.equal(textOf(line[1]), "1 × 0 = 0 so far −4 4 × 1 = +4");
  assert.equal(textOf(line[2]), "Bias +1 = …");
});

test("the row of the term that is being done is the open one", () => {
  const { sum } = windowOf([1, 5, 5], ones(25), ones(25));
  const line = lineFor(sum, { inside: 17, open: [0] });
  assert.deepEqual(
    all(line, "data-term").map((term) => term.attributes["data-term"]),
    ["15", "16", "17", "18", "19"],
  );
});

test("a term that is pointed at stays strong, the others turn faint, and its row opens", () => {
  const { sum } = windowOf([1, 2, 5], upTo(10), ones(10));
  const line = lineFor(sum, { lit: new Set([7]) });
  assert.deepEqual(numbersWith(line, "data-lit"), [7]);
  assert.deepEqual(numbersWith(line, "data-faint"), [5, 6, 8, 9]);
});

test("a term tells its number when the pointer comes, and nothing when it is told already", () => {
  /** @type {(number | null)[]} */
  const told = [];
  const point = (/** @type {number | null} */ term) => told.push(term);
  const [, second] = all(lineFor(four.sum, { point }), "data-term");
  second.listeners.pointerenter();
  second.listeners.pointerleave();
  all(lineFor(four.sum, { point, lit: new Set([1]) }), "data-term")[1].listeners.pointerenter();
  assert.deepEqual(told, [1, null]);
});

test("what is to be guessed is nowhere in the line", () => {
  const line = lineFor(four.sum, { hidden: true });
  assert.deepEqual(line.map(textOf), ["2 × 1 = ? 3 × −2 = ?", "1 × 0 = ? 4 × 1 = ?", "Bias +1 = ?"]);
  assert.deepEqual(all(line, "data-sign"), []);
});

test("a maximum rings its winner; while the cells are read, the largest up to now", () => {
  const { sum } = poolOf([1, 2, 2], [3, 1, 8, 5], { selected: [0, 1, 0], value: 8 });
  assert.equal(textOf(lineFor(sum)), "max 3 1 8 5 = 8");
  assert.deepEqual(numbersWith(lineFor(sum), "data-winner"), [2]);
  assert.deepEqual(numbersWith(lineFor(sum, { inside: 1 }), "data-winner"), [0]);
});

test("of equal maxima the first is ringed", () => {
  const { sum } = poolOf([1, 1, 3], [4, 7, 7], { selected: [0, 0, 1], value: 7 });
  assert.deepEqual(numbersWith(lineFor(sum, { inside: 2 }), "data-winner"), [1]);
});

test("an average is its sum over a divisor that is explained", () => {
  const row = { sum: 8, divisor: 4, value: 2 };
  const end = (/** @type {any} */ made) => textOf(lineFor(made.sum).at(-1));
  assert.equal(end(poolOf([1, 2, 2], [1, 2, 2, 3], row)), "= sum 8 ÷ divided by 4 4 cells = 2");
  assert.equal(end(poolOf([1, 2, 2], [null, null, 5, 3], row)), "= sum 8 ÷ divided by 4 2 of them padding = 2");
  assert.equal(end(poolOf([1, 2, 2], [1, 2, 2, 3], row, { divisor_override: 4 })), "= sum 8 ÷ divided by 4 chosen = 2");
});

test("a norm writes its powers out, then their sum and its root", () => {
  const { sum } = poolOf([1, 1, 2], [-3, 4], { sum: 25, value: 5 }, { norm_type: 2 });
  assert.equal(textOf(lineFor(sum)), "|−3| 2 |4| 2 = sum of powers 25 root √ 5");
});

test("a painted cell shows what it held, what is added and what it holds now", () => {
  const model = modelOf({
    operator: "any",
    params: { groups: 1 },
    shapes: { input: [1, 1], weight: [1, 1, 3], output: [1, 2] },
    input: [3],
    weight: [1, -1, 2],
    output: [6, -3],
    axes: [
      {
        ...four.model.axes[1],
        name: "length",
        input: 1,
        kernel: 3,
        output: 2,
        taps: [
          [0, -1, -1],
          [-1, 0, -1],
        ],
      },
    ],
    counts: {},
    steps: { kind: "scatter", total: 1 },
  });
  const row = { value: 3, product: [3, -3, 6], before: [3, 0, null] };
  const sum = sumOf(model, readingOf(model, 0, row), row);
  assert.equal(textOf(lineFor(sum)), "3 × 1 3 + 3 = 6 3 × −1 0 − 3 = −3 1 cropped");
});

test("a value that is placed says its index and the place it means", () => {
  const { model } = four;
  const reading = { ...four.reading, output: [0, 1, 1] };
  const placed = {
    ...model,
    kind: "unpool",
    grids: { ...model.grids, indices: { shape: [1], start: [], values: [5] } },
  };
  const sum = sumOf(/** @type {any} */ (placed), reading, { value: 6 });
  assert.equal(textOf(lineFor(sum)), "value 6 goes to → index 5 = row 2, column 2");
});
