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
  // After a reload the entries ahead are still there; after any other way in nobody knows.
  if (/** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0])?.type !== "reload")
    top = depth;
  /** The experiment of each entry that this page has seen. @type {string[]} */
  const seen = [];
  /** @type {number[]} */
  let calls = [];
  let replaced = Number.NEGATIVE_INFINITY;
  /** What is still to be written: the current entry anew, or a new one. @type {"replace" | "push" | null} */
  let owed = null;
  let timer = 0;
  seen[depth] = page.query();
  history.replaceState({ depth, top }, "");

  /** Write what is owed, later where there were too many calls; a replacement may wait for the next one. */
  function write(isUrgent = false) {
    clearTimeout(timer);
    if (owed === null) return;
    const now = performance.now();
    calls = calls.filter((time) => time > now - SPAN);
    const full = calls.length < MOST ? 0 : calls[0] + SPAN - now;
    const soon = owed === "push" || isUrgent ? 0 : replaced + PAUSE - now;
    if (Math.max(full, soon) > 0) {
      timer = window.setTimeout(write, Math.max(full, soon));
      return;
    }
    calls.push(now);
    if (owed === "push") top = depth += 1;
    else replaced = now;
    const method = owed === "push" ? "pushState" : "replaceState";
    owed = null;
    seen[depth] = page.query();
    history[method]({ depth, top }, "", page.address());
  }

  function forget() {
    clearTimeout(timer);
    owed = null;
  }

  window.addEventListener("popstate", () => {
    forget();
    const known = history.state !== null; // an anchor within the page makes an entry of its own
    depth = history.state?.depth ?? depth;
    if (!known) top = depth;
    page.moved();
    if (history.state?.top !== top) {
      owed = "replace";
      write();
    }
  });

  /** @param {number} entries back, negative forward */
  function back(entries) {
    if (owed === "push") {
      forget();
      page.moved();
      if (entries > 1) history.go(1 - entries);
    } else {
      write(true);
      history.go(-entries);
    }
  }

  return {
    /** The address of the current entry has changed. */
    replace() {
      owed ??= "replace";
      write();
    },
    /** A change is committed: an entry of its own. Several at once share one where Safari would refuse more. */
    push() {
      owed = "push";
      write();
    },
    /** Write what waits before something else begins. */
    settle() {
      if (owed === "replace") write(true);
    },
    get canUndo() {
      return depth > 0 || owed === "push";
    },
    get canRedo() {
      return depth < top && owed !== "push";
    },
    undo() {
      if (this.canUndo) back(1);
    },
    redo() {
      if (this.canRedo) back(-1);
    },
    /** Go back to the last entry with this experiment; false where there is none behind. @param {string} query */
    returnTo(query) {
      const now = owed === "push" ? depth + 1 : depth;
      const entry = now > 0 ? seen.slice(0, now).lastIndexOf(query) : -1;
      if (entry >= 0) back(now - entry);
      return entry >= 0;
    },
  };
}
