/**
 * Committed changes as entries of the browser's history: undo, redo, and no more calls than Safari allows.
 *
 * Each entry's state holds its depth, so that undo never leaves the page. Knows addresses, not what stands in them.
 */

const PAUSE = 400; // milliseconds from one replacement to the next
const SPAN = 30_000; // milliseconds in which Safari allows 100 calls
const MOST = 90;

/**
 * @param {{ address: () => string, query: () => string, moved: () => void }} page
 *   the address to write, the experiment in it, and what to do when the browser has gone to another entry
 */
export function createTrail(page) {
  let { depth = 0, top = depth } = history.state ?? {};
  if (!isReloaded()) top = depth; // after any other way in nobody knows what lies ahead
  /** The experiment of each entry that this page has seen. @type {string[]} */
  const seen = [];
  seen[depth] = page.query();
  history.replaceState({ depth, top }, "");
  const pen = createPen((isNew) => {
    if (isNew) top = depth += 1;
    seen[depth] = page.query();
    history[isNew ? "pushState" : "replaceState"]({ depth, top }, "", page.address());
  });

  window.addEventListener("popstate", () => {
    pen.forget();
    const isOurs = history.state !== null; // an anchor within the page makes an entry of its own
    depth = history.state?.depth ?? depth;
    if (!isOurs) top = depth;
    page.moved();
    if (history.state?.top !== top) pen.write(false);
  });

  /** @param {number} entries back, negative forward */
  function back(entries) {
    if (pen.owesEntry) {
      pen.forget();
      page.moved();
      if (entries > 1) history.go(1 - entries);
    } else {
      pen.settle();
      history.go(-entries);
    }
  }

  return {
    /** The address of the current entry has changed. */
    replace() {
      pen.write(false);
    },
    /** A change is committed: an entry of its own. Several at once share one where Safari would refuse more. */
    push() {
      pen.write(true);
    },
    /** Write what waits before something else begins. */
    settle() {
      pen.settle();
    },
    get canUndo() {
      return depth > 0 || pen.owesEntry;
    },
    get canRedo() {
      return depth < top && !pen.owesEntry;
    },
    undo() {
      if (this.canUndo) back(1);
    },
    redo() {
      if (this.canRedo) back(-1);
    },
    /** Go back to the last entry with this experiment; false where there is none behind. @param {string} query */
    returnTo(query) {
      const now = pen.owesEntry ? depth + 1 : depth;
      const entry = seen.slice(0, now).lastIndexOf(query);
      if (entry >= 0) back(now - entry);
      return entry >= 0;
    },
  };
}

/**
 * Writes entries of the history, later where there were too many calls; a replacement may also wait for the next one.
 * @param {(isNew: boolean) => void} act
 */
function createPen(act) {
  /** @type {number[]} */
  let calls = [];
  let replaced = Number.NEGATIVE_INFINITY;
  /** @type {"replace" | "push" | null} */
  let owed = null;
  let timer = 0;

  function flush(isUrgent = false) {
    clearTimeout(timer);
    if (owed === null) return;
    const now = performance.now();
    calls = calls.filter((time) => time > now - SPAN);
    const full = calls.length < MOST ? 0 : calls[0] + SPAN - now;
    const soon = owed === "push" || isUrgent ? 0 : replaced + PAUSE - now;
    if (Math.max(full, soon) > 0) {
      timer = window.setTimeout(flush, Math.max(full, soon));
      return;
    }
    calls.push(now);
    const isNew = owed === "push";
    if (!isNew) replaced = now;
    owed = null;
    act(isNew);
  }

  return {
    get owesEntry() {
      return owed === "push";
    },
    /** @param {boolean} isNew a new entry, or the current one anew */
    write(isNew) {
      owed = isNew || owed === "push" ? "push" : "replace";
      flush();
    },
    settle() {
      if (owed === "replace") flush(true);
    },
    forget() {
      clearTimeout(timer);
      owed = null;
    },
  };
}

/** Whether the page was reloaded, so that the entries ahead are still there. */
function isReloaded() {
  const [way] = performance.getEntriesByType("navigation");
  return /** @type {PerformanceNavigationTiming | undefined} */ (way)?.type === "reload";
}
