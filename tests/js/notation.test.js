import assert from "node:assert/strict";
import { test } from "node:test";
import { briefOf, fieldsOf, queryOf, textOf } from "../../static/js/state/notation.js";

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
