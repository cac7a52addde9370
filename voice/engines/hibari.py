"""hibari: a small neural voice for English, on one CPU core, with its model inside its package."""

import json
import unicodedata
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from voice.engine import Capabilities, Fetch, Kind, VoiceFile
from voice.engines import hibari_model
from voice.engines.ipa import sounds_of
from voice.engines.samples import to_int16
from voice.engines.wording import before_speakable, speakable
from voice.errors import SpeechFailed, UnknownVoice
from voice.speech import MIN_RATE, Pcm, SpeechRequest, Voice
from voice.stretch import faster
from voice.wordtimes import shifted

NAME = "hibari"
BUNDLED = "heart"
SAMPLE_RATE = 24_000
DOWNLOADS = "https://huggingface.co/maureesewilliams/hibari/resolve/main/voices/"
# Above its own pace the model loses sounds, so only slower speech is its own; faster speech is stretched time.
FASTEST_SPEED = 1.0


class Hibari:
    """The engine; a voice's model is loaded when it is first needed."""

    name = NAME
    capabilities = Capabilities(
        Kind.NEURAL,
        word_times=True,
        phonemes=True,
        deterministic=True,
        emphasis=True,
        spelling=True,
        rates=(MIN_RATE, FASTEST_SPEED),
    )

    def __init__(self) -> None:
        self._models: dict[str, Any] = {}

    def voices(self) -> tuple[Voice, ...]:
        """The voices whose model lies on this machine; the one inside the package comes first."""
        ready = [name for name in self._registry if self._model_file(name).is_file()]
        ready.sort(key=lambda name: name != BUNDLED)
        return tuple(self._voice(name) for name in ready)

    def addable(self) -> tuple[Voice, ...]:
        """The voices outside the package."""
        return tuple(self._voice(name) for name, entry in self._registry.items() if not entry["bundled"])

    def files_of(self, name: str, _fetch: Fetch) -> tuple[VoiceFile, ...]:
        """The model of a voice outside the package, where the package itself looks for it."""
        if name not in {voice.name for voice in self.addable()}:
            raise UnknownVoice(f"hibari has no further voice {name!r}.")
        entry = self._registry[name]
        return (VoiceFile(self._model_file(name), DOWNLOADS + entry["file"], f"sha256:{entry['sha256']}"),)

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
        before = before_speakable(request.text)
        model.g2p.begin(words, _sounds(request), [replace(told, start=told.start - before) for told in request.manners])
        speed = min(rate, FASTEST_SPEED)
        sound, heard = hibari_model.speak(model, words, speed)
        if not sound.size:
            raise SpeechFailed(f"hibari found nothing to say in {request.text[:60]!r}.")
        if rate > speed:
            quicker = faster(sound, rate / speed, model.sample_rate)
            sound, heard = quicker.sound, quicker.times(heard, model.sample_rate)
        return Pcm(to_int16(sound), model.sample_rate, shifted(heard, before))

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
        return Voice(NAME, name, entry["language"], revision, entry["gender"], SAMPLE_RATE)

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
