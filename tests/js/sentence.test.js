import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { modelOf } from "../../static/js/stage/model.js";
import { readingOf } from "../../static/js/stage/reading.js";
import { describeCell, sentenceOf } from "../../static/js/stage/sentence.js";
import { sumOf } from "../../static/js/stage/terms.js";
import { wordsIn } from "./page.js";
import { poolOf, windowOf } from "./window.js";

const LANGUAGES = new URL("../../static/i18n/", import.meta.url);
const texts = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, LANGUAGES), "utf8"));
const english = wordsIn("en");

/** A row of three with one cell of padding, kernel 1, 2, 3: outputs 8, 14, 8. */
const answer = {
  operator: "any",
  params: { groups: 1 },
  shapes: { input: [1, 3], padded: [1, 5], weight: [1, 1, 3], output: [1, 3] },
  input: [1, 2, 3],
  padded: [0, 1, 2, 3, 0],
  weight: [1, 2, 3],
  bias: null,
  output: [8, 14, 8],
  axes: [
    {
      name: "length",
      input: 3,
      kernel: 3,
      padding: [1, 1],
      output: 3,
      unused: [],
      formula: "",
      taps: [
        [-1, 0, 1],
        [0, 1, 2],
        [1, 2, -1],
      ],
      reads: [
        [-1, 0, 1],
        [0, 1, 2],
        [1, 2, 3],
      ],
    },
  ],
  counts: {},
  steps: { kind: "gather", total: 3 },
};
const row = { output: [0, 0], window: [[0, 1, 2]], product: [[0, 2, 6]], sum: 8, value: 8 };

test("a step's window is read from the tables, padding included", () => {
  const reading = readingOf(modelOf(answer), 0, row);
  assert.deepEqual(
    reading.taps.map((tap) => [tap.key, tap.weight]),
    [
      ["0,-1", [0, 0, 0]],
      ["0,0", [0, 0, 1]],
      ["0,1", [0, 0, 2]],
    ],
  );
});

test("the sentence counts from one, names the index and tells what lies on padding", () => {
  const model = modelOf(answer);
  assert.equal(
    sentenceOf(model, readingOf(model, 0, row), row, english),
    "Step 1 of 3. Output position 1 (y[0]). The window lies on input positions 1 to 2 and on padding. Sum 8, value 8.",
  );
});

test("the sum of a step has its terms in window order and marks those on padding", () => {
  const model = modelOf(answer);
  const sum = sumOf(model, readingOf(model, 0, row), row);
  assert.deepEqual(
    sum.terms.map((term) => [term.value, term.weight, term.product, term.padding]),
    [
      [0, 1, 0, true],
      [1, 2, 2, false],
      [2, 3, 6, false],
    ],
  );
});

test("inside a step the sentence tells one product, the sum so far and where its cell stands", () => {
  const model = modelOf(answer);
  const inside = (/** @type {number} */ term) => sentenceOf(model, readingOf(model, 0, row), row, english, term);
  assert.equal(inside(0), "Product 1 of 3: 0 × 1 = 0, so far 0, on padding.");
  assert.equal(inside(2), "Product 3 of 3: 2 × 3 = 6, so far 8, at input position 2.");
});

test("inside a pooling window the sentence tells the largest, or the sum, so far", () => {
  const largest = poolOf([1, 2, 2], [3, 1, 8, 5], { selected: [0, 1, 0], value: 8 });
  const sum = poolOf([1, 2, 2], [3, 1, 8, 5], { sum: 17, divisor: 4, value: 4.25 });
  const inside = (/** @type {any} */ { model, reading, row }) => sentenceOf(model, reading, row, english, 1);
  assert.equal(inside(largest), "Cell 2 of 4: 1, largest so far 3, at input row 1, column 2.");
  assert.equal(inside(sum), "Cell 2 of 4: 1, so far 4, at input row 1, column 2.");
});

test("a cell is told with its place, its index, its value and how often it is used", () => {
  const { model } = windowOf([1, 3, 4], new Array(12).fill(2), new Array(12).fill(-1));
  const told = (/** @type {any} */ cell, language = "en") => describeCell(model, cell, wordsIn(language));
  const input = { role: "input", index: [0, 2, 3], value: 2, uses: 4 };
  assert.equal(told(input), "Input row 3, column 4 (x[2, 3]) is 2. It is read by 4 outputs.");
  assert.equal(told({ ...input, uses: 1 }), "Input row 3, column 4 (x[2, 3]) is 2. It is read by 1 output.");
  assert.equal(told(input, "zh-Hans"), "输入第 3 行，第 4 列（x[2, 3]）为 2。它被 4 个输出读取。");
  assert.equal(
    told({ role: "weight", index: [0, 0, 0, 1], value: -1, uses: 16 }),
    "Weight row 1, column 2 (w[0, 1]) is −1. It meets 16 input cells.",
  );
  assert.equal(told({ role: "output", index: [0, 1, 2], value: 4 }), "Output row 2, column 3 (y[1, 2]) = 4.");
  assert.equal(
    told({ role: "output", index: [0, 1, 2], value: null }),
    "Output row 2, column 3 (y[1, 2]) is still to come.",
  );
  assert.equal(
    told({ role: "input", index: [0, -1, 2], value: 0, uses: 1 }),
    "Padding (x[−1, 2]) is 0. It is read by 1 output.",
  );
});

test("a weight of several filters names its filter and channel, a bias its channel", () => {
  const { model } = windowOf([2, 1, 2], [1, 2, 3, 4], [1, 1, 1, 1]);
  const several = { ...model, shapes: { ...model.shapes, weight: [3, 2, 1, 2], output: [3, 1, 1] } };
  const told = (/** @type {any} */ cell) => describeCell(several, cell, english);
  assert.equal(
    told({ role: "weight", index: [2, 0, 0, 1], value: 1, uses: 1 }),
    "Weight filter 3, channel 1, row 1, column 2 (w[2, 0, 0, 1]) is 1. It meets 1 input cell.",
  );
  assert.equal(
    told({ role: "bias", index: [2], value: 5, uses: 4 }),
    "Bias channel 3 (b[2]) is 5. It is added to 4 outputs.",
  );
});

test("both languages have the same words with the same places", () => {
  const [en, zh] = [texts("en.json"), texts("zh-Hans.json")];
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  const places = (/** @type {string} */ text) => (text.match(/\{\w+\}/g) ?? []).toSorted();
  for (const key of Object.keys(en)) assert.deepEqual(places(zh[key]), places(en[key]), key);
});

test("a word that is missing shows its key", () => {
  assert.equal(english("no.such.word"), "no.such.word");
});
