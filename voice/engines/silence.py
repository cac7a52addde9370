"""An engine for tests: a faint tone as long as the text would take. It is never chosen unless it is named."""

import numpy as np

from voice.engine import Capabilities, Kind
from voice.engines.wording import speakable
from voice.speech import Pcm, SpeechRequest, Voice

NAME = "silence"
SAMPLE_RATE = 24_000
MS_PER_CHARACTER = 60
# Hertz, and a peak of 32,767: 44 dB below full scale.
PITCH, PEAK = 220.0, 200.0


class Silence:
    """Says nothing, but for as long as it should."""

    name = NAME
    capabilities = Capabilities(Kind.TONE, deterministic=True)

    def voices(self) -> tuple[Voice, ...]:
        """One voice, for any language."""
        return (Voice(engine=NAME, name="hush", lang="und", revision="1", sample_rate=SAMPLE_RATE),)

    def load(self) -> None:
        """There is nothing to load."""

    def speak(self, request: SpeechRequest) -> Pcm:
        """A tone of 60 ms for each character, at rate 1."""
        count = round(SAMPLE_RATE * MS_PER_CHARACTER / 1000 * len(speakable(request.text)) / request.rate)
        tone = PEAK * np.sin(2 * np.pi * PITCH / SAMPLE_RATE * np.arange(count))
        return Pcm(samples=tone.astype("<i2").tobytes(), sample_rate=SAMPLE_RATE)


def engine() -> Silence:
    """The engine, opened by entry point."""
    return Silence()
