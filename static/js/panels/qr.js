/**
 * The QR code of an address, large enough for the last row.
 *
 * The server draws the code; this shows it and says so when it can only be read on this computer.
 */

import { button, html } from "../stage/dom.js";

const HERE_ONLY = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @returns {(path: string, link: string) => void} shows the code of an address of this site
 */
export function createQr(words) {
  const dialog = html("dialog", { class: "qr", "aria-label": words("share.code") });
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    /** @type {HTMLElement | null} */ (document.querySelector("[popovertarget=share]"))?.focus();
  });

  return (path, link) => {
    const local = HERE_ONLY.test(location.hostname);
    dialog.replaceChildren(
      html("img", { src: `/qr.svg?path=${encodeURIComponent(path)}`, alt: words("share.code") }),
      html("p", { class: "address" }, [link]),
      local ? html("p", { class: "why" }, [words("share.hereOnly", { host: location.host })]) : "",
      button(words("share.close"), () => dialog.close(), { class: "close" }),
    );
    dialog.showModal();
  };
}
