"""The studio: the one place that builds the parts, and what every door asks."""

import logging
import os
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import msgspec

import audio_cache.tables
import content.library
from audio_cache import CacheError, Index, Leases, Progress, Recording, Shelf, ShelfUnwritable, Watch
from content import Article, Section
from content.errors import UnknownArticle
from content.library import Library
from voice.booth import Booths
from voice.casting import Line, cast, clip_digest
from voice.choosing import Door, Preference, choose
from voice.database import open_database
from voice.errors import ClipFailed, ClipLate, DatabaseUnusable, Overtaken, VoiceError
from voice.narration import POLL_S, ClipJob, Narrator
from voice.script import article_script, disclaimer_script, section_script, standalone_script
from voice.settings import Settings, check_rate, ready_data_folder
from voice.speech import Script

# Whoever waits for a clip looks less and less often, at least this often, in seconds.
LONGEST_PAUSE_S = 0.25

Heed = Callable[[int, int], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a clip is spoken and packed.

    `suffix` names the format. `engine` and `voice` are preferred; where they are empty or don't speak a language, the
    best voice for it is taken that suits the `door`.
    """

    suffix: str = "mp3"
    rate: float = 1.0
    engine: str = ""
    voice: str = ""
    door: Door = Door.PAGE

    @property
    def preference(self) -> Preference:
        """Which voices are preferred, and for which door."""
        return Preference(self.engine, self.voice, self.door)


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """All a worker needs to make a clip of an article that is kept.

    `section` is a section's id, or "" for the disclaimers by themselves. `alone` clips are heard on their own, and so
    begin with the disclaimers; the others are for a listener who has just heard them.
    """

    slug: str
    revision: str
    section: str
    alone: bool
    delivery: Delivery

    @property
    def suffix(self) -> str:
        """The suffix of its file: a clip without the disclaimers has one that no public address serves."""
        return self.delivery.suffix if self.alone else f"bare.{self.delivery.suffix}"


class Studio:
    """Articles, recordings and booths of one data folder. Starts no engine before something is to be spoken."""

    def __init__(self, settings: Settings) -> None:
        folder = ready_data_folder(settings)
        self.settings = settings
        self._database = open_database(folder)
        for metadata in (content.library.metadata, audio_cache.tables.metadata):
            metadata.create_all(self._database)
        self.library = Library(self._database)
        self._shelf = Shelf(folder / "recordings")
        self._index = Index(self._database)
        self._leases = Leases(self._database, f"{os.getpid()}-{secrets.token_hex(4)}")
        self._booths = Booths(settings.booths)
        self._narrator = Narrator(self._index, self._leases, self._shelf, self._booths)
        self._article = lru_cache(64)(self._read_article)
        self._lines = lru_cache(4096)(self._read_lines)
        self._digest = lru_cache(4096)(lambda order: clip_digest(self._lines(order), order.suffix))

    def close(self) -> None:
        """Send the booths home and close the database."""
        self._booths.close()
        self._database.dispose()

    def delivery(self, suffix: str = "mp3") -> Delivery:
        """The delivery that the settings ask for."""
        return Delivery(suffix, self.settings.rate, self.settings.engine, self.settings.voice)

    def orders(self, article: Article, revision: str, delivery: Delivery) -> list[ClipOrder]:
        """Every clip that the article's page plays, in the order in which a listener comes to them."""
        order = partial(ClipOrder, article.slug, revision, delivery=delivery)
        if not article.disclaimers:
            return [order(section=section.id, alone=True) for section in article.sections]
        opening = [order(section="", alone=True)]
        return opening + [
            order(section=section.id, alone=alone) for alone in (False, True) for section in article.sections
        ]

    def digest(self, order: ClipOrder) -> str:
        """The digest of the ordered clip. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice."""
        digest: str = self._digest(order)
        return digest

    def find(self, order: ClipOrder) -> Recording | None:
        """The ordered clip, if it is on the shelf and its bytes are what they were."""
        return self._find(self.digest(order))

    def find_all(self, orders: Iterable[ClipOrder]) -> list[Recording | None]:
        """Each ordered clip, or None where it is not on the shelf in its full length; bytes are not read."""
        digests = [self.digest(order) for order in orders]
        found = self._index.find_all(digests)
        return [self._if(found.get(digest), self._shelf.holds) for digest in digests]

    def sound_file(self, fingerprint: str, suffix: str) -> Path | None:
        """The file of that fingerprint, if it is there and its bytes are what they were."""
        return self._shelf.checked(fingerprint, suffix)

    def want(self, orders: Sequence[ClipOrder], *, urgent: bool) -> list[str]:
        """Ask the workers for the clips; their digests. Those on the shelf stay, broken ones are made again."""
        there = self.find_all(orders)
        missing = {self.digest(order): order for order, clip in zip(orders, there, strict=True) if clip is None}
        self._leases.want({d: msgspec.json.encode(order).decode() for d, order in missing.items()}, urgent=urgent)
        return list(dict.fromkeys(self.digest(order) for order in orders))

    def check(self, article: Article, delivery: Delivery) -> list[str]:
        """What has to be told of the voices that speak the article: a sentence for each that stands in for another.

        Raises what would keep the article from being spoken: UnspokenLanguage, DisclaimerUnspoken, UnknownVoice.
        """
        lines = self._cast(article_script(article), delivery)
        choices = {
            lang: choose(lang, delivery.preference) for lang in dict.fromkeys(line.utterance.lang for line in lines)
        }
        return [
            f"What is in {lang!r} is spoken by {choice.voice}. {' '.join(choice.passed_over)}"
            for lang, choice in choices.items()
            if choice.passed_over
        ]

    def progress(self, digests: Iterable[str]) -> Progress:
        """How far the recordings of those digests are."""
        return self._leases.progress(digests)

    def wait(self, order: ClipOrder) -> Recording:
        """The ordered clip, waited for while a worker makes it. Raises ClipFailed, ClipLate."""
        [digest] = self.want([order], urgent=True)
        until, pause = time.monotonic() + self.settings.wait_s, POLL_S
        while not (clip := self._find(digest)):
            if message := self._leases.progress([digest]).failed.get(digest):
                raise ClipFailed(message)
            if time.monotonic() > until:
                late = f"The recording is not ready after {self.settings.wait_s:g} seconds."
                raise ClipLate(f"{late} Please try again in a minute.")
            time.sleep(pause)
            pause = min(pause * 1.3, LONGEST_PAUSE_S)
        return clip

    def warm(self) -> None:
        """Load the voice for English before anybody presses play."""
        self._narrator.warm(choose("en", self.delivery().preference).voice)

    def watch(self) -> Watch:
        """Somebody to ask whether it is worth looking for work."""
        return Watch(self._database)

    def work_once(self) -> bool:
        """Make the clip that is wanted most; False where none is. Raises DatabaseUnusable, ShelfUnwritable.

        Whatever else keeps a clip from being made is written into its row, for those who wait for it.
        """
        if (found := self._leases.next_order()) is None:
            return False
        digest, order, urgent = found
        try:
            self._make_ordered(digest, msgspec.json.decode(order, type=ClipOrder), urgent=urgent)
        except (DatabaseUnusable, ShelfUnwritable):
            raise
        except Overtaken:
            log.debug("Put back %s: somebody waits for another recording.", digest)
        except (VoiceError, CacheError, UnknownArticle) as error:
            self._leases.fail(digest, str(error))
        except Exception:
            log.exception("The recording %s could not be made.", digest)
            self._leases.fail(digest, "The recording could not be made. The service's log says why.")
        finally:
            self._leases.release([digest])
        return True

    def speak(
        self, article: Article, section: Section | None, delivery: Delivery, heed: Heed = lambda _done, _of: None
    ) -> tuple[Recording, Path]:
        """An article that need not be kept, or one section of it, as a clip, with the clip's file.

        It begins with the disclaimers. `heed` is told how many takes are there, and of how many. Raises SpeechFailed,
        UnspokenLanguage, DisclaimerUnspoken, RateOutOfRange, ShelfUnwritable.
        """
        lines = self._cast(standalone_script(article, section) if section else article_script(article), delivery)
        job = ClipJob(clip_digest(lines, delivery.suffix), lines, delivery.suffix, delivery.suffix)
        takes = len({line.request.digest for line in lines})
        while not (clip := self._find(job.digest)):
            if self._leases.claim([job.digest]):
                try:
                    clip = self._narrator.make(job, lambda done: heed(done, takes))
                finally:
                    self._leases.release([job.digest])
                break
            if message := self._leases.progress([job.digest]).failed.get(job.digest):
                raise ClipFailed(message)
            time.sleep(POLL_S)
        return clip, self._shelf.path(clip.fingerprint, clip.suffix)

    def _make_ordered(self, digest: str, order: ClipOrder, *, urgent: bool) -> None:
        if self.digest(order) != digest:
            raise ClipFailed("A voice has changed since this recording was asked for. Ask for it again.")

        def give_way(_done: int) -> None:
            if not urgent and self._leases.urgent_waits():
                raise Overtaken("Somebody waits for another recording.")

        self._narrator.make(ClipJob(digest, self._lines(order), order.delivery.suffix, order.suffix), give_way)

    def _find(self, digest: str) -> Recording | None:
        return self._if(self._index.find(digest), lambda clip: bool(self.sound_file(clip.fingerprint, clip.suffix)))

    def _if(self, clip: Recording | None, good: Callable[[Recording], bool]) -> Recording | None:
        """The clip, if it is good; a broken one is from now on one to be made."""
        if clip and not good(clip):
            self._index.forget(clip.digest)
            return None
        return clip

    def _read_article(self, slug: str, revision: str) -> Article:
        return self.library.revision(slug, revision).article

    def _read_lines(self, order: ClipOrder) -> tuple[Line, ...]:
        """The lines of the ordered clip; the disclaimers, which many clips begin with, are read once."""
        article = self._article(order.slug, order.revision)
        if order.section and order.alone:
            return self._lines(replace(order, section="")) + self._lines(replace(order, alone=False))
        return self._cast(_script(article, order.section), order.delivery)

    def _cast(self, script: Script, delivery: Delivery) -> tuple[Line, ...]:
        check_rate(delivery.rate)
        return cast(script, lambda lang: choose(lang, delivery.preference).voice, delivery.rate)


def _script(article: Article, section_id: str) -> Script:
    """What is spoken for one section alone, or for the disclaimers where no section is named."""
    if not section_id:
        return disclaimer_script(article)
    section = article.section(section_id)
    if section is None:
        raise UnknownArticle(f"The article {article.slug!r} has no section {section_id!r}.")
    return section_script(article, section)
