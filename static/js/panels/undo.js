/**
 * Undo and redo: two buttons, and the keys that people know for them.
 *
 * A text field that has the focus keeps the keys: it undoes its own typing.
 */

import { signButton } from "./signs.js";

const TEXT = "textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])";

/**
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 */
export function createUndo(experiment, words) {
  const undo = signButton("undo", words("settings.undo"), () => experiment.undo());
  const redo = signButton("redo", words("settings.redo"), () => experiment.redo());
  const show = () => {
    undo.disabled = !experiment.canUndo;
    redo.disabled = !experiment.canRedo;
  };
  experiment.subscribe(show);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if ((key !== "z" && !isRedo) || (event.target instanceof Element && event.target.matches(TEXT))) return;
    event.preventDefault();
    if (isRedo) experiment.redo();
    else experiment.undo();
  });
  show();
  return [undo, redo];
}
