/** Knows that a saved experiment has the values of a JSON body, and opens as the address it was saved from. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf } from "../../static/js/state/notation.js";
import { pathOfSaved, savedText } from "../../static/js/state/saved.js";

const KINDS = {
  input: "grid",
  weight: "grid",
  bias: "grid",
  stride: "axes",
  padding: "padding",
  flip: "boolean",
  activation: "choice",
  output_size: "axes",
};
const properties = Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, { kind }]));
const conv2d = /** @type {any} */ ({ id: "conv2d", parameters: { properties } });

/** @param {Record<string, string>} fields @param {number} [step] */
const saved = (fields, step = 0) => savedText(conv2d, new Map(Object.entries(fields)), step);

test("settings become numbers, lists and pairs; grids and choices stay text", () => {
  const text = saved({
    input: "1,2;3,4",
    bias: "1",
    stride: "2,1",
    padding: "1,1;0,2",
    flip: "true",
    activation: "none",
    output_size: "null,3",
  });
  assert.deepEqual(JSON.parse(text), {
    operator: "conv2d",
    input: "1,2;3,4",
    bias: "1",
    stride: [2, 1],
    padding: [
      [1, 1],
      [0, 2],
    ],
    flip: true,
    activation: "none",
    output_size: [null, 3],
  });
  assert.equal(JSON.parse(saved({ padding: "same" })).padding, "same");
  assert.deepEqual(JSON.parse(saved({ padding: "1,2;" })).padding, [[1, 2]]);
  assert.deepEqual(JSON.parse(saved({ padding: "[[1,2]]" })).padding, [[1, 2]]);
});

test("the step is kept where it is not the first", () => {
  assert.equal(JSON.parse(saved({ input: "ramp:3x3" }, 4)).step, 4);
  assert.ok(!("step" in JSON.parse(saved({ input: "ramp:3x3" }))));
});

test("what was saved opens as the same address", () => {
  const fields = { input: "ramp:5x5@0,1=7", weight: "-1,0;1,2", stride: "2", padding: "1,0;2,1", flip: "false" };
  assert.equal(pathOfSaved(saved(fields, 3)), `/conv2d?${queryOf(Object.entries({ ...fields, step: "3" }))}`);
});

test("a body with nested lists opens too", () => {
  const text = '{"operator": "conv1d", "input": [[1, 2], [3, 4]], "padding": [[1, 0]], "bias": null}';
  assert.equal(pathOfSaved(text), "/conv1d?input=1,2;3,4&padding=1,0;");
});

test("what is no experiment opens nothing", () => {
  for (const text of ["", "null", "[]", "{", '{"input": 1}', '{"operator": "../elsewhere"}', '{"operator": 5}'])
    assert.equal(pathOfSaved(text), null);
});
