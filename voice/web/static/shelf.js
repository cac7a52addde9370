// @ts-check
// The list of the articles that are kept on this device, on the library's page.

import { drop } from "./keeping.js";
import { kept } from "./kept.js";
import { megabytes, words } from "./saying.js";

/** @param {HTMLElement} root */
export function show(root) {
  const rows = /** @type {HTMLElement} */ (root.querySelector("ul"));
  const size = /** @type {HTMLElement} */ (root.querySelector("[data-size]"));
  const found = Object.entries(kept());
  rows.replaceChildren(...found.map(([slug, article]) => row(root, slug, article)));
  size.textContent = words(root, "size", { SIZE: megabytes(found.reduce((sum, [, { bytes }]) => sum + bytes, 0)) });
  root.hidden = found.length === 0;
  /** @type {HTMLButtonElement} */ (root.querySelector("[data-all]")).onclick = () => void empty(root);
}

/** @param {HTMLElement} root @param {string} slug @param {import("./kept.js").Kept} article */
function row(root, slug, { title, lang }) {
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector("template"));
  const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
  link.href = (link.getAttribute("href") ?? "").replace("SLUG", encodeURIComponent(slug));
  link.textContent = title;
  link.lang = lang || document.documentElement.lang;
  return made;
}

/** @param {HTMLElement} root */
async function empty(root) {
  await Promise.all(Object.keys(kept()).map(drop));
  show(root);
  document.querySelector("main")?.focus();
}
