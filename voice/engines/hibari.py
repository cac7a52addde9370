"""hibari: a small neural voice for English, on one CPU core, with its model inside its package."""

import json
import unicodedata
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path

from voice.engines import hibari_model
from voice.engines.ipa import sounds_of
from voice.engines.wording import before_speakable, speakable
from voice.errors import SpeechFailed, UnknownVoice
from voice.speech import Pcm, SpeechRequest, Voice, WordTime
from voice.stretch import Stretched, stretched
from voice.wordtimes import shifted

NAME = "hibari"
BUNDLED = "heart"
# Above its own pace the model loses sounds, so only slower speech is its own; faster speech is stretched time.
FASTEST_SPEED = 1.0


class Hibari:
    """The engine; a voice's model is loaded when it is first needed."""

    name = NAME

    def __init__(self) -> None:
        self._models: dict[str, Any] = {}

    def voices(self) -> tuple[Voice, ...]:
        """The voices whose model lies on this machine; the one inside the package comes first."""
        ready = [name for name in self._registry if self._model_file(name).is_file()]
        ready.sort(key=lambda name: name != BUNDLED)
        return tuple(self._voice(name) for name in ready)

    def load(self) -> None:
        """Loads the model inside the package, and what turns letters into phonemes."""
        hibari_model.speak(self._model(BUNDLED), "Ready.", 1.0)

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text in English; the same request gives the same bytes."""
        voice, rate = request.voice, request.rate
        if voice.name not in {ready.name for ready in self.voices()}:
            raise UnknownVoice(f"hibari has no voice {voice.name!r} on this machine.")
        words = _plain_digits(speakable(request.text))
        model = self._model(voice.name)
        model.g2p.sounds = _sounds(request)
        speed = min(rate, FASTEST_SPEED)
        sound, heard = hibari_model.speak(model, words, speed)
        if not sound.size:
            raise SpeechFailed(f"hibari found nothing to say in {request.text[:60]!r}.")
        if rate > speed:
            quicker = stretched(sound, rate / speed, model.sample_rate)
            sound, heard = quicker.sound, _earlier(heard, quicker, model.sample_rate / 1000)
        return Pcm(_to_int16(sound), model.sample_rate, shifted(heard, before_speakable(request.text)))

    @cached_property
    def _assets(self) -> Path:
        found = find_spec("hibari")
        if found is None or found.origin is None:
            raise ImportError("hibari-tts is not installed.")
        return Path(found.origin).parent / "assets"

    @cached_property
    def _registry(self) -> dict[str, dict[str, Any]]:
        registry: dict[str, dict[str, Any]] = json.loads((self._assets / "voices.json").read_text("utf-8"))
        return registry

    @cached_property
    def _downloads(self) -> Path:
        """Where the package keeps voices that it has downloaded."""
        return user_cache_path(NAME, appauthor=False, opinion=False)

    def _model_file(self, name: str) -> Path:
        entry = self._registry[name]
        return (self._assets if entry.get("bundled") else self._downloads) / str(entry["file"])

    def _voice(self, name: str) -> Voice:
        entry = self._registry[name]
        revision = f"{version('hibari-tts')}-{entry['sha256'][:12]}"
        return Voice(engine=NAME, name=name, lang=entry["language"], revision=revision)

    def _model(self, name: str) -> Any:
        if name not in self._models:
            british = bool(self._registry[name]["british"])
            self._models[name] = hibari_model.load(self._model_file(name), name, british=british)
        return self._models[name]


def engine() -> Hibari:
    """The engine, opened by entry point."""
    return Hibari()


def _sounds(request: SpeechRequest) -> dict[str, str]:
    """The words of the request that have sounds, and those in misaki's letters, which hibari speaks by."""
    given = sounds_of(request, "misaki")
    return {request.text[words.start : words.start + words.length]: sounds for words, sounds in given}


def _plain_digits(text: str) -> str:
    """The text with raised, lowered and circled digits as plain ones: the package takes them for numbers and fails."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isdecimal() else sign for sign in text)


def _earlier(heard: tuple[WordTime, ...], quicker: Stretched, samples_a_ms: float) -> tuple[WordTime, ...]:
    """The times of words in the sound made quicker."""
    times = ((quicker.place(word.start_ms * samples_a_ms), quicker.place(word.end_ms * samples_a_ms)) for word in heard)
    return tuple(
        replace(word, start_ms=start / samples_a_ms, end_ms=end / samples_a_ms)
        for word, (start, end) in zip(heard, times, strict=True)
    )


def _to_int16(sound: npt.NDArray[np.float32]) -> bytes:
    """As signed 16-bit samples; a sound over full scale is turned down as a whole rather than clipped."""
    loudest = float(np.abs(sound).max())
    scaled = sound * (32_767.0 / max(loudest, 1.0))
    return np.round(scaled).astype("<i2").tobytes()
