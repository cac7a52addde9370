"""Engines tell when each word is heard, and what they tell is true of the sound."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.booth import Booths
from voice.choosing import voice_for
from voice.speech import Pcm, SpeechRequest, WordTime
from voice.stretch import faster
from voice.wordtimes import whole_words, word_spans

TEXT = "  Take ten well-known pills, “twice” a day.  Don’t stop: café food is 1,234 times better."
WORDS = ["Take", "ten", "well-known", "pills", "twice", "a", "day", "Don’t", "stop", "café", "food", "is", "1,234"]
WORDS += ["times", "better"]
TELLING = ["espeak", "hibari", "silence", "system"]


@pytest.fixture(scope="module")
def booths() -> Iterator[Booths]:
    with Booths(len(TELLING)) as lent:
        yield lent


def spoken(booths: Booths, engine: str, text: str, rate: float = 1.0, lang: str = "en") -> Pcm:
    with booths.lend(engine) as booth:
        return booth.speak(SpeechRequest(text, voice_for(lang, engine), rate))


@pytest.mark.parametrize("engine", TELLING)
@pytest.mark.parametrize("rate", [0.6, 1.0, 2.0])
def test_every_word_of_the_text_has_its_time(booths: Booths, engine: str, rate: float) -> None:
    pcm = spoken(booths, engine, TEXT, rate)
    assert [TEXT[word.start : word.start + word.length] for word in pcm.words] == WORDS
    edges = [time for word in pcm.words for time in (word.start_ms, word.end_ms)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= pcm.duration_ms


@pytest.mark.parametrize("engine", ["espeak", "hibari", "system"])
@pytest.mark.parametrize("rate", [0.6, 1.0, 2.0])
def test_a_word_after_a_pause_is_heard_when_it_is_said_to_be(booths: Booths, engine: str, rate: float) -> None:
    pcm = spoken(booths, engine, "Rest a while. Go.", rate)
    loudness = np.abs(np.frombuffer(pcm.samples, "<i2").astype(float))
    *_, go = pcm.words
    before, after = (loudness[_slice(pcm, go.start_ms + from_ms, 130)] for from_ms in (-130, 0))
    moments = before[len(before) % 26 :].reshape(26, -1).max(axis=1)
    assert moments.min() < 0.05 * loudness.max()
    assert after.max() > 0.15 * loudness.max()


@pytest.mark.parametrize("rate", [1.5, 3.0])
def test_hibaris_times_follow_the_stretch(booths: Booths, rate: float) -> None:
    usual, quick = (spoken(booths, "hibari", TEXT, pace).words for pace in (1.0, rate))
    assert [word.start_ms for word in quick] == pytest.approx([word.start_ms / rate for word in usual], abs=20)


def test_what_espeak_shortens_after_it_told_the_times_has_none(booths: Booths) -> None:
    assert spoken(booths, "espeak", TEXT, 3.0).words == ()


@pytest.mark.parametrize(("lang", "text"), [("zh", "每天两次，随餐服用。"), ("th", "วันละสองครั้ง"), ("ja", "毎日二回。")])
def test_words_without_spaces_have_times_too(booths: Booths, lang: str, text: str) -> None:
    words = spoken(booths, "espeak", text, lang=lang).words
    assert words[0].start == 0
    assert words[-1].start + words[-1].length >= len(text.rstrip("。"))


def test_a_text_in_pieces_has_its_times_throughout(booths: Booths) -> None:
    text = " ".join(["Take it with food, and rest."] * 80)
    words = spoken(booths, "system", text).words
    assert [(word.start, word.start + word.length) for word in words] == word_spans(text)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(words))


@given(st.text("ab '-.,¶日", max_size=40), st.data())
def test_times_of_parts_become_times_of_words_in_order(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    parts = [WordTime(start, end - start, start, end) for start, end in pairwise(cuts)]
    words = whole_words(text, parts)
    assert all(one.start + one.length <= other.start for one, other in pairwise(words))
    assert all(text[word.start : word.start + word.length].strip() for word in words)


def test_parts_that_go_back_in_time_are_not_believed() -> None:
    assert whole_words("one two", [WordTime(0, 3, 300, 400), WordTime(4, 3, 100, 200)]) == ()


def test_a_place_of_the_slower_sound_is_found_in_the_faster_one() -> None:
    clicks = np.zeros(48_000, np.float32)
    places = range(6_000, 48_000, 7_000)
    for place in places:
        clicks[place : place + 240] = np.sin(np.arange(240) / 4)
    quick = faster(clicks, 1.7, 24_000)
    for place in places:
        near = round(quick.place(place))
        assert np.abs(quick.sound[near - 240 : near + 480]).max() > 0.5
        assert quick.place(place) == pytest.approx(place / 1.7, abs=480)


def _slice(pcm: Pcm, from_ms: float, length_ms: float) -> slice:
    start = int(from_ms / 1000 * pcm.sample_rate)
    return slice(start, start + int(length_ms / 1000 * pcm.sample_rate))
