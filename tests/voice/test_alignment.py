"""Where an engine tells no times, they are found out from the sound, within bounds a listener does not notice."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from voice.alignment import aligned, shared_out
from voice.booth import Booths
from voice.choosing import voice_for
from voice.speech import Pcm, SpeechRequest, Voice
from voice.timekeeping import Timekeeper

TEXTS = [
    "Take one tablet with a glass of water, not more than three times a day.",
    "The keeper trimmed the lamp at dusk, and again whenever the wind turned to the north.",
    "If your stomach hurts, or if you feel dizzy, stop and ask your doctor what to do next.",
    "Nobody had told the children that the old bridge would be closed until the end of summer.",
]


@pytest.fixture(scope="module")
def booths() -> Iterator[Booths]:
    with Booths(3) as lent:
        yield lent


@pytest.fixture
def timekeeper() -> Iterator[Timekeeper]:
    keeper = Timekeeper()
    yield keeper
    keeper.close()


def spoken(booths: Booths, engine: str, text: str, rate: float = 1.0) -> Pcm:
    with booths.lend(engine) as booth:
        return booth.speak(SpeechRequest(text, voice_for("en", engine), rate))


@pytest.mark.parametrize(
    ("engine", "rate", "middle", "far"),
    [("espeak", 2.0, 10, 25), ("system", 1.0, 10, 25), ("hibari", 1.0, 25, 60), ("hibari", 1.5, 25, 60)],
)
def test_word_starts_are_found_near_the_engines_own(booths: Booths, engine, rate, middle, far) -> None:
    off = []
    for text in TEXTS:
        told = spoken(booths, engine, text, rate)
        found = aligned(replace(told, words=()), spoken(booths, "espeak", text))
        off += [abs(ours.start_ms - theirs.start_ms) for ours, theirs in zip(found, told.words, strict=True)]
        assert not any(word.exact for word in found)
    assert np.median(off) <= middle
    assert np.quantile(off, 0.95) <= far


def test_what_espeak_does_not_tell_at_a_high_rate_is_found_out(booths: Booths, timekeeper: Timekeeper) -> None:
    request = SpeechRequest(TEXTS[0], voice_for("en", "espeak"), 3.0)
    silent_about_words = spoken(booths, "espeak", TEXTS[0], 3.0)
    timed = timekeeper.timed(request, silent_about_words)
    assert len(timed.words) == len(TEXTS[0].split())
    assert timed.words[-1].end_ms <= timed.duration_ms


def test_what_an_engine_tells_is_left_as_it_is(booths: Booths, timekeeper: Timekeeper) -> None:
    told = spoken(booths, "silence", TEXTS[0])
    assert timekeeper.timed(SpeechRequest(TEXTS[0], voice_for("en", "silence")), told) == told


def test_in_a_language_that_nobody_else_speaks_the_words_share_the_sound(
    booths: Booths, timekeeper: Timekeeper
) -> None:
    told = spoken(booths, "silence", "One, two three.")
    words = timekeeper.timed(SpeechRequest("One, two three.", Voice("x", "y", "tlh", "1")), replace(told, words=()))
    assert words.words == shared_out("One, two three.", told)
    assert [word.start_ms for word in words.words] == pytest.approx([0, 300, 540], abs=20)


def test_a_long_text_is_aligned_throughout(booths: Booths) -> None:
    text = " ".join(TEXTS * 2)
    told, reference = spoken(booths, "system", text), spoken(booths, "espeak", text)
    off = [abs(a.start_ms - b.start_ms) for a, b in zip(aligned(told, reference), told.words, strict=True)]
    assert np.quantile(off, 0.95) <= 25
