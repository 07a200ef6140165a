/** The few pictures on buttons, as paths of a 24 × 24 field. */

import { svg } from "../stage/svg.js";

const PATHS = {
  first: "M6 5v14h2.5V5zM19 5v14L9.5 12z",
  previous: "M17 5v14L7 12z",
  play: "M8 4.5v15l12-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  next: "M7 5v14l10-7z",
  last: "M5 5v14l9.5-7zM15.5 5v14H18V5z",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true", class: "icon" }, [
    svg("path", { d: PATHS[name] }),
  ]);
}
