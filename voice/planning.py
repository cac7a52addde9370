"""The plan of a regeneration: what would have to be made, what stands, and what that would take."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from audio_cache import Index, Shelf
from content import ContentError
from voice.casting import Line, clip_digest
from voice.encoding import TAKE_SUFFIX
from voice.errors import VoiceError
from voice.ledger import Ledger
from voice.orders import Delivery
from voice.publishing import Publisher
from voice.stock import Stock

# Where nothing on the shelf tells: milliseconds of speech for a character, bytes of a recording for a millisecond.
USUAL_MS, USUAL_BYTES = 65.0, {TAKE_SUFFIX: 22.0}
OTHER_BYTES = 8.0


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """What would be made of an article: `clips`, of which `takes` have to be spoken first; `standing` clips are there.

    `new` says that readers will hear it otherwise than now; `error` why it can't be made.
    """

    slug: str
    title: str
    clips: int = 0
    takes: int = 0
    standing: int = 0
    new: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a regeneration would do; `unchanged` counts the articles that it need not read.

    A take that several articles share counts once. `speech_s` is in seconds, `size` in bytes. `work_s`, in seconds, is
    by what was measured here before, None where nothing was.
    """

    articles: tuple[ArticlePlan, ...]
    unchanged: int
    takes: int
    speech_s: float
    size: int
    work_s: float | None

    @property
    def clips(self) -> int:
        """How many clips would be made."""
        return sum(article.clips for article in self.articles)

    @property
    def standing(self) -> int:
        """How many clips of the articles that were read are there."""
        return sum(article.standing for article in self.articles)

    @property
    def to_do(self) -> tuple[ArticlePlan, ...]:
        """The articles that something is to be done for."""
        return tuple(article for article in self.articles if article.clips or article.new or article.error)


@dataclass(slots=True)
class _Load:
    """What would have to be made, each take and each clip once; and what is there, to tell how long such things are."""

    takes: dict[str, Line] = field(default_factory=dict)
    clips: dict[str, int] = field(default_factory=dict)
    known_ms: int = 0
    known_characters: int = 0

    def speech_ms(self, characters: int) -> float:
        """How long so many characters are, spoken."""
        return characters * (self.known_ms / self.known_characters if self.known_characters else USUAL_MS)


@dataclass(frozen=True, slots=True)
class Planner:
    """Finds out what a regeneration would do. Nothing is made for it, and nothing is kept."""

    stock: Stock
    ledger: Ledger

    @property
    def publisher(self) -> Publisher:
        """Knows what articles are to say."""
        return self.stock.publisher

    @property
    def index(self) -> Index:
        """Knows what is there."""
        return self.stock.index

    @property
    def shelf(self) -> Shelf:
        """Has what is there."""
        return self.stock.shelf

    def plan(self, slugs: Iterable[str], delivery: Delivery | None = None, *, afresh: bool = False) -> Plan:
        """What a regeneration of these articles would do.

        Unless `afresh`, an article is not read that nothing has changed for, and whose recordings are all there; nor is
        one that was rolled back: it is made anew only when it is asked for by name.
        Raises UnknownArticle, InvalidRules.
        """
        wanted = list(dict.fromkeys(slugs))
        stale = set(wanted) if delivery or afresh else self.stale() - set(self.publisher.held())
        load = _Load()
        articles = tuple(self._planned(slug, delivery, load) for slug in wanted if slug in stale)
        characters = sum(len(line.request.text) for line in load.takes.values())
        pace = self.ledger.pace(engine_of(load.takes.values())) if load.takes else 0.0
        work_s = None if pace is None else characters * pace
        speech_ms = load.speech_ms(characters)
        clips_ms = load.speech_ms(sum(load.clips.values()))
        suffix = (delivery or self.publisher.usual).suffix
        size = round(speech_ms * self._density(TAKE_SUFFIX) + clips_ms * self._density(suffix))
        return Plan(articles, len(wanted) - len(articles), len(load.takes), speech_ms / 1000, size, work_s)

    def stale(self) -> set[str]:
        """The articles that are to be read: what they were made by has changed, or a recording of theirs is missing."""
        return self.lacking() | set(self.publisher.outdated())

    def lacking(self) -> set[str]:
        """The articles of which a recording is missing that readers hear, or callers where there are any."""
        lacking = {
            slug
            for slug, recording in self.publisher.generations.recorded()
            if recording is None or not self.shelf.holds(recording)
        }
        return lacking | self.stock.lacking() if self.publisher.by_phone else lacking

    def missing_takes(self, lines: Iterable[Line]) -> dict[str, Line]:
        """Those of the lines, by digest, whose takes have to be spoken."""
        takes = {line.request.digest: line for line in lines}
        there = self.index.find_all(takes)
        return {digest: line for digest, line in takes.items() if digest not in there}

    def _planned(self, slug: str, delivery: Delivery | None, load: _Load) -> ArticlePlan:
        title = self.publisher.desk.library.current(slug).article.title
        try:
            draft, spoken = self.publisher.draft(slug, delivery)
        except (ContentError, VoiceError) as error:
            return ArticlePlan(slug, title, error=str(error))
        clips = {clip_digest(lines, order.suffix): lines for order, lines in spoken.items()}
        ready = {digest for digest, clip in self.index.find_all(clips).items() if self.shelf.holds(clip)}
        missing = {digest: lines for digest, lines in clips.items() if digest not in ready}
        lines = {line.request.digest: line for lines in missing.values() for line in lines}
        there = self.index.find_all(lines)
        takes = {digest: line for digest, line in lines.items() if digest not in there}
        load.known_ms += sum(take.duration_ms for take in there.values())
        load.known_characters += sum(len(lines[digest].request.text) for digest in there)
        load.takes |= takes
        load.clips |= {digest: sum(len(line.request.text) for line in lines) for digest, lines in missing.items()}
        current = self.publisher.generations.current(slug)
        new = current is None or current.held or not self.publisher.generations.says(current, draft)
        return ArticlePlan(slug, title, len(missing), len(takes), len(ready), new)

    def _density(self, suffix: str) -> float:
        return self.index.bytes_per_ms(suffix) or USUAL_BYTES.get(suffix, OTHER_BYTES)


def engine_of(lines: Iterable[Line]) -> str:
    """The engines that speak these lines, by name."""
    return "+".join(sorted({line.request.voice.engine for line in lines}))
