import assert from "node:assert/strict";
import { test } from "node:test";
import { boxesOf, foldingOf } from "../../static/js/stage/folding.js";
import { ones, poolOf, upTo, windowOf } from "./window.js";

/** @typedef {import("../../static/js/stage/folding.js").Item} Item */

/**
 * What an item is, in few letters: `=6` a product, `row 2 +5` folded, `row 2 [=1 =2]` open, `rows 3–5 +9` a rest.
 * @param {Item} item
 * @returns {string}
 */
function told(item) {
  if (item.kind === "term") return `=${item.term.product ?? item.term.value}`;
  if (item.kind === "rest") return `${item.level} ${item.first + 1}–${item.last + 1} sum ${item.sum}`;
  const { level, path, sum } = item.group;
  const name = `${level} ${path[path.length - 1] + 1}`;
  return item.kind === "open" ? `${name} [${item.items.map(told).join(" ")}]` : `${name} sum ${sum}`;
}

/** @param {Item} item @returns {import("../../static/js/stage/terms.js").Term[]} */
function termsOf(item) {
  if (item.kind === "term") return [item.term];
  if (item.kind === "open") return item.items.flatMap(termsOf);
  return item.kind === "rest" ? item.terms : item.group.terms;
}

/** A sum of ones times ones. @param {number[]} shape @param {number[]} [values] */
function sumOver(shape, values) {
  const size = shape.reduce((cells, axis) => cells * axis, 1);
  return windowOf(shape, values ?? ones(size), ones(size)).sum;
}

test("nine terms all stand open, row by row", () => {
  assert.deepEqual(foldingOf(sumOver([1, 3, 3], upTo(9)), [], null).map(told), [
    "height 1 [=1 =2 =3]",
    "height 2 [=4 =5 =6]",
    "height 3 [=7 =8 =9]",
  ]);
});

test("nine terms on several channels stand open too", () => {
  assert.deepEqual(foldingOf(sumOver([3, 1, 1], [4, 5, 6]), [], null).map(told), ["=4", "=5", "=6"]);
});

test("ten terms show one row, the other as its sum", () => {
  assert.deepEqual(foldingOf(sumOver([1, 2, 5], upTo(10)), [], null).map(told), [
    "height 1 [=1 =2 =3 =4 =5]",
    "height 2 sum 40",
  ]);
});

test("of twenty-five terms the first row that adds something is open, or the one that was chosen", () => {
  const sum = sumOver([1, 5, 5], [...new Array(5).fill(0), ...ones(20)]);
  assert.deepEqual(foldingOf(sum, [], null).map(told), [
    "height 1 sum 0",
    "height 2 [=1 =1 =1 =1 =1]",
    "height 3 sum 5",
    "height 4 sum 5",
    "height 5 sum 5",
  ]);
  assert.deepEqual(foldingOf(sum, [4], null).map(told)[4], "height 5 [=1 =1 =1 =1 =1]");
  assert.deepEqual(foldingOf(sum, [9], null).map(told)[1], "height 2 [=1 =1 =1 =1 =1]");
});

test("thirty-six terms show one row of six beside five folded ones", () => {
  const items = foldingOf(sumOver([1, 6, 6]), [5], null);
  assert.deepEqual(items.map(told).slice(4), ["height 5 sum 6", "height 6 [=1 =1 =1 =1 =1 =1]"]);
  assert.equal(boxesOf(items), 11);
});

test("more than thirty-six terms are folded until a row is chosen", () => {
  const sum = sumOver([1, 2, 19]);
  assert.deepEqual(foldingOf(sum, [], null).map(told), ["height 1 sum 19", "height 2 sum 19"]);
  const [, second] = foldingOf(sum, [1], null);
  assert.equal(told(second), "height 2 [=1 =1 =1 =1 =1 =1 =1 =1 =1 width 10–19 sum 10]");
});

test("thirty-seven terms in a single row show ten and the rest as one, and the rest leads on", () => {
  const sum = sumOver([1, 37], upTo(37));
  const items = foldingOf(sum, [], null);
  assert.deepEqual(items.map(told).slice(9), ["=10", "length 11–37 sum 648"]);
  const rest = /** @type {any} */ (items[10]);
  assert.deepEqual(foldingOf(sum, rest.path, null).map(told).slice(0, 2), ["length 1–10 sum 55", "=11"]);
});

test("of 147 terms each level opens in its turn, and the neighbours make room", () => {
  const sum = sumOver([3, 7, 7]);
  assert.deepEqual(foldingOf(sum, [], null).map(told), ["channel 1 sum 49", "channel 2 sum 49", "channel 3 sum 49"]);
  assert.deepEqual(foldingOf(sum, [1], null).map(told), [
    "channel 1 sum 49",
    `channel 2 [${upTo(7)
      .map((row) => `height ${row} sum 7`)
      .join(" ")}]`,
    "channel 3 sum 49",
  ]);
  assert.deepEqual(foldingOf(sum, [1, 2], null).map(told), [
    "channel 1 sum 49",
    "channel 2 [height 1–2 sum 14 height 3 [=1 =1 =1 =1 =1 =1 =1] height 4 sum 7 height 5–7 sum 21]",
    "channel 3 sum 49",
  ]);
});

test("a channel of nine terms opens at once", () => {
  const items = foldingOf(sumOver([3, 3, 3]), [2], null);
  assert.equal(told(items[2]), "channel 3 [height 1 [=1 =1 =1] height 2 [=1 =1 =1] height 3 [=1 =1 =1]]");
});

test("a term that has to be seen opens its row, whatever was chosen", () => {
  const sum = sumOver([3, 7, 7]);
  const items = foldingOf(sum, [0], sum.terms[146]);
  assert.deepEqual(items.flatMap(termsOf).length, 147);
  assert.match(told(items[2]), /^channel 3 \[.*height 7 \[=1 =1 =1 =1 =1 =1 =1\]\]$/);
});

test("whatever is open, there are at most 12 boxes and every term stands in them once, in its order", () => {
  for (const shape of [
    [64, 5, 5],
    [3, 7, 7],
    [100, 1, 1],
    [2, 3, 3, 3],
    [1, 11, 3],
    [1, 40],
    [5, 2, 9],
  ]) {
    const sum = sumOver(shape);
    for (const shown of [null, ...sum.terms]) {
      const items = foldingOf(sum, [], shown);
      assert.ok(boxesOf(items) <= 12, `${shape} with ${shown?.path}: ${boxesOf(items)} boxes`);
      assert.deepEqual(items.flatMap(termsOf), sum.terms);
    }
  }
});

test("of a large maximum the winner's row is open and the others show their largest", () => {
  const values = [1, 2, 3, 4, 9, 5, 6, 7, 8, 1, 2, 3];
  const { sum } = poolOf([1, 3, 4], values, { selected: [0, 1, 0], value: 9 });
  assert.deepEqual(foldingOf(sum, [], null).map(told), ["height 1 sum 4", "height 2 [=9 =5 =6 =7]", "height 3 sum 8"]);
});

test("a rest is added up in the order of its terms", () => {
  const values = [...ones(10), 0.1, 0.2, 0.3];
  const rest = /** @type {any} */ (foldingOf(sumOver([1, 13], values), [], null)[10]);
  assert.equal(rest.sum, 0.1 + 0.2 + 0.3);
});
