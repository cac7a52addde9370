"""hibari's model with the durations that it gives its phonemes, and the way from each phoneme back to the text.

The durations are a tensor of the model's graph, but no output of it as it comes. They are counted in steps of 25 ms.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voice.engines.hibari_sounds import with_sounds
from voice.engines.hibari_words import open_g2p
from voice.engines.onnx_output import with_output
from voice.engines.stressing import stressed
from voice.speech import How, Manner, WordTime
from voice.wordtimes import whole_words

Sound = npt.NDArray[np.float32]

DURATIONS = "/Clip_output_0"
# Samples of a step, and its milliseconds at 24 kHz.
STEP_SAMPLES, STEP_MS = 600, 25.0
# The sound runs ahead of the durations by so many steps at the voice's own pace. Kokoro, from which hibari was
# distilled, takes them off its timestamps too (`KPipeline.join_timestamps`); so does hibari's sound beside eSpeak's.
AHEAD_STEPS = 3
# How many outputs the model has of its own.
_SPECTRUM = 6


@dataclass(frozen=True, slots=True)
class Phoneme:
    """A sign of the model's alphabet, said for the characters of its sentence from `start` to `end`."""

    sign: str
    start: int
    end: int


@dataclass(slots=True)
class Phonemizer:
    """The package's own phonemizer, which also remembers what each phoneme of a sentence is said for.

    It is told of a text before that text's sentences come: of the sounds of some words, and of the manner of others.
    """

    g2p: Any
    text: str = ""
    place: int = 0
    sounds: dict[str, str] = field(default_factory=dict)
    stressed: tuple[Manner, ...] = ()
    said: list[tuple[str, list[Phoneme]]] = field(default_factory=list)

    def begin(self, text: str, sounds: Mapping[str, str], manners: Sequence[Manner]) -> None:
        """What is known of the text to come: `sounds` by its words, in the model's letters; manners by their place."""
        spelled = {text[m.start : m.start + m.length] for m in manners if m.how is How.SPELLED}
        self.text, self.place = text, 0
        self.sounds = {letters: " ".join(map(self._name, letters.split())) for letters in spelled} | dict(sounds)
        self.stressed = tuple(manner for manner in manners if manner.how is How.STRESSED)

    def __call__(self, sentence: str) -> str:
        """The sentence in the model's alphabet, words apart."""
        from hibari.g2p import normalize  # noqa: PLC0415 - the package belongs to a booth alone

        written = normalize(sentence)
        given = {normalize(words): sounds for words, sounds in self.sounds.items()}
        tokens = self.g2p.phonemize_tokens(with_sounds(self.g2p.tokenize(written), given))
        if self.stressed:
            self._stress(tokens, written, sentence)
        self.said.append((sentence, list(_phonemes(tokens, written, sentence))))
        return "".join((token.phonemes or "") + (" " if token.whitespace else "") for token in tokens).strip()

    def _stress(self, tokens: list[Any], written: str, sentence: str) -> None:
        start = self.text.index(sentence, self.place)
        self.place = start + len(sentence)
        for token, (first, last) in zip(tokens, _origins_of(tokens, written, sentence), strict=True):
            if any(m.start <= start + first and start + last <= m.start + m.length for m in self.stressed):
                token.phonemes = stressed(token.phonemes or "")

    def _name(self, letter: str) -> str:
        """The name of a letter, or of a digit: alone, an A would be taken for the article."""
        spoken = self.g2p.phonemize_tokens(self.g2p.tokenize(letter))
        return "ˈA" if letter == "A" else "".join(token.phonemes or "" for token in spoken)


def load(model_file: Path, name: str, *, british: bool) -> Any:
    """The package's speaker, with the durations as its model's last output and a `Phonemizer` for its phonemes."""
    with _uninstalled("scipy.fft"):  # numpy's transforms are as quick since its version 2, and load in no time
        from hibari import Hibari  # noqa: PLC0415 - native code, for a booth alone

    model = model_file.read_bytes()
    if DURATIONS.encode() in model:
        model = with_output(model, DURATIONS)
    speaker = Hibari(voice=name, model=model, threads=1, g2p=Phonemizer(open_g2p(british=british)))
    speaker.model_path = str(model_file)  # it would keep the whole of it
    return speaker


@contextmanager
def _uninstalled(module: str) -> Iterator[None]:
    """Within the block, importing that module fails, and who can do without it does so."""
    loaded = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
        if loaded:
            sys.modules[module] = loaded


def speak(speaker: Any, text: str, speed: float) -> tuple[Sound, tuple[WordTime, ...]]:
    """The text as the package speaks it with seed 0, to the bit, and when its words are heard.

    No times where the durations do not add up to the sound.
    """
    from hibari import dsp  # noqa: PLC0415

    speaker.g2p.said.clear()
    noise = np.random.default_rng(0)
    sounds: list[Sound] = []
    timed: list[tuple[str, npt.NDArray[np.float32]]] = []
    for chunk in speaker.phonemize(text):
        ids = np.asarray([speaker.ids(chunk)], np.int64)
        outputs = speaker.sess.run(None, {"ids": ids, "speed": np.asarray([speed], np.float32)})
        sounds.append(dsp.synth(*(part[0] for part in outputs[:_SPECTRUM]), noise))
        timed += [(chunk, steps) for steps in outputs[_SPECTRUM:]]
    sound = np.concatenate([np.zeros(0, np.float32), *sounds])
    if sum(float(steps.sum()) for _, steps in timed) * STEP_SAMPLES != sound.size:
        return sound, ()
    return sound, whole_words(text, _earlier(_parts(speaker, text, timed), AHEAD_STEPS * STEP_MS / speed))


def _parts(speaker: Any, text: str, timed: list[tuple[str, npt.NDArray[np.float32]]]) -> Iterator[WordTime]:
    """The time of each phoneme; what is no sound of a word, such as a comma, is left out."""
    said = iter(_in_text(speaker.g2p.said, text))
    at = 0.0
    for chunk, steps in timed:
        # A rest stands at either end; the model knows no other signs than those of its vocabulary.
        spoken = iter(steps[1:] * STEP_MS)
        at += float(steps[0]) * STEP_MS
        for sign in chunk:
            phoneme = None if sign.isspace() else next(said)
            lasts = float(next(spoken)) if sign in speaker.vocab else 0.0
            if phoneme and phoneme.sign.isalpha():
                yield WordTime(phoneme.start, phoneme.end - phoneme.start, at, at + lasts)
            at += lasts
        at += float(next(spoken))


def _earlier(parts: Iterable[WordTime], ms: float) -> Iterator[WordTime]:
    for part in parts:
        yield replace(part, start_ms=max(part.start_ms - ms, 0.0), end_ms=max(part.end_ms - ms, 0.0))


def _in_text(said: list[tuple[str, list[Phoneme]]], text: str) -> Iterator[Phoneme]:
    place = 0
    for sentence, phonemes in said:
        place = text.index(sentence, place)
        for phoneme in phonemes:
            yield Phoneme(phoneme.sign, place + phoneme.start, place + phoneme.end)
        place += len(sentence)


def _phonemes(tokens: list[Any], written: str, sentence: str) -> Iterator[Phoneme]:
    """Each phoneme with the characters of the sentence that its token was written with."""
    for token, (first, last) in zip(tokens, _origins_of(tokens, written, sentence), strict=True):
        for sign in token.phonemes or "":
            if not sign.isspace():
                yield Phoneme(sign, first, last)


def _origins_of(tokens: list[Any], written: str, sentence: str) -> Iterator[tuple[int, int]]:
    """For each token, the characters of the sentence that it was written with."""
    origin = _origins(written, sentence)
    place = 0
    for token in tokens:
        start = written.index(token.text, place)
        place = start + len(token.text)
        yield origin[start][0], origin[max(place - 1, start)][1]


def _origins(written: str, sentence: str) -> list[tuple[int, int]]:
    """For each character as the package writes it out, the characters of the sentence that it stands for."""
    if written == sentence:
        return [(place, place + 1) for place in range(len(written))]
    origins: list[tuple[int, int]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, sentence, written, autojunk=False).get_opcodes():
        if kind == "equal":
            origins += [(place, place + 1) for place in range(start, end)]
        else:
            origins += [(start, max(end, start))] * (new_end - new_start)
    return origins
