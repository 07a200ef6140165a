import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { modelOf } from "../../static/js/stage/model.js";
import { readingOf } from "../../static/js/stage/reading.js";
import { sentenceOf } from "../../static/js/stage/sentence.js";
import { sumOf } from "../../static/js/stage/terms.js";
import { wordsOf } from "../../static/js/state/words.js";

const LANGUAGES = new URL("../../static/i18n/", import.meta.url);
const texts = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, LANGUAGES), "utf8"));
const english = wordsOf(texts("en.json"));

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
    sum.groups.flatMap((group) => group.terms.map((term) => [term.value, term.weight, term.product, term.padding])),
    [
      [0, 1, 0, true],
      [1, 2, 2, false],
      [2, 3, 6, false],
    ],
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
