"""Are there clicks where takes are joined? Spectrograms of every join of a narrated article, and a figure for each.

    python benchmarks/joins_seen.py [--engine hibari] [--format wav] [--into FOLDER] [PAGE.html]

A click is short and reaches high: for some two milliseconds there is more above 4 kHz than just before and just after.
So each stretch of 2 ms is held against its neighbours, and the most that any stands out within 8 ms of a join is held
against the same figure everywhere in the speech. Of each join a picture is written (0.2 s to either side, 0 to 12 kHz,
80 dB from black to white), all of them in one PNG, the loudest first. Exits with 1 where a join stands out more than
one in a thousand of the speech's own stretches does, and is loud enough to be heard at all (-60 dB).
"""

import argparse
import struct
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
from scipy.signal import ShortTimeFFT, butter, sosfiltfilt
from scipy.signal.windows import hann

from audio_cache import MarkKind
from content import parse_article
from voice.loudness import Samples
from voice.settings import Settings
from voice.studio import Studio

PAGE = """<html lang="en"><title>On tea</title><h1>On tea</h1><p>Tea warms the hands. Pour it, and wait! They said
<i lang="fr">bon courage</i>, and <i lang="de">sicherlich</i> drank it.</p><h2>Steeping</h2><ul><li>Three minutes are
enough.</li><li>Five make it bitter.</li></ul><table><tr><th>Leaf<th>Minutes<tr><td>Black<td>3<tr><td>Green<td>2
</table><blockquote>So it is.</blockquote><p>It stops. Is it? She asked a poet; he shrugged. Eat. Up.</p></html>"""
STRETCH_MS, NEAR_MS, HIGH_HZ, AUDIBLE_DB, FLOOR_DB = 2, 8, 4_000, -60.0, -90.0
SHOWN_S, GAP_MS = 0.2, 150
RARE = 0.999

Row = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Join:
    """A place where a take begins or ends, in seconds; by how much what is there stands out, and its level, in dB."""

    at: float
    out: float
    level: float


def standing_out(samples: Samples, rate: int) -> tuple[Samples, Samples]:
    """For each stretch: how much of it lies above the higher of its neighbours, and its level; in dB, of high sound."""
    high = sosfiltfilt(butter(6, min(HIGH_HZ, rate * 0.4), "highpass", fs=rate, output="sos"), samples)
    size = rate * STRETCH_MS // 1000
    stretches = high[: len(high) // size * size].reshape(-1, size)
    level = 20 * np.log10(np.sqrt(np.mean(stretches**2, axis=1)) + 10 ** (FLOOR_DB / 20))
    around = np.maximum(np.roll(level, 2), np.roll(level, -2))
    return np.asarray(level - around, np.float32), np.asarray(level, np.float32)


def places(samples: Samples, rate: int, starts_ms: list[int]) -> list[float]:
    """The seconds at which takes begin or end: the edges of digital silence, and where sentences begin without any."""
    silent = np.concatenate([[False], samples == 0, [False]])
    edges = np.flatnonzero(np.diff(silent.astype(int))).reshape(-1, 2)
    found = [edge / rate for first, last in edges if last - first > rate * GAP_MS // 1000 for edge in (first, last)]
    near = np.array(found or [-1.0])
    found += [ms / 1000 for ms in starts_ms if np.min(np.abs(near - ms / 1000)) > 2 * NEAR_MS / 1000]
    return sorted(at for at in found if NEAR_MS / 1000 < at < len(samples) / rate - NEAR_MS / 1000)


def picture(samples: Samples, rate: int, at: float) -> Row:
    """The spectrogram around a join, a white line above it where that is; low sound is at the bottom."""
    middle, half = round(at * rate), round(SHOWN_S * rate)
    part = np.pad(samples, half)[middle : middle + 2 * half]
    transform = ShortTimeFFT(hann(rate * 5 // 1000, sym=False), rate // 1000, rate, mfft=256, scale_to="magnitude")
    strength = 20 * np.log10(np.abs(transform.stft(part)) + 1e-9)
    grey = np.clip((strength + 100) / 80 * 255, 0, 255).astype(np.uint8)[::-1]
    line = np.zeros((6, grey.shape[1]), np.uint8)
    line[:, grey.shape[1] // 2] = 255
    return np.pad(np.vstack([line, grey]), 4, constant_values=60)


def png(grey: Row) -> bytes:
    """A picture in shades of grey as a PNG (W3C, third edition)."""
    height, width = grey.shape
    rows = b"".join(b"\0" + row.tobytes() for row in grey)
    chunks = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def main() -> int:
    """Narrate, measure, draw and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("page", nargs="?", type=Path)
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--format", default="wav", choices=("wav", "flac", "mp3", "wav8"))
    ask.add_argument("--into", type=Path, default=Path())
    asked = ask.parse_args()
    article = parse_article(asked.page.read_bytes() if asked.page else PAGE.encode())
    with tempfile.TemporaryDirectory() as data:
        studio = Studio(Settings(data=Path(data), engine=asked.engine, listen="off"))
        clip, place = studio.speak(article, None, studio.delivery(asked.format))
        samples, rate = soundfile.read(place, dtype="float32")
        laid, laid_rate = samples, rate
        if asked.format == "mp3":  # it has no digital silence, so the same sound as WAV tells where the joins are
            _, wav = studio.speak(article, None, studio.delivery("wav"))
            laid, laid_rate = soundfile.read(wav, dtype="float32")
        studio.close()
    starts = [mark.start_ms for mark in clip.marks if mark.kind is MarkKind.SENTENCE]
    return told(samples, rate, places(laid, laid_rate, starts), asked)


def told(samples: Samples, rate: int, at: list[float], asked: argparse.Namespace) -> int:
    """Print the figures, and write the pictures."""
    out, level = standing_out(samples, rate)
    near = NEAR_MS // STRETCH_MS
    joins = []
    away = np.ones(len(out), bool)
    for place in at:
        middle = round(place * 1000 / STRETCH_MS)
        around = slice(max(middle - near, 0), middle + near + 1)
        away[around] = False
        loudest = around.start + int(np.argmax(np.where(level[around] > AUDIBLE_DB, out[around], FLOOR_DB)))
        joins.append(Join(place, float(out[loudest]), float(level[loudest])))
    speech = out[away & (level > AUDIBLE_DB)]
    usual, rare = np.quantile(speech, [0.5, RARE])
    audible = [join for join in joins if join.level > AUDIBLE_DB]
    joins.sort(key=lambda join: -join.out if join in audible else -FLOOR_DB)
    most = max((join.out for join in audible), default=FLOOR_DB)
    print(f"{asked.engine}, {asked.format}: {len(joins)} joins in {len(samples) / rate:.0f} s")
    print(f"  of these {len(audible)} have high sound above {AUDIBLE_DB:.0f} dB")
    print(f"  stands out in speech: {usual:.1f} dB in the median, {rare:.1f} dB in one of 1,000 of {len(speech)}")
    print(f"  stands out at joins: {most:.1f} dB at most" if audible else "  nothing stands out at joins")
    for join in joins[:5]:
        print(f"    at {join.at:.3f} s: {join.out:.1f} dB, at {join.level:.0f} dB")
    place = asked.into / f"joins-{asked.engine}-{asked.format}.png"
    place.write_bytes(png(sheet([picture(samples, rate, join.at) for join in joins])))
    print(f"  {place}")
    return int(most > rare)


def sheet(tiles: list[Row]) -> Row:
    """The pictures in rows of four."""
    tiles = [*tiles, *[np.zeros_like(tiles[0])] * (-len(tiles) % 4)]
    return np.vstack([np.hstack(tiles[first : first + 4]) for first in range(0, len(tiles), 4)])


if __name__ == "__main__":
    sys.exit(main())
