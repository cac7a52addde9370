"""Which words of a text a lexicon meets, and what is then spoken."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import UnknownSound, UnusableLexeme
from voice.lexicon import Case, Lexeme, Lexicon, reader_of
from voice.lexicon.shipping import shipped
from voice.reading import Reading

BACLOFEN = Lexeme.checked(["baclofen"], "en", ipa="/ˈbækləfən/")
MS = Lexeme.checked(["MS"], "en", alias="multiple sclerosis")


def met(text: str, *lexemes: Lexeme, lang: str = "en-US") -> list[str]:
    return [text[word.start : word.end] for word in Lexicon([lexemes]).find(text, lang)]


def read(text: str, *lexemes: Lexeme, lang: str = "en-US") -> Reading:
    return reader_of(Lexicon([lexemes]))(text, lang)


def sounds(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.text[given.start :][: given.length], given.ipa) for given in reading.phonemes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Baclofen, BACLOFEN and baclofen.", ["Baclofen", "BACLOFEN", "baclofen"]),
        ("Baclofen’s use and two baclofens.", ["Baclofen’s", "baclofens"]),
        ("baclofen-induced, non-baclofen", ["baclofen", "baclofen"]),
        ("bac\u00adlo\u00adfen", ["bac\u00adlo\u00adfen"]),
        ("baclofenic prebaclofen baclofen2 baclofe", []),
    ],
)
def test_a_word_is_met_whole_in_any_case_with_its_endings(text: str, words: list[str]) -> None:
    assert met(text, BACLOFEN) == words


def test_a_word_of_capitals_is_met_in_capitals() -> None:
    assert met("MS, ms and Ms.", MS) == ["MS"]
    assert met("MS, ms and Ms.", Lexeme.checked(["MS"], "en", alias="m", case=Case.ANY)) == ["MS", "ms", "Ms"]
    assert met("Polish polish", Lexeme.checked(["Polish"], "en", ipa="ˈpoʊlɪʃ", case=Case.EXACT)) == ["Polish"]


def test_a_word_that_only_looks_like_a_plural_is_another_word() -> None:
    assert met("to pass", Lexeme.checked(["pas"], "en", alias="pah")) == []
    assert met("deux baclofens", Lexeme.checked(["baclofen"], "fi", alias="x"), lang="fi") == []


def test_of_phrases_that_begin_alike_the_longest_is_met() -> None:
    wort, john = (Lexeme.checked([words], "en", alias="x") for words in ("St. John's wort", "St. John"))
    assert met("St. John’s  wort by St. John", wort, john) == ["St. John’s  wort", "St. John"]


@pytest.mark.parametrize(("lang", "text"), [("zh", "每天服用巴氯芬两次"), ("th", "ใช้ยาบาโคลเฟนทุกวัน")])
def test_a_language_without_spaces_has_its_words_met(lang: str, text: str) -> None:
    word = text[4:7]
    assert met(text, Lexeme.checked([word], lang, alias="x"), lang=lang) == [word]


def test_a_word_with_another_vowel_sign_is_another_word() -> None:
    word = Lexeme.checked(["दवा"], "hi", alias="x")
    assert met("दवा लें", word, lang="hi") == ["दवा"]
    assert met("दवाएँ दवाँ", word, lang="hi") == []


def test_an_article_wins_over_the_library_and_a_closer_language_over_a_wider() -> None:
    layers = [[MS], [Lexeme.checked(["MS"], "en-GB", alias="manuscript"), BACLOFEN]]
    assert Lexicon(layers).find("MS", "en-GB")[0].lexeme.alias == "multiple sclerosis"
    layers = [[*layers[1], MS]]
    assert Lexicon(layers).find("MS", "en-GB")[0].lexeme.alias == "manuscript"
    assert Lexicon(layers).find("MS", "en-US")[0].lexeme.alias == "multiple sclerosis"
    assert Lexicon(layers).find("MS", "de") == ()


def test_an_alias_is_read_in_place_of_its_word_and_leads_back_to_it() -> None:
    text = "Does MS come back?"
    reading = read(text, MS)
    assert reading.text == "Does multiple sclerosis come back?"
    start, end = reading.spans[reading.text.index("sclerosis")]
    assert text[start:end] == "MS"
    assert reading.spans[-1] == (len(text) - 1, len(text))


def test_sounds_stand_at_the_spoken_word_and_take_its_ending() -> None:
    assert sounds(read("Take 5-10 mg of Baclofen’s kind.", BACLOFEN)) == [("Baclofen’s", "ˈbækləfənz")]


@pytest.mark.parametrize(("ipa", "plural"), [("kæt", "kæts"), ("dɔɡ", "dɔɡz"), ("mæʃ", "mæʃɪz")])
def test_an_s_is_sounded_as_english_does(ipa: str, plural: str) -> None:
    assert sounds(read("two xxos", Lexeme.checked(["xxo"], "en", ipa=ipa))) == [("xxos", plural)]


def test_the_words_of_an_alias_have_their_sounds_but_no_further_alias() -> None:
    brand = Lexeme.checked(["Lioresal"], "en", alias="baclofen for MS")
    reading = read("Lioresal", brand, BACLOFEN, MS)
    assert reading.text == "baclofen for MS"
    assert sounds(reading) == [("baclofen", "ˈbækləfən")]


def test_the_rules_around_a_word_still_see_it() -> None:
    letters = Lexeme.checked(["UTI"], "en", alias="U T I")
    assert read("3 UTIs", letters).text == "three U T I's"
    assert read("Dr. Nguyen", Lexeme.checked(["Nguyen"], "en", ipa="wɪn")).text == "Doctor Nguyen"


def test_an_alias_wins_over_the_tables_even_where_they_read_it_with_its_neighbours() -> None:
    assert read("5 mg PRN", Lexeme.checked(["mg"], "en", alias="milligrammes")).text == "five milligrammes as needed"


def test_an_alias_is_read_by_the_rules_too() -> None:
    assert read("the DSM", Lexeme.checked(["DSM"], "en", alias="D S M 5")).text == "the D S M five"


def test_with_both_the_alias_is_the_text_and_the_sounds_are_its_own() -> None:
    both = Lexeme.checked(["NSAID"], "en", alias="en-said", ipa="ˈɛnsɛd")
    reading = read("NSAIDs help", both)
    assert reading.text == "en-saids help"
    assert sounds(reading) == [("en-saids", "ˈɛnsɛdz")]


def test_what_is_put_into_a_reading_moves_the_sounds_behind_it() -> None:
    reading = read("baclofen or baclofen", BACLOFEN).put(0, 8, Reading.of("it"))
    assert reading.text == "it or baclofen"
    assert sounds(reading) == [("baclofen", "ˈbækləfən")]


WORDS = [
    "baclofen",
    "Lioresal",
    "MS",
    "5",
    "mg",
    "St.",
    "John's",
    "wort",
    "(",
    "’s",
    "s",
    "—",
    "IV",
    "q6h",
    "‑",
    "ά",
    "😀",
]
LEXEMES = [
    BACLOFEN,
    MS,
    Lexeme.checked(["St. John's wort"], "en", ipa="wɔrt"),
    Lexeme.checked(["5 mg", "IV"], "en", alias="a little baclofen"),
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join) | st.text())
def test_the_map_holds_for_any_text(text: str) -> None:
    reading = read(text, *LEXEMES)
    assert len(reading.spans) == len(reading.text)
    assert all(0 <= start <= end <= len(text) for start, end in reading.spans)
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(reading.spans))
    ends = [(given.start, given.start + given.length) for given in reading.phonemes]
    assert all(start < end <= len(reading.text) for start, end in ends)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_ten_thousand_words_are_no_slower_to_meet() -> None:
    text = "The patient took baclofen and many other things that nobody knows of. " * 200
    few, many = (
        Lexicon([[BACLOFEN, *(Lexeme.checked([f"word{n} of kind {n}"], "en", alias="x") for n in range(count))]])
        for count in (10, 10_000)
    )
    assert len(many.find(text, "en")) == len(few.find(text, "en")) == 200
    assert _seconds(many, text) < 3 * _seconds(few, text) + 0.05


def _seconds(lexicon: Lexicon, text: str) -> float:
    begun = time.thread_time()
    lexicon.find(text, "en")
    return time.thread_time() - begun


@pytest.mark.parametrize(
    ("words", "said", "message"),
    [
        ([" "], {"alias": "x"}, "no word"),
        (["a"], {}, "an alias, its sounds"),
        (["a"], {"alias": "…"}, "can't be said"),
        (["a\x07"], {"alias": "x"}, "U\\+0007"),
        (["a" * 300], {"alias": "x"}, "longer than 200"),
    ],
)
def test_a_word_that_cannot_be_used_is_refused(words: list[str], said: dict[str, str], message: str) -> None:
    with pytest.raises(UnusableLexeme, match=message):
        Lexeme.checked(words, "en", **said)


@pytest.mark.parametrize(
    ("ipa", "named"), [("bæk7", "digit seven"), ("BACK", "latin capital letter b"), ("ˈ", "no sound")]
)
def test_a_sign_that_is_no_sound_is_named(ipa: str, named: str) -> None:
    with pytest.raises(UnknownSound, match=named):
        Lexeme.checked(["back"], "en", ipa=ipa)


def test_ways_to_write_the_same_sounds_are_one() -> None:
    written = ["/ʧɪn ɡɑː/", "[tʃɪn gɑ:]", "t͡ʃɪn  ɡɑː"]
    assert {Lexeme.checked(["x"], "en", ipa=ipa).ipa for ipa in written} == {"tʃɪn ɡɑː"}


def test_the_shipped_words_are_many_and_each_stands_once() -> None:
    words = [(lexeme.lang, grapheme) for lexeme in shipped() for grapheme in lexeme.graphemes]
    assert len(words) > 500
    assert len(set(words)) == len(words)
    reading = reader_of(Lexicon([shipped()]))("Baclofen and NSAIDs for COPD", "en-GB")
    assert [ipa for _, ipa in sounds(reading)] == ["ˈbækləfən", "ˈɛnsɛdz", "ˌsiːˌoʊˌpiːˈdiː"]
