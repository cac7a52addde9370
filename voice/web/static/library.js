// @ts-check
// On the library's page: what was begun, as kept on this device by the articles' pages.

import { places } from "./places.js";

const MOST_SHOWN = 3;
const section = /** @type {HTMLElement} */ (document.querySelector("[data-places]"));
const list = /** @type {HTMLElement} */ (section.querySelector("ul"));
const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));

function show() {
  const latest = Object.entries(places()).sort(([, one], [, other]) => other.at - one.at);
  list.replaceChildren(...latest.slice(0, MOST_SHOWN).map(([slug, place]) => row(slug, place)));
  section.hidden = latest.length === 0;
}

/** @param {string} slug @param {import("./places.js").Place} place */
function row(slug, { title, lang, section: id }) {
  const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
  link.href = `${link.getAttribute("href")?.replace("SLUG", encodeURIComponent(slug))}#${id}`;
  link.textContent = title;
  link.lang = lang || document.documentElement.lang;
  return made;
}

addEventListener("storage", show);
addEventListener("pageshow", show); // come back from an article
show();
