"""The studio: the one place that builds the parts, and what every door asks."""

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from audio_cache import FileShelf, Index, Leases, Progress, Recording
from audio_cache.near import Near
from audio_cache.needs import Needs
from audio_cache.shelf import Shelf
from audio_cache.sweeping import Broom
from audio_cache.tally import Tally
from audio_cache.uses import Uses
from audio_cache.watching import Watch
from content import Article, Disclaimer, Section
from content.arranging import Arrangements
from content.catalogue import Catalogue
from content.drafts import Drafts
from content.library import Library
from content.review import Reviews
from content.withdrawing import Withdrawals
from voice import noting
from voice.accounts import Accounts
from voice.audit import Trail
from voice.booth import Booths
from voice.choosing import Door, choose, stand_ins
from voice.codes import Codes
from voice.data_folder import ready_data_folder, secret_of
from voice.desk import Desk
from voice.disclosing import article_parts, article_script, full_script, short_script
from voice.dispatch import Dispatch
from voice.ear import Ear
from voice.encoding import FORMATS
from voice.errors import ClipFailed, ClipLate
from voice.following import LONGEST_PAUSE_S, Follower
from voice.generations import Generations, number_of
from voice.hearing import Hearing, Hearings
from voice.ledger import Ledger
from voice.lexicon.keeping import EVERYWHERE, Lexicons
from voice.machine import GB
from voice.narration import POLL_S, Narrator
from voice.news import NewsToTell
from voice.orders import ClipOrder, Delivery, orders_of, phone_orders_of
from voice.phonebook import Calls, Places, Programmes, PromptsFile
from voice.planning import Planner
from voice.promptbook import PromptBook
from voice.proof import Proofs
from voice.publishing import Publisher
from voice.reading import Reader
from voice.restarts import Restarts
from voice.rules_file import RulesFile
from voice.schema import open_at_head
from voice.script import section_script, text_script
from voice.settings import Settings
from voice.speaking import Speakers
from voice.speech import Script
from voice.standby import Standby
from voice.stock import Stock
from voice.storing import bucket_of
from voice.timekeeping import Timekeeper
from voice.timetable import Timetable
from voice.workshop import Heed, Workshop


class Studio:
    """Articles, recordings and booths of one data folder; one may stand by. No other starts before it has to speak."""

    def __init__(self, settings: Settings, standby: Standby | None = None) -> None:
        folder = ready_data_folder(settings)
        self.settings = settings
        self._database = open_at_head(folder, settings.database)
        self._owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._build_library(folder)
        self._build_recordings(folder, standby)

    def _build_library(self, folder: Path) -> None:
        """Articles, what editors set and decide, and the generations in which articles are heard."""
        self.trail, self.accounts = Trail(self._database), Accounts(self._database)
        self.library = Library(self._database, noting.article)
        self.catalogue = Catalogue(self._database, self.library)
        self.lexicons = Lexicons(self._database, noting.words)
        heeds = noting.heeds(self._database, folder, shared=bool(self.settings.database))
        self.shared_files, self.secret = heeds.shared, secret_of(self.settings, self._database)
        rules, self.prompts_file = RulesFile(folder, *heeds.rules), PromptsFile(folder, *heeds.prompts)
        reviews = Reviews(self._database, noting.decision)
        arrangements = Arrangements(self._database, noting.arrangement)
        self.desk = Desk(self.library, reviews, rules, arrangements, Withdrawals(self._database, noting.withdrawal))
        self.drafts = Drafts(self._database)
        generations = Generations(self._database)
        self._book = PromptBook(self.desk, self.lexicons, generations, self.delivery())
        by_phone = tuple(map(self.phone_delivery, self.settings.rates_by_phone))
        self.publisher = Publisher(self.desk, self._book, generations, self.delivery(), by_phone)
        self.ledger = Ledger(self._database, self._owner)
        self.timetable, self.news = Timetable(self._database, self._owner), NewsToTell(self._database)
        self.codes, self.calls = Codes(self._database), Calls(self._database)
        self.places, self.programmes = Places(self._database, self.settings.phone_keep_days), Programmes(self._database)

    def _build_recordings(self, folder: Path, standby: Standby | None) -> None:
        """The shelf, and who puts recordings on it."""
        self.tally, self.restarts = Tally(self._database), Restarts(self._database)
        self._shelf = open_shelf(self.settings, folder)
        self._index, self._leases = Index(self._database), Leases(self._database, self._owner)
        self._uses, self._hearings = Uses(self._database), Hearings(self._database)
        self.proofs = Proofs(self.publisher, self._book, self._hearings)
        self.dispatch = Dispatch(self.settings.broker)
        self._follower = Follower(self._index, self._leases, self._shelf, self.settings.wait_s)
        self._booths = Booths(self.settings.booths, standby, lost=self.restarts.note)
        self._timekeeper, speakers = Timekeeper(), Speakers(self._booths, Ear(self.settings))
        takes = (self._index, self._leases, self._shelf)
        self._narrator = Narrator(*takes, speakers, self._timekeeper, self._uses, self._hearings)
        self._workshop = Workshop(self._book, *takes, self._uses, self._narrator, self.publisher.generations)
        broom = Broom(self._database, self._index, self._shelf, self.settings.limits)
        known = (self._index, self._shelf, Needs(self._database), self._uses, broom)
        self.stock = Stock(*known, self._book, self.publisher, self._narrator, self.programmes)
        self.planner = Planner(self.stock, self.ledger)

    def close(self) -> None:
        """Send the booths home, hang up, and close the database."""
        self._booths.close()
        self._timekeeper.close()
        self._uses.close()
        self.dispatch.close()
        self._database.dispose()

    def delivery(self, suffix: str = "mp3") -> Delivery:
        """The delivery that the settings ask for."""
        return Delivery(suffix, self.settings.rate, self.settings.engine, self.settings.voice)

    def phone_delivery(self, rate: float = 1.0) -> Delivery:
        """What the settings ask for, for telephones: in the voice that is understood best there."""
        return Delivery("phone", rate, self.settings.engine, self.settings.voice, Door.PHONE)

    def orders(self, article: Article, revision: str, delivery: Delivery) -> list[ClipOrder]:
        """Every clip that the article's page plays and offers, in the order of listening; then the telephone's."""
        due = article if number_of(revision) else self.desk.due(article)
        return [*orders_of(due, revision, delivery), *self.phone_orders(article, revision)]

    def phone_orders(self, article: Article, revision: str) -> list[ClipOrder]:
        """Every clip of the article that telephones play; none where the telephone is off."""
        due = article if number_of(revision) else self.desk.due(article)
        return phone_orders_of(due, revision, self.publisher.by_phone)

    def digest(self, order: ClipOrder) -> str:
        """The digest of the ordered clip. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules."""
        return self._book.digests([order])[0]

    def find(self, order: ClipOrder) -> Recording | None:
        """The ordered clip, if it is on the shelf and its bytes are what they were."""
        return self._workshop.find(self.digest(order))

    def find_all(self, orders: Iterable[ClipOrder], *, marked: bool = True) -> list[Recording | None]:
        """Each ordered clip, or None where it is not on the shelf in its full length; bytes are not read."""
        return self._workshop.find_all(self._book.digests(orders), marked=marked)

    def recording(self, fingerprint: str) -> Recording | None:
        """What is known of the recording of that fingerprint, if it is ready."""
        return self._index.with_fingerprint(fingerprint)

    def sound_file(self, fingerprint: str, suffix: str) -> Path | None:
        """The file of that fingerprint, if it is there and its bytes are what they were."""
        return self._workshop.sound_file(fingerprint, suffix)

    def put_sound(self, sound: bytes, suffix: str) -> str:
        """Keep the bytes of a recording that was made before; their fingerprint. Raises EmptySound, ShelfUnwritable."""
        return self._shelf.put(sound, suffix)

    def want(self, orders: Sequence[ClipOrder], *, urgent: bool) -> list[str]:
        """Ask the workers for the clips; their digests. Those on the shelf stay, broken ones are made again."""
        orders = list(map(self._book.resolved, orders))
        there, digests = self.find_all(orders, marked=False), self._book.digests(orders)
        missing = {digest: order for digest, order, clip in zip(digests, orders, there, strict=True) if clip is None}
        self._leases.want({d: msgspec.json.encode(order).decode() for d, order in missing.items()}, urgent=urgent)
        self.dispatch.announce(len(missing), urgent=urgent)
        return list(dict.fromkeys(digests))

    def ask_no_more(self, digests: Iterable[str]) -> None:
        """Take back what was asked for and nobody waits for."""
        self._leases.unwant(digests)

    def check(self, article: Article, delivery: Delivery) -> list[str]:
        """What has to be told of the voices that speak the article: a sentence for each that stands in for another.

        Raises what would keep the article from being spoken: UnspokenLanguage, DisclaimerUnspoken, UnknownVoice.
        """
        script = article_script(self.desk.due(article), self.lexicons.reader(article.slug))
        langs = dict.fromkeys(line.utterance.lang for line in self._book.cast(script, delivery))
        return stand_ins(langs, delivery.preference)

    def anew(self, article: Article, read: Reader) -> int:
        """How many takes of an article would be spoken anew if it were read by `read`. Raises as `check` does."""
        was, would = (
            {line.request.digest for line in self._book.cast(article_script(article, how), self.delivery())}
            for how in (self.lexicons.reader(article.slug), read)
        )
        return len(would - was)

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
        while not (clip := self._workshop.find(digest)):
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
        if clip := self._workshop.find(digest):
            return clip
        if message := self._leases.progress([digest]).failed.get(digest):
            raise ClipFailed(message)
        stream = self._follower.stream(self._workshop.job(digest, order), encode)
        first = next(stream)
        return self._workshop.find(digest) or chain([first], stream)

    def warm(self, lang: str) -> None:
        """Load the voice for that language before anybody presses play. Raises UnspokenLanguage, SpeechFailed."""
        self._narrator.warm(choose(lang, self.delivery().preference).voice)

    def watch(self) -> Watch:
        """Somebody to ask whether it is worth looking for work."""
        return Watch(self._database)

    def waiting(self, most: int) -> dict[bool, int]:
        """How many clips wait for a worker, by whether somebody waits for them; counted up to `most`."""
        return self._leases.waiting(most)

    def work_once(self, *, urgent_only: bool = False, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Make the clip that is wanted most, unless `stopped`; as the workshop does."""
        return self._workshop.work_once(urgent_only=urgent_only, stopped=stopped)

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
            return self._workshop.recorded(article_parts(article, read), delivery, article.title, heed)
        script = short_script(article, section.id, read) + section_script(article, section, read)
        title = f"{article.title}: {section.heading}" if section.heading else article.title
        return self._workshop.recorded([("", script)], delivery, title, heed)

    def say(self, text: str, lang: str, delivery: Delivery, slug: str = EVERYWHERE) -> tuple[Recording, Path]:
        """A text by itself, read as it would be in that article, as a clip with its file. Raises as `speak` does."""
        return self.perform(text_script(text, lang, self.lexicons.reader(slug)), delivery)

    def perform(self, script: Script, delivery: Delivery) -> tuple[Recording, Path]:
        """Any script as a clip with its file, to be heard before it is kept. Raises as `speak` does."""
        return self._workshop.recorded([("", script)], delivery, "")


def open_shelf(settings: Settings, folder: Path) -> Shelf:
    """Where those settings have recordings: in the data folder, or in an object store. Raises SettingsError."""
    if not (bucket := bucket_of(settings)):
        return FileShelf(folder / "recordings")
    from audio_cache.object_shelf import ObjectShelf  # noqa: PLC0415 - it stands on an extra

    near = Near(FileShelf(folder / "near"), round(settings.store_near_gb * GB))
    return ObjectShelf(bucket, near, {suffix: each.media_type for suffix, each in FORMATS.items()})
