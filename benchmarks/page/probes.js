/** What is measured inside the page, put there before its own scripts. Knows frames, tasks and cells, no budget. */

globalThis.probe = {
  /** The numbers of a grid, cell by cell, null where there is none yet. */
  numbers(role) {
    const cells = [...document.querySelectorAll(`[data-grid="${role}"] [data-index]`)];
    return cells.map(({ dataset }) => (dataset.value === undefined ? null : Number(dataset.value)));
  },

  /**
   * Milliseconds from the next event of a kind to the end of the frame that shows these numbers in a grid. To be armed
   * before the event and awaited after it.
   */
  shows(event, role, numbers) {
    const wanted = JSON.stringify(numbers);
    let from = null;
    addEventListener(event, ({ timeStamp }) => (from ??= timeStamp), { capture: true, once: true });
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (from === null || JSON.stringify(this.numbers(role)) !== wanted) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel(); // heard after style, layout and paint of this frame
          port1.onmessage = () => resolve(performance.now() - from);
          port2.postMessage(null);
        });
      });
      const changes = { subtree: true, childList: true, attributeFilter: ["data-value"] };
      observer.observe(document.querySelector("conv-stage"), changes);
    });
  },

  /** Collect the times between frames and the tasks above 50 ms until `stop()` is called. */
  watch() {
    const frames = [];
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
    observer.observe({ type: "longtask" });
    let last = performance.now();
    let request = requestAnimationFrame(function next(now) {
      frames.push(now - last);
      last = now;
      request = requestAnimationFrame(next);
    });
    this.stop = () => {
      cancelAnimationFrame(request);
      observer.disconnect();
      return { frames: frames.slice(1), tasks };
    };
  },

  /** Count how often the arithmetic line has to wait for the numbers of its step. */
  countWaits() {
    this.waits = 0;
    new MutationObserver((changes) => {
      this.waits += changes.filter(({ target }) => target.hasAttribute("data-waiting")).length;
    }).observe(document.querySelector(".arithmetic"), { attributeFilter: ["data-waiting"] });
  },
};

/** When the stage was first drawn, and the largest paint so far. */
new PerformanceObserver((list) => {
  probe.largest = list.getEntries().at(-1).startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });

new MutationObserver((_, observer) => {
  if (!document.querySelector("conv-stage[data-step]")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => (probe.drawn = performance.now())));
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-step"] });
