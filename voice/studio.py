"""The studio: the one place that builds the parts, and what every door asks."""

import logging
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path

import msgspec

from audio_cache import CacheError, Index, Leases, Progress, Recording, Shelf, ShelfUnwritable, Watch
from content import Article, ContentError, Disclaimer, Section
from content.library import Library
from content.review import Reviews
from voice.booth import Booths
from voice.casting import clip_digest
from voice.choosing import choose, stand_ins
from voice.desk import Desk, RulesFile
from voice.disclosing import article_parts, article_script, full_script, short_script
from voice.dispatch import Dispatch
from voice.ear import Ear
from voice.encoding import FORMATS
from voice.errors import ClipFailed, ClipLate, DatabaseUnusable, Overtaken, VoiceError
from voice.following import LONGEST_PAUSE_S, Follower
from voice.hearing import Hearing, Hearings
from voice.lexicon.keeping import EVERYWHERE, Lexicons
from voice.narration import POLL_S, ClipJob, Narrator
from voice.orders import ClipOrder, Delivery, orders_of
from voice.promptbook import PromptBook
from voice.schema import open_at_head
from voice.script import section_script, text_script
from voice.settings import Settings, ready_data_folder
from voice.speaking import Speakers
from voice.speech import Script
from voice.timekeeping import Timekeeper

Heed = Callable[[int, int], None]

log = logging.getLogger(__name__)


class Studio:
    """Articles, recordings and booths of one data folder. Starts no engine before something is to be spoken."""

    def __init__(self, settings: Settings) -> None:
        folder = ready_data_folder(settings)
        self.settings = settings
        self._database = open_at_head(folder, settings.database)
        self.library = Library(self._database)
        self.lexicons = Lexicons(self._database)
        self.desk = Desk(self.library, Reviews(self._database), RulesFile(folder))
        self._book = PromptBook(self.desk, self.lexicons)
        self._shelf = Shelf(folder / "recordings")
        self._index = Index(self._database)
        self._leases = Leases(self._database, f"{os.getpid()}-{secrets.token_hex(4)}")
        self.dispatch = Dispatch(settings.broker)
        self._booths = Booths(settings.booths)
        self._timekeeper = Timekeeper()
        self._follower = Follower(self._index, self._leases, self._shelf, settings.wait_s)
        self._hearings = Hearings(self._database)
        speakers = Speakers(self._booths, Ear(settings, self._hearings))
        self._narrator = Narrator(self._index, self._leases, self._shelf, speakers, self._timekeeper)

    def close(self) -> None:
        """Send the booths home, hang up, and close the database."""
        self._booths.close()
        self._timekeeper.close()
        self.dispatch.close()
        self._database.dispose()

    def delivery(self, suffix: str = "mp3") -> Delivery:
        """The delivery that the settings ask for."""
        return Delivery(suffix, self.settings.rate, self.settings.engine, self.settings.voice)

    def orders(self, article: Article, revision: str, delivery: Delivery) -> list[ClipOrder]:
        """Every clip that the article's page plays and offers, in the order in which a listener comes to them."""
        return orders_of(self.desk.due(article), revision, delivery)

    def digest(self, order: ClipOrder) -> str:
        """The digest of the ordered clip. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules."""
        return self._book.digests([order])[0]

    def find(self, order: ClipOrder) -> Recording | None:
        """The ordered clip, if it is on the shelf and its bytes are what they were."""
        return self._find(self.digest(order))

    def find_all(self, orders: Iterable[ClipOrder]) -> list[Recording | None]:
        """Each ordered clip, or None where it is not on the shelf in its full length; bytes are not read."""
        digests = self._book.digests(orders)
        found = self._index.find_all(digests)
        return [self._if(found.get(digest), self._shelf.holds) for digest in digests]

    def recording(self, fingerprint: str) -> Recording | None:
        """What is known of the recording of that fingerprint, if it is ready."""
        return self._index.with_fingerprint(fingerprint)

    def sound_file(self, fingerprint: str, suffix: str) -> Path | None:
        """The file of that fingerprint, if it is there and its bytes are what they were."""
        return self._shelf.checked(fingerprint, suffix)

    def put_sound(self, sound: bytes, suffix: str) -> str:
        """Keep the bytes of a recording that was made before; their fingerprint. Raises EmptySound, ShelfUnwritable."""
        return self._shelf.put(sound, suffix)

    def want(self, orders: Sequence[ClipOrder], *, urgent: bool) -> list[str]:
        """Ask the workers for the clips; their digests. Those on the shelf stay, broken ones are made again."""
        there, digests = self.find_all(orders), self._book.digests(orders)
        missing = {digest: order for digest, order, clip in zip(digests, orders, there, strict=True) if clip is None}
        self._leases.want({d: msgspec.json.encode(order).decode() for d, order in missing.items()}, urgent=urgent)
        self.dispatch.announce(len(missing), urgent=urgent)
        return list(dict.fromkeys(digests))

    def check(self, article: Article, delivery: Delivery) -> list[str]:
        """What has to be told of the voices that speak the article: a sentence for each that stands in for another.

        Raises what would keep the article from being spoken: UnspokenLanguage, DisclaimerUnspoken, UnknownVoice.
        """
        script = article_script(self.desk.due(article), self.lexicons.reader(article.slug))
        langs = dict.fromkeys(line.utterance.lang for line in self._book.cast(script, delivery))
        return stand_ins(langs, delivery.preference)

    def heard(self, slug: str) -> list[tuple[Disclaimer, list[tuple[str, Hearing | None]]]]:
        """Each disclaimer of an article, with its spoken words, a take each, and what was heard of that last.

        Raises UnknownArticle, UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules.
        """
        article = self.desk.current(slug).article
        lines = self._book.cast(full_script(article, self.lexicons.reader(slug)), self.delivery())
        hearings = self._hearings.latest(line.request.digest for line in lines)
        of = {disclaimer.id: list[tuple[str, Hearing | None]]() for disclaimer in article.disclaimers}
        for line in lines:
            if source := line.utterance.source:
                of[source.block].append((line.request.text, hearings.get(line.request.digest)))
        return [(disclaimer, of[disclaimer.id]) for disclaimer in article.disclaimers]

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

    def follow(self, order: ClipOrder) -> Recording | Iterator[bytes]:
        """The ordered clip if it is ready; else its sound from the beginning, as a worker makes it.

        Comes back with the first bytes in hand. Raises ClipFailed, ClipLate; so does the iterator, which then is not
        the whole clip. A format that can't be encoded piece by piece is waited for.
        """
        if (encode := FORMATS[order.delivery.suffix].stream) is None:
            return self.wait(order)
        [digest] = self.want([order], urgent=True)
        if clip := self._find(digest):
            return clip
        if message := self._leases.progress([digest]).failed.get(digest):
            raise ClipFailed(message)
        stream = self._follower.stream(self._job(digest, order), encode)
        first = next(stream)
        return self._find(digest) or chain([first], stream)

    def warm(self) -> None:
        """Load the voice for English before anybody presses play."""
        self._narrator.warm(choose("en", self.delivery().preference).voice)

    def watch(self) -> Watch:
        """Somebody to ask whether it is worth looking for work."""
        return Watch(self._database)

    def waiting(self, most: int) -> dict[bool, int]:
        """How many clips wait for a worker, by whether somebody waits for them; counted up to `most`."""
        return self._leases.waiting(most)

    def work_once(self, *, urgent_only: bool = False) -> bool:
        """Make the clip that is wanted most; False where none is. Raises DatabaseUnusable, ShelfUnwritable.

        Whatever else keeps a clip from being made is written into its row, for those who wait for it.
        """
        if (found := self._leases.next_order(urgent_only=urgent_only)) is None:
            return False
        digest, order, urgent = found
        try:
            self._make_ordered(digest, msgspec.json.decode(order, type=ClipOrder), urgent=urgent)
        except (DatabaseUnusable, ShelfUnwritable):
            raise
        except Overtaken:
            log.debug("Put back %s: somebody waits for another recording.", digest)
        except (VoiceError, CacheError, ContentError) as error:
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

        It begins with the disclaimers that are due; a section alone has them as policy says. `heed` is told how many
        takes are there, and of how many. Raises SpeechFailed, UnspokenLanguage, DisclaimerUnspoken, RateOutOfRange,
        FormatUnavailable, ShelfUnwritable, InvalidRules.
        """
        article = self.desk.due(article)
        read = self.lexicons.reader(article.slug)
        if section is None:
            return self._recorded(article_parts(article, read), delivery, article.title, heed)
        script = short_script(article, section.id, read) + section_script(article, section, read)
        title = f"{article.title}: {section.heading}" if section.heading else article.title
        return self._recorded([("", script)], delivery, title, heed)

    def say(self, text: str, lang: str, delivery: Delivery, slug: str = EVERYWHERE) -> tuple[Recording, Path]:
        """A text by itself, read as it would be in that article, as a clip with its file. Raises as `speak` does."""
        script = text_script(text, lang, self.lexicons.reader(slug))
        return self._recorded([("", script)], delivery, "", lambda _done, _of: None)

    def _recorded(
        self, parts: Sequence[tuple[str, Script]], delivery: Delivery, title: str, heed: Heed
    ) -> tuple[Recording, Path]:
        """The parts as one clip, a chapter for each that has a title; made here unless it is there or in the making."""
        lines = self._book.cast(sum((script for _, script in parts), start=Script(())), delivery)
        starts = accumulate((len(script.utterances) for _, script in parts), initial=0)
        chapters = tuple((name, start) for (name, _), start in zip(parts, starts, strict=False) if name)
        digest = clip_digest(lines, delivery.suffix, title, chapters)
        job = ClipJob(digest, lines, delivery.suffix, delivery.suffix, title, chapters)
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
            raise ClipFailed("A voice, a word or a disclaimer has changed since this was asked for. Ask for it again.")

        def give_way(_done: int) -> None:
            if not urgent and self._leases.urgent_waits():
                raise Overtaken("Somebody waits for another recording.")

        self._narrator.make(self._job(digest, order), give_way)

    def _job(self, digest: str, order: ClipOrder) -> ClipJob:
        return ClipJob(digest, self._book.lines(order), order.delivery.suffix, order.suffix)

    def _find(self, digest: str) -> Recording | None:
        return self._if(self._index.find(digest), lambda clip: bool(self.sound_file(clip.fingerprint, clip.suffix)))

    def _if(self, clip: Recording | None, good: Callable[[Recording], bool]) -> Recording | None:
        """The clip, if it is good; a broken one is from now on one to be made."""
        if clip and not good(clip):
            self._index.forget(clip.digest)
            return None
        return clip
