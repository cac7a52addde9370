"""Sound through the machine's own player, where it has one."""

import shutil
import subprocess
import sys
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


def played(sound: Path) -> bool:
    """Whether the WAV file was played; False where nothing here can play it."""
    if sys.platform == "win32":
        return _played_by_windows(sound)
    for program, *options in PLAYERS:
        if found := shutil.which(program):
            command = [found, *options, str(sound)]
            try:
                ran = subprocess.run(command, check=False, capture_output=True, timeout=LONGEST_S)  # noqa: S603
            except (OSError, subprocess.TimeoutExpired):
                continue
            # Without a sound card ffplay complains, and yet ends as if all were well.
            if ran.returncode == 0 and not ran.stderr.strip():
                return True
    return False


def _played_by_windows(sound: Path) -> bool:
    import winsound  # noqa: PLC0415 - Windows alone has it

    try:
        winsound.PlaySound(str(sound), winsound.SND_FILENAME)  # type: ignore[attr-defined, unused-ignore]
    except RuntimeError:
        return False
    return True
