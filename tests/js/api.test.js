import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { createNetworkApi } from "../../static/js/network/api.js";
import { answerOf, isOvertaken, Refusal, Unreachable } from "../../static/js/service/api.js";

const fetched = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = fetched;
});

/** @param {object} answer what the server answers */
function serving(answer) {
  globalThis.fetch = /** @type {any} */ (async () => ({ ok: true, status: 200, statusText: "OK", ...answer }));
}

const cut = () => Promise.reject(new DOMException("ended", "AbortError"));

test("an answer that is ended while it is being read is overtaken, not empty", async () => {
  serving({ json: cut });
  await assert.rejects(answerOf("/a", {}), (error) => isOvertaken(error));
  await assert.rejects(createNetworkApi("en").reach({ layer: 1, position: [0, 0] }), (error) => isOvertaken(error));
});

test("an answer that breaks off is no answer", async () => {
  serving({ json: () => Promise.reject(new SyntaxError("Unexpected end")) });
  await assert.rejects(answerOf("/a", {}), Unreachable);
});

test("a refusal is thrown with its problem, also without a readable body", async () => {
  serving({ ok: false, status: 422, json: async () => ({ detail: "too large", errors: [] }) });
  await assert.rejects(answerOf("/a", {}), (error) => error instanceof Refusal && error.problem.detail === "too large");
  serving({ ok: false, status: 503, statusText: "Busy", json: () => Promise.reject(new SyntaxError("no JSON")) });
  await assert.rejects(answerOf("/a", {}), (error) => error instanceof Refusal && error.problem.status === 503);
});
