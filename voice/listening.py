"""Recognisers: who hears a take without knowing what was to be said. Whisper here, or a server that has one."""

import io
import time
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import soundfile
import soxr

from voice.errors import ListeningFailed
from voice.speech import Pcm

if TYPE_CHECKING:
    import httpx

# Whisper hears at this rate, in hertz.
SAMPLE_RATE = 16_000
# Seconds for the connection and for an answer; how often a server is asked, and the pause after the first try.
CONNECT_S, ANSWER_S, TRIES, PAUSE_S = 3.0, 20.0, 3, 0.5
BUSY = {408, 425, 429, 500, 502, 503, 504}


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


@dataclass(frozen=True, slots=True)
class TranscriptionServer:
    """A server that speaks the OpenAI transcription API: its address with or without /v1, its key, its model."""

    url: str
    key: str
    model: str

    @property
    def name(self) -> str:
        """Who it is, for the record of hearings."""
        return f"{self.model} at {self.url}"

    def hear(self, pcm: Pcm, lang: str) -> str:
        """The words that it heard; it is asked again while it is busy or can't be reached."""
        import httpx  # noqa: PLC0415 - it takes a tenth of a second to import, and few need it

        wave = io.BytesIO()
        soundfile.write(wave, np.frombuffer(pcm.samples, "<i2"), pcm.sample_rate, format="WAV")
        trouble = ""
        for number in range(TRIES):
            time.sleep(PAUSE_S * number)
            try:
                answer = self._answer(wave.getvalue(), lang)
            except httpx.HTTPError as error:
                trouble = f"could not be reached ({type(error).__name__})"
                continue
            if answer.is_success:
                return _text_of(answer)
            trouble = f"answered with the status {answer.status_code}"
            if answer.status_code not in BUSY:
                break
        raise ListeningFailed(f"The transcription server at {self.url} {trouble}.")

    def _answer(self, wave: bytes, lang: str) -> "httpx.Response":
        import httpx  # noqa: PLC0415 - it takes a tenth of a second to import, and few need it

        base = self.url.rstrip("/").removesuffix("/v1")
        return httpx.post(
            f"{base}/v1/audio/transcriptions",
            headers={"Authorization": f"Bearer {self.key}"} if self.key else {},
            data={
                "model": self.model,
                "language": lang.partition("-")[0],
                "response_format": "json",
                "temperature": "0",
            },
            files={"file": ("take.wav", wave, "audio/wav")},
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
        )


def _text_of(answer: "httpx.Response") -> str:
    try:
        return str(answer.json()["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise ListeningFailed("The transcription server's answer has no text.") from error
