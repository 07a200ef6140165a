import assert from "node:assert/strict";
import { test } from "node:test";
import { edited, numbered, parsed, resized, seeded, shapeOf } from "../../static/js/state/grids.js";

/** A grid in hand with the numbers 0, 1, 2, … . */
function ramp(...shape) {
  const values = Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, place) => place);
  const nest = ([size, ...inner], from) => {
    if (size === undefined) return values[from];
    const step = inner.reduce((product, one) => product * one, 1);
    return Array.from({ length: size }, (_, place) => nest(inner, from + place * step));
  };
  return { shape, values, nested: nest(shape, 0) };
}

test("the shape of a text is read from numbers, JSON and generators alike", () => {
  for (const [text, shape] of [
    ["1,2,3", [3]],
    ["1,2;3,4", [2, 2]],
    ["5;", [1, 1]],
    ["1;2|", [1, 2, 1]],
    ["[[1,2,3]]", [1, 3]],
    ["edge:6x6", [6, 6]],
    ["sample:camera:2x8x9@1,0,0=3", [2, 8, 9]],
    ["random:4x4:-7", [4, 4]],
  ])
    assert.deepEqual(shapeOf(text), shape, text);
});

test("what is no grid is read as none", () => {
  for (const text of [
    "",
    "1,x",
    "1,2;3",
    "[[1],[2,3]]",
    "[null]",
    "ramp",
    "ramp:0x3",
    "ramp:3@3=1",
    "ramp:3@0=x",
    "1,2@2=1",
  ])
    assert.equal(parsed(text), null, text);
});

test("edits of numbers are done, those of a generator are listed", () => {
  assert.deepEqual(parsed("1,2;3,4@1,0=9")?.cells, [1, 2, 9, 4]);
  assert.deepEqual(parsed("ramp:2x2@0,1,0=9")?.edits, [{ index: [1, 0], value: 9 }]);
});

test("a generator in another shape loses the edits outside it", () => {
  assert.equal(resized("ramp:3x3@0,0=7@2,2=8", [2, 4]), "ramp:2x4@0,0=7");
  assert.equal(resized("random:5x5:3@4,4=1", [2, 5, 5]), "random:2x5x5:3@0,4,4=1");
  assert.equal(resized("random:2x5x5@0,4,4=1@1,0,0=2", [5, 5]), "random:5x5@4,4=1");
});

test("numbers keep what overlaps, top left, and are filled with zeros", () => {
  assert.equal(resized("1,2;3,4", [3, 3]), "1,2,0;3,4,0;0,0,0");
  assert.equal(resized("1,2,3;4,5,6;7,8,9", [2, 2]), "1,2;4,5");
  assert.equal(resized("1,2;3,4", [2, 2, 2]), "1,2;3,4|0,0;0,0");
  assert.equal(resized("1,2;3,4|5,6;7,8", [2, 2]), "1,2;3,4");
  assert.equal(resized("1,2", [1, 2, 2, 2]), "[[[[1,2],[0,0]],[[0,0],[0,0]]]]");
});

test("a kernel that exists in one shape only is cut from its numbers", () => {
  assert.equal(resized("sobel_x:3x3", [2, 2], ramp(1, 1, 3, 3)), "0,1;3,4");
});

test("a new seed gives new numbers, so edits go", () => {
  assert.equal(seeded("random:5x5:3@0,0=9", 4), "random:5x5:4");
  assert.equal(seeded("1,2;3,4", 1), "random:2x2:1");
});

test("a cell of a generator is edited by its index in the generated shape", () => {
  assert.equal(edited("edge:6x6", [{ index: [0, 2, 3], value: 5 }], ramp(1, 6, 6)), "edge:6x6@2,3=5");
  assert.equal(edited("edge:6x6@2,3=5", [{ index: [0, 2, 3], value: -0.5 }], ramp(1, 6, 6)), "edge:6x6@2,3=-0.5");
  assert.equal(edited("random:2x3x3:1", [{ index: [1, 0, 2], value: 9 }], ramp(2, 3, 3)), "random:2x3x3:1@1,0,2=9");
});

test("more than 64 edits are the whole grid", () => {
  const changes = Array.from({ length: 65 }, (_, place) => ({ index: [0, 0, place], value: 1 }));
  const text = edited("ramp:2x70", changes, ramp(1, 2, 70));
  assert.equal(shapeOf(text)?.join(), "2,70");
  assert.deepEqual(parsed(text)?.cells.slice(63, 67), [1, 1, 65, 66]);
  assert.match(edited("ramp:2x70", changes.slice(1), ramp(1, 2, 70)), /^ramp:2x70(@0,\d+=1){64}$/);
});

test("numbers are written again with every digit they had", () => {
  const change = [{ index: [0, 0, 1], value: 0.1 + 0.2 }];
  assert.equal(edited("-0,2;1e-7,4", change, ramp(1, 2, 2)), "-0,0.30000000000000004;1e-7,4");
  assert.equal(edited("1;2", [{ index: [0, 1, 0], value: 5 }], ramp(1, 2, 1)), "1;5");
  assert.equal(
    edited("[[[[1,2]]],[[[3,4]]]]", [{ index: [1, 0, 0, 1], value: 9 }], ramp(2, 1, 1, 2)),
    "[[[[1,2]]],[[[3,9]]]]",
  );
});

test("one bias for all channels becomes one a channel when one of them changes", () => {
  const grid = { shape: [3], values: [2, 2, 2], nested: [2, 2, 2] };
  assert.equal(edited("2", [{ index: [1], value: 5 }], grid), "2,5,2");
});

test("a grid in hand is written with the axes of its array", () => {
  assert.equal(numbered(ramp(2, 2)), "0,1;2,3");
  assert.equal(numbered({ ...ramp(1, 2, 2), nested: ramp(2, 2).nested }), "0,1;2,3");
});
