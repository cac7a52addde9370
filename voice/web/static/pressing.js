// @ts-check
// Which sentence somebody presses: with a pointer, or with Enter where a caret stands in the text (F7, screen readers).

import { stretches } from "./written.js";

/** What does something by itself when it is pressed. */
const ACTIVE = "a, button, input, select, textarea, summary, label, audio, voice-player";

/**
 * @typedef {import("./parts.js").Part} Part
 * @typedef {{part: Part, point: {block: string, start: number}}} Pressed
 */

/** The sentence that is pressed, if one is. @param {Event} event @param {Part[]} parts @returns {Pressed | undefined} */
export function pressed(event, parts) {
  if (!isText(event.target)) return undefined;
  const caret = event instanceof PointerEvent ? pointed(event) : chosen();
  return caret && isWithin(event, caret.node) ? pressedAt(parts, caret.node, caret.offset) : undefined;
}

/** @param {PointerEvent} event */
function pointed({ button, clientX, clientY }) {
  return button === 0 && getSelection()?.isCollapsed ? caretAt(clientX, clientY) : null;
}

function chosen() {
  const { focusNode: node, focusOffset: offset = 0 } = getSelection() ?? {};
  return node ? { node, offset } : null;
}

/** The element of a block that something stands in. @param {Element | null} element */
function blockOf(element) {
  return element?.closest("[id], [data-block]");
}

/** Browsers name the nearest text where nothing is written; who presses an empty place means none.
 * @param {Event} event @param {Node} node */
function isWithin(event, node) {
  return event instanceof KeyboardEvent || blockOf(/** @type {Element} */ (event.target)) === blockOf(node.parentElement);
}

/** @param {EventTarget | null} target */
function isText(target) {
  return target instanceof Element && !target.closest(ACTIVE);
}

/** @param {number} x @param {number} y @returns {{node: Node, offset: number} | null} */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** @param {Part[]} parts @param {Node} node @param {number} offset @returns {Pressed | undefined} */
function pressedAt(parts, node, offset) {
  const element = blockOf(node.parentElement);
  if (!(element instanceof HTMLElement)) return undefined;
  const label = node.parentElement?.closest(".label");
  const start = label ? 0 : characterAt(element.querySelector("[data-written]") ?? element, node, offset);
  const part = parts.find((each) => each.element === element.closest("[data-part]"));
  if (start === null || !part) return undefined;
  return { part, point: { block: element.dataset.block ?? element.id, start } };
}

/** The character of a block that a place in the DOM is; null where it is none.
 * @param {Element} holder @param {Node} node @param {number} offset @returns {number | null} */
export function characterAt(holder, node, offset) {
  const stretch = stretches(holder).find((each) => each.node === node);
  return stretch ? stretch.from + [...stretch.node.data.slice(0, offset)].length : null;
}
