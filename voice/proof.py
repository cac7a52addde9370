"""Proof: which disclaimer of an article, in which wording, stands in which clip, from when to when, and was it heard.

A clip's script says which words of a disclaimer each of its takes speaks; the index says which bytes that clip is, and
a recogniser's hearings say whether the takes were heard word for word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from audio_cache import Index, Recording
from content import Article, Disclaimer
from voice.disclosing import short_of
from voice.errors import VoiceError
from voice.generations import Generation
from voice.hearing import Hearing, Hearings
from voice.orders import ENDING, OPENING, ClipOrder
from voice.promptbook import PromptBook
from voice.publishing import Publisher
from voice.speech import Utterance

_SHORT = "_short"
Takes = tuple[tuple[str, Hearing | None], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A clip that a wording stands in.

    `since` and `until` are ISO 8601, UTC; `until` is "" while it is what is heard. `clip` says which: "disclaimers",
    "end", or a section's id; `begins` whether a session begins with it, `alone` whether it is heard on its own.
    `fingerprint` is the SHA-256 of its bytes; it and `since` are "" where there is no clip: it is not made yet, or, of
    what was heard before, kept no more. `format` and `rate` are those it is delivered in; `phone` is for telephones.
    """

    clip: str
    alone: bool
    begins: bool
    since: str
    until: str
    fingerprint: str = ""
    duration_ms: int = 0
    format: str = "mp3"
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Proof:
    """A wording of a disclaimer in a generation of its article: in full, or its short form.

    `takes` are its sentences as they are spoken, each with what a recogniser heard last, or None where none has yet.
    There are none where the voice that spoke them is not installed any more.
    """

    revision: str
    generation: int
    key: str
    kind: str
    lang: str
    wording: str
    text: str
    clips: tuple[Stand, ...]
    takes: Takes

    @property
    def heard(self) -> bool:
        """Whether every take was heard word for word."""
        return bool(self.takes) and all(hearing is not None and not hearing.errors for _, hearing in self.takes)

    @property
    def heard_at(self) -> str:
        """When the last of its takes was heard, "" where not every one was yet."""
        hearings = [hearing.at for _, hearing in self.takes if hearing]
        return max(hearings) if hearings and len(hearings) == len(self.takes) else ""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Finds proof in what the publisher, the prompt book, the index and the hearings of a studio know."""

    publisher: Publisher
    book: PromptBook
    index: Index
    hearings: Hearings

    def of(self, slug: str) -> tuple[Proof, ...]:
        """Proof of every generation of an article that was ever heard, the one that is heard now first.

        It needs no engine, and not that the article is still on the list. Raises UnknownArticle.
        """
        if not any(each.current_from for each in self.publisher.generations.history(slug)):
            self.publisher.heard(slug)
        heard = (each for each in self.publisher.generations.history(slug) if each.current_from)
        return tuple(proof for generation in heard for proof in self._of_generation(generation))

    def _of_generation(self, generation: Generation) -> Iterator[Proof]:
        orders = self.publisher.every_order(generation)
        blocks = [{_block(each) for each in self.book.says(order)} for order in orders]
        stands = self._stands(orders, generation)
        for block, (disclaimer, wording, text) in _wordings(generation.article).items():
            clips = tuple(stand for stand, said in zip(stands, blocks, strict=True) if block in said)
            if clips:
                first = next(order for order, said in zip(orders, blocks, strict=True) if block in said)
                takes = self._takes(first, block)
                said = (disclaimer.key, disclaimer.kind, disclaimer.lang, wording, text)
                yield Proof(generation.revision, generation.number, *said, clips, takes)

    def _stands(self, orders: Sequence[ClipOrder], generation: Generation) -> list[Stand]:
        noted = self.publisher.generations.clips(generation.number)
        digests = [self._digest(order, generation, noted) for order in orders]
        found, made_at = self.index.find_all(digests), self.index.made_at(digests)
        return [
            _stand(order, found.get(digest), made_at.get(digest, 0), generation)
            for order, digest in zip(orders, digests, strict=True)
        ]

    def _digest(self, order: ClipOrder, generation: Generation, noted: Mapping[tuple[str, bool, bool], str]) -> str:
        """The clip's digest, as the generation noted it; "" of one for telephones whose voice is gone."""
        place = (order.section, order.alone, order.first)
        if order.delivery == generation.delivery and place in noted:
            return noted[place]
        try:
            return self.book.digests([order])[0]
        except VoiceError:
            return ""

    def _takes(self, order: ClipOrder, block: str) -> Takes:
        try:
            lines = [line for line in self.book.lines(order) if _block(line.utterance) == block]
        except VoiceError:
            return ()
        heard = self.hearings.latest(line.request.digest for line in lines)
        return tuple((line.request.text, heard.get(line.request.digest)) for line in lines)


def proof_document(proof: Proof) -> dict[str, object]:
    """A proof for programs."""
    fields = {name: getattr(proof, name) for name in Proof.__dataclass_fields__ if name != "takes"}
    takes = [{"wanted": words, "hearing": hearing} for words, hearing in proof.takes]
    return fields | {"heard": proof.heard, "heard_at": proof.heard_at, "takes": takes}


def _wordings(article: Article) -> dict[str, tuple[Disclaimer, str, str]]:
    """By the block that its takes name: each disclaimer in full, and its short form where it has one."""
    found = {each.id: (each, "full", each.text) for each in article.disclaimers}
    shorts = {each.id + _SHORT: (each, "short", short_of(each)) for each in article.disclaimers}
    return found | {block: wording for block, wording in shorts.items() if wording[2]}


def _block(utterance: Utterance) -> str:
    return utterance.source.block if utterance.source else ""


def _stand(order: ClipOrder, clip: Recording | None, made_at: float, generation: Generation) -> Stand:
    name = {OPENING: "disclaimers", ENDING: "end"}.get(order.section, order.section)
    form = (order.delivery.suffix, order.delivery.rate)
    if clip is None:
        return Stand(name, order.alone, order.first, "", generation.current_until, "", 0, *form)
    since = max(generation.current_from, datetime.fromtimestamp(made_at, UTC).isoformat(timespec="seconds"))
    sound = (clip.fingerprint, clip.duration_ms)
    return Stand(name, order.alone, order.first, since, generation.current_until, *sound, *form)
