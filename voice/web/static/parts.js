// @ts-check
// What an article's page offers to the ear, read from its buttons.

/**
 * @typedef {object} Part
 * @property {"opening" | "section" | "notes" | "ending"} kind
 * @property {string} id its section's id; "" for the disclaimers
 * @property {string} name what it is called, in the language `lang`
 * @property {string} lang
 * @property {Element} element where its text stands
 * @property {string} first where it plays from, whoever asks; begins with the disclaimers where there are any
 * @property {string} after where it plays from in a session that has heard the disclaimers; "" where there is no other
 * @property {HTMLButtonElement} button "Listen to ..."
 */

/** In the order in which they are heard. @param {Element} article @returns {Part[]} */
export function partsOf(article) {
  return [...article.querySelectorAll("button[data-kind]")].map((found) => {
    const button = /** @type {HTMLButtonElement} */ (found);
    const element = /** @type {HTMLElement} */ (button.closest("[data-part]"));
    const { kind = "section", first = "", after = "", name = "", lang = "" } = button.dataset;
    const part = { kind, id: element.dataset.part ?? "", name, lang, element, first, after, button };
    return /** @type {Part} */ (part);
  });
}
