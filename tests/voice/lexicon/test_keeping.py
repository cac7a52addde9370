"""Lexicons are kept by library and by article, with who and when."""

import pytest
from sqlalchemy import Engine

import voice.lexicon.keeping
from voice.lexicon import Case, Lexeme
from voice.lexicon.keeping import Lexicons, grouped

BACLOFEN = Lexeme.checked(["baclofen"], "en", ipa="ˈbækləfən")
MS = Lexeme.checked(["MS", "M.S."], "en-gb", alias="multiple sclerosis", case=Case.EXACT)


@pytest.fixture
def lexicons(database: Engine) -> Lexicons:
    voice.lexicon.keeping.metadata.create_all(database)
    return Lexicons(database)


def test_what_is_kept_is_what_was_given_with_who_and_when(lexicons: Lexicons) -> None:
    lexicons.add([BACLOFEN, MS], by="ann")
    assert set(grouped(lexicons.lexemes())) == {BACLOFEN, Lexeme(("M.S.", "MS"), "en-GB", MS.alias, "", MS.case)}
    assert {entry.changed_by for entry in lexicons.entries()} == {"ann"}
    assert all(entry.changed_at.endswith("+00:00") for entry in lexicons.entries())


def test_the_last_word_counts(lexicons: Lexicons) -> None:
    lexicons.add([BACLOFEN])
    louder = Lexeme.checked(["baclofen"], "en", alias="BACLOFEN")
    assert lexicons.add([louder]) == 1
    assert lexicons.lexemes() == (louder,)
    assert lexicons.remove("baclofen", "EN")
    assert not lexicons.remove("baclofen", "en")
    assert lexicons.lexemes() == ()


def test_an_article_has_words_of_its_own(lexicons: Lexicons) -> None:
    lexicons.add([BACLOFEN], "tea")
    assert lexicons.lexemes() == lexicons.lexemes("coffee") == ()
    assert lexicons.lexemes("tea") == (BACLOFEN,)


def test_the_version_changes_for_those_whom_a_change_concerns(lexicons: Lexicons) -> None:
    versions = [(lexicons.version("tea"), lexicons.version("coffee"))]
    for article in ("tea", ""):
        lexicons.add([BACLOFEN], article)
        versions.append((lexicons.version("tea"), lexicons.version("coffee")))
    assert versions == [(0, 0), (1, 0), (2, 2)]


def test_saying_the_same_again_changes_nothing(lexicons: Lexicons) -> None:
    assert (lexicons.add([MS]), lexicons.add([MS])) == (2, 0)
    assert lexicons.version("") == 2
