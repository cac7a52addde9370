"""A long beginning is begun with a clause of its own, and every character keeps its place in the written text."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from content import Article, Block, BlockKind, Section
from voice.clauses import AFTER_CLAUSE, SHORTEST, clause_first
from voice.settings import Settings
from voice.speech import How, Manner, Phonemes, Role, Source, Utterance
from voice.studio import Studio

FAKES = Path(__file__).parent / "engines" / "fakes"

TITLE = "Why the keeper climbs the stairs, every evening, with a can of oil"


def heading(text: str, **others: object) -> Utterance:
    spans = tuple((n, n + 1) for n in range(len(text)))
    return Utterance(text, "en", Role.HEADING, 700, Source("h", 5, len(text)), spans, **others)


def test_the_longest_first_clauses_that_fit_stand_by_themselves() -> None:
    first, rest = clause_first(heading(TITLE), 50)
    assert (first.text, rest.text) == ("Why the keeper climbs the stairs, every evening,", "with a can of oil")
    assert (first.pause_ms, rest.pause_ms) == (AFTER_CLAUSE, 700)


@pytest.mark.parametrize(
    "text",
    [
        "Short, and sweet",
        "Oh, what a title that has but this one clause in its very beginning",
        "A title that goes on and on without any clause that ends in time, alas",
        "What has its only clause at the end of all, so",
    ],
)
def test_what_is_short_or_has_no_clause_that_leaves_enough_is_left_whole(text: str) -> None:
    assert clause_first(heading(text), 45) == (heading(text),)


def test_a_first_clause_that_is_longer_stands_by_itself_all_the_same() -> None:
    first, rest = clause_first(heading(TITLE), 20)
    assert (first.text, rest.text) == ("Why the keeper climbs the stairs,", "every evening, with a can of oil")


def test_what_is_told_of_words_goes_with_them() -> None:
    at = TITLE.index("oil")
    told = {"phonemes": (Phonemes(4, 3, "x"), Phonemes(at, 3, "ɔɪl")), "manners": (Manner(at, 3, How.STRESSED),)}
    first, rest = clause_first(heading(TITLE, **told), 50)
    assert [each.ipa for each in first.phonemes] == ["x"]
    assert [rest.text[each.start : each.start + each.length] for each in (*rest.phonemes, *rest.manners)] == ["oil"] * 2


def test_what_does_not_say_where_it_is_written_is_left_whole() -> None:
    whole = Utterance(TITLE, "en", Role.HEADING, 700, Source("h", 0, len(TITLE)))
    assert clause_first(whole, 50) == (whole,)
    assert len(clause_first(Utterance(TITLE, "en", Role.ANNOUNCEMENT, 200), 50)) == 2


def test_nothing_is_cut_within_what_is_said_in_one_manner() -> None:
    whole = heading(TITLE, manners=(Manner(0, len(TITLE), How.STRESSED),))
    assert clause_first(whole, 50) == (whole,)


@given(st.text("ab ,;:", min_size=1, max_size=80), st.integers(SHORTEST, 60))
def test_both_parts_together_stand_for_all_that_was_written(text: str, most: int) -> None:
    parts = clause_first(heading(text), most)
    placed = [
        (part.source.start + start - 5, char)
        for part in parts
        for (start, _), char in zip(part.spans, part.text, strict=True)
        if part.source
    ]
    assert all(text[at] == char for at, char in placed)
    assert "".join(char for _, char in placed).replace(" ", "") == text.replace(" ", "")
    assert all(part.source and part.source.start + part.source.length <= 5 + len(text) for part in parts)


def test_chapters_begin_where_their_headings_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FAKES)
    sections = tuple(
        Section(f"s{n}", 2, f"{TITLE}, night {n}", "en", (Block(f"s{n}_1", BlockKind.PARAGRAPH, "He reads there."),))
        for n in (1, 2, 3)
    )
    with closing(Studio(Settings(data=tmp_path, engine="fake-weighty"))) as studio:
        clip, place = studio.speak(Article("keeper", TITLE, "en", None, sections), None, studio.delivery())
    frames = ID3(place)
    starts = [frames[f"CHAP:{name}"].start_time for name in frames["CTOC:contents"].child_element_ids]
    headings = sorted({mark.start_ms for mark in clip.marks if mark.block.endswith("_heading") and mark.start == 0})
    assert starts == [0, *headings[1:]]
