import assert from "node:assert/strict";
import { test } from "node:test";
import { commonDivisors } from "../../static/js/panels/numbers.js";
import { candidates } from "../../static/js/state/candidates.js";
import { fieldsOf } from "../../static/js/state/notation.js";

const POOL = {
  dimensions: 2,
  parameters: {
    properties: {
      input: { kind: "grid", axes: ["in", "*spatial"] },
      kernel_size: { kind: "axes", minimum: 1, default: 2 },
      stride: { kind: "axes", minimum: 1, default: null },
      padding: { kind: "padding", default: 0 },
      ceil_mode: { kind: "boolean", default: false },
    },
  },
};

test("what follows another setting is held first, and only axes with unread cells are changed", () => {
  const params = {
    kernel_size: [2, 2],
    stride: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
    ceil_mode: false,
  };
  const tried = candidates(POOL, fieldsOf("input=ramp:7x6&kernel_size=2"), params, [{ unused: [6] }, { unused: [] }]);
  assert.deepEqual(tried, [
    { ceil_mode: "true" },
    { stride: "2", kernel_size: "3,2" },
    { stride: "2", kernel_size: "1,2" },
    { stride: "3,2" },
    { stride: "1,2" },
    { padding: "0,1;0,0" },
    { kernel_size: "3,2" },
    { kernel_size: "1,2" },
  ]);
});

test("a kernel that is a grid is tried a cell larger and smaller", () => {
  const conv = {
    dimensions: 1,
    parameters: {
      properties: {
        input: { axes: ["in", "*spatial"] },
        weight: { axes: ["out", "in/groups", "*kernel"] },
        stride: {},
      },
    },
  };
  const tried = candidates(conv, fieldsOf("input=ramp:6&weight=1,2,3&stride=2"), { stride: [2] }, [{ unused: [5] }]);
  assert.deepEqual(tried, [{ weight: "1,2,3,0" }, { weight: "1,2" }]);
});

test("groups are what divides every count of channels", () => {
  assert.deepEqual(commonDivisors([4, 6]), [1, 2]);
  assert.deepEqual(commonDivisors([12, 12]), [1, 2, 3, 4, 6, 12]);
  assert.deepEqual(commonDivisors([3, 2]), [1]);
});
