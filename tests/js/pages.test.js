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
