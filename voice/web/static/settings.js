// @ts-check
// The settings' controls: they show what is kept, and keep what they are set to. Fetched once they are opened.
import { contrast, keep, preferences } from "./preferences.js";

const ENOUGH = 7; // WCAG 2.2, 1.4.6
const panel = /** @type {HTMLDetailsElement} */ (document.querySelector("details.settings"));
const form = /** @type {HTMLFormElement} */ (panel.querySelector("form"));
const colours = /** @type {HTMLElement} */ (form.querySelector("[data-own-colours]"));
const verdict = /** @type {HTMLOutputElement} */ (form.querySelector("output"));

/** @returns {Map<string, (HTMLInputElement | HTMLSelectElement)[]>} the controls of each name */
function controls() {
  const named = new Map();
  for (const control of form.elements) {
    const { name } = /** @type {HTMLInputElement} */ (control);
    if (name) named.set(name, [...(named.get(name) ?? []), control]);
  }
  return named;
}

/** Let the controls show what is kept. */
function show() {
  const kept = preferences();
  for (const [name, group] of controls()) {
    if (!(name in kept)) continue;
    for (const control of group) {
      if (control.type === "checkbox" || control.type === "radio") {
        /** @type {HTMLInputElement} */ (control).checked = [kept[name]].flat().includes(control.value);
      } else {
        control.value = String(kept[name]);
      }
    }
  }
  judge();
}

/** Keep what the controls are set to. */
function gather() {
  const set = new FormData(form);
  /** @type {Record<string, string | string[]>} */
  const chosen = {};
  for (const [name, [first]] of controls()) {
    chosen[name] = first.type === "checkbox" ? set.getAll(name).map(String) : String(set.get(name) ?? "");
  }
  keep(chosen);
  judge();
}

/** Say whether the person's own colours can be told apart well enough. */
function judge() {
  const set = new FormData(form);
  colours.hidden = set.get("theme") !== "own";
  const ratio = contrast(String(set.get("text")), String(set.get("ground")));
  const words = ratio >= ENOUGH ? verdict.dataset.good : verdict.dataset.low;
  const told = (words ?? "").replace("RATIO", (Math.floor(ratio * 10) / 10).toLocaleString(document.documentElement.lang));
  if (verdict.value !== told) verdict.value = told;
}

form.addEventListener("input", gather);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  panel.open = false;
  panel.querySelector("summary")?.focus();
});
form.addEventListener("reset", () => setTimeout(gather)); // once the controls have gone back
addEventListener("storage", show);
show();
form.hidden = false;
