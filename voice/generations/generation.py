"""The nouns of a generation: `Draft`, `Edition`, `Generation`, and the name by which orders know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from content import Article
from voice.generations.wordings import Wording
from voice.orders import ClipOrder, Delivery


class State(StrEnum):
    """Where a generation stands: `past` once it was current, `dropped` where it never was and will not be."""

    MAKING = "making"
    CURRENT = "current"
    PAST = "past"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Edition:
    """By what an article is read: the editors' `rules` and `words`, each by its version, and the `program`."""

    rules: str
    words: int
    program: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a generation would be.

    `voices` are by language, "" where none speaks it; `clips` have the digest of each order, in a page's order;
    `wordings` are of its disclaimers, also in the clips that telephones play; `chosen` says that the delivery was
    chosen for this article, against the settings.
    """

    article: Article
    revision: str
    delivery: Delivery
    edition: Edition
    voices: Mapping[str, str]
    clips: Mapping[ClipOrder, str]
    wordings: tuple[Wording, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """By what a current generation was made, and so whether it is up to date.

    `held`: it was rolled back to, and stays until another is asked for by name. `chosen`: its voice or rate is not that
    of the settings, and is kept when it is made anew.
    """

    slug: str
    revision: str
    delivery: Delivery
    edition: Edition
    voices: dict[str, str]
    held: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation that is kept; times are ISO 8601, UTC, "" where that has not come.

    `noted_at` is when it was noted which wording stands in which clip; `noted_later` whether that was after it had been
    heard, so by another program than read it, perhaps.
    """

    number: int
    slug: str
    revision: str
    article: Article
    delivery: Delivery
    edition: Edition
    voices: Mapping[str, str]
    state: State
    held: bool
    chosen: bool
    planned_by: str
    planned_at: str
    current_from: str
    current_until: str
    noted_at: str
    noted_later: bool

    @property
    def name(self) -> str:
        """What stands for it where a revision could stand, such as "g17"."""
        return name_of(self.number)


def name_of(number: int) -> str:
    """What stands for a generation where a revision could stand; a revision has hexadecimal digits alone."""
    return f"g{number}"


def number_of(revision: str) -> int | None:
    """Which generation is named; None for a revision of the library."""
    return int(revision[1:]) if revision[:1] == "g" else None
