// @ts-check
// The queue as a list: each article a link, with what lets it be heard earlier or later and takes it out.

import { queue, wait } from "./queue.js";

const section = /** @type {HTMLElement} */ (document.querySelector("[data-queue]"));
const list = /** @type {HTMLElement} */ (section.querySelector("ol"));
const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
let shown = "";

/** Let the list show what waits. What has not changed is left alone, with the focus in it. */
export function show() {
  const waiting = queue();
  if (JSON.stringify(waiting) === shown) return;
  shown = JSON.stringify(waiting);
  list.replaceChildren(...waiting.map((article, at) => row(article, at === 0, at === waiting.length - 1)));
  section.hidden = waiting.length === 0;
}

/** @param {import("./queue.js").Waiting} article @param {boolean} first @param {boolean} last */
function row({ address, title, lang }, first, last) {
  const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
  link.href = address;
  link.textContent = title;
  link.lang = lang || document.documentElement.lang;
  link.id = `queued_${address}`;
  for (const button of made.querySelectorAll("button")) {
    const { step } = button.dataset;
    if ((first && step === "-1") || (last && step === "1")) button.ariaDisabled = "true";
    button.id = `${link.id}_${step}`;
    button.setAttribute("aria-labelledby", `${button.id} ${link.id}`);
  }
  return made;
}

list.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  if (!button || button.ariaDisabled === "true") return;
  const at = [...list.children].findIndex((each) => each.contains(button));
  const step = Number(button.dataset.step);
  const waiting = queue();
  const [article] = waiting.splice(at, 1);
  if (step) waiting.splice(at + step, 0, article);
  wait(waiting);
  show();
  focusOn(at + step, button.dataset.step);
});

/** The button that was pressed has moved or is gone: the focus goes with it, or to what is nearest.
 * @param {number} at @param {string | undefined} step */
function focusOn(at, step) {
  const near = list.children[Math.min(at, list.children.length - 1)];
  const button = near?.querySelector(`[data-step="${step}"]`) ?? document.querySelector("main");
  /** @type {HTMLElement | null} */ (button)?.focus();
}
