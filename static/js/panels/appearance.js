/**
 * Theme, presentation and language: what the address says about looks, and the buttons that change it.
 */

const KEPT = ["lang", "theme", "present"];

/**
 * Follow the address' `theme` and `present`.
 * @param {URLSearchParams} keys
 */
export function applyAppearance(keys) {
  const root = document.documentElement;
  const theme = keys.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (keys.get("present") && keys.get("present") !== "0") root.dataset.present = "";
  else delete root.dataset.present;
}

/**
 * The buttons and links of the header.
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {() => void} redraw
 */
export function createAppearance(experiment, redraw) {
  const theme = document.querySelector("[data-theme-switch]");
  theme?.addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    experiment.setKey("theme", dark ? "light" : "dark");
    applyAppearance(new URLSearchParams({ theme: dark ? "light" : "dark", present: experiment.key("present") ?? "" }));
    redraw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  for (const link of document.querySelectorAll("a[data-lang]")) {
    const anchor = /** @type {HTMLAnchorElement} */ (link);
    const turn = () => {
      anchor.href = `${location.pathname}?${experiment.queryWith({ lang: anchor.dataset.lang ?? "" })}`;
    };
    anchor.addEventListener("pointerenter", turn);
    anchor.addEventListener("focus", turn);
    anchor.addEventListener("click", turn);
  }
  document.addEventListener("click", (event) => {
    const anchor = /** @type {Element} */ (event.target).closest?.("a[data-keeps]");
    if (anchor instanceof HTMLAnchorElement && !event.defaultPrevented) keepKeys(anchor, experiment);
  });
}

/**
 * A link to another experiment keeps how the page looks.
 * @param {HTMLAnchorElement} anchor
 * @param {import("../state/experiment.js").Experiment} experiment
 */
function keepKeys(anchor, experiment) {
  const url = new URL(anchor.href);
  const kept = KEPT.filter((name) => experiment.key(name) !== null && !url.searchParams.has(name));
  const more = kept.map((name) => `${name}=${encodeURIComponent(experiment.key(name) ?? "")}`).join("&");
  if (more) anchor.href = `${url.pathname}${url.search ? `${url.search}&` : "?"}${more}`;
}
