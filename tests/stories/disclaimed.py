"""Articles of all kinds whose disclaimers must be heard, a house that speaks them, and how one tells that they were."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import msgspec
from flask.testing import FlaskClient
from hypothesis import strategies as st
from sqlalchemy import select

from audio_cache import MarkKind, SpeechMark
from audio_cache.tables import recordings
from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Note, NoteRef, Section
from content.wording import short_form
from voice.database import open_database
from voice.studio import Studio

RULES = """
[[disclaimer]]
id = "site"
kind = "legal"
text = {en = "What stands on these pages is told to inform, and nobody answers for what is made of it."}
short = {en = "For information."}
sites = ["example.org"]

[[disclaimer]]
id = "line"
kind = "crisis"
text = {en = "If you are in need, call 988."}
topics = ["grief"]
"""
SET = {
    "site": Disclaimer(
        "disclaimer_site",
        DisclaimerKind.LEGAL,
        "What stands on these pages is told to inform, and nobody answers for what is made of it.",
        "en",
        short="For information.",
    ),
    "line": Disclaimer("disclaimer_line", DisclaimerKind.CRISIS, "If you are in need, call 988.", "en"),
}
NUMBERS = count(1)
LONG = "It goes on for longer than what is said in its place, as the small print of most publishers does on most pages."

BUILT_IN = {kind: short_form(kind, "en") for kind in DisclaimerKind}


@dataclass(frozen=True)
class House:
    """A service at work on a data folder of its own."""

    folder: Path
    studio: Studio
    client: FlaskClient

    @contextmanager
    def telephone_on(self) -> Iterator[None]:
        """Recordings for telephones are made too; elsewhere here they would only take time."""
        before = self.studio.settings
        self.studio.settings = replace(before, phone="on", phone_rates="1")
        try:
            yield
        finally:
            self.studio.settings = before

    def marks_of(self, fingerprint: str) -> tuple[SpeechMark, ...]:
        """The sentences that are said in the recording of that fingerprint."""
        database = open_database(self.folder)
        with database.connect() as connection:
            rows = connection.execute(select(recordings.c.marks).where(recordings.c.fingerprint == fingerprint))
            found = msgspec.json.decode(rows.scalars().first() or "[]", type=tuple[SpeechMark, ...])
        database.dispose()
        return tuple(mark for mark in found if mark.kind is MarkKind.SENTENCE)


words = st.lists(
    st.sampled_from(["rest", "water", "pain", "dose", "call", "help", "doctor", "sleep", "walk", "nine"]),
    min_size=1,
    max_size=5,
)
sentences = st.lists(words.map(lambda some: " ".join(some).capitalize() + "."), min_size=1, max_size=3).map(" ".join)
disclaimers = st.lists(
    st.builds(
        Disclaimer,
        st.uuids().map(str),
        st.sampled_from(DisclaimerKind),
        sentences.map(lambda text: f"{text} {LONG}"),
        st.just("en"),
        st.sampled_from(["", "Note"]),
        place=st.just("middle"),
        section=st.sampled_from(["", "s0", "s1"]),
        short=st.sampled_from(["", "In short."]),
    ),
    max_size=3,
    unique_by=lambda disclaimer: disclaimer.text,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    # Each is an article of its own: of one that is there already, readers hear the earlier generation.
    slug = f"a{next(NUMBERS)}"
    url = draw(st.sampled_from([None, "https://www.example.org/a"]))
    topics = draw(st.sampled_from([(), ("grief",)]))
    notes = tuple(Note(f"note-{n}", str(n), draw(sentences), "en") for n in range(draw(st.integers(0, 2))))
    sections = tuple(
        Section(f"s{n}", 2, f"Part {n}", "en", (paragraph(f"s{n}_1", draw(sentences), notes[n : n + 1]),))
        for n in range(draw(st.integers(1, 3)))
    )
    # Numbered, so that none is a part of another: what says the same is said once.
    found = tuple(replace(each, text=f"Note {n}. {each.text}") for n, each in enumerate(draw(disclaimers)))
    return Article(slug, "A title", "en", url, sections, found, topics=topics, notes=notes)


def due(article: Article) -> list[Disclaimer]:
    """What must be heard: what was found, and what the editors of this house have set."""
    ours = [SET["site"]] if article.url else []
    return [*article.disclaimers, *ours, *([SET["line"]] if article.topics else [])]


def paragraph(block_id: str, text: str, notes: tuple[Note, ...]) -> Block:
    refs = tuple(NoteRef(len(text), note.id) for note in notes)
    return Block(block_id, BlockKind.PARAGRAPH, text, notes=refs)


def heard_first(marks: tuple[SpeechMark, ...], article: Article) -> dict[str, str]:
    """By block of a disclaimer, the characters that are said before anything else of the article is, in order."""
    texts = {disclaimer.id: disclaimer.text for disclaimer in due(article)}
    texts |= {f"{each.id}_short": short for each in due(article) for short in [each.short or BUILT_IN[each.kind]]}
    heard: dict[str, str] = {}
    for mark in marks:
        if mark.block not in texts:
            break
        sentence = texts[mark.block][mark.start : mark.start + mark.length]
        heard[mark.block] = heard.get(mark.block, "") + said(sentence)
    return heard


def short_forms(disclaimer: Disclaimer) -> set[str]:
    return {said(disclaimer.short or BUILT_IN[disclaimer.kind])}


def said(text: str) -> str:
    return re.sub(r"\s", "", text)
