/**
 * The keys of the stage. A control that has the focus keeps the keys it needs itself.
 */

/**
 * @param {{ go: (step: number) => void, by: (steps: number) => void, toggle: () => void, faster: (direction: 1 | -1) => void,
 *   inner: (by: 1 | -1) => void, present: () => void }} orders
 * @param {EventTarget} [home] where keys are listened to
 */
export function listenToKeys(orders, home = document) {
  home.addEventListener("keydown", (pressed) => {
    const event = /** @type {KeyboardEvent} */ (pressed);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const order = orderOf(event.key, orders);
    const always = event.key === "PageDown" || event.key === "PageUp";
    if (!order || (!always && belongsTo(event.target, event.key))) return;
    event.preventDefault();
    order();
  });
}

/**
 * @param {string} key
 * @param {Parameters<typeof listenToKeys>[0]} orders
 * @returns {(() => void) | undefined}
 */
function orderOf(key, orders) {
  /** @type {Record<string, () => void>} */
  const known = {
    " ": orders.toggle,
    ArrowRight: () => orders.by(1),
    PageDown: () => orders.by(1),
    ArrowLeft: () => orders.by(-1),
    PageUp: () => orders.by(-1),
    Home: () => orders.go(0),
    ArrowDown: () => orders.inner(1),
    ArrowUp: () => orders.inner(-1),
    f: () => orders.present(),
    F: () => orders.present(),
    End: () => orders.go(Number.POSITIVE_INFINITY),
    "+": () => orders.faster(1),
    "=": () => orders.faster(1),
    "-": () => orders.faster(-1),
    "−": () => orders.faster(-1),
  };
  return known[key];
}

/**
 * Whether a key belongs to the control that has the focus.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function belongsTo(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.matches("textarea, select, input:not([type=range], [type=checkbox])")) return true;
  if (key === " ") return target.matches("button, a, summary, input:not([type=range]), [role=button]");
  return target.matches("input[type=range]") && key !== "+" && key !== "-";
}
