/**
 * Theme, presentation and language: what the address says about looks, and the buttons that change it.
 *
 * Knows no picture; who draws one is told when it has to be drawn again.
 */

import { placeMenus } from "./menu.js";

/** @typedef {Pick<import("../state/experiment.js").Experiment, "key" | "setKey" | "queryWith">} Address */

const KEPT = ["lang", "theme", "present"];
const STILL = 2000; // milliseconds after which a pointer that rests is hidden from the audience

/**
 * Follow the address' `theme` and `present`.
 * @param {URLSearchParams} keys
 */
export function applyAppearance(keys) {
  const root = document.documentElement;
  const theme = keys.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  root.toggleAttribute("data-present", (keys.get("present") ?? "0") !== "0");
}

/**
 * The buttons and links of the header.
 * @param {Address} address
 * @param {() => void} redraw
 */
export function createAppearance(address, redraw) {
  placeMenus();
  switchTheme(address, redraw);
  switchPresent(address, redraw);
  switchLanguage(address);
  keepKeysInLinks(address);
  window.addEventListener("popstate", () => keepAppearance(address));
}

/**
 * Only the stage, for an audience: enter or leave, in full screen where the browser allows it.
 * @param {Address} address
 * @param {() => void} redraw
 * @param {boolean} [present] the other of both unless given
 */
export function togglePresent(address, redraw, present = !isPresenting()) {
  if (present === isPresenting()) return;
  document.documentElement.toggleAttribute("data-present", present);
  address.setKey("present", present ? "1" : null);
  // Where full screen is refused, the window will do.
  if (present) document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  redraw();
}

/** @param {Address} address @param {() => void} redraw */
function switchTheme(address, redraw) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", redraw);
  document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
    const dark = !getComputedStyle(document.documentElement).colorScheme.includes("dark");
    if (dark === system.matches) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = dark ? "dark" : "light";
    address.setKey("theme", document.documentElement.dataset.theme ?? null);
    redraw();
  });
}

/** @param {Address} address @param {() => void} redraw */
function switchPresent(address, redraw) {
  const root = document.documentElement;
  const toggle = () => togglePresent(address, redraw);
  const leave = () => togglePresent(address, redraw, false);
  for (const one of document.querySelectorAll("[data-present-switch]")) one.addEventListener("click", toggle);
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) leave();
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) leave();
  });
  let timer = 0;
  document.addEventListener("pointermove", () => {
    root.removeAttribute("data-still");
    clearTimeout(timer);
    timer = window.setTimeout(() => root.toggleAttribute("data-still", isPresenting()), STILL);
  });
}

function isPresenting() {
  return document.documentElement.hasAttribute("data-present");
}

/** Each link to the page in another language leads to what is shown now. @param {Address} address */
function switchLanguage(address) {
  for (const link of document.querySelectorAll("a[data-lang]")) {
    const anchor = /** @type {HTMLAnchorElement} */ (link);
    const turn = () => {
      anchor.href = `${location.pathname}?${address.queryWith({ lang: anchor.dataset.lang ?? "" })}`;
    };
    for (const kind of ["pointerenter", "focus", "click"]) anchor.addEventListener(kind, turn);
  }
}

/** Links to other experiments keep how the page looks. @param {Address} address */
function keepKeysInLinks(address) {
  for (const kind of ["pointerdown", "click"]) {
    document.addEventListener(kind, (event) => {
      const anchor = /** @type {Element} */ (event.target).closest?.("a[data-keeps]");
      if (anchor instanceof HTMLAnchorElement && !event.defaultPrevented) keepKeys(anchor, address);
    });
  }
}

/** @param {HTMLAnchorElement} anchor @param {Address} address */
function keepKeys(anchor, address) {
  anchor.dataset.keeps ||= anchor.href; // as it was made: what it names itself is not overruled
  const url = new URL(anchor.dataset.keeps);
  const kept = KEPT.filter((name) => address.key(name) !== null && !url.searchParams.has(name));
  const more = kept.map((name) => `${name}=${encodeURIComponent(address.key(name) ?? "")}`).join("&");
  anchor.href = url.pathname + (more ? `${url.search ? `${url.search}&` : "?"}${more}` : url.search);
}

/** An older address in the history may name other looks: the page keeps those that it has. @param {Address} address */
function keepAppearance(address) {
  const { theme } = document.documentElement.dataset;
  const shown = { theme: theme ?? null, present: isPresenting() ? "1" : null };
  for (const [name, value] of Object.entries(shown)) if (address.key(name) !== value) address.setKey(name, value);
}
