// @ts-check
// The sleep timer: minutes, or the end of the section that is heard.

/** @param {import("./playback.js").Playback} playback
 * @returns {(when: string) => void} takes minutes, "end" for the end of the section, "" for never */
export function sleepTimer(playback) {
  /** @type {number | undefined} */
  let timer;
  return (when) => {
    clearTimeout(timer);
    playback.rests = when === "end";
    if (Number(when)) timer = setTimeout(() => playback.audio.pause(), Number(when) * 60_000);
  };
}
