// @ts-check
// On the library's page: what was begun and what waits in the queue, as kept on this device by the articles' pages.

import { places } from "./places.js";

const QUEUE = "voice.queue";
const TITLES = "voice.titles";
const MOST_SHOWN = 3;

/** What is kept under a key. @template T @param {string} key @param {T} otherwise @returns {T} */
function kept(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} key @param {unknown} value */
function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // the browser keeps nothing for this site: the page stays as it is
  }
}

/** @param {string} name @returns {{section: HTMLElement, list: HTMLElement, one: () => HTMLElement}} a part of the page */
function part(name) {
  const section = /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  return {
    section,
    list: /** @type {HTMLElement} */ (section.querySelector("ul, ol")),
    one: () => /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true)),
  };
}

/** @param {HTMLElement} row @param {string} slug @param {string} title @param {string} section */
function label(row, slug, title, section = "") {
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
  link.href = link.getAttribute("href")?.replace("SLUG", encodeURIComponent(slug)) + (section && `#${section}`);
  const named = row.querySelector("[data-title]");
  if (named) named.textContent = title;
}

function showPlaces() {
  const { section, list, one } = part("places");
  const latest = Object.entries(places()).sort(([, one], [, other]) => other.at - one.at);
  list.replaceChildren(...latest.slice(0, MOST_SHOWN).map(([slug, place]) => {
    const row = one();
    label(row, slug, place.title, place.section);
    return row;
  }));
  section.hidden = latest.length === 0;
}

function showQueue() {
  const { section, list, one } = part("queue");
  /** @type {string[]} */
  const queue = kept(QUEUE, []);
  /** @type {Record<string, string>} */
  const titles = kept(TITLES, {});
  list.replaceChildren(...queue.map((slug) => {
    const row = one();
    label(row, slug, titles[slug] ?? slug);
    const remove = /** @type {HTMLButtonElement} */ (row.querySelector("[data-remove]"));
    remove.setAttribute("aria-label", (remove.dataset.name ?? "").replace("TITLE", titles[slug] ?? slug));
    remove.addEventListener("click", () => {
      keep(QUEUE, kept(QUEUE, []).filter((each) => each !== slug));
      show();
      // The button is gone: the focus goes to what is nearest to it.
      const next = /** @type {HTMLElement | null} */ (section.hidden ? document.querySelector("#page_search") : list.querySelector("button"));
      next?.focus();
    });
    return row;
  }));
  section.hidden = queue.length === 0;
  for (const button of additions()) button.ariaDisabled = String(queue.includes(button.dataset.add ?? ""));
}

/** @returns {HTMLButtonElement[]} */
const additions = () => [...document.querySelectorAll("button")].filter((button) => button.dataset.add);

function show() {
  showPlaces();
  showQueue();
}

for (const button of additions()) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const { add = "", title = "" } = button.dataset;
    keep(TITLES, { ...kept(TITLES, {}), [add]: title });
    keep(QUEUE, [...kept(QUEUE, []).filter((slug) => slug !== add), add]);
    show();
  });
}
addEventListener("storage", show);
addEventListener("pageshow", show); // come back from an article
