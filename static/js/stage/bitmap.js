/**
 * A board drawn as pixels: one canvas a plane, with frames and the few cells in question above it.
 *
 * For boards too large to be drawn cell by cell. `valueAt(index)` on the element tells the number of any cell.
 */

import { geometry, indexAt, labelFor, locate } from "./boards.js";
import { divergingScale, greyScale } from "./colours.js";
import { html } from "./dom.js";
import { keyOf } from "./indices.js";
import { createOverlay } from "./overlay.js";
import { frame, svg } from "./svg.js";

/**
 * @param {import("./boards.js").Board} board
 * @param {number} pitch
 * @param {number} perRow
 * @param {string} label
 * @returns {import("./cells.js").BoardView}
 */
export function createBitmap(board, pitch, perRow, label) {
  const place = geometry(board, pitch, perRow);
  const root = html("div", { class: "board bitmap", "data-grid": board.role, "data-canvas": true });
  root.style.width = `${place.width}px`;
  root.style.height = `${place.height}px`;
  const grey = board.role === "input" && board.values.every((value) => value === null || value >= 0);
  const scale = grey ? greyScale() : divergingScale();
  const over = svg("svg", {
    class: "over",
    width: place.width,
    height: place.height,
    role: "img",
    "aria-label": label,
  });
  over.dataset.role = board.role;
  const planes = board.planes.map((plane, number) => {
    const canvas = html("canvas", { width: board.columns, height: board.rows, "aria-hidden": "true" });
    const box = {
      x: place.left(number),
      y: place.top(number),
      width: board.columns * pitch,
      height: board.rows * place.tall,
    };
    canvas.style.left = `${box.x}px`;
    canvas.style.top = `${box.y}px`;
    canvas.style.width = `${box.width}px`;
    canvas.style.height = `${box.height}px`;
    root.append(canvas);
    over.append(frame("frame", box, 6, 10));
    if (board.role === "output") over.append(frame("frame outer", box, 10, 13));
    if (plane.label)
      over.append(svg("text", { class: "plane", x: box.x - 6, y: box.y - 13 }, [labelFor(plane, box.width)]));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const padding = Array.from({ length: board.rows * board.columns }, (_, at) => {
      const index = indexAt(board, plane, Math.floor(at / board.columns), at % board.columns);
      return board.inside !== null && !board.inside(index);
    });
    return { plane, context, padding, pixels: context.createImageData(board.columns, board.rows) };
  });
  const marked = svg("g", { class: "marked" });
  const overlay = createOverlay(board, place);
  over.append(marked, overlay.element);
  root.append(over);
  /** @type {(number | null | undefined)[]} */
  let shown = [];

  /**
   * @param {Uint8ClampedArray} pixels
   * @param {number} at
   * @param {number | null | undefined} value
   * @param {boolean} padding
   */
  function paint(pixels, at, value, padding) {
    const empty = value === undefined || value === null;
    const share = empty ? 0 : value / (board.domain || 1);
    const entry = Math.round((grey ? share : (share + 1) / 2) * 255) * 3;
    for (let part = 0; part < 3; part += 1) pixels[at + part] = empty ? 0 : scale[entry + part];
    pixels[at + 3] = empty ? 0 : padding ? 110 : 255;
  }

  /** @param {readonly number[]} index */
  function valueAt(index) {
    const spot = locate(board, index);
    if (!spot) return undefined;
    return shown[board.planes[spot.plane].first + spot.row * board.columns + spot.column];
  }
  Object.defineProperty(root, "valueAt", { value: valueAt });

  return {
    element: root,
    width: place.width,
    height: place.height,
    fill(values, known) {
      shown = values.map((value, flat) => (known(flat) ? value : undefined));
      for (const { plane, context, padding, pixels } of planes) {
        for (let at = 0; at < padding.length; at += 1) paint(pixels.data, at * 4, shown[plane.first + at], padding[at]);
        context.putImageData(pixels, 0, 0);
      }
    },
    mark(marks, active) {
      overlay.mark(marks);
      const indices = [...marks.window, ...(marks.current ? [marks.current] : [])];
      marked.replaceChildren(
        ...indices.flatMap((index) => {
          const spot = locate(board, index);
          if (!spot) return [];
          const x = place.left(spot.plane) + spot.column * pitch;
          const y = place.top(spot.plane) + spot.row * place.tall;
          const size = { x, y, width: pitch, height: place.tall };
          const cell = svg("rect", { class: "pixel", "data-index": keyOf(index), ...size });
          const value = valueAt(index);
          if (value !== undefined && value !== null) cell.dataset.value = String(value);
          if (active.has(keyOf(index))) cell.dataset.active = "";
          if (marks.current === index) cell.dataset.current = "";
          return [cell];
        }),
      );
    },
    boxOf(index) {
      const spot = locate(board, index);
      if (!spot) return null;
      const home = root.getBoundingClientRect();
      const x = home.x + place.left(spot.plane) + spot.column * pitch;
      return new DOMRect(x, home.y + place.top(spot.plane) + spot.row * place.tall, pitch, place.tall);
    },
  };
}
