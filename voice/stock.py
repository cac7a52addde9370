"""The stock of recordings: what articles need of it, what is used, what may go, what is broken."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from audio_cache import Index, Recording, Shelf
from audio_cache.figures import Inventory, take_inventory
from audio_cache.needs import Needs
from audio_cache.sweeping import Broom, Swept
from audio_cache.uses import Uses
from audio_cache.verifying import Checked, verify
from content import ContentError
from voice.casting import Line
from voice.errors import VoiceError
from voice.generations import State
from voice.narration import Narrator
from voice.orders import OPENING, ClipOrder
from voice.phonebook import Programmes
from voice.promptbook import PromptBook
from voice.publishing import Publisher
from voice.speech import digest_of

# Among those that need recordings, what stands before a version that telephones play; no slug has a space.
BY_PHONE = "telephone "

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mending:
    """What is to be spoken again in place of what was broken, in order of need: clips, and takes of other clips.

    `unspoken` has the articles, by slug, that lack something and can't be spoken at the moment, and why.
    """

    orders: tuple[ClipOrder, ...]
    lines: tuple[Line, ...]
    unspoken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stock:
    """What is on the shelf, by the needs of the generations that may still be heard."""

    index: Index
    shelf: Shelf
    needs: Needs
    uses: Uses
    broom: Broom
    book: PromptBook
    publisher: Publisher
    narrator: Narrator
    programmes: Programmes

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
        """Every clip of the article as it is heard, and as it is being made anew."""
        return self._orders(self.publisher.generations.needed().get(slug, {}))

    def note_needs(self) -> None:
        """Find out what is needed and what is spare by now; an article is read only where its generations have changed.

        Of one that can't be spoken at the moment, every clip is needed, and what it needed before; it is looked at
        again the next time.
        """
        noted, needed = self.needs.noted(), self.publisher.generations.needed()
        for slug, numbers in needed.items():
            edition = digest_of([sorted(numbers.items()), self.publisher.by_phone])
            if edition != noted.get(slug, ("", ""))[0]:
                self._note(slug, numbers, edition)
        self.needs.drop(noted.keys() - needed.keys() - self._note_calls(noted.keys()))

    def lacking(self) -> set[str]:
        """The articles of which a recording that is needed, also by telephones, is not ready."""
        self.note_needs()
        return {holder for holder in self.needs.lacking() if not holder.startswith(BY_PHONE)}

    def sweep(self, *, dry: bool = False) -> Swept:
        """Take away what is over the limits or nobody knows; `dry` tells. Raises ShelfUnreachable."""
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
        """Forget what is broken; what has to be spoken again for it.

        What no article needs is known no more, and made again when somebody asks for it.
        """
        lost = {recording.digest: recording for recording in broken}
        self.note_needs()
        self.index.forget_those(lost.values())
        orders: dict[str, ClipOrder] = {}
        lines: dict[str, Line] = {}
        unspoken: dict[str, str] = {}
        needed = self.needs.holders_of(lost)
        self.index.drop(lost.keys() - needed.keys())
        for slug in sorted({slug for slugs in needed.values() for slug in slugs}):
            for order in self.orders(slug):
                try:
                    [digest], said = self.book.digests([order]), self.book.lines(order)
                except (ContentError, VoiceError) as error:
                    unspoken.setdefault(slug, str(error))
                    continue
                if digest in lost:
                    orders.setdefault(digest, order)
                lines |= {line.request.digest: line for line in said if line.request.digest in lost}
        # Nothing of an article goes out without its disclaimers.
        first = sorted(orders.values(), key=lambda order: order.section != OPENING)
        return Mending(tuple(first), tuple(lines.values()), unspoken)

    def respeak(self, lines: Sequence[Line], heed: Callable[[int, int], None]) -> None:
        """Have the takes of these lines on the shelf. Raises SpeechFailed, DisclaimerUnspoken, ShelfUnwritable."""
        self.narrator.respeak(lines, lambda done: heed(done, len(lines)))

    def _note_calls(self, noted: Set[str]) -> set[str]:
        """Find out what calls may still ask for, which never changes for a version that they are pinned to.

        Those that need it, as they are called here.
        """
        holders = {f"{BY_PHONE}{version}": version for version in self.programmes.in_calls()}
        for holder in holders.keys() - noted:
            digests = self.index.digests_of(self.programmes.fingerprints(holders[holder]))
            self.needs.note(holder, digests, "")
        return set(holders)

    def _note(self, slug: str, numbers: dict[int, State], edition: str) -> None:
        """Note every clip of these generations, and the takes of those that are not past."""
        digests = [digest for number in numbers for digest in self.publisher.generations.digests(number)]
        unspoken = ""
        for order in self._orders(numbers):
            try:
                digests += self.book.digests([order])
                digests += (line.request.digest for line in self.book.lines(order))
            except (ContentError, VoiceError) as error:
                unspoken = str(error)
        if unspoken:
            log.warning("Not all that the article %s needs can be told, and what it had stays: %s", slug, unspoken)
        self.needs.note(slug, digests, "" if unspoken else edition, also_before=bool(unspoken))

    def _orders(self, numbers: Mapping[int, State]) -> list[ClipOrder]:
        """Every clip of these generations but those that are past, of which no more is needed than clips."""
        return [order for number, state in numbers.items() if state is not State.PAST for order in self._of(number)]

    def _of(self, number: int) -> list[ClipOrder]:
        generation = self.publisher.generations.read(number)
        return self.publisher.every_order(generation) if generation else []
