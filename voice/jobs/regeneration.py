"""Regenerations: what was asked for is planned, made article by article, and switched to as each is whole.

One interface for every door. What is true stands in the ledger and the generations: whoever works may be killed at any
moment, and whoever steps next goes on from there; two who step at once do nothing twice.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError
from voice.jobs.crew import WATCH_S, crew_at_work
from voice.ledger import Part, Regeneration, Stage, Step
from voice.orders import Delivery
from voice.planning import Plan, engine_of
from voice.studio import Studio

# So many clips are asked for at once: enough for every worker, few enough to be taken back at once.
AHEAD = 64


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a regeneration is: its articles in order, and of the clips that had to be made how many are."""

    regeneration: Regeneration
    parts: tuple[Part, ...]
    made: int
    clips: int

    @property
    def ended(self) -> bool:
        """Whether nothing is going to happen any more, unless somebody resumes it."""
        return self.regeneration.state is not Stage.WORKING

    def count(self, *steps: Step) -> int:
        """How many of its articles are that far."""
        return sum(part.state in steps for part in self.parts)

    @property
    def errors(self) -> dict[str, str]:
        """Why articles could not be made, by slug."""
        return {part.slug: part.error for part in self.parts if part.state is Step.FAILED}


def plan(studio: Studio, slugs: Sequence[str], delivery: Delivery | None = None, *, afresh: bool = False) -> Plan:
    """What a regeneration of these articles would do. Raises UnknownArticle, InvalidRules."""
    return studio.planner.plan(slugs, delivery, afresh=afresh)


def start(studio: Studio, planned: Plan, what: str, by: str, delivery: Delivery | None = None) -> int:
    """Begin what was planned; its number. Articles whose disclaimers change come first, so that they are heard soon."""
    lacking = {article.slug: article.clips for article in planned.to_do}
    chosen = msgspec.json.encode(delivery).decode() if delivery else ""
    return studio.ledger.open(what, by, {slug: lacking[slug] for slug in urgent_first(studio, lacking)}, chosen)


def urgent_first(studio: Studio, slugs: Iterable[str]) -> list[str]:
    """The articles, those first of which readers should hear another disclaimer than they do."""
    return sorted(slugs, key=lambda slug: not _is_urgent(studio, slug))


def pause(studio: Studio, number: int) -> None:
    """Stop until it is resumed; a clip that is being made is finished. Raises UnknownRegeneration."""
    parts = studio.ledger.parts(number)
    studio.ledger.pause(number)
    _take_back(studio, parts)


def resume(studio: Studio, number: int) -> None:
    """Go on. Raises UnknownRegeneration."""
    studio.ledger.resume(number)


def cancel(studio: Studio, number: int) -> None:
    """Give up what is not made yet: those articles are heard as before. Raises UnknownRegeneration."""
    parts = studio.ledger.parts(number)
    studio.ledger.cancel(number)
    _take_back(studio, parts)
    for part in parts:
        if part.state is Step.MAKING:
            studio.publisher.generations.drop(part.generation)


def progress(studio: Studio, number: int) -> Progress:
    """How far it is. Raises UnknownRegeneration."""
    regeneration, parts = studio.ledger.read(number), studio.ledger.parts(number)
    clips = sum(part.clips for part in parts)
    left = sum(part.clips for part in parts if part.state in {Step.WAITING, Step.CANCELLED, Step.REPLACED, Step.FAILED})
    left += sum(min(part.clips, studio.publisher.generations.left(part.generation)) for part in _making(parts))
    return Progress(regeneration, parts, clips - left, clips)


def follow(studio: Studio, number: int, every_s: float = WATCH_S) -> Iterator[Progress]:
    """How far it is, whenever that changes, until it has ended. Raises UnknownRegeneration."""
    last = None
    while (found := progress(studio, number)) == last or not found.ended:
        if found != last:
            yield found
            last = found
        time.sleep(every_s)
    yield found


def work(studio: Studio, number: int) -> Iterator[Progress]:
    """The same, with the work being done here.

    Raises UnknownRegeneration; DatabaseUnusable, ShelfUnwritable where the work can't go on: it can be taken up later.
    """
    with crew_at_work(studio) as crew:
        while not (found := progress(studio, number)).ended and not crew.trouble:
            yield found
            step_all(studio)
            time.sleep(WATCH_S)
    if crew.trouble:
        raise crew.trouble
    yield found


def step_all(studio: Studio) -> None:
    """Take a step in each regeneration that nobody else works on, the oldest first."""
    for regeneration in reversed(studio.ledger.working()):
        if studio.ledger.take(regeneration.number):
            _step(studio, regeneration)


def _step(studio: Studio, regeneration: Regeneration) -> None:
    number = regeneration.number
    for part in _making(studio.ledger.parts(number)):
        _look_after(studio, number, part)
    ahead = sum(studio.publisher.generations.left(part.generation) for part in _making(studio.ledger.parts(number)))
    for part in studio.ledger.parts(number):
        if ahead >= AHEAD:
            return
        if part.state is Step.WAITING:
            ahead += _begin(studio, regeneration, part.slug)
            studio.ledger.take(number)
    studio.ledger.close(number)


def _look_after(studio: Studio, number: int, part: Part) -> None:
    """End what is whole, or what can't be made; ask again for what nobody was asked for."""
    generation = studio.publisher.generations.read(part.generation)
    if generation is None:
        return
    if not studio.publisher.generations.left(part.generation):
        studio.publisher.generations.settle(part.generation)
        studio.ledger.end(number, part.slug)
        return
    state = studio.progress(studio.publisher.generations.digests(part.generation))
    if state.failed and not state.left:
        studio.ledger.end(number, part.slug, " ".join(dict.fromkeys(state.failed.values())))
        studio.publisher.generations.drop(part.generation)
    elif not state.left:
        studio.want(studio.publisher.every_order(generation), urgent=False)


def _begin(studio: Studio, regeneration: Regeneration, slug: str) -> int:
    """Have an article's next generation made; how many clips of it are missing."""
    number, publisher = regeneration.number, studio.publisher
    chosen = msgspec.json.decode(regeneration.delivery, type=Delivery) if regeneration.delivery else None
    try:
        draft, spoken = publisher.draft(slug, chosen)
        generation = publisher.keep(draft, regeneration.asked_by)
        studio.want(publisher.every_order(generation), urgent=False)
        missing = publisher.generations.left(generation.number)
    except (ContentError, VoiceError, CacheError) as error:
        studio.ledger.end(number, slug, str(error))
        return 0
    takes = studio.planner.missing_takes(line for lines in spoken.values() for line in lines) if missing else {}
    load = (engine_of(takes.values()), sum(len(line.request.text) for line in takes.values()), len(takes))
    studio.ledger.begin(number, slug, generation.number, missing, load)
    return missing


def _take_back(studio: Studio, parts: Sequence[Part]) -> None:
    """Ask no more for what was asked for and not begun."""
    for part in _making(parts):
        studio.ask_no_more(studio.publisher.generations.digests(part.generation))


def _making(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.state is Step.MAKING]


def _is_urgent(studio: Studio, slug: str) -> bool:
    """Whether readers should hear another disclaimer than they do."""
    current = studio.publisher.generations.current(slug)
    return current is not None and current.article.disclaimers != studio.desk.current(slug).article.disclaimers
