"""Proof: which disclaimer of an article, in which wording, stands in which clip, from when to when, and was it heard.

Each generation has it on record: noted by the program that read it, and kept from then on. A recogniser's hearings say
whether the takes were heard word for word. What was heard before there was a record is worked out once, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voice.generations import Generation, Sound, Spot, Wording, wordings_of
from voice.hearing import Hearing, Hearings
from voice.orders import ENDING, OPENING
from voice.promptbook import PromptBook
from voice.publishing import Publisher

Takes = tuple[tuple[str, Hearing | None], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A clip that a wording stands in.

    `since` and `until` are ISO 8601, UTC; `until` is "" while it is what is heard. `clip` says which: "disclaimers",
    "end", or a section's id; `begins` whether a session begins with it, `alone` whether it is heard on its own.
    `fingerprint` is the SHA-256 of its bytes; it and `since` are "" where it was never made, or that is not known.
    `format` and `rate` are those it is delivered in; `phone` is for telephones.
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
    `voice` is the one that listeners chose for these clips, "" for the usual one.
    There are none where their voice was gone when this was noted: at `noted_at`, ISO 8601, UTC; if `noted_later`, only
    after it had been heard, so as a later program reads it, perhaps.
    """

    revision: str
    generation: int
    key: str
    kind: str
    lang: str
    wording: str
    text: str
    voice: str
    clips: tuple[Stand, ...]
    takes: Takes
    noted_at: str
    noted_later: bool

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
    """Finds proof in what the publisher's generations have on record, and in the hearings."""

    publisher: Publisher
    book: PromptBook
    hearings: Hearings

    def of(self, slug: str) -> tuple[Proof, ...]:
        """Proof of every generation of an article that was ever heard, the one that is heard now first.

        It needs no engine, and not that the article is still on the list. Raises UnknownArticle.
        """
        if not any(each.current_from for each in self.publisher.generations.history(slug)):
            self.publisher.heard(slug)
        for each in self.publisher.generations.history(slug):
            self._bring_up(each)
        heard = (each for each in self.publisher.generations.history(slug) if each.current_from)
        return tuple(proof for generation in heard for proof in self._of_generation(generation))

    def note_earlier(self, most: int) -> None:
        """Put so many generations on record that were heard before there was one, the newest first."""
        for number in self.publisher.generations.unnoted(most):
            if generation := self.publisher.generations.read(number):
                self._work_out(generation)

    def _bring_up(self, generation: Generation) -> None:
        if generation.current_from and not generation.noted_at:
            self._work_out(generation)
        elif generation.current_from and not generation.current_until:
            self.publisher.generations.note_sounds(generation.number)

    def _work_out(self, generation: Generation) -> None:
        said = {order: self.book.said(order) for order in self.publisher.every_order(generation)}
        self.publisher.generations.note(generation.number, wordings_of(generation.article, said), later=True)

    def _of_generation(self, generation: Generation) -> list[Proof]:
        return [
            self._proof(generation, wording, sounds)
            for wording, sounds in self.publisher.generations.on_record(generation.number)
        ]

    def _proof(self, generation: Generation, wording: Wording, sounds: Sequence[Sound]) -> Proof:
        clips = tuple(stand for spot in wording.spots for stand in _stands(spot, sounds, generation.current_until))
        heard = self.hearings.latest(digest for _, digest in wording.takes)
        takes = tuple((words, heard.get(digest)) for words, digest in wording.takes)
        said = (wording.key, wording.kind, wording.lang, wording.form, wording.text, wording.voice)
        noted = (generation.noted_at, generation.noted_later)
        return Proof(generation.revision, generation.number, *said, clips, takes, *noted)


def proof_document(proof: Proof) -> dict[str, object]:
    """A proof for programs."""
    fields = {name: getattr(proof, name) for name in Proof.__dataclass_fields__ if name != "takes"}
    takes = [{"wanted": words, "hearing": hearing} for words, hearing in proof.takes]
    return fields | {"heard": proof.heard, "heard_at": proof.heard_at, "takes": takes}


def _stands(spot: Spot, sounds: Sequence[Sound], until: str) -> list[Stand]:
    """The clip as its bytes were one after the other; one without bytes where there were none."""
    name = {OPENING: "disclaimers", ENDING: "end"}.get(spot.section, spot.section)
    ours = [each for each in sounds if each.digest == spot.digest]
    ends = [*(each.since for each in ours[1:]), until]
    place, form = (name, spot.alone, spot.first), (spot.suffix, spot.rate)
    if not ours:
        return [Stand(*place, "", until, "", 0, *form)]
    return [
        Stand(*place, sound.since, end, sound.fingerprint, sound.duration_ms, *form)
        for sound, end in zip(ours, ends, strict=True)
    ]
