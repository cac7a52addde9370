"""What somebody asks to be regenerated, whichever door they came in by: which articles, and how they are spoken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voice.choosing import check_named
from voice.errors import RegenerationUnclear
from voice.jobs import regeneration
from voice.orders import Delivery
from voice.planning import Plan
from voice.settings import check_rate
from voice.studio import Studio


@dataclass(frozen=True, slots=True)
class Wish:
    """The articles of `slugs`, or `every` one, or where neither is given, those that something was changed for.

    They are spoken by `voice`, or at `rate` (0.5 to 3), from now on; or, where `as_set`, by the settings again. Where
    nothing of that is given, each is spoken as it is now.
    """

    slugs: tuple[str, ...] = ()
    every: bool = False
    voice: str = ""
    rate: float | None = None
    as_set: bool = False

    @property
    def what(self) -> str:
        """Which articles, in words."""
        return " ".join(self.slugs) or ("every article" if self.every else "what has changed")


def delivery_of(studio: Studio, wish: Wish) -> Delivery | None:
    """How the articles are to be spoken; None where nothing was chosen.

    Raises RegenerationUnclear, RateOutOfRange, and UnknownVoice or UnknownEngine for a voice that there is not.
    """
    usual = studio.delivery()
    if wish.as_set and (wish.voice or wish.rate is not None):
        raise RegenerationUnclear("Choose a voice or a rate, or go back to those of the settings: not both.")
    if wish.as_set:
        return usual
    if not wish.voice and wish.rate is None:
        return None
    check_named(wish.voice)
    rate = usual.rate if wish.rate is None else check_rate(wish.rate)
    return replace(usual, engine="" if wish.voice else usual.engine, voice=wish.voice or usual.voice, rate=rate)


def slugs_of(studio: Studio, wish: Wish) -> Sequence[str]:
    """The articles, by slug. Raises RegenerationUnclear."""
    if wish.slugs and wish.every:
        raise RegenerationUnclear("Name articles, or ask for every one of them: not both.")
    if wish.every:
        return [row.slug for row in studio.library.list()]
    return wish.slugs or studio.publisher.outdated()


def plan(studio: Studio, wish: Wish) -> Plan:
    """What it would do. Raises as `delivery_of` and `slugs_of` do, UnknownArticle, InvalidRules."""
    delivery = delivery_of(studio, wish)
    return regeneration.plan(studio, slugs_of(studio, wish), delivery, afresh=bool(wish.slugs))


def start(studio: Studio, wish: Wish, planned: Plan, by: str) -> int:
    """Begin what was planned; its number."""
    return regeneration.start(studio, planned, wish.what, by, delivery_of(studio, wish))
