"""A recogniser on another machine: any server that speaks the OpenAI transcription API."""

import io
import time
from dataclasses import dataclass

import httpx
import numpy as np
import soundfile

from voice.errors import ListeningFailed
from voice.speech import Pcm

# Seconds for the connection and for an answer; how often a server is asked, and the pause after the first try.
CONNECT_S, ANSWER_S, TRIES, PAUSE_S = 3.0, 20.0, 3, 0.5
BUSY = {408, 425, 429, 500, 502, 503, 504}


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

    def _answer(self, wave: bytes, lang: str) -> httpx.Response:
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


def _text_of(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise ListeningFailed("The transcription server's answer has no text.") from error
