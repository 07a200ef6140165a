/** The line drawings on the buttons of the settings, as paths of a 24 × 24 field. */

import { svg } from "../stage/svg.js";

const PATHS = {
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.6l-1.6 1.6M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.6l1.6-1.6",
  unlink: "M13 6.1l.3-.3a4 4 0 0 1 5.7 5.6l-2 2M11 17.9l-.3.3a4 4 0 0 1-5.7-5.6l2-2M4 4l16 16",
  undo: "M8 14 4 10l4-4M4 10h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M16 14l4-4-4-4M20 10H10a5.5 5.5 0 0 0 0 11h3",
  pencil: "M5 19l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L9 18zM14.5 6.5l3 3",
  dice: "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8.5 8.5v.01M15.5 8.5v.01M12 12v.01M8.5 15.5v.01M15.5 15.5v.01",
  close: "M6 6l12 12M18 6 6 18",
  warning: "M12 3.8 2.8 20h18.4zM12 10v4.5M12 17.3v.01",
};

/** @param {keyof typeof PATHS} name */
export function sign(name) {
  return svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true", class: "glyph" }, [
    svg("path", { d: PATHS[name] }),
  ]);
}

/**
 * A button with a drawing and a name that is heard, and shown to a resting pointer.
 * @param {keyof typeof PATHS} name
 * @param {string} label
 * @param {() => void} act
 */
export function signButton(name, label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool-button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.append(sign(name));
  button.addEventListener("click", act);
  return button;
}
