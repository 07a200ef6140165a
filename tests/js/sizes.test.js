import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsOf } from "../../static/js/state/notation.js";
import { followed, shapeFor, sizesOf } from "../../static/js/state/sizes.js";

/** An operator as the catalogue declares it, with a weight of some axes. */
function operator(weight) {
  const properties = {
    input: { axes: ["in", "*spatial"] },
    weight: { axes: weight },
    bias: { axes: ["out"] },
    groups: { divides: ["in", "out"], default: 1 },
  };
  return { dimensions: 2, parameters: { properties }, default: "" };
}

const DIRECT = operator(["out", "in/groups", "*kernel"]);
const TURNED = operator(["in", "out/groups", "*kernel"]);

test("sizes are read from the texts of the grids, one channel where none is written", () => {
  const sizes = sizesOf(DIRECT, fieldsOf("input=edge:6x5&weight=1,2;3,4"));
  assert.deepEqual(Object.fromEntries(sizes), {
    groups: [1],
    in: [1],
    "*spatial": [6, 5],
    out: [1],
    "*kernel": [2, 2],
  });
  const turned = sizesOf(TURNED, fieldsOf("input=ones:4x3x3&weight=ones:4x2x3x3&groups=2"));
  assert.deepEqual([turned.get("in"), turned.get("out")], [[4], [4]]);
});

test("a new number of channels changes input and weight together", () => {
  const fields = fieldsOf("input=edge:6x6&weight=sobel_x:3x3&bias=1");
  assert.deepEqual(followed(DIRECT, fields, { in: [3] }), { input: "edge:3x6x6", weight: "sobel_x:1x3x3x3" });
  const back = fieldsOf("input=edge:3x6x6&weight=sobel_x:1x3x3x3");
  assert.deepEqual(followed(DIRECT, back, { in: [1] }), { input: "edge:6x6", weight: "sobel_x:3x3" });
});

test("a new number of filters changes the weight, and a bias that has one number for each", () => {
  const fields = fieldsOf("input=edge:6x6&weight=random:2x1x3x3&bias=1,2");
  assert.deepEqual(followed(DIRECT, fields, { out: [3] }), { weight: "random:3x1x3x3", bias: "1,2,0" });
  assert.deepEqual(followed(TURNED, fieldsOf("input=ones:2x2&weight=ones:3x3&bias=4"), { out: [2] }), {
    weight: "ones:1x2x3x3",
  });
});

test("groups that stand for each channel alone follow the channels", () => {
  const fields = fieldsOf("input=random:3x5x5&weight=random:6x1x3x3:1&groups=3");
  assert.deepEqual(followed(DIRECT, fields, { in: [4] }), {
    input: "random:4x5x5",
    weight: "random:8x1x3x3:1",
    groups: "4",
  });
});

test("other groups cut the weight's channels and nothing else", () => {
  const fields = fieldsOf("input=random:4x5x5&weight=random:4x4x3x3:1");
  assert.deepEqual(followed(DIRECT, fields, { groups: [2] }), { weight: "random:4x2x3x3:1", groups: "2" });
  assert.deepEqual(followed(DIRECT, fields, { groups: [3] }), { groups: "3" });
});

test("a kernel's size changes the weight alone, an input's size the input alone", () => {
  const fields = fieldsOf("input=edge:6x6&weight=1,2;3,4");
  assert.deepEqual(followed(DIRECT, fields, { "*kernel": [3, 2] }), { weight: "1,2;3,4;0,0" });
  assert.deepEqual(followed(DIRECT, fields, { "*spatial": [6, 7] }), { input: "edge:6x7" });
});

test("numbers stand in for a generator that has no such shape", () => {
  const grid = { shape: [1, 1, 3, 3], values: [-1, 0, 1, -2, 0, 2, -1, 0, 1], nested: [[0]] };
  const fields = fieldsOf("input=edge:6x6&weight=sobel_x:3x3");
  const changes = followed(DIRECT, fields, { "*kernel": [2, 2] }, (name) => (name === "weight" ? grid : undefined));
  assert.deepEqual(changes, { weight: "-1,0;-2,0" });
});

test("channels are left out of a shape where there is one of each", () => {
  const sizes = new Map(Object.entries({ in: [1], out: [1], groups: [1], "*kernel": [3, 3] }));
  assert.deepEqual(shapeFor(["out", "in/groups", "*kernel"], sizes), [3, 3]);
  assert.deepEqual(shapeFor(["out", "in/groups", "*kernel"], new Map([...sizes, ["out", [2]]])), [2, 1, 3, 3]);
});
