"""What is ordered of a workshop: clips of an article that is kept, each the row of parts that is heard in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from content import Article
from content.errors import UnknownArticle
from voice.choosing import Door, Preference
from voice.disclosing import claim_script, end_script, full_script, short_script
from voice.reading import Reader
from voice.script import name_script, section_script
from voice.speech import Script

# In the place of a section's id; as no such id has a "_", none is meant by it.
OPENING, ENDING, TITLE, HEADING = "", "_end", "_title", "_heading"


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
    full where they are `first` in a session. The others are for a listener who has just heard them. A telephone names
    articles and sections: TITLE, or a section's id and HEADING.

    `text` is what is said in the language `lang` where that stands in no article.
    """

    slug: str
    revision: str
    section: str
    alone: bool
    delivery: Delivery
    first: bool = False
    text: str = ""
    lang: str = ""

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
    NAME = "name"


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


def phone_orders_of(article: Article, revision: str, deliveries: Sequence[Delivery]) -> list[ClipOrder]:
    """Every clip of an article that telephones play: names and disclaimers at the pace nearest to the voice's own.

    Its sections are there in each delivery: alone, and for a caller who has heard the disclaimers.
    """
    if not deliveries:
        return []
    usual = min(deliveries, key=lambda delivery: abs(delivery.rate - 1))
    order = partial(ClipOrder, article.slug, revision)
    names = [TITLE, *(f"{section.id}{HEADING}" for section in article.sections)]
    around = [OPENING] if article.disclaimers else []
    around += [ENDING] if any(each.end for each in article.disclaimers) else []
    return [
        *(order(section, alone=False, delivery=usual) for section in names),
        *(order(section, alone=True, delivery=usual) for section in around),
        *(
            order(section.id, alone=alone, delivery=delivery)
            for alone in ((False, True) if article.disclaimers else (True,))
            for delivery in deliveries
            for section in article.sections
        ),
    ]


def text_order(text: str, lang: str, delivery: Delivery) -> ClipOrder:
    """A clip of a text that stands in no article, such as a prompt."""
    return ClipOrder("", "", "", alone=True, delivery=delivery, text=text, lang=lang)


def parts_of(article: Article, order: ClipOrder) -> Iterator[Part]:
    """The parts of the ordered clip."""
    section = order.section
    if section == TITLE or section.endswith(HEADING):
        yield Part(Heard.NAME, section)
        return
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


def says_disclaimers(article: Article, order: ClipOrder) -> bool:
    """Whether anything of the article's disclaimers is heard in the ordered clip."""
    rest = {Heard.SECTION, Heard.NAME}
    return bool(article.disclaimers) and any(part.heard not in rest for part in parts_of(article, order))


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
        case Heard.NAME:
            return name_script(article, part.section.removesuffix(HEADING), read)
    section = article.section(part.section)
    if section is None:
        raise UnknownArticle(f"The article {article.slug!r} has no section {part.section!r}.")
    return section_script(article, section, read)
