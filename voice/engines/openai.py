"""Any server that speaks the OpenAI speech API, for those who have a bigger voice of their own or pay for one."""

import io
import random
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import cached_property

import httpx
import numpy as np
import soundfile

from voice.engine import Capabilities, Kind
from voice.engine_settings import EngineSettings
from voice.engines.wording import pieces, speakable
from voice.errors import EngineNotSetUp, SpeechFailed, UnknownVoice
from voice.speech import Pcm, SpeechRequest, Voice, digest_of

NAME = "openai"
# The API takes so many characters at once.
LONGEST_TEXT = 4_096
# Seconds: for the connection, and for a text with all its tries, so much and a little more for each character.
CONNECT_S, SPEAK_S, SPEAK_S_PER_CHARACTER = 5.0, 18.0, 0.1
TRIES = 4
# Seconds before the second try; each pause is twice as long as the one before it.
FIRST_PAUSE_S = 0.5
BUSY = {408, 425, 429, 500, 502, 503, 504}
# The API's raw samples have this rate, in hertz, and no header that would say so.
RAW_SAMPLE_RATE = 24_000


class OpenAI:
    """The engine. Settings say where the server is, what key it wants, and which voices it has."""

    name = NAME
    capabilities = Capabilities(Kind.NEURAL)

    def voices(self) -> tuple[Voice, ...]:
        """The voices that the settings name. They fit any language, and so never speak unasked."""
        told = EngineSettings.from_environment()
        if not told.openai_url:
            raise EngineNotSetUp("The engine openai knows no server. Set VOICE_OPENAI_URL to its address.")
        revision = digest_of([_address(told), told.openai_model])[:12]
        names = [name for part in told.openai_voices.split(",") if (name := part.strip())]
        return tuple(Voice(NAME, name, "und", revision) for name in dict.fromkeys(names))

    def load(self) -> None:
        """There is nothing to load; whether the server is there shows with the first text."""

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text as the server speaks it, a piece at a time where it is very long."""
        if request.voice not in self.voices():
            raise UnknownVoice(f"VOICE_OPENAI_VOICES does not name a voice {request.voice.name!r}.")
        deadline = time.monotonic() + SPEAK_S + SPEAK_S_PER_CHARACTER * len(request.text)
        clips = [
            _clip(self._answer(text, request, deadline)) for _, text in pieces(speakable(request.text), LONGEST_TEXT)
        ]
        if len({clip.sample_rate for clip in clips}) > 1:
            raise SpeechFailed("The speech server changed its sample rate within one text.")
        return Pcm(b"".join(clip.samples for clip in clips), clips[0].sample_rate)

    @cached_property
    def _client(self) -> httpx.Client:
        key = EngineSettings.from_environment().openai_key
        return httpx.Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def _answer(self, text: str, request: SpeechRequest, deadline: float) -> httpx.Response:
        """The server's sound; tried again while it is busy or can't be reached, as long as there is time."""
        told = EngineSettings.from_environment()
        asked = {"model": told.openai_model, "input": text, "voice": request.voice.name, "speed": request.rate}
        trouble = ""
        for pause in _pauses():
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                answer = self._client.post(
                    _address(told),
                    json=asked | {"response_format": "wav"},
                    timeout=httpx.Timeout(left, connect=min(left, CONNECT_S)),
                )
            except httpx.HTTPError as error:
                trouble = f"could not be reached ({type(error).__name__}: {error})"
                wait = pause
            else:
                if answer.is_success:
                    return answer
                trouble = _complaint(answer)
                if answer.status_code not in BUSY:
                    break
                wait = max(pause, _asked_to_wait(answer))
            if time.monotonic() + wait > deadline:
                break
            time.sleep(wait)
        raise SpeechFailed(f"The speech server at {told.openai_url} {trouble or 'was too slow'}.")


def engine() -> OpenAI:
    """The engine, opened by entry point."""
    return OpenAI()


def _address(told: EngineSettings) -> str:
    base = told.openai_url.rstrip("/")
    return f"{base if base.endswith('/v1') else f'{base}/v1'}/audio/speech"


def _pauses() -> Iterator[float]:
    """How long to wait after each try, in seconds: longer and longer, and not all callers at the same moment."""
    for number in range(TRIES):
        yield FIRST_PAUSE_S * 2**number * random.uniform(1.0, 1.5)  # noqa: S311 - no secret


def _asked_to_wait(answer: httpx.Response) -> float:
    """The seconds of the header Retry-After: a number or a date (RFC 9110, 10.2.3)."""
    asked = answer.headers.get("Retry-After", "")
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return 0.0


def _complaint(answer: httpx.Response) -> str:
    match answer.status_code:
        case 401 | 403:
            return "refused the key. Check VOICE_OPENAI_KEY"
        case 404 | 405:
            return "has no speech API there, or no such model. Check VOICE_OPENAI_URL and VOICE_OPENAI_MODEL"
        case status if status in BUSY:
            return f"was busy and stayed so (its status is {status})"
        case status:
            return f"refused the text (its status is {status}): {' '.join(answer.text.split())[:200]}"


def _clip(answer: httpx.Response) -> Pcm:
    """The answer as mono sound, whatever format the server chose to send."""
    kind = answer.headers.get("Content-Type", "")
    if "pcm" in kind or "l16" in kind.lower():
        return Pcm(answer.content[: len(answer.content) // 2 * 2], RAW_SAMPLE_RATE)
    try:
        samples, sample_rate = soundfile.read(io.BytesIO(answer.content), dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise SpeechFailed(f"The speech server sent {kind or 'something'} that is no sound: {error}") from error
    return Pcm(samples.mean(axis=1).astype(np.dtype("<i2")).tobytes(), sample_rate)
