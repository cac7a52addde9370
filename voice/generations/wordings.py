"""Wordings: in what words each disclaimer of a generation is said, and in which of its clips."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content import Article, Disclaimer
from voice.disclosing import short_of
from voice.orders import ClipOrder

_SHORT = "_short"


@dataclass(frozen=True, slots=True)
class Spot:
    """A clip that a wording is said in: its place in an order, its format and rate, and its digest."""

    section: str
    alone: bool
    first: bool
    suffix: str
    rate: float
    digest: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a disclaimer, `form` "full" or "short"; `takes` are its words as they are spoken, and their digests.

    There are none where the voice that spoke them was gone when this was noted. `voice` is the one that listeners chose
    for these clips; "" for the generation's own.
    """

    key: str
    kind: str
    lang: str
    form: str
    text: str
    voice: str
    takes: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in a clip: its digest, and of each take the block of words it is of, the words and its digest."""

    digest: str
    takes: tuple[tuple[str, str, str], ...]


def wordings_of(article: Article, clips: Mapping[ClipOrder, Said], voice: str = "") -> tuple[Wording, ...]:
    """Each wording that is said in any of these clips of the article, as its disclaimers stand in it."""
    return tuple(_said(article, clips, voice))


def _said(article: Article, clips: Mapping[ClipOrder, Said], voice: str) -> Iterator[Wording]:
    blocks = {order: {block for block, _, _ in said.takes} for order, said in clips.items()}
    for block, (disclaimer, form, text) in _wordings(article).items():
        orders = [order for order, found in blocks.items() if block in found]
        if orders:
            spots = tuple(_spot(order, clips[order].digest) for order in orders)
            takes = tuple((words, take) for of, words, take in clips[orders[0]].takes if of == block and take)
            yield Wording(disclaimer.key, disclaimer.kind, disclaimer.lang, form, text, voice, takes, spots)


def _spot(order: ClipOrder, digest: str) -> Spot:
    delivery = order.delivery
    return Spot(order.section, order.alone, order.first, delivery.suffix, delivery.rate, digest)


def _wordings(article: Article) -> dict[str, tuple[Disclaimer, str, str]]:
    """By the block that its takes name: each disclaimer in full, and its short form where it has one."""
    found = {each.id: (each, "full", each.text) for each in article.disclaimers}
    shorts = {each.id + _SHORT: (each, "short", short_of(each)) for each in article.disclaimers}
    return found | {block: wording for block, wording in shorts.items() if wording[2]}
