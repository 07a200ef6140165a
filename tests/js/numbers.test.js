import assert from "node:assert/strict";
import { test } from "node:test";
import { compact, signed, spoken } from "../../static/js/stage/numbers.js";

test("a cell shows integers plain and everything else with three digits", () => {
  assert.deepEqual([7, 0.25, 2 / 3, -1.5, 1234.5].map(compact), ["7", "0.25", "0.667", "−1.5", "1235"]);
});

test("very large and very small numbers are told by their power of ten", () => {
  assert.deepEqual([12345, -0.00004, 10000].map(compact), ["1.2e4", "−4e−5", "1e4"]);
});

test("minus zero is zero and a cell without a number is empty", () => {
  assert.deepEqual([-0, null, undefined, Number.NaN].map(compact), ["0", "", "", ""]);
});

test("a term of a sum carries its sign, and zero has none", () => {
  assert.deepEqual([2, -3, 0].map(signed), ["+2", "−3", "0"]);
});

test("a sentence tells every digit and sets thousands apart", () => {
  assert.equal(spoken(0.1 + 0.2), "0.30000000000000004");
  assert.equal(spoken(-15745024), "−15\u202f745\u202f024");
  assert.equal(spoken(3844), "3844");
});
