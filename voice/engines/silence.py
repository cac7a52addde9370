"""An engine for tests: a faint tone as long as the text would take. It is never chosen unless it is named."""

from zlib import crc32

import numpy as np

from voice.engine import Capabilities, Kind
from voice.engines.wording import before_speakable, speakable
from voice.speech import Pcm, SpeechRequest, Voice, WordTime
from voice.wordtimes import shifted, word_spans

NAME = "silence"
SAMPLE_RATE = 24_000
MS_PER_CHARACTER = 60
# Hertz: the lowest pitch, and how many there are above it. A peak of 32,767: 44 dB below full scale.
PITCH, PITCHES, PEAK = 220.0, 199, 200.0


class Silence:
    """Says nothing, but for as long as it should."""

    name = NAME
    capabilities = Capabilities(Kind.TONE, word_times=True, deterministic=True)

    def voices(self) -> tuple[Voice, ...]:
        """One voice, for any language."""
        return (Voice(engine=NAME, name="hush", lang="und", revision="1", sample_rate=SAMPLE_RATE),)

    def load(self) -> None:
        """There is nothing to load."""

    def speak(self, request: SpeechRequest) -> Pcm:
        """A tone of 60 ms for each character, at rate 1; its words are heard where their characters are.

        Its pitch is of the text, so that another text of the same length is another sound.
        """
        text, pace = speakable(request.text), MS_PER_CHARACTER / request.rate
        count = round(SAMPLE_RATE * pace / 1000 * len(text))
        pitch = PITCH + crc32(text.encode()) % PITCHES
        tone = PEAK * np.sin(2 * np.pi * pitch / SAMPLE_RATE * np.arange(count))
        words = tuple(WordTime(start, end - start, start * pace, end * pace) for start, end in word_spans(text))
        return Pcm(tone.astype("<i2").tobytes(), SAMPLE_RATE, shifted(words, before_speakable(request.text)))


def engine() -> Silence:
    """The engine, opened by entry point."""
    return Silence()
