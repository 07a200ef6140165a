/**
 * The panel where it has no place beside the stage: a sheet on a phone, a drawer on a small window.
 *
 * Opened by whatever carries `data-opens="settings"`; the focus goes in with it and back to where it came from. Between
 * the two widths the panel stands below the stage, and the same button leads there.
 */

import { html } from "../stage/dom.js";
import { signButton } from "./signs.js";

const OPENER = '[data-opens="settings"]';
const LEAST = 0.3; // of the window's height; below it the sheet closes
const TALL = 0.7; // from it on the sheet becomes full
const SLACK = 6; // pixels that a finger may move and still tap

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} heading where the button stands that closes it
 * @param {import("./fields.js").Words} words
 */
export function createDrawer(panel, heading, words) {
  const sheet = matchMedia("(max-width: 599px)");
  const below = matchMedia("(min-width: 600px) and (max-width: 899px)");
  const beside = matchMedia("(min-width: 1200px)");
  const scrim = html("div", { class: "scrim" });
  const grip = html("button", { type: "button", class: "grip", "aria-label": words("settings.taller") });
  const close = signButton("close", words("settings.close"), shut);
  close.classList.add("close");
  heading.append(close);
  /** @type {Element | null} */
  let opener = null;
  panel.tabIndex = -1;
  panel.prepend(grip);
  panel.after(scrim);
  scrim.addEventListener("click", shut);
  for (const width of [sheet, below, beside]) width.addEventListener("change", shut);

  /** @param {boolean} isOpen */
  function mark(isOpen) {
    const isModal = isOpen && sheet.matches;
    panel.toggleAttribute("data-open", isOpen);
    panel.removeAttribute("data-tall");
    grip.setAttribute("aria-expanded", "false");
    for (const other of document.querySelectorAll("body > :not(.frame-page, script), .left"))
      other.toggleAttribute("inert", isModal);
    for (const one of document.querySelectorAll(OPENER)) one.setAttribute("aria-expanded", String(isOpen));
  }

  function shut() {
    if (!panel.hasAttribute("data-open")) return;
    mark(false);
    if (opener instanceof HTMLElement) opener.focus();
  }

  document.addEventListener("click", (event) => {
    const found = event.target instanceof Element ? event.target.closest(OPENER) : null;
    if (!found) return;
    opener = found;
    if (below.matches || beside.matches) panel.scrollIntoView({ block: "start" });
    else if (panel.hasAttribute("data-open")) return shut();
    else mark(true);
    panel.focus({ preventScroll: true });
  });
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !panel.hasAttribute("data-open")) return;
    event.preventDefault();
    event.stopPropagation();
    shut();
  };
  document.addEventListener("keydown", onKey, true);
  letDrag(panel, grip, shut);
}

/**
 * The sheet follows its handle and comes to rest at half height, at full height or closed; a tap changes between the two.
 * @param {HTMLElement} panel
 * @param {HTMLElement} grip
 * @param {() => void} shut
 */
function letDrag(panel, grip, shut) {
  let from = 0;
  let height = 0;
  let moved = false;

  /** @param {boolean} isTall */
  function rest(isTall) {
    panel.toggleAttribute("data-tall", isTall);
    grip.setAttribute("aria-expanded", String(isTall));
  }

  grip.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    height = panel.offsetHeight;
    moved = false;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    moved ||= Math.abs(event.clientY - from) > SLACK;
    if (moved) panel.style.height = `${height + from - event.clientY}px`;
  });
  const end = () => {
    const part = panel.offsetHeight / window.innerHeight;
    panel.style.removeProperty("height");
    if (!moved) return;
    if (part < LEAST) shut();
    else rest(part > TALL);
  };
  grip.addEventListener("lostpointercapture", end);
  grip.addEventListener("click", () => {
    if (!moved) rest(!panel.hasAttribute("data-tall"));
    moved = false;
  });
}
