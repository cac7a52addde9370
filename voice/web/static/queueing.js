// @ts-check
// The buttons that add an article to the queue and take it out again; and the queue itself, where there is one to show.

import { queue, remove, wait } from "./queue.js";

const section = /** @type {HTMLElement} */ (document.querySelector("[data-queue]"));

function show() {
  const waiting = new Set(queue().map(({ address }) => address));
  const words = section.dataset;
  for (const found of document.querySelectorAll("button[data-queueing]")) {
    const button = /** @type {HTMLButtonElement} */ (found);
    button.textContent = (waiting.has(button.dataset.queueing ?? "") ? words.remove : words.add) ?? "";
  }
  if (waiting.size || !section.hidden) void import("./waiting.js").then((list) => list.show());
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest("button[data-queueing]");
  if (!(button instanceof HTMLElement)) return;
  const { queueing: address = "", title = "", lang = "" } = button.dataset;
  if (queue().some((each) => each.address === address)) remove(address);
  else wait([...queue(), { address, title, lang }]);
});
// Changed here, in another window, before one came back to this page; or another article stands in it.
for (const name of ["voice:queue", "storage", "pageshow", "voice:article"]) addEventListener(name, show);
show();
