/**
 * Where the header's menus stand: under the button that opens them, inside the window.
 *
 * Knows no entry of any menu; opening and closing are the browser's.
 */

const EDGE = 12; // pixels to the window's edge

/** Place every menu of the header as it opens; close them when the window's width shows other buttons. */
export function placeMenus() {
  const menus = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".header [popover]"));
  for (const menu of menus) menu.addEventListener("beforetoggle", () => requestAnimationFrame(() => place(menu)));
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    for (const menu of menus) if (menu.matches(":popover-open")) menu.hidePopover();
  });
}

/** @param {HTMLElement} menu */
function place(menu) {
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (!opener || !menu.matches(":popover-open")) return;
  const room = document.documentElement.clientWidth - menu.offsetWidth - EDGE;
  menu.style.left = `${Math.max(EDGE, Math.min(opener.getBoundingClientRect().left, room))}px`;
}
