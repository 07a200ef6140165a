/**
 * The residual unit as a picture of its own: x, f(x), their sum and what ReLU leaves, with the engine's numbers.
 *
 * One cell is followed through all four; the unit stands in the page.
 */

import { html } from "../stage/dom.js";
import { compact } from "../stage/numbers.js";
import { createSmall } from "./small.js";
import { placeTold } from "./text.js";

const HALF = 4; // shades on each side of zero
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @typedef {{ input: number[], layers: object[], values: number[][][] }} Unit the block, and the activation after it
 * @typedef {{ name: string, grid: number[][], cells: HTMLElement[][] }} Board
 */

/**
 * @param {HTMLElement} home
 * @param {Unit} unit
 * @param {import("./lessons.js").Means} means
 */
export async function createResidual(home, unit, { words, api }) {
  const table = await api.table(unit, "residual");
  const [block, after] = table.layers;
  const main = (block.layers ?? []).filter(({ branch }) => branch === 0);
  const grids = { x: unit.values[0], f: main.at(-1)?.grid[0], sum: block.grid[0], relu: after.grid[0] };
  const boards = Object.entries(grids).map(([name, grid]) => boardOf(name, grid));
  const says = html("p", { class: "says", role: "status" });
  const signs = ["+", "=", "→"];
  const parts = boards.flatMap(({ name, cells }, at) => {
    const board = html(
      "div",
      { class: "unit-grid", role: "group", "aria-label": words(`network.unit.${name}`), "data-board": name },
      cells.map((row) => html("div", { class: "unit-row" }, row)),
    );
    const caption = html("figcaption", {}, [words(`network.unit.${name}`)]);
    const sign = at ? [html("span", { class: "unit-sign", "aria-hidden": "true" }, [signs[at - 1]])] : [];
    return [...sign, html("figure", {}, [caption, board])];
  });
  const place = html("div", { class: "small-stack" });
  home.append(html("div", { class: "unit" }, parts), says, place);
  await createSmall(place, words, api, "residual")({ input: unit.input, layers: unit.layers }, table);
  let [row, column] = [1, 2];
  follow(row, column);

  /** @param {number} y @param {number} x */
  function follow(y, x) {
    [row, column] = [y, x];
    for (const { cells } of boards) {
      for (const [at, line] of cells.entries())
        for (const [number, cell] of line.entries()) {
          const isHere = at === y && number === x;
          cell.classList.toggle("here", isHere);
          cell.tabIndex = isHere ? 0 : -1;
        }
    }
    const told = Object.fromEntries(Object.entries(grids).map(([name, grid]) => [name, compact(grid[y][x])]));
    const f = told.f.startsWith("−") ? `(${told.f})` : told.f;
    says.textContent = words("network.unit.says", { place: placeTold([y, x], words), ...told, f });
  }

  /** @param {string} name @param {number[][]} grid @returns {Board} */
  function boardOf(name, grid) {
    const largest = Math.max(...grid.flat().map(Math.abs)) || 1;
    const cells = grid.map((line, y) =>
      line.map((value, x) => {
        const shade = Math.round((value / largest) * HALF) + HALF;
        const cell = html("button", { type: "button", class: `unit-cell s${shade}` }, [compact(value)]);
        cell.setAttribute("aria-label", `${placeTold([y, x], words)}: ${compact(value)}`);
        cell.addEventListener("pointermove", () => follow(y, x));
        cell.addEventListener("click", () => follow(y, x));
        cell.addEventListener("keydown", (event) => step(event, name));
        return cell;
      }),
    );
    return { name, grid, cells };
  }

  /** @param {KeyboardEvent} event @param {string} name */
  function step(event, name) {
    const by = ARROWS[event.key];
    const cells = boards.find((board) => board.name === name)?.cells;
    const next = by && cells?.[row + by[0]]?.[column + by[1]];
    if (!next) return;
    event.preventDefault();
    follow(row + by[0], column + by[1]);
    next.focus();
  }
}
