import assert from "node:assert/strict";
import { test } from "node:test";
import { factsOf } from "../../static/js/stage/facts.js";
import { mathOf, partsOf } from "../../static/js/stage/formula.js";
import { all, openPage, textOf, wordsIn } from "./page.js";

openPage();
const english = wordsIn("en");

/** The numbers of a formula that have a role, as `input 5`. @param {string} formula */
const rolesIn = (formula) =>
  partsOf(formula).map((part) =>
    part
      .filter((token) => token.role)
      .map((token) => `${token.role} ${token.text}`)
      .join(", "),
  );

test("a size formula colours the input, the kernel and the output", () => {
  assert.deepEqual(rolesIn("⌊(7 + 1 + 1 − 3) / 2⌋ + 1 = 4"), ["input 7, kernel 3, output 4"]);
  assert.deepEqual(rolesIn("⌊(3 − 3) / 3⌋ + 1 = 1"), ["input 3, kernel 3, output 1"]);
  assert.deepEqual(rolesIn("(3 − 1) · 2 + 3 − 1 − 1 + 1 = 6"), ["input 3, kernel 3, output 6"]);
});

test("the effective kernel has a line of its own before the size", () => {
  assert.deepEqual(rolesIn("3 + (3−1)·(2−1) = 5; ⌊(7 − 5) / 1⌋ + 1 = 3"), [
    "kernel 3, kernel 3, kernel 5",
    "input 7, kernel 5, output 3",
  ]);
});

test("ceil mode, unpooling and adaptive windows have their roles too", () => {
  assert.deepEqual(rolesIn("⌈(5 + 1 + 1 − 2) / 3⌉ + 1 = 3; (3 − 1) · 3 ≥ 6: 3 − 1 = 2"), [
    "input 5, kernel 2, output 3",
    "output 2",
  ]);
  assert.deepEqual(rolesIn("(2 − 1) · 2 + 2 = 4; 4 + 1 = 5"), ["input 2, kernel 2, output 4", "output 5"]);
  assert.deepEqual(rolesIn("6 / 3 = 2"), ["input 6, output 3, kernel 2"]);
  assert.deepEqual(rolesIn("⌊o · 7 / 2⌋ … ⌈(o + 1) · 7 / 2⌉ − 1, o = 0 … 1"), ["input 7, output 2, input 7, output 2"]);
});

test("a formula of another form stands there without roles", () => {
  assert.deepEqual(rolesIn("9 : 3 = 3"), [""]);
});

test("MathML says what the answer says, number for number", () => {
  const formula = "⌊(7 + 1 + 1 − 3) / 2⌋ + 1 = 4";
  const math = /** @type {any} */ (mathOf(partsOf(formula)[0]));
  assert.equal(math.tag, "math");
  assert.equal(textOf(math).replaceAll(" ", ""), formula.replaceAll(" ", ""));
  assert.deepEqual(
    all(math, "class", "of-output").map((one) => [one.tag, textOf(one)]),
    [["mn", "4"]],
  );
});

/** @param {Record<string, any>} [more] */
function modelWith(more = {}) {
  const axis = { input: 6, kernel: 3, output: 2, padding: [0, 0], unused: [], formula: "⌊(6 − 3) / 2⌋ + 1 = 2" };
  const axes = [
    { ...axis, name: "height" },
    { ...axis, name: "width" },
  ];
  const counts = { parameters: 9, macs: 36, unshared_parameters: 36, dense_parameters: 144 };
  return /** @type {any} */ ({ axes, counts, fanIn: 1, shapes: { output: [1, 2, 2] }, ...more });
}

/** @param {any} model @param {string} [language] @returns {string[]} */
const factsFor = (model, language = "en") => factsOf(model, wordsIn(language)).map(textOf);

test("axes with the same formula are told once", () => {
  const [sizes] = factsFor(modelWith());
  assert.equal(sizes, "Output size Height and width ⌊ ( 6 − 3 ) / 2 ⌋ + 1 = 2");
});

test("what is not read is named by its place, counted from one", () => {
  const [height, width] = modelWith().axes;
  const rows = (/** @type {number[]} */ unused) => factsFor(modelWith({ axes: [{ ...height, unused }, width] }))[0];
  assert.match(rows([5]), /row 6 is not read/);
  assert.match(rows([4, 5]), /rows 5 to 6 are not read/);
  assert.match(rows([1, 3]), /rows 2, 4 are not read/);
  assert.match(rows([1, 3, 5, 7, 9, 11, 13]), /rows 2, 4, 6, 8, 10 and 2 more are not read/);
  const both = [height, width].map((axis) => ({ ...axis, unused: [5] }));
  assert.match(factsFor(modelWith({ axes: both }))[0], /row 6 and column 6 are not read/);
  assert.match(factsFor(modelWith({ axes: both }), "zh-Hans")[0], /第 6 行和第 6 列未被读取/);
});

test("the weights of a layer are told with what they are made of", () => {
  const made = (/** @type {any} */ more) => textOf(all(factsOf(modelWith(more), english), "class", "made"));
  const counts = { macs: 1, unshared_parameters: 1, dense_parameters: 1 };
  assert.equal(made({}), "3 × 3");
  assert.equal(made({ counts: { ...counts, parameters: 10 } }), "9 + bias 1");
  const channels = { fanIn: 3, shapes: { output: [2, 2, 2] } };
  assert.equal(made({ ...channels, counts: { ...counts, parameters: 56 } }), "2 × (3 × 3 × 3 + 1)");
  assert.equal(made({ ...channels, counts: { ...counts, parameters: 54 } }), "2 × 3 × 3 × 3");
});

test("the counts are the answer's, with bars on one scale", () => {
  const facts = factsOf(modelWith(), english);
  assert.equal(
    textOf(facts[1]),
    "Learnable weights 3 × 3 this layer 9 locally connected 36 fully connected 144 Products to compute: 36",
  );
  assert.deepEqual(
    all(facts, "data-count").map((count) => count.attributes["--share"]),
    ["6.25%", "25%", "100%"],
  );
});

test("a layer without weights says that there is nothing to learn", () => {
  assert.equal(factsFor(modelWith({ counts: { parameters: 0, macs: 0 } }))[1], "Learnable weights Nothing to learn.");
});
