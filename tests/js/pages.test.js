import assert from "node:assert/strict";
import { test } from "node:test";
import { createPages } from "../../static/js/service/pages.js";

const FIRST = { kind: "gather", total: 4, offset: 0, count: 2, value: [10, 11] };
const SECOND = { ...FIRST, offset: 2, value: [12, 13] };

/** @param {() => Promise<any>} fetchPage */
function begun(fetchPage) {
  /** @type {unknown[]} */
  const ended = [];
  return { pages: createPages(FIRST, fetchPage, (error) => ended.push(error)), ended };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a step on the next page is at hand once the page has come", async () => {
  const { pages, ended } = begun(async () => SECOND);
  assert.equal(pages.row(3), null);
  pages.need(3);
  await settled();
  assert.deepEqual(ended, [null]);
  assert.deepEqual(pages.row(3), { value: 13 });
});

test("a page that does not come says why and can be asked for again", async () => {
  const answers = [Promise.reject(new Error("gone")), Promise.resolve(SECOND)];
  const { pages, ended } = begun(() => /** @type {Promise<any>} */ (answers.shift()));
  pages.need(3);
  await settled();
  assert.equal(String(ended[0]), "Error: gone");
  pages.need(3);
  await settled();
  assert.deepEqual(pages.row(2), { value: 12 });
});

test("a page ended by a newer question is no failure", async () => {
  const { pages, ended } = begun(() => Promise.reject(new DOMException("", "AbortError")));
  pages.need(3);
  await settled();
  assert.deepEqual(ended, [null]);
});

/**
 * The pages of a hundred thousand steps, and what was asked for.
 * @param {string} kind
 * @param {{ offset: number, count: number, most?: number }} given the first page, and the most that the server gives
 */
function many(kind, { offset, count, most = 4096 }) {
  /** @type {[number, number][]} */
  const asked = [];
  const page = (/** @type {number} */ from, /** @type {number} */ limit) => {
    const length = Math.min(limit, most);
    return { kind, total: 100_000, offset: from, count: length, value: Array.from({ length }, (_, at) => from + at) };
  };
  const fetchPage = async (/** @type {number} */ from, /** @type {number} */ limit) => {
    asked.push([from, limit]);
    return page(from, limit);
  };
  return { pages: createPages(page(offset, count), fetchPage, () => {}), asked };
}

test("half a page ahead the next page is fetched, half a page behind the one before, and neither twice", async () => {
  const { pages, asked } = many("gather", { offset: 1024, count: 512 });
  for (const step of [1279, 1280, 1281]) pages.need(step);
  await settled();
  assert.deepEqual(asked, [
    [512, 512],
    [1536, 512],
  ]);
  for (let step = 1024; step < 1536; step += 1) pages.need(step);
  await settled();
  assert.equal(asked.length, 2);
  assert.deepEqual([pages.row(512), pages.row(2047)], [{ value: 512 }, { value: 2047 }]);
});

test("the steps of a painting are fetched ahead too, after all those before", async () => {
  const { pages, asked } = many("scatter", { offset: 1024, count: 512 });
  pages.need(1030);
  await settled();
  assert.deepEqual(asked, [[0, 1031]]);
  pages.need(1290);
  await settled();
  assert.deepEqual(asked.slice(1), [[1536, 512]]);
});

test("a step is found although the server cuts its pages short", async () => {
  const { pages, asked } = many("gather", { offset: 0, count: 512, most: 200 });
  pages.need(450);
  await settled();
  pages.need(450);
  await settled();
  assert.deepEqual(asked, [
    [0, 512],
    [400, 200],
  ]);
  assert.deepEqual(pages.row(450), { value: 450 });
});
