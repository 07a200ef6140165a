/**
 * The pencil: while it is on, a tap on a cell edits it and a finger that is dragged paints, instead of pinning and stepping.
 *
 * Shown where the pointer is a finger; knows no cell.
 */

import { html } from "./dom.js";
import { svg } from "./svg.js";

const PENCIL = "M4 20l1.2-4.6L16.3 4.3a1.5 1.5 0 0 1 2.1 0l1.3 1.3a1.5 1.5 0 0 1 0 2.1L8.6 18.8z";

/** @param {import("./conv-stage.js").ConvStage} stage */
export function createBrush(stage) {
  const picture = svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" }, [
    svg("path", { d: PENCIL }),
  ]);
  const brush = html("button", { type: "button", class: "brush", "aria-pressed": "false" }, [picture]);
  brush.addEventListener("click", () => {
    brush.setAttribute("aria-pressed", String(stage.toggleAttribute("data-brush")));
  });
  return brush;
}
