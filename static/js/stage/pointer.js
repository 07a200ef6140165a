/**
 * What a pointer does on the stage: hovering, pressing, double clicking, painting by dragging, swiping, pressing long.
 *
 * Knows gestures; which cell is meant and what follows is told by its hooks.
 */

import { focusedElement } from "./dom.js";

/**
 * @typedef {import("./links.js").CellName} CellName
 * @typedef {{ cellAt: (event: PointerEvent | MouseEvent) => CellName | null, editable: (cell: CellName) => boolean,
 *   hover: (cell: CellName | null) => void, press: (cell: CellName | null) => void, edit: (cell: CellName) => void,
 *   paint: (cell: CellName, from: CellName) => void, painted: () => void, swipe: (steps: 1 | -1) => void,
 *   raise: (tab: Element) => void, brush: () => boolean }} Hooks
 */

const SWIPE = 48; // pixels
const LONG = 450; // milliseconds

/**
 * @param {HTMLElement} root
 * @param {Hooks} hooks
 */
export function listenToPointer(root, hooks) {
  /** @type {{ x: number, y: number, cell: CellName | null, kind: string, painting: boolean, moved: boolean } | null} */
  let down = null;
  let long = 0;
  let ended = false; // the gesture was more than a press, so that no click follows

  root.addEventListener("pointerdown", (event) => {
    if (event.button || !event.isPrimary) return;
    const cell = hooks.cellAt(event);
    const { clientX: x, clientY: y, pointerType: kind } = event;
    down = { x, y, cell, kind, painting: false, moved: false };
    ended = false;
    clearTimeout(long);
    if (kind === "touch" && cell && hooks.editable(cell)) {
      long = window.setTimeout(() => {
        if (!down || down.moved) return;
        ended = true;
        hooks.edit(cell);
      }, LONG);
    }
  });

  root.addEventListener("pointermove", (event) => {
    if (!event.isPrimary) return;
    const cell = hooks.cellAt(event);
    if (event.pointerType !== "touch" && !down) hooks.hover(cell);
    if (!down) return;
    if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > 8) down.moved = true;
    const from = down.cell;
    const brush = down.kind !== "touch" || hooks.brush();
    if (!from || !cell || !brush || !hooks.editable(from) || !same(from.role, cell)) return;
    if (!down.painting && key(cell) === key(from)) return;
    down.painting = true;
    if (hooks.editable(cell)) hooks.paint(cell, from);
  });

  root.addEventListener("pointerup", (event) => {
    clearTimeout(long);
    if (!down || !event.isPrimary) return;
    const { x, y, kind, painting } = down;
    down = null;
    if (painting) {
      ended = true;
      return hooks.painted();
    }
    const [dx, dy] = [event.clientX - x, event.clientY - y];
    if (kind !== "touch" || Math.abs(dx) < SWIPE || Math.abs(dy) > Math.abs(dx) / 2) return;
    ended = true;
    hooks.swipe(dx < 0 ? 1 : -1);
  });

  root.addEventListener("pointercancel", () => {
    clearTimeout(long);
    if (down?.painting) hooks.painted();
    down = null;
  });
  root.addEventListener("pointerleave", () => hooks.hover(null));

  root.addEventListener("click", (event) => {
    if (ended) return;
    const tab = /** @type {Element} */ (event.target).closest("[data-raises]");
    if (tab) return hooks.raise(tab);
    const cell = hooks.cellAt(event);
    if (cell && hooks.brush() && hooks.editable(cell)) return hooks.edit(cell);
    if (cell || /** @type {Element} */ (event.target).closest("svg")) hooks.press(cell);
  });
  root.addEventListener("mousedown", (event) => {
    const cell = hooks.cellAt(event);
    if (!cell || hooks.editable(cell)) return;
    event.preventDefault(); // the keys stay with the steps, unless one can type here
    const focused = focusedElement();
    if (root.contains(focused)) /** @type {HTMLElement} */ (focused).blur();
  });
  root.addEventListener("dblclick", (event) => {
    const cell = hooks.cellAt(event);
    if (cell && hooks.editable(cell)) hooks.edit(cell);
  });
}

/** @param {string} role @param {CellName} cell */
function same(role, cell) {
  return role === cell.role;
}

/** @param {CellName} cell */
function key({ role, index }) {
  return `${role} ${index}`;
}
