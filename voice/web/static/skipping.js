// @ts-check
// What a listener leaves out, as stretches of a recording. Nothing but what the article itself says is ever left out:
// a disclaimer is no block of a section, so no choice reaches it.

/**
 * @typedef {{kind: string, start_ms: number, end_ms: number, block: string, start: number, length: number}} Mark
 * @typedef {{kind: string, text: string}} Block a block's kind ("paragraph", "row", "code", ...) and its written text
 */

/** The kind of blocks that a choice leaves out whole. @type {Record<string, string>} */
const WHOLE = { code: "code", tables: "row", pictures: "figure" };
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?)\]'"”’]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const NOTE_MARK = /\[\s*(?:\d+|[a-z]|note \d+)(?:\s*[,–-]\s*\d+)*\s*\]/giu;
const OPENS = "(（";
const CLOSES = ")）";

/**
 * The stretches to be jumped over, [from, to] in milliseconds, in order and apart from one another.
 *
 * `marks` are a recording's speech marks, `blocks` those of its section by id, `choices` what is to be left out:
 * "notes", "parentheses", "addresses", "code", "tables", "pictures".
 *
 * @param {Mark[]} marks @param {Record<string, Block>} blocks @param {Iterable<string>} choices
 * @returns {[number, number][]}
 */
export function skipped(marks, blocks, choices) {
  const chosen = new Set(choices);
  if (chosen.size === 0) return [];
  const words = marks.filter((mark) => mark.kind === "word");
  /** @type {Map<string, [number, number][]>} what is left out of each block, in characters */
  const out = new Map(Object.entries(blocks).map(([id, block]) => [id, leftOut(block, chosen)]));
  /** @type {[number, number][]} */
  const ranges = [];
  let open = false;
  words.forEach((word, at) => {
    const before = words[at - 1];
    const left = isWithin(word, out.get(word.block) ?? []);
    if (left && !open) ranges.push([beginning(word, before, blocks, chosen), Infinity]);
    if (!left && open) ranges[ranges.length - 1][1] = before.block === word.block ? word.start_ms : before.end_ms;
    open = left;
  });
  if (open) ranges[ranges.length - 1][1] = words[words.length - 1].end_ms;
  return ranges.filter(([from, to]) => to > from);
}

/**
 * Where a stretch begins. What announces a block ("Row 2.", "Picture.") goes with it, so it begins where the block before
 * ends; but never within what is no block of the section, as a disclaimer may end in words that have no mark.
 * @param {Mark} word @param {Mark | undefined} before @param {Record<string, Block>} blocks @param {Set<string>} chosen
 */
function beginning(word, before, blocks, chosen) {
  const announced = before && before.block !== word.block && before.block in blocks && isWhole(blocks[word.block], chosen);
  return announced ? before.end_ms : word.start_ms;
}

/** @param {Block} block @param {Set<string>} chosen */
function isWhole(block, chosen) {
  return [...chosen].some((choice) => WHOLE[choice] === block.kind);
}

/** The characters of a block that are left out, [from, to], counted as marks count: in code points.
 * @param {Block} block @param {Set<string>} chosen @returns {[number, number][]} */
function leftOut(block, chosen) {
  if (isWhole(block, chosen)) return [[0, Infinity]];
  /** @type {[number, number][]} */
  const found = [];
  if (chosen.has("parentheses")) found.push(...inParentheses(block.text));
  if (chosen.has("addresses")) found.push(...matches(block.text, ADDRESS));
  if (chosen.has("notes")) found.push(...matches(block.text, NOTE_MARK));
  const points = (/** @type {number} */ at) => [...block.text.slice(0, at)].length;
  return found.map(([from, to]) => [points(from), points(to)]);
}

/** What stands in parentheses, the outermost; one that is never closed leaves nothing out.
 * @param {string} text @returns {[number, number][]} */
function inParentheses(text) {
  /** @type {[number, number][]} */
  const found = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (OPENS.includes(text[at])) {
      if (depth === 0) from = at;
      depth += 1;
    } else if (CLOSES.includes(text[at]) && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push([from, at + 1]);
    }
  }
  return found;
}

/** @param {string} text @param {RegExp} pattern @returns {[number, number][]} */
function matches(text, pattern) {
  return [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length]);
}

/** @param {Mark} word @param {[number, number][]} ranges */
function isWithin(word, ranges) {
  return ranges.some(([from, to]) => from <= word.start && word.start + word.length <= to);
}
