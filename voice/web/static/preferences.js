// @ts-check
// What a person has set, kept on their device alone: the values of the settings' controls, by their names.
// `skip` is a list of what is to be left out in listening (see skipping.js); everything else is a string.

const KEY = "voice.preferences";

/** @typedef {Record<string, string | string[]>} Preferences */

/** What has been set; nothing where nothing can be kept. @returns {Preferences} */
export function preferences() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** Keep these beside what else has been set, and let every part of the page know. @param {Preferences} changes */
export function keep(changes) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...preferences(), ...changes }));
  } catch {
    return; // the browser keeps nothing for this site
  }
  dispatchEvent(new Event("voice:preferences"));
}

/** How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio). @param {string} one @param {string} other */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} colour "#rrggbb" */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
