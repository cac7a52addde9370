// @ts-check
// Which sentence somebody presses: with a pointer, or with Enter where a caret stands in the text (F7, screen readers).

import { characterAt } from "./written.js";

/** What does something by itself when it is pressed. */
const ACTIVE = "a, button, input, select, textarea, summary, label, audio, voice-player";

/**
 * @typedef {import("./parts.js").Part} Part
 * @typedef {{part: Part, point: {block: string, start: number}}} Pressed
 */

/** Call `play` where a sentence is pressed. Pointer events only: with others, screen readers call all text clickable.
 * @param {() => Part[]} parts @param {(pressed: Pressed) => void} play */
export function onSentence(parts, play) {
  document.addEventListener("pointerup", (event) => {
    if (event.button !== 0 || !isText(event.target) || !getSelection()?.isCollapsed) return;
    const caret = caretAt(event.clientX, event.clientY);
    const pressed = caret && pressedAt(parts(), caret.node, caret.offset);
    if (pressed) play(pressed);
  });
  document.addEventListener("keydown", (event) => {
    const { focusNode, focusOffset } = getSelection() ?? {};
    if (event.key !== "Enter" || !isText(event.target) || !focusNode) return;
    const pressed = pressedAt(parts(), focusNode, focusOffset ?? 0);
    if (pressed) play(pressed);
  });
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
  const element = node.parentElement?.closest("[id], [data-block]");
  if (!(element instanceof HTMLElement)) return undefined;
  const start = characterAt(element.querySelector("[data-written]") ?? element, node, offset);
  const part = parts.find((each) => each.element === element.closest("[data-part]"));
  if (start === null || !part) return undefined;
  return { part, point: { block: element.dataset.block ?? element.id, start } };
}
