// @ts-check
// Keys for those who want them: none works before it is switched on (WCAG 2.2, 2.1.4), and each can be changed.

import { wish, wishes } from "./wishes.js";

/** Keys that move about the page or the browser, and are no shortcut of ours. */
const TAKEN = new Set(["Tab", "Enter", "Escape", "Shift", "Control", "Alt", "Meta", "AltGraph", " "]);

/** A key as people call it, with what is held down beside it: "k", "Alt+Shift+K". @param {KeyboardEvent} event */
function nameOf({ key, ctrlKey, altKey, metaKey, shiftKey }) {
  const held = [ctrlKey && "Ctrl", altKey && "Alt", metaKey && "Meta"].filter(Boolean);
  if (shiftKey && held.length) held.push("Shift");
  return [...held, key].join("+");
}

export class Shortcuts {
  on = false;

  /** @param {HTMLInputElement[]} fields one for each act, named by it; they show its key, and take another
   * @param {(act: string) => void} act */
  constructor(fields, act) {
    this.fields = fields;
    for (const field of fields) {
      field.value = wishes()[field.name] ?? field.value;
      field.addEventListener("keydown", (event) => this.#change(field, event));
    }
    document.addEventListener("keydown", (event) => this.#pressed(event, act));
  }

  /** @param {HTMLInputElement} field @param {KeyboardEvent} event */
  #change(field, event) {
    if (TAKEN.has(event.key)) return;
    event.preventDefault();
    field.value = ["Backspace", "Delete"].includes(event.key) ? "" : nameOf(event);
    for (const other of this.fields) {
      if (other !== field && other.value === field.value) other.value = "";
      wish(other.name, other.value);
    }
  }

  /** @param {KeyboardEvent} event @param {(act: string) => void} act */
  #pressed(event, act) {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    if (!this.on || typing || event.defaultPrevented) return;
    const name = nameOf(event);
    const field = this.fields.find(({ value }) => value === name);
    if (!field) return;
    event.preventDefault();
    act(field.name.replace("key_", ""));
  }
}
