"""The machine's own voices, through pyttsx3: eSpeak on Linux, SAPI 5 on Windows, NSSpeech on macOS.

pyttsx3's run loop loses clips, so on Linux its driver is told what to do directly and waited for. Windows and macOS go
through `save_to_file` and `runAndWait`; there every clip is checked in the same way, but no machine of ours has run it.
"""

import ctypes
import io
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import soundfile

from voice.child import child_command
from voice.engine import Capabilities, Kind
from voice.engines import espeak_library
from voice.engines.espeak_events import FASTEST_TOLD, Told, told_in, word_times
from voice.engines.wording import before_speakable, pieces, speakable
from voice.errors import ImplausibleSound, UnknownVoice
from voice.plausibility import check_plausible
from voice.speech import Pcm, SpeechRequest, Voice, WordTime
from voice.wordtimes import shifted

NAME = "system"
# pyttsx3 takes quadratic time for a text, and passes on ten times its length, which crashes at some 15,000.
LONGEST_TEXT = 1_500
LISTING_SECONDS = 30.0
# A clip that cannot be right is made once more: pyttsx3 loses some.
ATTEMPTS = 2

# Speaks a text in a voice at a rate into a file, and gives what was told of its words meanwhile.
Synthesis = Callable[[str, str, float, Path], list[Told]]
# A voice's identifier, its language's tag and its gender.
Listed = tuple[str, str, str]


class System:
    """The engine; pyttsx3 is loaded in a booth alone."""

    name = NAME
    capabilities = Capabilities(Kind.SYSTEM, word_times=True)

    def __init__(self) -> None:
        self._synthesis: Synthesis | None = None

    def voices(self) -> tuple[Voice, ...]:
        """The voices that pyttsx3 lists in a child process."""
        return _listed()

    def load(self) -> None:
        """Loads pyttsx3 and its driver."""
        self._loaded()

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text as sound, a piece at a time."""
        place, clips, words = before_speakable(request.text), list[Pcm](), list[WordTime]()
        for start, piece in pieces(speakable(request.text), LONGEST_TEXT):
            clip = self._clip(SpeechRequest(piece, request.voice, request.rate))
            words += shifted(clip.words, place + start, sum(clip.duration_ms for clip in clips))
            clips.append(clip)
        told = all(clip.words for clip in clips)
        return Pcm(b"".join(clip.samples for clip in clips), clips[0].sample_rate, tuple(words) if told else ())

    def _clip(self, request: SpeechRequest) -> Pcm:
        for attempt in range(ATTEMPTS):
            pcm = self._attempt(request)
            try:
                check_plausible(request, pcm)
            except ImplausibleSound:
                if attempt + 1 == ATTEMPTS:
                    raise
            else:
                break
        return pcm

    def _attempt(self, request: SpeechRequest) -> Pcm:
        with TemporaryDirectory(prefix="voice-") as folder, redirect_stdout(io.StringIO()):
            path = Path(folder) / "clip.wav"
            told = self._loaded()(request.text, request.voice.name, request.rate, path)
            pcm = _read(path)
        return replace(pcm, words=word_times(request.text, told, pcm.duration_ms) if told and pcm.samples else ())

    def _loaded(self) -> Synthesis:
        if self._synthesis is None:
            self._synthesis = _EspeakDriver() if sys.platform == "linux" else _RunLoop()
        return self._synthesis


class _EspeakDriver:
    """pyttsx3's driver for eSpeak, without the run loop. It reports to us as it would to pyttsx3's own proxy."""

    def __init__(self) -> None:
        # The driver finds this library by its name once it is loaded; its C code looks for the data in the environment.
        self._library = ctypes.CDLL(str(espeak_library.library_path()))
        os.putenv("ESPEAK_DATA_PATH", str(espeak_library.data_parent()))
        self._driver: Any = import_module("pyttsx3.drivers.espeak").buildDriver(self)
        # eSpeak takes a property up when it comes to it: read too soon, the rate would be its own, an eighth slower.
        self._library.espeak_Synchronize()
        self._usual_rate: int = self._driver.getProperty("rate")
        self._told: list[Told] = []
        # It passes on which word it comes to and not when, so we hear what it hears.
        import_module("pyttsx3.drivers._espeak").SetSynthCallback(self._hear)

    def __call__(self, text: str, voice: str, rate: float, path: Path) -> list[Told]:
        try:
            self._driver.setProperty("voice", voice)
        except ValueError:
            raise UnknownVoice(f"This machine has no voice {voice!r}. `voice voices` lists what there is.") from None
        pace = round(self._usual_rate * rate)
        self._driver.setProperty("rate", pace)
        self._driver.save_to_file(text, str(path))
        self._told.clear()
        self._driver._start_synthesis(text)  # noqa: SLF001 - the way past the run loop
        self._library.espeak_Synchronize()
        return list(self._told) if pace <= FASTEST_TOLD else []

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        self._told += told_in(events)
        answer: int = self._driver._onSynth(samples, count, events)  # noqa: SLF001
        return answer

    def voices(self) -> list[Listed]:
        """Each voice as it is listed, the best of a language first."""
        tags = {file.path.lower(): file.lang for file in espeak_library.lang_files()}
        genders = {voice.id: _gender(voice.gender) for voice in self._driver.getProperty("voices")}
        return [(name, lang, genders[name]) for name, lang in tags.items() if name in genders]

    def setBusy(self, busy: bool) -> None:  # noqa: N802, FBT001 - pyttsx3's name for it
        """We ask for one text at a time."""

    def notify(self, topic: str, **_details: object) -> None:
        """What is said of words and utterances is not needed; the sound is looked at instead."""


class _RunLoop:
    """pyttsx3 as its documentation has it, for Windows and macOS."""

    def __init__(self) -> None:
        self._engine: Any = import_module("pyttsx3").init()
        self._usual_rate = int(self._engine.getProperty("rate"))

    def __call__(self, text: str, voice: str, rate: float, path: Path) -> list[Told]:
        if voice not in {name for name, *_ in self.voices()}:
            raise UnknownVoice(f"This machine has no voice {voice!r}. `voice voices` lists what there is.")
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", round(self._usual_rate * rate))
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        return []

    def voices(self) -> list[Listed]:
        """Each voice as it is listed."""
        return [
            (voice.id, espeak_library.bcp47(str((voice.languages or ["und"])[0])), _gender(voice.gender))
            for voice in self._engine.getProperty("voices")
        ]


def engine() -> System:
    """The engine, opened by entry point."""
    return System()


def print_voices() -> None:
    """Prints the voices as JSON; runs in a child process."""
    with redirect_stdout(io.StringIO()):
        voices = (_EspeakDriver() if sys.platform == "linux" else _RunLoop()).voices()
    print(json.dumps(voices))


@cache
def _listed() -> tuple[Voice, ...]:
    command = child_command(__name__, print_voices.__name__)
    ran = subprocess.run(command, capture_output=True, timeout=LISTING_SECONDS, check=False)  # noqa: S603 - our own words
    if ran.returncode:
        raise ImportError(f"pyttsx3 could not list this machine's voices: {ran.stderr.decode()[-300:].strip()}")
    revision = f"{version('pyttsx3')}-{_speaker()}"
    return tuple(Voice(NAME, name, lang, revision, gender) for name, lang, gender in json.loads(ran.stdout))


def _gender(told: str | None) -> str:
    """SAPI says "Female", NSSpeech "VoiceGenderFemale"."""
    return next((gender for gender in ("female", "male") if gender in (told or "").lower()), "")


def _speaker() -> str:
    """The version of what speaks below pyttsx3."""
    return espeak_library.revision() if sys.platform == "linux" else platform.version()


def _read(path: Path) -> Pcm:
    """What the driver has written, as mono; an empty sound where it has written nothing."""
    if not path.is_file():
        return Pcm(b"", 0)
    samples, sample_rate = soundfile.read(path, dtype="int16", always_2d=True)
    return Pcm(samples.mean(axis=1).astype(np.dtype("<i2")).tobytes(), sample_rate)
