import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress } from "../../static/js/network/address.js";
import { compactOf, valueSaid } from "../../static/js/network/compact.js";
import { valueTyped } from "../../static/js/network/editor.js";
import { added, changed, layerAt, moved, removed } from "../../static/js/network/edits.js";
import { questionOf } from "../../static/js/network/growing.js";
import { cellAt, layoutOf, partOf } from "../../static/js/network/layout.js";
import { distance } from "../../static/js/network/moving.js";
import { rowsOf } from "../../static/js/network/picture.js";
import { allEntries, boxesOf, boxOf } from "../../static/js/network/plan.js";
import { connected } from "../../static/js/network/taps.js";
import { axesTold, percent, settingsTold, shortOf } from "../../static/js/network/text.js";

const LAYERS = [
  { op: "conv2d", out_channels: 6, kernel_size: [5, 3], bias: false, name: "it's !" },
  { op: "residual", layers: [{ op: "relu" }], shortcut: [] },
  { op: "leaky_relu", negative_slope: -1.5e-3, weight: null, big: true },
];

const FIELD = { size: [5, 5], jump: [1, 1], start: [2.5, 2.5] };
const entry = (/** @type {string} */ path, /** @type {number[]} */ output, more = {}) => ({
  path,
  op: "any",
  name: path,
  settings: {},
  output,
  parameters: 0,
  macs: 0,
  activations: 0,
  receptive_field: FIELD,
  union: FIELD,
  ...more,
});
const TABLE = {
  input: [1, 32, 32],
  output: [10],
  advice: [],
  totals: {},
  layers: [
    entry("layers[0]", [6, 28, 28], { macs: 9 }),
    entry("layers[1]", [6, 28, 28]),
    entry("layers[2]", [6, 28, 28], {
      macs: 9,
      layers: [
        entry("layers[2].layers[0]", [6, 28, 28], { macs: 9, branch: 0 }),
        entry("layers[2].layers[1]", [6, 28, 28], { branch: 0 }),
      ],
    }),
    entry("layers[3]", [10], { union: null }),
  ],
};

test("layers come back from an address as they were", () => {
  assert.equal(compactOf([{ op: "relu" }, 2, true]), "!((op:relu),2,!t)");
  assert.deepEqual(valueSaid(compactOf(LAYERS)), LAYERS);
});

test("text that says no layers is no value", () => {
  for (const text of ["", "!(", "(op)", "(op:relu", "'open", "!(1))", `${"!(".repeat(99)}${")".repeat(99)}`])
    assert.equal(valueSaid(text), undefined, text);
});

test("an address holds preset or layers, the chosen cell and how it is looked at", () => {
  const query = "preset=vgg16&layer=3&position=7,8&direction=forward";
  const { stack, look } = readAddress(new URLSearchParams(query));
  assert.deepEqual(look, { layer: "layers[3]", position: [7, 8], direction: "forward", paths: false });
  assert.equal(writeAddress(stack, look, new URLSearchParams("theme=dark&layer=9")), `${query}&theme=dark`);
  const own = { preset: null, input: [1, 8, 8], layers: LAYERS };
  const written = writeAddress(own, { ...look, layer: "input" }, new URLSearchParams());
  const read = readAddress(new URLSearchParams(written));
  assert.deepEqual(read.stack, own);
  assert.equal(read.look.layer, "input");
});

test("a layer that changes no shape and computes nothing stands in the box before", () => {
  const boxes = boxesOf(TABLE, "Input");
  assert.deepEqual(
    boxes.map(({ path }) => path),
    ["input", "layers[0]", "layers[2].layers[0]", "layers[2]", "layers[3]"],
  );
  assert.equal(boxOf(boxes, "layers[1]"), 1);
  assert.equal(boxOf(boxes, "layers[2].layers[1]"), 2);
  assert.equal(boxOf(boxes, "layers[9]"), -1);
  assert.equal(boxes[3].from, 1); // the way round the block begins at its input
  assert.equal(allEntries(TABLE.layers).length, 6);
});

test("all faces share one scale, at most eight sheets, and regions lie on their cells", () => {
  const { places, scale } = layoutOf(boxesOf(TABLE, "Input"), 1400, 1);
  assert.equal(places[0].width / 32, scale);
  assert.equal(places[1].width / 28, scale);
  assert.equal(places[1].sheets, 6);
  const part = partOf(places[0], [
    [8, 23],
    [12, 27],
  ]);
  assert.deepEqual([part.width / scale, (part.x - places[0].x) / scale], [16, 12]);
  assert.deepEqual(cellAt(places[0], [1, 32, 32], part.x + 1, part.y + 1), [8, 12]);
  assert.deepEqual(cellAt(places[4], [10], 0, 0), []);
});

test("a cell never shrinks below six pixels", () => {
  const huge = { ...TABLE, input: [3, 600, 600], layers: [] };
  const { places } = layoutOf(boxesOf(huge, "Input"), 800, 0);
  assert.equal(
    partOf(places[0], [
      [5, 5],
      [5, 5],
    ]).width,
    6,
  );
});

test("a repair sets what it names and leaves the rest, the old question too", () => {
  const question = { input: [1, 8, 8], layers: LAYERS };
  const next = changed(question, { "layers[0].padding": 1, "layers[1].layers[0].op": "tanh" });
  assert.deepEqual(layerAt(next, "layers[0]"), { ...LAYERS[0], padding: 1 });
  assert.deepEqual(layerAt(next, "layers[1].layers[0]"), { op: "tanh" });
  assert.deepEqual(layerAt(question, "layers[1].layers[0]"), { op: "relu" });
  assert.equal("bias" in changed(next, { "layers[0].bias": undefined }).layers[0], false);
});

test("layers are added, removed and moved in their own row", () => {
  const question = { input: [8], layers: [{ op: "a" }, { op: "b", layers: [{ op: "c" }, { op: "d" }] }] };
  const ops = (/** @type {any} */ { layers }) => layers.map((/** @type {any} */ one) => one.op).join("");
  assert.equal(ops(added(question, "input", { op: "x" })), "xab");
  assert.equal(ops(added(question, "layers[0]", { op: "x" })), "axb");
  assert.equal(ops(removed(question, "layers[0]")), "b");
  assert.equal(ops(moved(question, "layers[0]", 1) ?? { layers: [] }), "ba");
  assert.equal(moved(question, "layers[0]", -1), null);
  assert.equal(ops(moved(question, "layers[1].layers[1]", -1)?.layers[1] ?? { layers: [] }), "dc");
});

test("settings are told when they are not as usual", () => {
  const properties = {
    in_channels: { title: "In", kind: "integer", default: null },
    stride: { title: "Stride", kind: "axes", default: 1 },
    padding: { title: "Padding", kind: "padding", default: 0 },
  };
  const kind = { op: "any", title: "any", dimensions: 2, parameters: { properties, required: [] } };
  const settings = {
    in_channels: 3,
    stride: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
    kernel_size: [3, 3],
  };
  const one = entry("layers[0]", [1], { settings });
  assert.deepEqual(settingsTold(one, { layers: [kind], presets: [], formats: [] }), ["Stride 2"]);
  assert.equal(
    shortOf([
      [1, 1],
      [0, 2],
    ]),
    "[1,1],[0,2]",
  );
});

test("shares, axes and grids as they are shown", () => {
  assert.deepEqual([0, 1, 0.25, 0.0004, 0.088].map(percent), ["0 %", "100 %", "25 %", "< 0.1 %", "8.8 %"]);
  assert.equal(axesTold([2, 2]), "2");
  assert.equal(axesTold([2, null]), "2 × –");
  assert.deepEqual(
    rowsOf([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ]),
    [
      [1, 2],
      [3, 4],
    ],
  );
  assert.deepEqual(rowsOf([1, 2]), [[1], [2]]);
});

test("a typed setting is a number, a list or a name; rows know how far apart they stand", () => {
  assert.deepEqual(["3", "3,5", "same", "−1", "[1,2],[0,1]"].map(valueTyped), [
    3,
    [3, 5],
    "same",
    -1,
    [
      [1, 2],
      [0, 1],
    ],
  ]);
  assert.equal(distance("layers[4]", "layers[1]"), -3);
  assert.equal(distance("layers[4].layers[0]", "layers[1]"), 0);
});

test("what a cell sees and influences is followed through all rows", () => {
  const rows = [
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ], // windows of two
    [[0, 2]], // every second cell
  ];
  const told = (/** @type {number} */ level, /** @type {number} */ at) =>
    connected(rows, level, at).map((one) => [...one].sort());
  assert.deepEqual(told(2, 0), [[0, 1, 2, 3], [0, 2], [0]]);
  assert.deepEqual(told(0, 1), [[1], [0, 1], [0]]);
  assert.deepEqual(told(1, 1), [[1, 2], [1], []]);
});

test("the ways to grow a field make layers one after another", () => {
  const recipe = { input: [1, 9, 9], layer: { op: "a" }, before: { op: "b" } };
  const { layers } = questionOf(recipe, { kernel: 5, layers: 2, before: 1, dilation: 3 });
  assert.deepEqual(layers, [{ op: "b" }, ...Array(2).fill({ op: "a", kernel_size: 5, dilation: 3 })]);
});
