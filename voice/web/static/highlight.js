// @ts-check
// What the voice is at, made visible: its sentence, and the word in it. Where the browser has no custom highlights, the
// block that is read has a line beside it.

import { holderOf, rangeOf } from "./written.js";

/** @typedef {import("./marks.js").Mark} Mark */

const highlights = globalThis.CSS?.highlights;

export class Highlighter {
  /** "off", "sentence" or "word". */
  mode = "sentence";
  /** @type {Mark | undefined} */
  #sentence;
  /** @type {Mark | undefined} */
  #word;
  /** @type {Element | null} */
  #holder = null;

  /** Where the sentence stands that is shown; null where none is. @type {Range | null} */
  range = null;

  /** Show where the voice is. Returns whether that is another sentence than before.
   * @param {Element | undefined} part @param {Mark | undefined} sentence @param {Mark | undefined} word */
  show(part, sentence, word) {
    const moved = sentence !== this.#sentence;
    if (moved) this.#moveTo(part, sentence);
    if (moved || word !== this.#word) this.#drawWord(word);
    return moved;
  }

  /** Draw what is shown in another manner. @param {string} mode */
  draw(mode) {
    this.mode = mode;
    const word = this.#word;
    this.#drawSentence();
    this.#drawWord(word);
  }

  /** @param {Element | undefined} part @param {Mark | undefined} sentence */
  #moveTo(part, sentence) {
    this.#sentence = sentence;
    this.#holder?.classList.remove("heard");
    this.#holder = part && sentence ? holderOf(sentence.block, part) : null;
    this.range = this.#holder && sentence ? rangeOf(this.#holder, sentence.start, sentence.length) : null;
    this.#drawSentence();
  }

  #drawSentence() {
    const shown = this.mode === "off" ? null : this.range;
    if (highlights) paint("voice-sentence", shown);
    else this.#holder?.classList.toggle("heard", shown !== null);
  }

  /** @param {Mark | undefined} word */
  #drawWord(word) {
    this.#word = word;
    const holder = this.mode === "word" ? this.#holder : null;
    paint("voice-word", word && holder ? rangeOf(holder, word.start, word.length) : null);
  }
}

/** @param {string} name @param {Range | null} range */
function paint(name, range) {
  if (!highlights) return;
  if (!range) return void highlights.delete(name);
  const highlight = new Highlight(range);
  highlight.priority = name === "voice-word" ? 1 : 0;
  highlights.set(name, highlight);
}
