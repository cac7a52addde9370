"""Could this sound be that text? What no engine may return is refused here, before anybody keeps it."""

import unicodedata

import numpy as np

from voice.errors import ImplausibleSound
from voice.speech import Pcm, SpeechRequest

# Milliseconds of speech for a letter or digit at rate 1. Of 30 languages, Russian and French were the quickest
# with 61, and Japanese spelled sign by sign the slowest with 595.
SHORTEST_MS, LONGEST_MS = 25.0, 900.0
# What a text of one sign may last besides: "W", "%" and an emoji are whole words, and engines pause at the end.
ALLOWANCE_MS = 5_000.0
LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000
# The quietest peak, of 32,767, that a listener could hear.
FAINTEST_PEAK = 50


def check_plausible(request: SpeechRequest, pcm: Pcm) -> None:
    """Raises ImplausibleSound when the sound is empty, silent, or far too short or long for its text and rate."""
    fault = _fault(request, pcm)
    if fault:
        raise ImplausibleSound(
            f"{request.voice.engine} said {request.text[:60]!r} in a way that cannot be right: {fault}. "
            "Try again, or choose another engine or voice."
        )


def length_bounds(text: str, rate: float) -> tuple[float, float]:
    """The shortest and the longest plausible sound for the text, in milliseconds."""
    spoken = sum(unicodedata.category(sign)[0] in "LN" for sign in text)
    return spoken * SHORTEST_MS / rate, (len(text) * LONGEST_MS + ALLOWANCE_MS) / min(rate, 1.0)


def _sounded(request: SpeechRequest) -> str:
    """The text with the given sounds in place of their words: few may stand for many letters, and many for few."""
    text = request.text
    for given in reversed(request.phonemes):
        text = text[: given.start] + given.ipa + text[given.start + given.length :]
    return text


def _fault(request: SpeechRequest, pcm: Pcm) -> str | None:
    if not LOWEST_RATE <= pcm.sample_rate <= HIGHEST_RATE:
        return f"its sample rate is {pcm.sample_rate} Hz"
    if not pcm.samples or len(pcm.samples) % 2:
        return f"it has {len(pcm.samples)} bytes"
    bounds = [length_bounds(text, request.rate) for text in (request.text, _sounded(request))]
    shortest, longest = min(low for low, _ in bounds), max(high for _, high in bounds)
    if not shortest <= pcm.duration_ms <= longest:
        return f"it lasts {pcm.duration_ms:.0f} ms, and {shortest:.0f} to {longest:.0f} ms were expected"
    samples = np.frombuffer(pcm.samples, dtype="<i2")
    if max(int(samples.max()), -int(samples.min())) < FAINTEST_PEAK:
        return "it is silent"
    return None
