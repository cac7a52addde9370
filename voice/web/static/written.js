// @ts-check
// Where on the page the characters of a block stand. Marks count them in code points, the DOM in UTF-16 units, and the
// page shows more than a block's text: labels, marks of notes, lists within an item.

/** What stands in a block's element and not in its text. */
const BESIDE = ".label, .items";

/** @typedef {{node: Text, from: number, to: number}} Stretch a text node, and which code points of the block it has */

/** @type {WeakMap<Element, Stretch[]>} */
const known = new WeakMap();

/** The element that holds a block's text. A part may show a text that stands above once more.
 * @param {string} block @param {Element} part */
export function holderOf(block, part) {
  const found = part.querySelector(`[data-block="${CSS.escape(block)}"]`) ?? document.getElementById(block);
  return found?.querySelector("[data-written]") ?? found;
}

/** So many characters of a block; null where the page does not show them.
 * @param {Element} holder @param {number} start @param {number} length @returns {Range | null} */
export function rangeOf(holder, start, length) {
  const shown = stretches(holder).filter(({ from, to }) => from < start + length && to > start);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, units(first, Math.max(start, first.from)));
  range.setEnd(last.node, units(last, Math.min(start + length, last.to)));
  return range;
}

/** @param {Stretch} stretch @param {number} point */
function units({ node, from, to }, point) {
  if (node.length === to - from) return point - from;
  return [...node.data].slice(0, point - from).join("").length;
}

/** The text nodes that hold a block's characters. @param {Element} holder */
export function stretches(holder) {
  let found = known.get(holder);
  if (!found) known.set(holder, (found = read(holder)));
  return found;
}

/** @param {Element} holder */
function read(holder) {
  /** @type {Stretch[]} */
  const found = [];
  let at = 0;
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof HTMLElement && node.dataset.start) at = Number(node.dataset.start);
    if (!(node instanceof Text) || isBetween(node)) continue;
    const length = [...node.data].length;
    found.push({ node, from: at, to: at + length });
    at += length;
  }
  return found;
}

/** Whether a text only parts the cells of a row. @param {Text} node */
function isBetween(node) {
  return node.parentElement instanceof HTMLTableRowElement;
}
