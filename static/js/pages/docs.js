/**
 * The documentation: theme and language as on every page, and buttons that copy a command.
 *
 * Knows no question; everything else on the page works without a script.
 */

import { createAppearance } from "../panels/appearance.js";
import { addressKeys } from "../state/keys.js";

const TOLD = 2000; // milliseconds for which a button says that it has copied

createAppearance(addressKeys(), () => {});
const copies = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copy]"));
if (navigator.clipboard) for (const button of copies) offer(button); // there is none outside of secure pages

/** @param {HTMLButtonElement} button which stands behind its command */
function offer(button) {
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? "");
    button.textContent = button.dataset.copy ?? "";
    setTimeout(() => {
      button.textContent = name;
    }, TOLD);
  });
}
