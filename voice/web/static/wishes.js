// @ts-check
// How a person likes to listen, kept on their device alone: the values of the player's own controls, by their names.

const KEY = "voice.player";

/** @typedef {Record<string, string>} Wishes */

/** @returns {Wishes} nothing where nothing can be kept */
export function wishes() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {string} name @param {string} value */
export function wish(name, value) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...wishes(), [name]: value }));
  } catch {
    // It holds for this page alone.
  }
}

/** Let a control show what is kept, and keep what it is set to. `take` is told both.
 * @param {HTMLSelectElement | HTMLInputElement} control @param {(value: string) => void} take */
export function remember(control, take) {
  const box = control instanceof HTMLInputElement && control.type === "checkbox" ? control : null;
  const kept = wishes()[control.name];
  if (kept !== undefined && box) box.checked = kept === "on";
  else if (kept !== undefined && isOffered(control, kept)) control.value = kept;
  const value = () => (box ? (box.checked ? "on" : "off") : control.value);
  take(value());
  control.addEventListener("change", () => {
    wish(control.name, value());
    take(value());
  });
}

/** @param {HTMLSelectElement | HTMLInputElement} control @param {string} value */
function isOffered(control, value) {
  return !(control instanceof HTMLSelectElement) || [...control.options].some((option) => option.value === value);
}
