// @ts-check
// The lock screen and the keys of headsets and keyboards (Media Session): next and previous are sections.

/** @typedef {import("./playback.js").Playback} Playback */

/** @param {Playback} playback @param {() => void} toggle */
export function takeKeys(playback, toggle) {
  const session = navigator.mediaSession;
  if (!session) return;
  const by = (/** @type {number} */ seconds) => playback.seek(playback.audio.currentTime + seconds);
  /** @type {Partial<Record<MediaSessionAction, MediaSessionActionHandler>>} */
  const keys = {
    play: () => playback.playing || toggle(),
    pause: () => playback.audio.pause(),
    stop: () => playback.audio.pause(),
    previoustrack: () => void playback.turn(-1),
    nexttrack: () => void playback.turn(1),
    seekbackward: ({ seekOffset }) => by(-(seekOffset ?? 10)),
    seekforward: ({ seekOffset }) => by(seekOffset ?? 10),
    seekto: ({ seekTime }) => playback.seek(seekTime ?? 0),
  };
  for (const [action, key] of Object.entries(keys)) {
    try {
      session.setActionHandler(/** @type {MediaSessionAction} */ (action), key);
    } catch {
      // This browser has no such key.
    }
  }
}

/** What a lock screen shows. @param {Playback} playback @param {DOMStringMap} article its title, and whose it is */
export function showOnLockScreen({ part, audio, playing }, { title: album, site: artist }) {
  const session = navigator.mediaSession;
  if (!session || !part) return;
  if (session.metadata?.title !== part.name) session.metadata = new MediaMetadata({ title: part.name, album, artist });
  session.playbackState = playing ? "playing" : "paused";
  const { duration, currentTime: position, playbackRate } = audio;
  if (Number.isFinite(duration)) session.setPositionState?.({ duration, position: Math.min(position, duration), playbackRate });
}
