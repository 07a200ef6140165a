import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

/** A browser's window as far as an experiment sees it: an address, a history of entries, and what they are told. */
function browse(address, type = "navigate") {
  const entries = [{ state: null, url: address }];
  let at = 0;
  let listeners = [];
  const calls = [];
  const write = (state, url) => ({ state, url: url || entries[at].url });
  const history = {
    get state() {
      return entries[at].state;
    },
    pushState(state, _title, url) {
      calls.push("push");
      entries.splice(at + 1, entries.length, write(state, url));
      at += 1;
    },
    replaceState(state, _title, url) {
      calls.push("replace");
      entries[at] = write(state, url);
    },
    go(by) {
      at += by;
      for (const listener of listeners) listener();
    },
  };
  globalThis.history = history;
  globalThis.window = globalThis;
  globalThis.addEventListener = (_name, listener) => listeners.push(listener);
  globalThis.location = {
    get search() {
      return new URL(entries[at].url, "http://page").search;
    },
  };
  performance.getEntriesByType = () => [{ type }];
  return {
    history,
    calls,
    entries,
    get url() {
      return entries[at].url;
    },
    /** The page is loaded anew at the entry where it stands. */
    reload() {
      listeners = [];
      performance.getEntriesByType = () => [{ type: "reload" }];
    },
  };
}

const OPERATOR = {
  id: "toy1d",
  default: "input=1,2",
  parameters: { required: ["input"], properties: { input: {}, stride: { default: 1 }, flip: { default: false } } },
};

const { createExperiment } = await import("../../static/js/state/experiment.js");

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  mock.method(performance, "now", () => now);
  globalThis.pass = (milliseconds) => {
    now += milliseconds;
    mock.timers.tick(milliseconds);
  };
});

test("a committed change is an entry, undo goes back and redo forward, and neither leaves the page", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  assert.deepEqual([experiment.canUndo, experiment.canRedo], [false, false]);
  experiment.commit({ stride: "2" });
  experiment.commit({ stride: "3" });
  experiment.undo();
  assert.equal(experiment.query, "input=1,2&stride=2");
  assert.deepEqual([experiment.canUndo, experiment.canRedo], [true, true]);
  experiment.undo();
  experiment.undo();
  assert.equal(page.url, "/toy1d?input=1,2");
  experiment.redo();
  experiment.redo();
  experiment.redo();
  assert.equal(experiment.query, "input=1,2&stride=3");
  experiment.undo();
  experiment.commit({ flip: "true" });
  assert.deepEqual([experiment.query, experiment.canRedo], ["input=1,2&stride=2&flip=true", false]);
});

test("after a reload what was undone can still be redone", () => {
  const page = browse("/toy1d?input=1,2");
  const before = createExperiment(OPERATOR);
  before.commit({ stride: "2" });
  before.undo();
  pass(1000);
  page.reload();
  const experiment = createExperiment(OPERATOR);
  assert.deepEqual([experiment.canUndo, experiment.canRedo], [false, true]);
  experiment.redo();
  assert.equal(experiment.query, "input=1,2&stride=2");
});

test("a drag is one entry, however often it moves", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  const told = [];
  experiment.subscribe((change) => told.push(change));
  for (const stride of ["2", "3", "4"]) experiment.drag({ stride }, 7);
  experiment.settle();
  assert.deepEqual(told, ["fields", "fields", "fields"]);
  assert.deepEqual(page.calls.filter((call) => call === "push").length, 1);
  assert.equal(page.url, "/toy1d?input=1,2&stride=4&step=7");
  experiment.drag({ stride: "5" });
  experiment.settle();
  experiment.undo();
  assert.equal(experiment.query, "input=1,2&stride=4");
  experiment.undo();
  assert.equal(experiment.query, "input=1,2");
});

test("steps are written at most every 400 ms, and before a change makes an entry of its own", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  for (let step = 1; step <= 50; step += 1) experiment.setStep(step);
  assert.equal(page.url, "/toy1d?input=1,2&step=1");
  experiment.commit({ stride: "2" });
  assert.deepEqual(
    page.entries.map(({ url }) => url),
    ["/toy1d?input=1,2&step=50", "/toy1d?input=1,2&stride=2"],
  );
});

test("never more than 100 calls of history in 30 s; the changes that were too many share an entry", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  for (let stride = 2; stride <= 150; stride += 1) experiment.commit({ stride: String(stride) });
  assert.ok(page.calls.length <= 100);
  assert.equal(experiment.query, "input=1,2&stride=150");
  assert.ok(experiment.canUndo);
  pass(30_001);
  assert.equal(page.url, "/toy1d?input=1,2&stride=150");
  experiment.commit({ stride: "151" });
  experiment.undo();
  experiment.undo();
  assert.equal(experiment.query, "input=1,2&stride=91");
});

test("what could not be written yet is undone without a step back in the history", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  for (let stride = 2; stride <= 150; stride += 1) experiment.commit({ stride: String(stride) });
  const { length } = page.entries;
  experiment.undo();
  assert.equal(page.entries.length, length);
  assert.equal(experiment.query, "input=1,2&stride=91");
});

test("the way back to an experiment is its own entry where there is one", () => {
  const page = browse("/toy1d?input=1,2");
  const experiment = createExperiment(OPERATOR);
  experiment.commit({ stride: "2" });
  experiment.commit({ stride: "x" });
  experiment.commit({ stride: "y" });
  experiment.returnTo("input=1,2&stride=2");
  assert.equal(page.url, "/toy1d?input=1,2&stride=2");
  assert.equal(page.entries.length, 4);
  experiment.returnTo("input=5");
  assert.deepEqual([page.url, page.entries.length], ["/toy1d?input=5", 3]);
});

test("defaults that are written out do not make another experiment", () => {
  browse("/toy1d?stride=1&input=1,2&flip=false");
  const experiment = createExperiment(OPERATOR);
  assert.ok(experiment.equals("input=1,2"));
  assert.ok(!experiment.equals("input=1,2&stride=2"));
});
