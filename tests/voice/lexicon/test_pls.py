"""PLS 1.0 files are read safely, and written so that they read the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import UnreadableLexicon
from voice.lexicon import Case, Lexeme
from voice.lexicon.pls import read_pls, write_pls

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<lexicon version="1.0" alphabet="ipa" xml:lang="en-US"\n'
    ' xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:pos="http://example.org/pos">\n'
)


def pls(*lexemes: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(lexemes) + "\n</lexicon>").encode()


def test_words_are_read_with_every_spelling() -> None:
    [lexeme] = read_pls(
        pls("<lexeme><grapheme>colour</grapheme><grapheme>col<!-- -->or</grapheme><phoneme>ˈkʌlə</phoneme></lexeme>")
    ).lexemes
    assert lexeme == Lexeme(("colour", "color"), "en-US", ipa="ˈkʌlə")


def test_the_preferred_of_several_is_used_and_the_others_are_named() -> None:
    found = read_pls(
        pls(
            "<lexeme><grapheme>a</grapheme><phoneme>eɪ</phoneme><phoneme prefer='true'>ə</phoneme></lexeme>",
            "<lexeme><grapheme>b</grapheme><alias>bee</alias><phoneme>biː</phoneme></lexeme>",
            "<lexeme><grapheme>c</grapheme><phoneme>siː</phoneme><alias>see</alias></lexeme>",
        )
    )
    assert [(lexeme.alias, lexeme.ipa) for lexeme in found.lexemes] == [("", "ə"), ("bee", ""), ("see", "siː")]
    assert found.left_out == ("Line 4: a second pronunciation is not used, nor are 1 more.",)


def test_what_is_not_used_is_named_and_the_rest_is_taken() -> None:
    found = read_pls(
        pls(
            '<meta name="author" content="us"/>',
            '<lexeme role="pos:verb"><grapheme>read</grapheme><phoneme>riːd</phoneme></lexeme>',
            "<lexeme><grapheme form='x'>a</grapheme><alias>b</alias><example>An a.</example></lexeme>",
        )
    )
    assert [lexeme.graphemes for lexeme in found.lexemes] == [("a",)]
    assert [note.partition(" is ")[0] for note in found.left_out] == [
        "Line 5: “read”", "Line 4: <meta>", "Line 6: the attribute form", "Line 6: <example>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "Line 1"),
        (b"<html/>", "no pronunciation lexicon"),
        (pls("<lexeme><grapheme>a</lexeme>"), "Line 4: this is no XML"),
        (pls("<lexeme><grapheme>a</grapheme><phoneme>b7</phoneme></lexeme>"), "Line 4: “7” .digit seven."),
        (pls("<lexeme><grapheme>a</grapheme></lexeme>"), "Line 4: Say how “a”"),
        (pls("<lexeme><alias>a</alias></lexeme>"), "Line 4: There is no word"),
        (pls("<lexeme><grapheme>a</grapheme><phoneme>b</phoneme></lexeme>", head=HEAD.replace('"ipa"', '"x-sampa"')),
         "Line 4: the alphabet 'x-sampa' can't be read"),
        (pls(head=HEAD.replace('xml:lang="en-US"', "")), "names no language"),
        (pls(head=HEAD.replace('version="1.0" a', 'version="2.0" a')), "only 1.0"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_where(document: bytes, message: str) -> None:
    with pytest.raises(UnreadableLexicon, match=message):
        read_pls(document)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE lexicon [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE lexicon [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE lexicon SYSTEM "http://127.0.0.1:9/pls.dtd">',
    ],
)
def test_a_file_with_declarations_is_refused_unread(declared: str) -> None:
    head = HEAD.replace("<lexicon", f"{declared}<lexicon", 1)
    with pytest.raises(UnreadableLexicon, match="DOCTYPE"):
        read_pls(pls("<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>", head=head))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
SOUNDS = st.text("ˈˌ pbtdkɡmnŋfvθðszʃʒhiːɪeɛæaɑɔoʊuʌə̃.", min_size=1).map(lambda sounds: sounds + "a")
LEXEMES = st.builds(
    lambda words, alias, ipa, case: Lexeme.checked(words, "en-GB", alias=alias, ipa=ipa, case=case),
    st.lists(TEXTS.map(lambda text: text + "x"), min_size=1, max_size=3),
    st.just("") | TEXTS.map(lambda text: text + "x"),
    SOUNDS,
    st.sampled_from(list(Case)),
)


@given(st.lists(LEXEMES))
def test_what_is_written_reads_the_same(lexemes: list[Lexeme]) -> None:
    found = read_pls(write_pls(lexemes, "en-GB"))
    assert found.lexemes == tuple(lexemes)
    assert found.left_out == ()
