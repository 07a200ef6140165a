/** The few pictures on buttons, as paths of a 24 × 24 field. */

import { svg } from "../stage/svg.js";

const PATHS = {
  first: "M6 5v14h2.5V5zM19 5v14L9.5 12z",
  previous: "M17 5v14L7 12z",
  play: "M8 4.5v15l12-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  next: "M7 5v14l10-7z",
  last: "M5 5v14l9.5-7zM15.5 5v14H18V5z",
  into: "M11 4h2v9h4.5L12 19.5 6.5 13H11z",
  back: "M11 20h2v-9h4.5L12 4.5 6.5 11H11z",
  loop: "M7 7h8V4l5 4.5-5 4.5v-3H8v3H5V9a2 2 0 0 1 2-2zM17 17H9v3l-5-4.5L9 11v3h7v-3h3v4a2 2 0 0 1-2 2z",
  settings:
    "M4 7h8.2a3 3 0 0 1 5.6 0H20v2h-2.2a3 3 0 0 1-5.6 0H4zM4 15h2.2a3 3 0 0 1 5.6 0H20v2h-8.2a3 3 0 0 1-5.6 0H4z",
};

/** @typedef {keyof typeof PATHS} Name */

/** @param {Name} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true", class: "icon" }, [
    svg("path", { d: PATHS[name] }),
  ]);
}
