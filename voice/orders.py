"""What is ordered of a workshop: clips of an article that is kept, each the row of parts that is heard in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from content import Article
from content.errors import UnknownArticle
from voice.choosing import Door, Preference
from voice.disclosing import claim_script, end_script, full_script, short_script
from voice.reading import Reader
from voice.script import section_script
from voice.speech import Script

# In the place of a section's id; as no such id has a "_", none is meant by it.
OPENING, ENDING = "", "_end"


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

    `section` is a section's id, OPENING for the disclaimers by themselves, or ENDING for those that are heard again at
    the article's end. `alone` clips are heard on their own, and so begin with the disclaimers: as policy says, or in
    full where they are `first` in a session. The others are for a listener who has just heard them.
    """

    slug: str
    revision: str
    section: str
    alone: bool
    delivery: Delivery
    first: bool = False

    @property
    def suffix(self) -> str:
        """The suffix of its file: a clip without the disclaimers has one that no public address serves."""
        return self.delivery.suffix if self.alone else f"bare.{self.delivery.suffix}"


class Heard(StrEnum):
    """What is heard in a part of a clip."""

    FULL = "full"
    SHORT = "short"
    CLAIM = "claim"
    SECTION = "section"
    END = "end"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clip, cast once for all the clips that have it; `section` is "" where it is the same for all."""

    heard: Heard
    section: str = ""


def orders_of(article: Article, revision: str, delivery: Delivery) -> list[ClipOrder]:
    """Every clip that the article's page plays and offers, in the order in which a listener comes to them."""
    order = partial(ClipOrder, article.slug, revision, delivery=delivery)
    sections = [section.id for section in article.sections]
    if not article.disclaimers:
        return [order(section=section, alone=True) for section in sections]
    ending = [order(section=ENDING, alone=True)] if any(each.end for each in article.disclaimers) else []
    return [
        order(section=OPENING, alone=True),
        *(order(section=section, alone=False) for section in sections),
        *ending,
        *(order(section=section, alone=True, first=True) for section in sections),
        *(order(section=section, alone=True) for section in sections),
    ]


def parts_of(article: Article, order: ClipOrder) -> Iterator[Part]:
    """The parts of the ordered clip."""
    section = order.section
    if section == ENDING:
        yield Part(Heard.END)
        return
    if section == OPENING or order.first:
        yield Part(Heard.FULL)
    elif any(section in each.before for each in article.disclaimers):
        yield Part(Heard.SHORT if order.alone else Heard.CLAIM, section)
    elif order.alone:
        yield Part(Heard.SHORT)
    if section != OPENING:
        yield Part(Heard.SECTION, section)


def script_of(article: Article, part: Part, read: Reader) -> Script:
    """What is spoken in a part, as `read` reads it. Raises UnknownArticle where the article has no such section."""
    match part.heard:
        case Heard.FULL:
            return full_script(article, read)
        case Heard.END:
            return end_script(article, read)
        case Heard.SHORT:
            return short_script(article, part.section, read)
        case Heard.CLAIM:
            return claim_script(article, part.section, read)
    section = article.section(part.section)
    if section is None:
        raise UnknownArticle(f"The article {article.slug!r} has no section {part.section!r}.")
    return section_script(article, section, read)
