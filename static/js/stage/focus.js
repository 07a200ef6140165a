/**
 * The keyboard in the grids: one tab stop a grid, arrows from cell to cell, keys that edit, pin and leave.
 *
 * Knows cells by board and index; what a key does to the experiment is told by its hooks.
 */

/**
 * @typedef {import("./links.js").CellName} CellName
 * @typedef {import("./cells.js").BoardView} BoardView
 * @typedef {{ view: (role: string) => BoardView | undefined, name: (cell: CellName) => string,
 *   focused: (cell: CellName | null) => void, pin: (cell: CellName) => void, edit: (cell: CellName, text?: string) => void,
 *   editable: (cell: CellName) => boolean, turn: (cell: CellName, by: 1 | -1) => CellName | null, leave: () => void }} Hooks
 */

const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
});

/**
 * @param {HTMLElement} root
 * @param {(target: EventTarget | null) => CellName | null} cellOf
 * @param {Hooks} hooks
 */
export function listenToFocus(root, cellOf, hooks) {
  /** @param {CellName | null} cell */
  function focus(cell) {
    const element = cell && hooks.view(cell.role)?.cellOf(cell.index);
    if (!element) return false;
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-label", hooks.name(cell));
    element.focus({ preventScroll: false });
    return true;
  }

  root.addEventListener("focusin", (event) => {
    const grid = /** @type {Element} */ (event.target);
    if (grid.matches("[data-canvas]")) return void focus(firstOf(hooks.view(grid.getAttribute("data-grid") ?? "")));
    const cell = cellOf(event.target);
    if (cell) grid.setAttribute("aria-label", hooks.name(cell));
    hooks.focused(cell && grid.matches(":focus-visible") ? cell : null);
  });
  root.addEventListener("focusout", (event) => {
    if (!cellOf(event.relatedTarget)) hooks.focused(null); // the next cell tells itself
  });

  root.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("[data-raises]") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return;
    }
    const cell = cellOf(event.target);
    const view = cell && hooks.view(cell.role);
    if (!cell || !view || event.altKey || event.metaKey) return;
    const act = orderOf(event, cell, view, focus, hooks);
    if (!act) return;
    event.preventDefault();
    act();
  });
  return focus;
}

/**
 * What a key means to the cell that has the focus.
 * @param {KeyboardEvent} event
 * @param {CellName} cell
 * @param {BoardView} view
 * @param {(cell: CellName | null) => boolean} focus
 * @param {Hooks} hooks
 * @returns {(() => void) | null}
 */
function orderOf(event, cell, view, focus, hooks) {
  const { key, shiftKey: shift, ctrlKey: control } = event;
  const move = MOVES[key];
  if (move && shift) return () => focus(hooks.turn(cell, move[0] + move[1] > 0 ? 1 : -1));
  if (move && !control) return () => focus(moved(view, cell, move[0], move[1]));
  if (key === "Home" || key === "End") {
    const far = key === "Home" ? -1 : 1;
    return () => focus(farthest(view, control ? farthest(view, cell, far, 0) : cell, 0, far));
  }
  if (control) return null;
  if (key === "Enter") return () => hooks.pin(cell);
  if (key === "Escape") return hooks.leave;
  const typed = /^[\d.+\-−]$/.test(key); // these belong to a grid that has the focus, whether it can be edited or not
  if (!hooks.editable(cell)) return typed ? () => {} : null;
  if (key === "F2") return () => hooks.edit(cell);
  return typed ? () => hooks.edit(cell, key === "−" ? "-" : key) : null;
}

/**
 * The cell some rows and columns on, or the same where the board ends.
 * @param {BoardView} view
 * @param {CellName} cell
 * @param {number} rows
 * @param {number} columns
 * @returns {CellName}
 */
export function moved(view, cell, rows, columns) {
  const index = [...cell.index];
  const last = index.length - 1;
  if (view.board.tail === 2) index[last - 1] += rows;
  else if (view.board.role !== "bias") index[0] += rows;
  index[last] += columns + (view.board.role === "bias" ? rows : 0);
  return view.boxOf(index) && inList(view, index) ? { role: cell.role, index } : cell;
}

/**
 * The same for what is typed on: after the end of a row comes the beginning of the next.
 * @param {BoardView} view
 * @param {CellName} cell
 * @param {number} rows
 * @param {number} columns
 */
export function onward(view, cell, rows, columns) {
  const next = moved(view, cell, rows, columns);
  const { inside } = view.board;
  if (columns < 1 || (next !== cell && (!inside || inside(next.index)))) return next;
  const below = farthest(view, moved(view, cell, 1, 0), 0, -1);
  return inside && !inside(below.index) ? moved(view, below, 0, view.board.place.ring[1][0]) : below;
}

/** A list of biases has an end that its box does not know. @param {BoardView} view @param {number[]} index */
function inList({ board }, index) {
  return board.role !== "bias" || (index[0] >= 0 && index[0] < board.shape[0]);
}

/**
 * @param {BoardView} view
 * @param {CellName} cell
 * @param {number} rows
 * @param {number} columns
 */
function farthest(view, cell, rows, columns) {
  let here = cell;
  for (;;) {
    const next = moved(view, here, rows, columns);
    if (next === here || String(next.index) === String(here.index)) return here;
    here = next;
  }
}

/** @param {BoardView | undefined} view @returns {CellName | null} */
function firstOf(view) {
  if (!view) return null;
  const { board } = view;
  const active = board.place.sheets.length ? view.prefixes()[0] : [];
  return { role: board.role, index: [...active, ...new Array(board.tail).fill(0)] };
}
