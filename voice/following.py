"""Listeners who do not wait for a clip: its takes are followed as they land on the shelf, encoded as they come."""

import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from audio_cache import BrokenRecording, Index, Leases, Shelf
from voice.casting import Line
from voice.encoding import FORMATS, PieceByPiece, decode_take
from voice.errors import ClipFailed, ClipLate
from voice.loudness import Samples, gain_for, hold_peaks
from voice.narration import POLL_S, ClipJob
from voice.speech import Pcm, Role, Voice
from voice.timing import lay, spoken

# Whoever waits looks less and less often, at least this often, in seconds: a twentieth of what was waited already.
LONGEST_PAUSE_S, PATIENCE = 0.25, 1.05
# So many lines are looked for at once.
AHEAD = 32
# A voice's loudness is measured over what has landed of it, until there are so many seconds; then its gain stays.
LEVEL_S = 20.0


class Follower:
    """Follows clips in the making; gives up when nothing has landed for `patience_s` seconds."""

    def __init__(self, index: Index, leases: Leases, shelf: Shelf, patience_s: float) -> None:
        self._index = index
        self._leases = leases
        self._shelf = shelf
        self._patience_s = patience_s

    def stream(self, job: ClipJob, encode: PieceByPiece) -> Iterator[bytes]:
        """The clip's sound from its beginning, each take as soon as it is there; it ends once the clip is ready.

        Others may follow it too, and leave: the work is the workers'. Each voice has the gain of what was heard of it
        so far, where the clip has that of the whole. Raises ClipFailed, ClipLate, also after the first bytes.
        """
        sample_rate = FORMATS[job.format].rate_for({line.request.voice.sample_rate for line in job.lines})
        takes = _disclaimers_first(self._takes(job), job.lines)
        return encode(_levelled(takes, sample_rate), sample_rate)

    def _takes(self, job: ClipJob) -> Iterator[tuple[Line, Pcm]]:
        left, pause = deque(job.lines), POLL_S
        until = time.monotonic() + self._patience_s
        while True:
            # Asked before the takes are looked for: when the clip is ready, so were they.
            clip = self._leases.progress([job.digest])
            before = len(left)
            yield from self._landed(left)
            if clip.ready and not left:
                return
            if len(left) < before:
                until = time.monotonic() + self._patience_s
                continue
            if message := clip.failed.get(job.digest):
                raise ClipFailed(message)
            if clip.ready:
                raise ClipFailed("A part of the recording was lost while it was played. Please play it again.")
            if time.monotonic() > until:
                late = f"Nothing of the recording was ready within {self._patience_s:g} seconds."
                raise ClipLate(f"{late} Please try again in a minute.")
            time.sleep(pause)
            pause = min(pause * PATIENCE, LONGEST_PAUSE_S)

    def _landed(self, left: deque[Line]) -> Iterator[tuple[Line, Pcm]]:
        """The next lines whose takes are on the shelf, taken off those that are left."""
        found = self._index.find_all(line.request.digest for line in islice(left, AHEAD))
        while left and (recording := found.get(left[0].request.digest)):
            try:
                take = decode_take(self._shelf.read(recording))
            except BrokenRecording:
                return  # whoever makes the clip finds that too, and has it spoken again
            yield left.popleft(), take


def _disclaimers_first(takes: Iterator[tuple[Line, Pcm]], lines: Sequence[Line]) -> Iterator[tuple[Line, Pcm]]:
    """The takes; none before every disclaimer is there, as nothing goes out where one of them can't be spoken."""
    last = max((n for n, line in enumerate(lines) if line.utterance.role is Role.DISCLAIMER), default=-1)
    yield from list(islice(takes, last + 1))
    yield from takes


def _levelled(takes: Iterator[tuple[Line, Pcm]], sample_rate: int) -> Iterator[Samples]:
    """Each take with its pause, at the usual loudness as far as that can be known by then, its peaks held."""
    heard: defaultdict[Voice, Samples] = defaultdict(lambda: np.zeros(0, np.float32))
    gains: dict[Voice, np.float32] = {}
    for line, pcm in takes:
        voice, take = line.request.voice, spoken(pcm, sample_rate)
        if len(heard[voice]) < LEVEL_S * sample_rate:
            heard[voice] = np.concatenate([heard[voice], take.samples])
            gains[voice] = np.float32(gain_for(heard[voice], sample_rate))
        laid = lay([(line.utterance, replace(take, samples=take.samples * gains[voice]))], sample_rate)
        yield hold_peaks(laid.samples, sample_rate)
