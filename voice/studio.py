"""The studio: the one place that builds the parts, and what every door asks."""

import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import msgspec

import audio_cache.tables
import content.library
from audio_cache import CacheError, Index, Leases, Progress, Recording, Shelf, ShelfUnwritable
from content import Article, Section
from content.errors import UnknownArticle
from content.library import Library
from voice.booth import Booths
from voice.casting import Line, cast, clip_digest
from voice.database import open_database
from voice.engine import voice_for
from voice.errors import ClipFailed, ClipLate, DatabaseUnusable, VoiceError
from voice.narration import POLL_S, Narrator
from voice.script import article_script, disclaimer_script, section_script, standalone_script
from voice.settings import Settings, check_rate, ready_data_folder
from voice.speech import Script


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a clip is spoken and packed.

    `suffix` names the format; an empty engine or voice stands for the best for the language.
    """

    suffix: str = "mp3"
    rate: float = 1.0
    engine: str = ""
    voice: str = ""


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


class Studio:
    """Articles, recordings and booths of one data folder. Starts no engine before something is to be spoken."""

    def __init__(self, settings: Settings) -> None:
        folder = ready_data_folder(settings)
        self.settings = settings
        self._database = open_database(folder)
        for metadata in (content.library.metadata, audio_cache.tables.metadata):
            metadata.create_all(self._database)
        self.library = Library(self._database)
        self.shelf = Shelf(folder / "recordings")
        self._index = Index(self._database)
        self._leases = Leases(self._database, f"{os.getpid()}-{secrets.token_hex(4)}")
        self._booths = Booths(settings.booths)
        self._narrator = Narrator(self._index, self._leases, self.shelf, self._booths)
        self._article = lru_cache(64)(self._read_article)
        self.lines = lru_cache(1024)(self._read_lines)

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
        return clip_digest(self.lines(order), order.delivery.suffix)

    def find(self, order: ClipOrder) -> Recording | None:
        """The ordered clip, if it is on the shelf in its full length."""
        return self._find(self.digest(order))

    def want(self, orders: Iterable[ClipOrder], *, urgent: bool) -> list[str]:
        """Ask the workers for the clips; their digests. Those on the shelf stay, broken ones are made again."""
        wanted = {self.digest(order): order for order in orders}
        missing = [digest for digest in wanted if not self._find(digest)]
        self._leases.want({d: msgspec.json.encode(wanted[d]).decode() for d in missing}, urgent=urgent)
        return list(wanted)

    def progress(self, digests: Iterable[str]) -> Progress:
        """How far the recordings of those digests are."""
        return self._leases.progress(digests)

    def wait(self, order: ClipOrder) -> Recording:
        """The ordered clip, waited for while a worker makes it. Raises ClipFailed, ClipLate."""
        [digest] = self.want([order], urgent=True)
        until = time.monotonic() + self.settings.wait_s
        while not (clip := self._find(digest)):
            if message := self._leases.progress([digest]).failed.get(digest):
                raise ClipFailed(message)
            if time.monotonic() > until:
                raise ClipLate(
                    f"The recording is not ready after {self.settings.wait_s:g} seconds. Please try again in a minute."
                )
            time.sleep(POLL_S)
        return clip

    def warm(self) -> None:
        """Load the voice for English before anybody presses play."""
        self._narrator.warm(voice_for("en", self.settings.engine or None, self.settings.voice or None))

    def work_once(self) -> bool:
        """Make the clip that is wanted most; False where none is. Raises DatabaseUnusable, ShelfUnwritable."""
        if (found := self._leases.next_order()) is None:
            return False
        digest, order = found
        try:
            self._make_ordered(digest, msgspec.json.decode(order, type=ClipOrder))
        except (DatabaseUnusable, ShelfUnwritable):
            raise
        except (VoiceError, CacheError, UnknownArticle) as error:
            self._leases.fail(digest, str(error))
        finally:
            self._leases.release([digest])
        return True

    def speak(self, article: Article, section: Section | None, delivery: Delivery) -> tuple[Recording, Path]:
        """An article that need not be kept, or one section of it, as a clip, with the clip's file.

        It begins with the disclaimers. Raises SpeechFailed, UnspokenLanguage, DisclaimerUnspoken, RateOutOfRange,
        ShelfUnwritable.
        """
        script = standalone_script(article, section) if section else article_script(article)
        lines = self._cast(script, delivery)
        digest = clip_digest(lines, delivery.suffix)
        while not (clip := self._find(digest)):
            if digest in self._leases.claim([digest]):
                try:
                    clip = self._narrator.make(digest, lines, delivery.suffix)
                finally:
                    self._leases.release([digest])
                break
            time.sleep(POLL_S)
        return clip, self.shelf.path(clip.fingerprint, clip.suffix)

    def _make_ordered(self, digest: str, order: ClipOrder) -> None:
        if self.digest(order) != digest:
            raise ClipFailed("A voice has changed since this recording was asked for. Ask for it again.")
        self._narrator.make(digest, self.lines(order), order.delivery.suffix)

    def _find(self, digest: str) -> Recording | None:
        clip = self._index.find(digest)
        if clip and not self.shelf.holds(clip):
            self._index.forget(digest)
            return None
        return clip

    def _read_article(self, slug: str, revision: str) -> Article:
        return self.library.revision(slug, revision).article

    def _read_lines(self, order: ClipOrder) -> tuple[Line, ...]:
        return self._cast(_script(self._article(order.slug, order.revision), order), order.delivery)

    def _cast(self, script: Script, delivery: Delivery) -> tuple[Line, ...]:
        check_rate(delivery.rate)
        return cast(
            script, partial(voice_for, engine=delivery.engine or None, name=delivery.voice or None), delivery.rate
        )


def _script(article: Article, order: ClipOrder) -> Script:
    if not order.section:
        return disclaimer_script(article)
    section = article.section(order.section)
    if section is None:
        raise UnknownArticle(f"The article {order.slug!r} has no section {order.section!r}.")
    return standalone_script(article, section) if order.alone else section_script(article, section)
