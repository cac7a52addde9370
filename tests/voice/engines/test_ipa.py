"""IPA in the letters of the engines, and what they then say."""

import logging
import tomllib
from importlib.resources import files

import pytest

from voice.booth import Booth
from voice.choosing import voice_for
from voice.engines.hibari_sounds import with_sounds
from voice.engines.ipa import alphabet, told
from voice.ipa import checked_ipa, stress_at_vowels
from voice.lexicon.shipping import shipped
from voice.speech import Pcm, Phonemes, SpeechRequest, Voice

TEXT = "Take the baclofen now."
BACLOFEN = (Phonemes(9, 8, "ˈbækləfən"),)


@pytest.mark.parametrize(
    ("table", "lang", "ipa", "letters"),
    [
        ("espeak", "en-US", "ˈbækləfən", "b'akl@f@n"),
        ("misaki", "en-US", "ˈbækləfən", "bˈækləfən"),
        ("misaki", "en-US", "ˌliːvoʊθaɪˈrɑːksiːn", "lˌivOθIɹˈɑksin"),
        ("misaki", "en-GB", "ˌkɑːrbəˈmæzəpiːn", "kˌɑːbəmˈazəpiːn"),
        ("espeak", "en-GB", "ˈdɑːktər", "d'A:kt@"),
        ("espeak", "en-GB", "ˈvɛri", "v'Eri"),
        ("espeak", "en-GB", "ˈfaɪr nɪr", "f'aI@ ni@"),
        ("espeak", "en-US", "ˈdɑːktər ˈwɔːrfərɪn", "d'A:kt3 w'O@f@rIn"),
        ("misaki", "en-US", "ˈdɑːktər", "dˈɑktəɹ"),
        ("espeak", "de", "tsitaloˈpraːm", "tsitalopr'A:m"),
        ("espeak", "fr", "bɔ̃ˈʒuʁ", "bO~Z'ur"),
        ("espeak", "pl", "ˈvarʂ.sa", "v'aRs.sa"),
        ("espeak", "en-US", "kʰæt", "k'at"),
        ("misaki", "en-US", "ˈbaχ", "bˈæk"),
    ],
)
def test_sounds_are_spelled_in_the_engines_letters(table: str, lang: str, ipa: str, letters: str) -> None:
    assert alphabet(table, lang).spell(checked_ipa(ipa)) == letters


@pytest.mark.parametrize(("table", "lang"), [("espeak", "pl"), ("misaki", "en-US")])
def test_a_sound_without_a_letter_is_not_left_out(table: str, lang: str) -> None:
    assert alphabet(table, lang).spell("ǂæʘ") == ""


def test_every_letter_of_a_table_is_a_sound_of_the_ipa() -> None:
    for name in ("espeak", "misaki"):
        table = tomllib.loads(files("voice.engines").joinpath("alphabets", f"{name}.toml").read_text("utf-8"))
        sounds = {sound for letters in table.values() for sound in letters} - set("ˈˌ ː")
        assert {sound for sound in sounds if checked_ipa(sound) != sound} == set()


def test_the_shipped_words_can_be_said_by_both_engines() -> None:
    for lexeme in (lexeme for lexeme in shipped() if lexeme.ipa):
        assert alphabet("espeak", lexeme.lang).spell(lexeme.ipa), lexeme
        assert lexeme.lang != "en" or alphabet("misaki", "en-GB").spell(lexeme.ipa), lexeme


@pytest.mark.parametrize(
    ("ipa", "moved"), [("ˈstreŋkθ", "strˈeŋkθ"), ("kæt", "kˈæt"), ("ˌæb.ˈstrækt", "ˌæb.strˈækt"), ("ˈa ˈba", "ˈa bˈa")]
)
def test_stress_stands_at_its_vowel(ipa: str, moved: str) -> None:
    assert stress_at_vowels(ipa) == moved


def test_what_an_engine_is_told_leads_back_to_the_text(caplog: pytest.LogCaptureFixture) -> None:
    request = SpeechRequest("A baclofen b", Voice("espeak", "x", "en-US", "1"), 1.0, (Phonemes(2, 8, "ˈbæk"),))
    reading = told(request, "espeak", "[[{}]]")
    assert reading.text == "A [[b'ak]] b"
    assert reading.spans[3] == reading.spans[8] == (2, 10)
    assert reading.spans[-1] == (11, 12)


def test_what_cannot_be_told_is_spoken_as_written_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    request = SpeechRequest("A baclofen", Voice("espeak", "x", "en-US", "1"), 1.0, (Phonemes(2, 8, "ʘ"),))
    with caplog.at_level(logging.WARNING):
        assert told(request, "espeak", "[[{}]]").text == "A baclofen"
    assert "“baclofen” is spoken as written" in caplog.text


@pytest.mark.parametrize("engine", ["hibari", "espeak"])
def test_an_engine_says_the_sounds_and_nothing_else_changes(engine: str) -> None:
    voice = voice_for("en-US", engine)
    with Booth(engine) as booth:

        def spoken(text: str, phonemes: tuple[Phonemes, ...] = ()) -> Pcm:
            return booth.speak(SpeechRequest(text, voice, 1.0, phonemes))

        plain = spoken(TEXT)
        told_so = spoken(TEXT, BACLOFEN)
        assert told_so.samples != plain.samples
        assert spoken("Take the [[x]] baclofen now.", (Phonemes(15, 8, "ˈbækləfən"),)).samples
        long = spoken(TEXT, (Phonemes(9, 8, "ˈbækləfən ˈbækləfən ˈbækləfən"),))
        assert long.duration_ms > plain.duration_ms + 500
        assert spoken(TEXT).duration_ms == pytest.approx(plain.duration_ms, rel=0.02)


@pytest.mark.parametrize("engine", ["system", "silence"])
def test_an_engine_that_cannot_be_told_speaks_the_text(engine: str) -> None:
    voice = voice_for("en-US", engine)
    with Booth(engine) as booth:
        lengths = {round(booth.speak(SpeechRequest(TEXT, voice, 1.0, given)).duration_ms) for given in ((), BACLOFEN)}
    assert len(lengths) == 1


class Token:
    """As hibari's."""

    def __init__(self, text: str, whitespace: str = "") -> None:
        self.text, self.whitespace, self.phonemes = text, whitespace, None


def test_hibaris_tokens_are_given_sounds_word_by_word() -> None:
    tokens = [Token("John"), Token("'s", " "), Token("wort", " "), Token("S", " "), Token("S"), Token("worts")]
    with_sounds(tokens, {"John's wort": "ʤˈɑnz wˈɔɹt", "S S": "ɛsˈɛs"})
    assert [token.phonemes for token in tokens] == ["ʤˈɑnz", "", "wˈɔɹt", "ɛsˈɛs", "", None]
    assert [token.whitespace for token in tokens] == ["", " ", " ", "", "", ""]
