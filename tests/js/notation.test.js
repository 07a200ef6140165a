import assert from "node:assert/strict";
import { test } from "node:test";
import {
  briefOf,
  entriesOf,
  entriesText,
  fieldsOf,
  queryOf,
  sidesOf,
  sidesText,
  textOf,
} from "../../static/js/state/notation.js";

test("a link leaves the separators of grids readable and nothing else", () => {
  const query = queryOf([["input", "sample:camera:8x8@0,3=12;1|2+3&4"]]);
  assert.equal(query, "input=sample:camera:8x8@0,3=12;1%7C2%2B3%264");
  assert.equal(fieldsOf(query).get("input"), "sample:camera:8x8@0,3=12;1|2+3&4");
});

test("a repair is written as an address writes it", () => {
  assert.equal(
    textOf([
      [1, 1],
      [0, 2],
    ]),
    "1,1;0,2",
  );
  assert.equal(textOf([[1, 2]]), "1,2;");
  assert.equal(textOf([2, null]), "2,null");
  assert.equal(textOf([[[1], [2]]]), "1;2|");
  assert.equal(textOf([[[[1]]]]), "[[[[1]]]]");
  assert.equal(textOf(null), null);
});

test("people read one number where all are the same, and a grid's size", () => {
  assert.equal(
    briefOf(
      [
        [1, 1],
        [1, 1],
      ],
      false,
    ),
    "1",
  );
  assert.equal(
    briefOf(
      [
        [1, 0],
        [1, 1],
      ],
      false,
    ),
    "1,0;1,1",
  );
  assert.equal(
    briefOf(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      true,
    ),
    "2 × 3",
  );
});

test("one number stands for every axis, and equal ones are written as one", () => {
  assert.deepEqual(entriesOf("2", 2), ["2", "2"]);
  assert.deepEqual(entriesOf("2, 1", 2), ["2", "1"]);
  assert.deepEqual(entriesOf("[2,null]", 2), ["2", "null"]);
  assert.equal(entriesOf("2,1,3", 2), null);
  assert.equal(entriesOf("1,1;2,2", 2), null);
  assert.deepEqual([entriesText(["3", "3"]), entriesText(["3", "1"])], ["3", "3,1"]);
});

test("padding is read by sides from a number, one an axis, and pairs in either notation", () => {
  const sides = [
    ["1", "2"],
    ["0", "0"],
  ];
  for (const text of ["1,2;0,0", "1,2;0", "[[1,2],[0,0]]", "[[1,2],0]"])
    assert.deepEqual(sidesOf(text, 2), sides, text);
  assert.deepEqual(sidesOf("1,2;", 1), [["1", "2"]]);
  assert.deepEqual(sidesOf("1,2", 2), [
    ["1", "1"],
    ["2", "2"],
  ]);
  assert.equal(sidesOf("1,2", 1), null);
  assert.equal(sidesText(sides), "1,2;0,0");
  assert.equal(sidesText([["1", "2"]]), "1,2;");
  assert.equal(sidesText([["1", "1"]]), "1");
});

test("a negative zero keeps its sign at every depth", () => {
  assert.equal(textOf([[-0, 1]]), "-0,1;");
  assert.equal(textOf([[[[-0]]]]), "[[[[-0]]]]");
});
