/**
 * Hands on the stage: pointer, touch and keyboard joined to what they do: looking, pinning, raising a sheet, editing.
 *
 * Changes the stage's state and draws again; what an edit means for the experiment is the page's to say.
 */

import { elementAt, focusedElement } from "./dom.js";
import { openEditor } from "./editor.js";
import { listenToFocus, onward } from "./focus.js";
import { keyOf } from "./indices.js";
import { listenToPointer } from "./pointer.js";

/**
 * @typedef {import("./conv-stage.js").ConvStage} ConvStage
 * @typedef {import("./links.js").CellName} CellName
 */

const EDITABLE = new Set(["input", "weight", "bias", "indices"]);

/**
 * @param {ConvStage} stage
 * @param {HTMLElement} home the element that holds the drawing
 */
export function createHands(stage, home) {
  let editing = false;

  /** @param {EventTarget | null} target @returns {CellName | null} */
  function cellOf(target) {
    const cell = target instanceof Element ? target.closest("[data-grid] [data-index]") : null;
    const board = cell?.closest("[data-role]")?.getAttribute("data-role");
    return cell && board
      ? { role: board, index: (cell.getAttribute("data-index") ?? "").split(",").map(Number) }
      : null;
  }

  /** @param {MouseEvent} event @returns {CellName | null} */
  function cellAt(event) {
    // a captured pointer still names the element it went down on
    const target = event.type === "pointermove" ? elementAt(event.clientX, event.clientY) : event.target;
    const named = cellOf(target);
    if (named || !stage.drawing || !(target instanceof Element) || !target.closest("[data-canvas]")) return named;
    const { x, y } = stage.drawing.placeOf(event);
    for (const [role, view] of stage.drawing.views) {
      const index = view.at(x, y);
      if (index) return { role, index };
    }
    return null;
  }

  /** @param {CellName} cell */
  function editable({ role, index }) {
    const inside = stage.drawing?.views.get(role)?.board.inside;
    return EDITABLE.has(role) && !stage.hasAttribute("data-fixed") && (!inside || inside(index));
  }

  /** @param {CellName | null} cell */
  function press(cell) {
    const again = cell && stage.pinned && same(cell, stage.pinned);
    stage.pinned = again ? null : cell;
    if (cell && !again) stage.pick(cell);
    stage.render();
  }

  /** @param {CellName} cell @param {number} value */
  function change(cell, value) {
    const changed = stage.edits.get(cell.role) ?? new Map();
    changed.set(keyOf(cell.index), value);
    stage.edits.set(cell.role, changed);
  }

  /** Tell the page what was changed on one board. @param {string} role */
  function tellEdits(role) {
    const { model } = stage;
    const changed = stage.edits.get(role);
    if (!model || !changed?.size) return;
    const changes = [...changed].map(([key, value]) => ({ index: key.split(",").map(Number), value }));
    const { shape, values } = model.grids[role];
    const grid = { shape, values, nested: model.given[role] };
    stage.dispatchEvent(new CustomEvent("edit", { detail: { field: role, changes, grid } }));
  }

  /** @param {CellName} cell @param {string} [typed] */
  function edit(cell, typed) {
    const view = stage.drawing?.views.get(cell.role);
    const box = view?.boxOf(cell.index);
    if (!view || !box || editing || !stage.model) return;
    editing = true;
    const value = stage.valueOf(cell);
    const unit = home.clientWidth / stage.model.scene.width;
    const place = { x: box.x * unit, y: box.y * unit, width: box.width * unit, height: box.height * unit };
    openEditor(home, place, typed ?? String(value ?? ""), typed !== undefined, {
      label: stage.describe(cell),
      sign: stage.words("editor.sign"),
      end(next, rows, columns) {
        editing = false;
        if (next !== null && next !== value) {
          change(cell, next);
          tellEdits(cell.role);
        }
        if (!focus(next === null ? cell : onward(view, cell, rows, columns))) stage.render(); // the focus draws again
      },
    });
  }

  /** Bring the sheet before or after to the front. @param {CellName} cell @param {1 | -1} by */
  function turn({ role, index }, by) {
    const view = stage.drawing?.views.get(role);
    if (!view) return null;
    const at = index.length - view.board.tail - 1;
    const channels = view.board.shape[at] ?? 1;
    const next = index.map((place, axis) => (axis === at ? (place + by + channels) % channels : place));
    if (view.board.place.stacked) {
      stage.fronts.raise(role, next[at]);
      stage.render();
    }
    return { role, index: next };
  }

  const focus = listenToFocus(stage, cellOf, {
    view: (role) => stage.drawing?.views.get(role),
    name: (cell) => stage.describe(cell),
    focused(cell) {
      stage.focused = cell;
      stage.render();
    },
    pin: press,
    edit,
    editable,
    turn,
    leave() {
      const active = /** @type {HTMLElement} */ (focusedElement());
      if (stage.pinned) press(stage.pinned);
      else active.blur();
    },
  });

  listenToPointer(home, {
    cellAt,
    editable,
    press,
    edit,
    hover(cell) {
      if (same(cell, stage.hovered)) return;
      stage.hovered = cell;
      stage.render();
    },
    paint(cell, from) {
      const value = stage.valueOf(from);
      if (value === null || stage.valueOf(cell) === value) return;
      change(cell, value);
      stage.hovered = null;
      stage.render();
    },
    painted: () => [...stage.edits.keys()].forEach(tellEdits),
    swipe: (steps) => stage.dispatchEvent(new CustomEvent("swipe", { detail: steps })),
    raise(tab) {
      const role = tab.closest("[data-role]")?.getAttribute("data-role") ?? "";
      stage.fronts.raise(role, Number(tab.getAttribute("data-raises")));
      stage.render();
    },
    brush: () => stage.hasAttribute("data-brush"),
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !stage.pinned || !stage.isConnected) return;
    event.preventDefault();
    press(stage.pinned);
  });
  return { focus };
}

/** @param {CellName | null} one @param {CellName | null} other */
function same(one, other) {
  if (!one || !other) return one === other;
  return one.role === other.role && keyOf(one.index) === keyOf(other.index);
}
