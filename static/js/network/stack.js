/**
 * The drawing of a network: faces to scale, sheets behind them, ways round blocks; over them what the chosen cell sees.
 *
 * Knows places and regions; says which cell is pointed at or chosen, and what follows is for whoever listens.
 */

import { html } from "../stage/dom.js";
import { svg } from "../stage/svg.js";
import { createFieldDrawing } from "./field.js";
import { cellAt, layoutOf, wayOf } from "./layout.js";
import { pictureOf, rowsOf } from "./picture.js";
import { boxesOf, boxOf } from "./plan.js";
import { placeTold, shapeTold } from "./text.js";

/**
 * @typedef {import("./plan.js").Box} Box
 * @typedef {import("./layout.js").Place} Place
 * @typedef {{ path: string, position: number[] }} Cell
 * @typedef {{ point: (cell: Cell | null) => void, choose: (cell: Cell) => void }} Listener
 * @typedef {{ input: number[][] | null, grids: Map<string, any> }} Pictures
 */

/** @type {Record<string, [number, number]>} by how much a key moves the cell down and across */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const WAY_LETTER = 7.6; // pixels of a letter of the name below a way, which is left out where it has no room

/**
 * @param {HTMLElement} home
 * @param {import("./text.js").Words} words
 * @param {Listener} listener
 */
export function createStack(home, words, listener) {
  const drawing = svg("svg", { class: "stack", role: "group", "aria-label": words("network.stack") });
  const scroller = html("div", { class: "stack-scroll" }, [drawing]);
  const field = createFieldDrawing(drawing);
  home.replaceChildren(scroller);
  /** @type {import("./api.js").Table | null} */
  let table = null;
  /** @type {Box[]} */
  let boxes = [];
  /** @type {import("./layout.js").Layout | null} */
  let layout = null;
  /** @type {Cell} */
  let cell = { path: "", position: [] };
  /** @type {Pictures} */
  let pictures = { input: null, grids: new Map() };

  function draw() {
    if (!table) return;
    const held = drawing.contains(document.activeElement);
    boxes = boxesOf(table, words("board.input"));
    const chosen = boxOf(boxes, cell.path);
    layout = layoutOf(boxes, scroller.clientWidth || 800, chosen);
    drawing.setAttribute("width", String(layout.width));
    drawing.setAttribute("height", String(layout.height));
    const { places, bottom } = layout;
    const ways = boxes.flatMap((box, at) =>
      box.from === null ? [] : wayRound(places, box, at, wayOf(boxes, box, bottom)),
    );
    const faces = boxes.map((box, at) => drawBox(box, at, at === chosen));
    const names = boxes.flatMap((box, at) =>
      places[at].named === null ? [] : [label(box, places[at].named, at === chosen)],
    );
    drawing.replaceChildren(...ways, ...faces, field.element, ...names);
    if (held) /** @type {SVGElement | null} */ (drawing.querySelector('[tabindex="0"]'))?.focus();
  }

  /** @param {Box} box @param {number} at @param {boolean} isChosen */
  function drawBox(box, at, isChosen) {
    const place = /** @type {import("./layout.js").Layout} */ (layout).places[at];
    const { x, y, width, height, sheets, shift } = place;
    const behind = Array.from({ length: sheets - 1 }, (_, number) => {
      const by = (sheets - 1 - number) * shift;
      return svg("rect", { class: "sheet", x: x + by, y: y - by, width, height });
    });
    const folded = box.folded.map(({ name }) => ` (${name})`).join("");
    const name = `${box.name}, ${shapeTold(box.output)}${folded}`;
    const group = svg(
      "g",
      {
        class: at ? "box" : "box first",
        role: "button",
        tabindex: isChosen ? 0 : -1,
        "aria-pressed": String(isChosen),
        "aria-label": isChosen && cell.position.length ? `${name}, ${placeTold(cell.position, words)}` : name,
        "data-path": box.path,
      },
      [
        ...behind,
        svg("rect", { class: "face", x, y, width, height }),
        ...pictureIn(box, place),
        svg("rect", { class: "edge", x, y, width, height }),
      ],
    );
    listen(group, box, place);
    return group;
  }

  /** @param {Box} box @param {Place} place */
  function pictureIn(box, place) {
    if (!box.entry) return pictures.input ? [pictureOf(pictures.input, place, "grey")] : [];
    const grid = pictures.grids.get(box.entry.path);
    return grid ? [pictureOf(rowsOf(grid), place, "signed")] : [];
  }

  /** @param {SVGGElement} group @param {Box} box @param {Place} place */
  function listen(group, box, place) {
    const path = () =>
      box.path === cell.path || !box.folded.some((one) => one.path === cell.path) ? box.path : cell.path;
    const at = (/** @type {PointerEvent | MouseEvent} */ event) => {
      const corner = drawing.getBoundingClientRect();
      return { path: path(), position: cellAt(place, box.output, event.clientX - corner.x, event.clientY - corner.y) };
    };
    group.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") listener.point(at(event));
    });
    group.addEventListener("pointerleave", () => listener.point(null));
    group.addEventListener("click", (event) => listener.choose(at(event)));
    group.addEventListener("keydown", (event) => {
      const to = event.key in ARROWS ? moved(box, ARROWS[event.key]) : neighbour(event.key);
      if (!to) return;
      event.preventDefault();
      listener.choose(to);
    });
  }

  /** The chosen cell moved inside its grid. @param {Box} box @param {[number, number]} by @returns {Cell} */
  function moved(box, [down, across]) {
    const sizes = box.output.slice(1);
    const position = [...cell.position];
    const [row, column] = [position.length - 2, position.length - 1];
    if (row < 0) position[column] += down || across;
    else {
      position[row] += down;
      position[column] += across;
    }
    return { path: cell.path, position: position.map((one, axis) => Math.max(0, Math.min(sizes[axis] - 1, one))) };
  }

  /** The box after or before. @param {string} key @returns {Cell | null} */
  function neighbour(key) {
    const by = { PageDown: 1, PageUp: -1 }[key];
    const box = by && boxes[boxOf(boxes, cell.path) + by];
    return box ? { path: box.path, position: middleOf(box.output) } : null;
  }

  new ResizeObserver(draw).observe(scroller);

  return {
    /** @param {import("./api.js").Table} next @param {Pictures} drawn @param {Cell} chosen */
    show(next, drawn, chosen) {
      [table, pictures, cell] = [next, drawn, chosen];
      draw();
    },
    /** What a cell sees or reaches; null while it is not known. @param {import("./api.js").Reach | null} reach @param {Cell} of */
    see(reach, of) {
      if (layout) field.draw(boxes, layout, reach, of);
    },
  };
}

/** The cell in the middle of a grid. @param {number[]} output */
export function middleOf(output) {
  return output.slice(1).map((size) => size >> 1);
}

/** @param {Place[]} places @param {Box} box @param {number} at @param {number} y */
function wayRound(places, box, at, y) {
  const [from, to] = [places[box.from ?? 0], places[at]];
  const [x0, x1] = [from.x + from.width / 2, to.x + to.width / 2];
  const d = `M${x0} ${from.y + from.height + 4}V${y - 8}q0 8 8 8H${x1 - 8}q8 0 8 -8V${to.y + to.height + 6}`;
  const arrow = `M${x1 - 4} ${to.y + to.height + 11}l4 -6 4 6`;
  const fits = box.shortcut.length * WAY_LETTER < x1 - x0;
  const text = svg("text", { class: "way-name", x: (x0 + x1) / 2, y: y - 4 }, [box.shortcut]);
  return [svg("path", { class: "way", d }), svg("path", { class: "way", d: arrow }), ...(fits ? [text] : [])];
}

/** The name of a box and its shape; what is heard says it already. @param {Box} box @param {number} x @param {boolean} isChosen */
function label(box, x, isChosen) {
  const kind = isChosen ? "label chosen" : box.entry ? "label" : "label first";
  return svg("g", { class: kind, "aria-hidden": "true" }, [
    svg("text", { class: "name", x, y: 20 }, [box.name]),
    svg("text", { class: "shape", x, y: 40 }, [shapeTold(box.output)]),
  ]);
}
