// @ts-check
// What this listener leaves out of a part (see skipping.js), as the page shows its blocks.

import { skipped } from "./skipping.js";
import { holderOf, stretches } from "./written.js";

/** The kind of a block, by the element that shows it. @type {Record<string, string>} */
const KINDS = { TR: "row", PRE: "code" };

/** The stretches to be jumped over, [from, to] in milliseconds.
 * @param {import("./marks.js").Marks} marks @param {Element} part @param {string[]} choices @returns {[number, number][]} */
export function leftOut(marks, part, choices) {
  /** @type {Record<string, {kind: string, text: string}>} */
  const blocks = {};
  for (const id of marks.blocks) {
    const holder = holderOf(id, part);
    if (!(holder instanceof HTMLElement) || !part.contains(holder) || holder.closest(".disclaimer")) continue;
    blocks[id] = { kind: holder.dataset.kind ?? KINDS[holder.tagName] ?? "", text: textOf(holder) };
  }
  return skipped(marks.all, blocks, choices);
}

/** A block's text; what parts the cells of a row is a space each. @param {Element} holder */
function textOf(holder) {
  let text = "";
  let length = 0;
  for (const { node, from, to } of stretches(holder)) {
    text += " ".repeat(Math.max(0, from - length)) + node.data;
    length = to;
  }
  return text;
}
