"""The workshop: clips are found on the shelf, or made there, each once, whoever asks for it."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count
from pathlib import Path

import msgspec

from audio_cache import BrokenRecording, CacheError, Index, Leases, Recording, Shelf, ShelfUnwritable
from audio_cache.uses import Uses
from content import ContentError
from voice.casting import clip_digest
from voice.encoding import FORMATS
from voice.errors import ClipFailed, DatabaseUnusable, Overtaken, VoiceError
from voice.generations import Generations
from voice.narration import POLL_S, ClipJob, Narrator
from voice.orders import ClipOrder, Delivery
from voice.promptbook import PromptBook
from voice.speech import Script

Heed = Callable[[int, int], None]

# After so many takes, half a minute of speech, whoever listens meanwhile can wait while another's are spoken.
TURN = 6

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where clips are made by what the prompt book says, and generations become current with their last clip."""

    book: PromptBook
    index: Index
    leases: Leases
    shelf: Shelf
    uses: Uses
    narrator: Narrator
    generations: Generations

    def find(self, digest: str) -> Recording | None:
        """The clip of that digest, if it is on the shelf and its bytes are what they were."""
        return self._if(self.index.find(digest), lambda clip: bool(self.sound_file(clip.fingerprint, clip.suffix)))

    def find_all(self, digests: Iterable[str], *, marked: bool = True) -> list[Recording | None]:
        """Each clip, or None where it is not on the shelf in its full length; bytes are not read."""
        wanted = list(digests)
        found = self.index.find_all(wanted, marked=marked)
        return [self._if(found.get(digest), self.shelf.holds) for digest in wanted]

    def sound_file(self, fingerprint: str, suffix: str) -> Path | None:
        """The file of that fingerprint, if it is there and its bytes are what they were."""
        place = self.shelf.checked(fingerprint, suffix)
        if place:
            self.uses.touch(fingerprint)
        return place

    def job(self, digest: str, order: ClipOrder) -> ClipJob:
        """What is to be made of an order. Raises ClipFailed where it says something else by now."""
        lines = self.book.lines(order)
        if clip_digest(lines, order.suffix) != digest:
            raise ClipFailed("A voice, a word or a disclaimer has changed since this was asked for. Ask for it again.")
        return ClipJob(digest, lines, order.delivery.suffix, order.suffix)

    def work_once(self, *, urgent_only: bool = False, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Make the clip that is wanted most; False where none is. Raises DatabaseUnusable, ShelfUnwritable.

        Once `stopped` says so, the clip is put back with the takes that are there; so is one that is played while it is
        made, from time to time, where somebody waits for another. Whatever else keeps it from being made is written
        into its row, for those who wait for it.
        """
        if (found := self.leases.next_order(urgent_only=urgent_only)) is None:
            return False
        digest, order, urgent = found
        try:
            with self.leases.held([digest]):
                self._make_ordered(digest, msgspec.json.decode(order, type=ClipOrder), stopped, urgent=urgent)
        except (DatabaseUnusable, ShelfUnwritable):
            raise
        except Overtaken as error:
            log.debug("Put back %s: %s", digest, error)
            if urgent:
                self.leases.put_last(digest)
        except (VoiceError, CacheError, ContentError) as error:
            self.leases.fail(digest, str(error))
        except Exception:
            log.exception("The recording %s could not be made.", digest)
            self.leases.fail(digest, "The recording could not be made. The service's log says why.")
        finally:
            self.leases.release([digest])
        return True

    def recorded(
        self, parts: Sequence[tuple[str, Script]], delivery: Delivery, title: str, heed: Heed = lambda _done, _of: None
    ) -> tuple[Recording, Path]:
        """The parts as one clip, a chapter for each that has a title; made here unless it is there or in the making."""
        spoken = [self.book.cast(script, delivery) for _, script in parts]
        lines, starts = tuple(chain.from_iterable(spoken)), accumulate(map(len, spoken), initial=0)
        chapters = tuple((name, start) for (name, _), start in zip(parts, starts, strict=False) if name)
        digest = clip_digest(lines, delivery.suffix, title, chapters)
        job = ClipJob(digest, lines, delivery.suffix, delivery.suffix, title, chapters)
        takes = len({line.request.digest for line in lines})
        while not (clip := self.find(job.digest)):
            if self.leases.claim([job.digest]):
                try:
                    with self.leases.held([job.digest]):
                        clip = self.narrator.make(job, lambda done: heed(done, takes))
                finally:
                    self.leases.release([job.digest])
                break
            if message := self.leases.progress([job.digest]).failed.get(job.digest):
                raise ClipFailed(message)
            time.sleep(POLL_S)
        if place := self.sound_file(clip.fingerprint, clip.suffix):
            return clip, place
        raise BrokenRecording("The recording was lost just after it was made. Please try again.")

    def _make_ordered(self, digest: str, order: ClipOrder, stopped: Callable[[], bool], *, urgent: bool) -> None:
        job, takes = self.job(digest, order), count(1)
        is_played = FORMATS[job.format].stream is not None

        def give_way(_done: int) -> None:
            has_had_its_turn = is_played and next(takes) % TURN == 0
            if stopped():
                raise Overtaken("This worker is to stop.")
            if (has_had_its_turn or not urgent) and self.leases.urgent_waits():
                raise Overtaken("Somebody waits for another recording.")

        self.narrator.make(job, give_way)
        self.generations.settle_with(digest)

    def _if(self, clip: Recording | None, good: Callable[[Recording], bool]) -> Recording | None:
        """The clip, if it is good; a broken one is from now on one to be made."""
        if clip and not good(clip):
            self.index.forget(clip.digest)
            return None
        return clip
