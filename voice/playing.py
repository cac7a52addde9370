"""Sound through the machine's own player, where it has one."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

# Programs that play a WAV file and end: PulseAudio, PipeWire, ALSA, macOS, FFmpeg.
PLAYERS = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "--quiet"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
LONGEST_S = 3600


def played(sound: Path, duration_ms: int) -> bool:
    """Whether the WAV file, which is so long, was played; False where nothing here can play it."""
    if sys.platform == "win32":
        return _played_by_windows(sound)
    for program, *options in PLAYERS:
        if found := shutil.which(program):
            command = [found, *options, str(sound)]
            begun = time.monotonic()
            try:
                ran = subprocess.run(command, check=False, capture_output=True, timeout=LONGEST_S)  # noqa: S603
            except (OSError, subprocess.TimeoutExpired):
                continue
            # Without a sound card ffplay ends well, but at once.
            if ran.returncode == 0 and time.monotonic() - begun > duration_ms / 1000 / 2:
                return True
    return False


def _played_by_windows(sound: Path) -> bool:
    import winsound  # noqa: PLC0415 - Windows alone has it

    try:
        winsound.PlaySound(str(sound), winsound.SND_FILENAME)  # type: ignore[attr-defined, unused-ignore]
    except RuntimeError:
        return False
    return True
