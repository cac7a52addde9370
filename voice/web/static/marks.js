// @ts-check
// A recording's speech marks: which sentence and which word is heard when, and when a character of the text is.

/** How often a recording that is being made is asked for, in milliseconds. */
const AGAIN_MS = 1500;

/**
 * @typedef {{kind: string, start_ms: number, end_ms: number, block: string, start: number, length: number}} Mark
 * @typedef {{block: string, start: number}} Point a character of a block, counted in code points
 */

export class Marks {
  /** @param {Mark[]} marks in the order in which they are heard */
  constructor(marks) {
    this.all = marks;
    this.sentences = marks.filter((mark) => mark.kind === "sentence");
    this.words = marks.filter((mark) => mark.kind === "word");
    this.blocks = new Set(this.sentences.map((mark) => mark.block));
  }

  /** The sentence that is heard, or was heard last. @param {number} ms */
  sentenceAt(ms) {
    return this.sentences[lastBegun(this.sentences, ms)];
  }

  /** The word that is heard, or was heard last, in that sentence. @param {number} ms */
  wordAt(ms) {
    const word = this.words[lastBegun(this.words, ms)];
    const sentence = this.sentenceAt(ms);
    return word && sentence && word.start_ms >= sentence.start_ms ? word : undefined;
  }

  /** The sentence that a character stands in; the nearest one before it. @param {Point} point */
  sentenceOf(point) {
    const before = this.sentences.filter((mark) => mark.block === point.block && mark.start <= point.start);
    return before.at(-1) ?? this.sentences.find((mark) => mark.block === point.block);
  }

  /** The sentence so many after the one that is heard; undefined beyond the first and the last.
   * @param {number} ms @param {number} step */
  sentenceFrom(ms, step) {
    return this.sentences[lastBegun(this.sentences, ms) + step];
  }
}

export const NO_MARKS = new Marks([]);

/** The last of the marks that has begun; -1 before the first. @param {Mark[]} marks @param {number} ms */
function lastBegun(marks, ms) {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle].start_ms <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The marks of the recording under that address. Those of one that is still being made come when it is ready.
 * @param {string} address @param {() => boolean} wanted whether anybody still waits for them
 * @returns {Promise<Marks | null>} null where the session may not hear it, having heard no disclaimer
 */
export async function marksOf(address, wanted) {
  while (wanted()) {
    const head = await fetch(address, { method: "HEAD" });
    if (head.status === 403) return null;
    if (!head.ok) break;
    if (head.headers.has("ETag")) {
      const place = new URL(head.url);
      place.pathname = place.pathname.replace(/\.\w+$/, ".marks.json");
      const answer = await fetch(place);
      return answer.ok ? new Marks(await answer.json()) : NO_MARKS;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return NO_MARKS;
}
