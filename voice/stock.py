"""The stock of recordings: what articles need of it, what is used, what may go, what is broken."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audio_cache import Index, Recording, Shelf
from audio_cache.figures import Inventory, take_inventory
from audio_cache.needs import Needs
from audio_cache.sweeping import Broom, Swept
from audio_cache.uses import Uses
from audio_cache.verifying import Checked, verify
from content import ContentError
from content.library import Listed
from voice.casting import Line
from voice.choosing import choose
from voice.desk import Desk
from voice.errors import VoiceError
from voice.narration import Narrator
from voice.orders import OPENING, ClipOrder, Delivery, orders_of
from voice.promptbook import PromptBook
from voice.speech import PIPELINE, digest_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mending:
    """What is to be spoken again in place of what was broken, in order of need: clips, and takes of other clips."""

    orders: tuple[ClipOrder, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What is on the shelf, by the needs of the articles as they now stand, spoken as `delivery` says."""

    index: Index
    shelf: Shelf
    needs: Needs
    uses: Uses
    broom: Broom
    book: PromptBook
    desk: Desk
    narrator: Narrator
    delivery: Delivery

    def pin(self, fingerprints: Iterable[str], until: float) -> None:
        """Keep these recordings until then (seconds since 1970): for a call in progress, say."""
        self.uses.pin(fingerprints, until)

    @property
    def elsewhere(self) -> str:
        """The origin, other than this service, from which listeners get recordings; "" where there is none."""
        return self.shelf.origin

    def link(self, fingerprint: str) -> str:
        """An address elsewhere that gives a listener the bytes of that fingerprint; "" where they come from us."""
        recording = self.index.with_fingerprint(fingerprint) if self.elsewhere else None
        link = self.shelf.link(recording) if recording else ""
        if link:
            self.uses.touch(fingerprint)
        return link

    def orders(self, slug: str) -> list[ClipOrder]:
        """What the article as it now stands needs: every clip of its page. Raises UnknownArticle, InvalidRules."""
        kept = self.desk.current(slug)
        return orders_of(kept.article, kept.revision, self.delivery)

    def note_needs(self) -> None:
        """Find out what is needed and what is spare by now; an article is read only where something has changed in it.

        Of one that can't be spoken at the moment, what it needed before is kept. Raises InvalidRules.
        """
        noted, listed = self.needs.noted(), self.desk.library.list()
        for row in listed:
            edition, langs = noted.get(row.slug, ("", ""))
            try:
                if edition != self._edition(row, langs.split()):
                    self._derive(row)
            except (ContentError, VoiceError) as error:
                log.warning("What the article %s needs can't be told, and stays as it was: %s", row.slug, error)
        self.needs.drop(noted.keys() - {row.slug for row in listed})

    def sweep(self, *, dry: bool = False) -> Swept:
        """Take away what is over the limits or nobody knows; `dry` tells. Raises ShelfUnreachable, InvalidRules."""
        self.note_needs()
        self.needs.mark()
        return replace(self.broom, dry=dry).sweep()

    def verify(self) -> Iterator[Checked]:
        """Read every recording. Raises ShelfUnreachable."""
        return verify(self.index, self.shelf)

    def inventory(self) -> Inventory:
        """What is there, in figures."""
        return take_inventory(self.broom.engine)

    def heal(self, broken: Iterable[Recording]) -> Mending:
        """Forget what is broken; what has to be spoken again for it. Raises InvalidRules.

        What no article needs is known no more, and made again when somebody asks for it.
        """
        lost = {recording.digest: recording for recording in broken}
        self.note_needs()
        self.index.forget_those(lost.values())
        orders: dict[str, ClipOrder] = {}
        lines: dict[str, Line] = {}
        needed = self.needs.holders_of(lost)
        self.index.drop(lost.keys() - needed.keys())
        for slug in sorted({slug for slugs in needed.values() for slug in slugs}):
            for order in self.orders(slug):
                [digest] = self.book.digests([order])
                if digest in lost:
                    orders.setdefault(digest, order)
                lines |= {line.request.digest: line for line in self.book.lines(order) if line.request.digest in lost}
        # Nothing of an article goes out without its disclaimers.
        first = sorted(orders.values(), key=lambda order: order.section != OPENING)
        return Mending(tuple(first), tuple(lines.values()))

    def respeak(self, lines: Sequence[Line], heed: Callable[[int, int], None]) -> None:
        """Have the takes of these lines on the shelf. Raises SpeechFailed, DisclaimerUnspoken, ShelfUnwritable."""
        self.narrator.respeak(lines, lambda done: heed(done, len(lines)))

    def _edition(self, row: Listed, langs: Iterable[str]) -> str:
        """Names everything that decides what an article needs; `langs` are the languages that are spoken in it."""
        voices = [(lang, choose(lang, self.delivery.preference).voice.identity) for lang in langs]
        return digest_of([PIPELINE, row.revision, self.book.edition(row.slug), self.delivery, voices])

    def _derive(self, row: Listed) -> None:
        orders = self.orders(row.slug)
        lines = {line for order in orders for line in self.book.lines(order)}
        langs = sorted({line.utterance.lang for line in lines})
        digests = [*self.book.digests(orders), *(line.request.digest for line in lines)]
        self.needs.note(row.slug, digests, self._edition(row, langs), " ".join(langs))
