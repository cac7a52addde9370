// @ts-check
// Articles kept for a time without a connection: an article's buttons, and the list of those that are kept. Without a
// service worker, as on an address that is not secure, none of it is shown.

import { kept } from "./kept.js";

function show() {
  for (const found of document.querySelectorAll("[data-offline=article]")) {
    const root = /** @type {HTMLElement} */ (found);
    const [keep, remove] = root.querySelectorAll("button");
    keep.hidden = (root.dataset.slug ?? "") in kept();
    remove.hidden = !keep.hidden;
  }
  const list = document.querySelector("[data-offline=list]");
  if (list instanceof HTMLElement && Object.keys(kept()).length) void import("./shelf.js").then((shelf) => shelf.show(list));
}

/** @param {Event} event */
async function press({ target }) {
  const button = target instanceof Element ? target.closest("[data-offline=article] button") : null;
  const root = button?.closest("[data-offline]");
  if (!(root instanceof HTMLElement)) return;
  try {
    const { keep, remove } = await import("./keeping.js");
    await (button === root.querySelector("button") ? keep : remove)(root);
  } catch {
    /** @type {Element} */ (root.querySelector("[role=status]")).textContent = root.dataset.failed ?? "";
  }
}

if ("keeps" in document.documentElement.dataset) {
  void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  document.addEventListener("click", (event) => void press(event));
  for (const name of ["voice:kept", "voice:article"]) addEventListener(name, show);
  show();
}
