// @ts-check
// Which articles are kept on this device with their sound (see keeping.js).

const LIST = "voice.kept";

/** @typedef {{title: string, lang: string, bytes: number}} Kept */

/** What is kept, by the article's slug. @returns {Record<string, Kept>} */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(LIST) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {Record<string, Kept>} list */
export function note(list) {
  localStorage.setItem(LIST, JSON.stringify(list));
}
