// @ts-check
// What an article's page offers to the ear, read from its native players: without this, each plays by itself.

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

/** The page's parts in the order in which they are heard; each gets its button in the place of its native player.
 * @param {Element} article @returns {Part[]} */
export function partsOf(article) {
  return [...article.querySelectorAll("audio[data-kind]")].map((found) => {
    const audio = /** @type {HTMLAudioElement} */ (found);
    const button = /** @type {HTMLButtonElement} */ (audio.nextElementSibling);
    const element = /** @type {HTMLElement} */ (audio.closest("[data-part]"));
    const { kind = "section", first = audio.src, after = "", name = "", lang = "" } = audio.dataset;
    audio.remove();
    const part = { kind, id: element.dataset.part ?? "", name, lang, element, first, after, button };
    return /** @type {Part} */ (part);
  });
}
