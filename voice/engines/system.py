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
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
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
from voice.engines.wording import speakable
from voice.errors import ImplausibleSound, UnknownVoice
from voice.plausibility import check_plausible
from voice.speech import Pcm, SpeechRequest, Voice

NAME = "system"
# pyttsx3 takes quadratic time for a text, and passes on ten times its length, which crashes at some 15,000.
LONGEST_TEXT = 1_500
LISTING_SECONDS = 30.0
# A clip that cannot be right is made once more: pyttsx3 loses some.
ATTEMPTS = 2

Synthesis = Callable[[str, str, float, Path], None]
# A voice's identifier, its language's tag and its gender.
Listed = tuple[str, str, str]


class System:
    """The engine; pyttsx3 is loaded in a booth alone."""

    name = NAME
    capabilities = Capabilities(Kind.SYSTEM)

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
        pieces = _pieces(speakable(request.text))
        clips = [self._clip(SpeechRequest(piece, request.voice, request.rate)) for piece in pieces]
        return Pcm(b"".join(clip.samples for clip in clips), clips[0].sample_rate)

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
            self._loaded()(request.text, request.voice.name, request.rate, path)
            return _read(path)

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
        self._usual_rate: int = self._driver.getProperty("rate")

    def __call__(self, text: str, voice: str, rate: float, path: Path) -> None:
        try:
            self._driver.setProperty("voice", voice)
        except ValueError:
            raise UnknownVoice(f"This machine has no voice {voice!r}. `voice voices` lists what there is.") from None
        self._driver.setProperty("rate", round(self._usual_rate * rate))
        self._driver.save_to_file(text, str(path))
        self._driver._start_synthesis(text)  # noqa: SLF001 - the way past the run loop
        self._library.espeak_Synchronize()

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

    def __call__(self, text: str, voice: str, rate: float, path: Path) -> None:
        if voice not in {name for name, *_ in self.voices()}:
            raise UnknownVoice(f"This machine has no voice {voice!r}. `voice voices` lists what there is.")
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", round(self._usual_rate * rate))
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()

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


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that pyttsx3 can bear, cut after a sentence, or else between words."""
    while len(text) > LONGEST_TEXT:
        window = text[:LONGEST_TEXT]
        cut = max(window.rfind(stop) for stop in (". ", "! ", "? ", "。")) + 1
        cut = cut or window.rfind(" ") + 1 or LONGEST_TEXT
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text
