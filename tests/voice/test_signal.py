"""The signal gate: real speech passes, and each fault that is put into it is found."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from voice.booth import Booth
from voice.choosing import voice_for
from voice.errors import ImplausibleSound
from voice.signal import check_signal, fault_in
from voice.speech import How, Manner, Pcm, SpeechRequest

TEXT = (
    "Take one tablet in the morning with a glass of water, and tell your doctor before you stop, even if you feel well."
)
RATES = (0.5, 1.0, 3.0)


def request(text: str = TEXT, engine: str = "espeak", rate: float = 1.0, lang: str = "en") -> SpeechRequest:
    return SpeechRequest(text, voice_for(lang, engine), rate)


def changed(pcm: Pcm, samples: np.ndarray) -> Pcm:
    return Pcm(np.clip(samples, -32_768, 32_767).astype("<i2").tobytes(), pcm.sample_rate)


@pytest.fixture(scope="module", params=["espeak", "hibari", "system"])
def booth(request: pytest.FixtureRequest) -> Iterator[Booth]:
    with Booth(request.param) as opened:
        yield opened


@pytest.fixture(scope="module")
def take(booth: Booth) -> Pcm:
    return booth.speak(request(engine=booth.engine))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("text", [TEXT, "No. No. No. No.", "Yes.", "A, B, C, D, E, F, G.", "Mmmm."])
def test_speech_passes_at_every_rate(booth: Booth, text: str, rate: float) -> None:
    assert booth.speak(request(text, booth.engine, rate)).samples


@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("engine", ["espeak", "hibari"])
def test_stressed_and_spelled_speech_passes(engine: str, how: How) -> None:
    """Every word stressed, or a long row of letters: more than any page has."""
    text = TEXT if how is How.STRESSED else " ".join("INTERNATIONALESTANDARDISATION")
    with Booth(engine) as booth:
        assert booth.speak(replace(request(text, engine), manners=(Manner(0, len(text), how),))).samples


def faults(take: Pcm) -> dict[str, np.ndarray]:
    samples = np.frombuffer(take.samples, "<i2").astype(float)
    middle, second = len(samples) // 2, take.sample_rate
    rise = 2 * np.pi * 180 / take.sample_rate * np.arange(2 * second)
    noise = np.random.default_rng(1).normal(0, 3_000, 2 * second)
    buzz = 4_000 * np.sign(np.sin(rise))
    return {
        "drones": np.concatenate([samples[:middle], buzz]),
        "drones ": np.concatenate([samples[:middle], noise]),
        "again and again": np.concatenate([samples[:second], np.tile(samples[second : 2 * second], 5)]),
        "again and again ": np.concatenate([samples[:middle], np.tile(samples[second : second + second // 2], 7)]),
        "clipped": samples * 20 * 8_000 / np.abs(samples).max(),
        "silence": np.concatenate([samples[:middle], np.zeros(4 * second), samples[middle:]]),
    }


@pytest.mark.parametrize(
    "fault",
    ["drones", "drones ", "again and again", "again and again ", "clipped", "silence"],
)
def test_each_fault_that_is_put_into_speech_is_found(take: Pcm, fault: str) -> None:
    said = request("One two three four five six seven." if "again" in fault else TEXT)
    with pytest.raises(ImplausibleSound, match=fault.strip()):
        check_signal(said, changed(take, faults(take)[fault]))


def test_what_the_text_itself_repeats_is_no_loop(take: Pcm) -> None:
    samples = np.frombuffer(take.samples, "<i2")[: take.sample_rate // 2]
    assert fault_in(request("tea, tea, tea, tea, tea"), changed(take, np.tile(samples, 6))) is None


@pytest.mark.parametrize("samples", [[1], [0] * 50, [20_000] * 3])
def test_the_shortest_sounds_are_looked_at_without_an_error(samples: list[int]) -> None:
    fault_in(request("a"), Pcm(np.array(samples, "<i2").tobytes(), 8_000))


@pytest.mark.parametrize(("engine", "pace"), [("hibari", 1 / 2), ("espeak", 1 / 2), ("system", 2), ("system", 1 / 3)])
def test_speech_at_a_wrong_sample_rate_is_found(engine: str, pace: float) -> None:
    with Booth(engine) as booth:
        pcm = booth.speak(request(engine=engine))
    samples = np.frombuffer(pcm.samples, "<i2")
    played = samples[np.arange(0, len(samples), pace).astype(int)]
    with pytest.raises(ImplausibleSound, match="sample rate"):
        check_signal(request(), changed(pcm, played))
