"""The narrator: from lines to takes on the shelf, and from takes to a clip."""

import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace

import numpy as np

from audio_cache import BrokenRecording, Index, Leases, Recording, Shelf, Uses
from voice.casting import Line
from voice.encoding import FORMATS, TAKE_SUFFIX, Chapter, Tags, decode_take, encode_take
from voice.errors import SpeechFailed
from voice.hearing import Hearings
from voice.loudness import band_limited, finished, gain_for
from voice.speaking import Failed, Said, Speakers, kind_of
from voice.speech import Pcm, Role, SpeechRequest, Voice
from voice.timekeeping import Timekeeper
from voice.timing import Laid, Spoken, lay, spoken, take_marks, take_words

# How often, in seconds, one looks whether somebody else's take has landed.
POLL_S = 0.02
# How often, in seconds, the takes spoken meanwhile are kept: a transaction for each would cost as much as its sound.
# The first are kept sooner, for whoever listens while the rest is made.
KEEP_S, KEEP_FIRST_S = 0.3, 0.02
# The sound of each utterance, by the digest of its request.
Takes = Mapping[str, Pcm]


@dataclass(frozen=True, slots=True)
class ClipJob:
    """A clip to be made: its digest, its lines, the delivery format, and the suffix of its file.

    What goes out as a file has a title, and chapters: each with its title and the number of its first line.
    """

    digest: str
    lines: tuple[Line, ...]
    format: str
    suffix: str
    title: str = ""
    chapters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Narrator:
    """Speaks lines in booths, keeps each take once, and makes clips of them."""

    _index: Index
    _leases: Leases
    _shelf: Shelf
    _speakers: Speakers
    _timekeeper: Timekeeper
    _uses: Uses
    _hearings: Hearings

    def warm(self, voice: Voice) -> None:
        """Load what speaks in that voice and what levels it, so that the first listener is not kept waiting."""
        with self._speakers.booths.lend(voice.engine) as booth:
            booth.warm()
            gain_for(np.zeros(1, np.float32), FORMATS["mp3"].rate_for({24_000}))
            booth.warm(wait=True)

    def make(self, job: ClipJob, heed: Callable[[int], None] = lambda _: None) -> Recording:
        """The clip, for which the caller holds the lease all the while, made and on the shelf.

        `heed` is told how many takes are there after each; what it raises ends the work, and the takes stay. Raises
        FormatUnavailable, SpeechFailed, DisclaimerUnspoken, ShelfUnwritable; then nothing is kept but good takes.
        """
        lines, delivery = job.lines, FORMATS[job.format]
        delivery.check()
        if not lines:
            raise SpeechFailed("There is nothing in this section that can be spoken.")
        takes = self._takes(job, heed)
        sample_rate = delivery.rate_for({take.sample_rate for take in takes.values()})
        notes = self._index.noted(takes)
        laid = _laid(lines, takes, notes, sample_rate, delivery.band)
        samples = finished(laid.samples, sample_rate)
        pressed = delivery.press and delivery.press(samples, sample_rate, laid.marks)
        sound = pressed or delivery.encode(samples, sample_rate)
        duration_ms = round(len(laid.samples) / sample_rate * 1000)
        sound = delivery.tag(sound, Tags(job.title, _chapters(job.chapters, laid.starts_ms, duration_ms)))
        fingerprint = self._shelf.put(sound, job.suffix)
        note = " ".join(notes.values())
        voices = ", ".join(sorted({str(line.request.voice) for line in lines}))
        clip = Recording(job.digest, fingerprint, job.suffix, len(sound), duration_ms, laid.marks, note, voices)
        self._leases.complete([clip])
        return clip

    def respeak(self, lines: Sequence[Line], heed: Callable[[int], None] = lambda _: None) -> None:
        """Have the takes of these lines on the shelf, each spoken where it is missing. Raises as `make` does."""
        self._takes(ClipJob("", tuple(lines), "", ""), heed)

    def _takes(self, job: ClipJob, heed: Callable[[int], None]) -> dict[str, Pcm]:
        """The take of every line: from the shelf, spoken now, or waited for where somebody else speaks it."""
        wanted = {line.request.digest: line for line in job.lines}
        takes: dict[str, Pcm] = {}
        while missing := wanted.keys() - takes.keys():
            takes |= self._from_shelf(missing)
            ours = self._leases.claim(missing - takes.keys())
            with closing(self._spoken([wanted[digest] for digest in wanted if digest in ours])) as spoken:
                for request, pcm in spoken:
                    takes[request.digest] = pcm
                    heed(len(takes))
            if not ours and (others := missing - takes.keys()):
                self._raise_for_failed(others, wanted)
                time.sleep(POLL_S)
        return takes

    def _from_shelf(self, digests: Iterable[str]) -> dict[str, Pcm]:
        found: dict[str, Pcm] = {}
        for digest, recording in self._index.find_all(digests).items():
            try:
                take = decode_take(self._shelf.read(recording))
                found[digest] = replace(take, words=take_words(recording.marks))
            except BrokenRecording:
                self._shelf.discard(recording)
                self._index.forget(digest)
            else:
                self._uses.touch(recording.fingerprint)
        return found

    def _spoken(self, lines: Sequence[Line]) -> Generator[tuple[SpeechRequest, Pcm], None, None]:
        """Speak lines whose leases we hold, and keep the takes as they come, some at a time."""
        digests = [line.request.digest for line in lines]
        fresh: list[Said] = []
        with ExitStack() as ending:
            ending.callback(self._leases.release, digests)
            ending.enter_context(self._leases.held(digests))
            ending.callback(self._keep, fresh)
            keep_at, pause = time.monotonic(), KEEP_FIRST_S
            for result in ending.enter_context(closing(self._speakers.speak(lines))):
                if isinstance(result, Failed):
                    self._leases.fail(result.line.request.digest, str(result.error))
                    raise result.error
                request = result.line.request
                take = self._timekeeper.timed(request, result.pcm)
                fresh.append(replace(result, pcm=take))
                if (now := time.monotonic()) > keep_at:
                    self._keep(fresh)
                    keep_at, pause = now + pause, min(pause * 2, KEEP_S)
                yield request, take

    def _keep(self, fresh: list[Said]) -> None:
        """Put the takes on the shelf, and make them known in one transaction; none of them is fresh any more."""
        takes, heard = [], []
        for said in fresh:
            request, pcm, sound = said.line.request, said.pcm, encode_take(said.pcm)
            # It is checked whenever it is read, and spoken again where it was lost: no need to wait for the disk.
            fingerprint = self._shelf.put(sound, TAKE_SUFFIX, synced=False)
            length_ms, marks, voice = round(pcm.duration_ms), take_marks(pcm.words), str(request.voice)
            sounds = (request.digest, fingerprint, TAKE_SUFFIX, len(sound), length_ms, marks)
            takes.append(Recording(*sounds, said.note, voice))
            if said.hearing:
                heard.append(replace(said.hearing, digest=request.digest, fingerprint=fingerprint))
        proven = {each.line.request.digest for each in fresh if each.line.utterance.role is Role.DISCLAIMER}
        fresh.clear()
        self._leases.complete(takes)
        self._hearings.note(heard, in_trail=proven)

    def _raise_for_failed(self, digests: Iterable[str], wanted: dict[str, Line]) -> None:
        for digest, message in self._leases.progress(digests).failed.items():
            raise kind_of(wanted[digest])(message)


def _laid(
    lines: Sequence[Line], takes: Takes, notes: Mapping[str, str], sample_rate: int, band: tuple[int, int] | None
) -> Laid:
    """The lines one after another; what they were made of is given back before the whole is encoded."""
    levelled = _levelled(lines, takes, notes, sample_rate, band)
    return lay(((line.utterance, levelled[line.request.digest]) for line in lines), sample_rate)


def _levelled(
    lines: Iterable[Line], takes: Takes, notes: Mapping[str, str], sample_rate: int, band: tuple[int, int] | None
) -> dict[str, Spoken]:
    """Each take, each voice brought to the same loudness as a whole, so that it keeps its own emphasis.

    What another voice spoke in its stead has a note, and a loudness of its own.
    """
    by_voice: dict[tuple[Voice, str], dict[str, Spoken]] = {}
    for line in lines:
        of_voice = by_voice.setdefault((line.request.voice, notes.get(line.request.digest, "")), {})
        if line.request.digest not in of_voice:
            take = spoken(takes[line.request.digest], sample_rate)
            kept = band_limited(take.samples, sample_rate, band) if band else take.samples
            of_voice[line.request.digest] = replace(take, samples=kept)
    levelled: dict[str, Spoken] = {}
    for of_voice in by_voice.values():
        gain = np.float32(gain_for(np.concatenate([take.samples for take in of_voice.values()]), sample_rate))
        levelled |= {digest: replace(take, samples=take.samples * gain) for digest, take in of_voice.items()}
    return levelled


def _chapters(titles: Sequence[tuple[str, int]], starts_ms: Sequence[int], duration_ms: int) -> tuple[Chapter, ...]:
    starts = [starts_ms[line] for _, line in titles]
    return tuple(
        Chapter(title, start, end)
        for (title, _), start, end in zip(titles, starts, [*starts[1:], duration_ms], strict=False)
    )
