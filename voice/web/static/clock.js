// @ts-check
// Times as people write them ("2:05"), hear them ("2 minutes, 5 seconds") and type them.

/** "2:05", or "1:02:05" from an hour on. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole / 60) % 60), whole % 60];
  const padded = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return hours ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

/** "2 minutes, 5 seconds" in the page's language, where the browser knows how. @param {number} seconds */
export function spoken(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const { DurationFormat } = /** @type {any} */ (Intl);
  if (!DurationFormat || whole === 0) return clock(whole);
  const parts = { hours: Math.floor(whole / 3600), minutes: Math.floor((whole / 60) % 60), seconds: whole % 60 };
  return new DurationFormat(document.documentElement.lang, { style: "long" }).format(parts);
}

/** The seconds that are meant by "2:05", "1:02:05" or "125"; NaN where it is no time. @param {string} typed */
export function seconds(typed) {
  const parts = typed.trim().split(":");
  if (parts.length > 3 || !parts.every((part) => /^\d+$/.test(part))) return NaN;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
