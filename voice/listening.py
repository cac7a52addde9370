"""Recognisers: who hears a take without knowing what was to be said; and Whisper, on this machine."""

from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import soxr

from voice.errors import ListeningFailed
from voice.speech import Pcm

# Whisper hears at this rate, in hertz.
SAMPLE_RATE = 16_000


class Recogniser(Protocol):
    """Who hears. `hear` is told the language (BCP 47) and nothing of the words; it raises ListeningFailed."""

    @property
    def name(self) -> str:
        """Who it is, for the record of hearings."""
        ...

    def hear(self, pcm: Pcm, lang: str) -> str | None:
        """The words that it heard, or None where it does not know the language."""
        ...


class Whisper:
    """faster-whisper, on this machine's processor. Nothing is ever downloaded; loaded when it first listens."""

    def __init__(self, model: str) -> None:
        self.name = f"faster-whisper {Path(model).name}"
        self._place = model
        self._one_at_a_time = Lock()

    def hear(self, pcm: Pcm, lang: str) -> str | None:
        """The words that it heard, or None where the model does not know the language."""
        samples = soxr.resample(np.frombuffer(pcm.samples, "<i2") / np.float32(32_768), pcm.sample_rate, SAMPLE_RATE)
        with self._one_at_a_time:
            model = self._model
            spoken = lang.partition("-")[0]
            if spoken not in model.supported_languages:
                return None
            segments, _ = model.transcribe(samples, language=spoken, beam_size=5, condition_on_previous_text=False)
            return " ".join(segment.text.strip() for segment in segments)

    @cached_property
    def _model(self) -> Any:
        try:
            kind = import_module("faster_whisper").WhisperModel
        except ImportError as error:
            raise ListeningFailed(
                "faster-whisper is not installed. Run: pip install 'article-voice[listen]'"
            ) from error
        try:
            return kind(self._place, device="cpu", compute_type="int8", local_files_only=True)
        except Exception as error:  # whatever a stranger's library raises
            raise ListeningFailed(
                f"There is no Whisper model at {self._place!r}. Set VOICE_LISTEN_MODEL to a folder that has one "
                "in faster-whisper's format (model.bin, config.json, tokenizer.json)."
            ) from error
