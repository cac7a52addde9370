"""Engines that misbehave in one way each when their text says "now", and speak as the silence engine does otherwise."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from voice.engine import Capabilities, Kind, open_engine
from voice.speech import Pcm, SpeechRequest, Voice

Deed = Callable[[], Pcm | None]


class FakeEngine:
    capabilities = Capabilities(Kind.TONE)

    def __init__(self, name: str, deed: Deed, load: Callable[[], None] = lambda: None) -> None:
        self.name = name
        self.load = load
        self._deed = deed

    def voices(self) -> tuple[Voice, ...]:
        return (Voice(self.name, "nobody", "und", "1"),)

    def speak(self, request: SpeechRequest) -> Pcm | None:
        if "now" in request.text:
            return self._deed()
        return open_engine("silence").speak(request)


def sleep_long() -> None:
    time.sleep(60)


def chatter() -> Pcm:
    print("engine chatter by Python", flush=True)
    os.write(1, b"engine chatter by native code\n")
    return Pcm(b"\x00\x10" * 24_000, 24_000)


def hoard() -> None:
    bytearray(2 << 30)


def refuse() -> None:
    raise ValueError("my tongue is tied")


def aborting() -> FakeEngine:
    return FakeEngine("fake-aborting", os.abort)


def brief() -> FakeEngine:
    return FakeEngine("fake-brief", lambda: Pcm(b"\x00\x10" * 24, 24_000))


def chattering() -> FakeEngine:
    return FakeEngine("fake-chattering", chatter)


def exiting() -> FakeEngine:
    return FakeEngine("fake-exiting", lambda: os._exit(3))


def hanging() -> FakeEngine:
    return FakeEngine("fake-hanging", sleep_long)


def heavy() -> FakeEngine:
    return FakeEngine("fake-heavy", lambda: None, load=sleep_long)


def hoarding() -> FakeEngine:
    return FakeEngine("fake-hoarding", hoard)


def mute() -> FakeEngine:
    return FakeEngine("fake-mute", lambda: Pcm(b"", 24_000))


def refusing() -> FakeEngine:
    return FakeEngine("fake-refusing", refuse)


def still() -> FakeEngine:
    return FakeEngine("fake-still", lambda: Pcm(bytes(48_000), 24_000))


def wordless() -> FakeEngine:
    return FakeEngine("fake-wordless", lambda: None)


def _note(request: SpeechRequest) -> None:
    if place := os.environ.get("FAKE_NOTES"):
        with Path(place).open("a") as notes:
            notes.write(f"{request.digest}\n")


class FakeSlow:
    """Takes a fifth of a second for each text, and crashes where it says "now"; notes where FAKE_NOTES says so."""

    name = "fake-slow"
    capabilities = Capabilities(Kind.TONE)

    def voices(self) -> tuple[Voice, ...]:
        return (Voice(self.name, "nobody", "und", "1", sample_rate=24_000),)

    def load(self) -> None: ...

    def speak(self, request: SpeechRequest) -> Pcm:
        _note(request)
        time.sleep(0.2)
        if "now" in request.text:
            os.abort()
        return open_engine("silence").speak(request)


def slow() -> FakeSlow:
    return FakeSlow()


class FakeNoting(FakeEngine):
    """Speaks as the silence engine does, and notes what it was asked for in the file that FAKE_NOTES names."""

    def speak(self, request: SpeechRequest) -> Pcm | None:
        _note(request)
        return super().speak(request)


def noting() -> FakeNoting:
    return FakeNoting("fake-noting", lambda: None)


class FakePatient(FakeNoting):
    """Notes what it was asked for, and speaks it once the file that FAKE_DOOR names is there, however long that is."""

    def speak(self, request: SpeechRequest) -> Pcm | None:
        pcm = super().speak(request)
        while not Path(os.environ["FAKE_DOOR"]).exists():
            time.sleep(0.02)
        return pcm


def patient() -> FakePatient:
    return FakePatient("fake-patient", lambda: None)


class FakeStubborn(FakeEngine):
    """Deterministic: what it fails at, it fails at again, unless it is asked otherwise."""

    def speak(self, request: SpeechRequest) -> Pcm | None:
        return super().speak(request) if request.rate == 1.0 else open_engine("silence").speak(request)


def stubborn() -> FakeStubborn:
    return FakeStubborn("fake-stubborn", lambda: Pcm(b"", 24_000))


class FakeWeighty(FakeEngine):
    """Slow to begin, so that it is given a first clause by itself."""

    capabilities = Capabilities(Kind.TONE, first_clause=40)


def weighty() -> FakeEngine:
    return FakeWeighty("fake-weighty", lambda: None)


class FakeNeural:
    """A stranger's engine: Polish, German that it was not made for, and voices with names in capitals, unlisted."""

    name = "fake-neural"
    capabilities = Capabilities(Kind.NEURAL)

    def voices(self) -> tuple[Voice, ...]:
        return (Voice(self.name, "pola", "pl", "1"), Voice(self.name, "dora", "de", "1", experimental=True))

    def unlisted(self) -> str:
        return "Any name in capitals."

    def named(self, name: str) -> Voice | None:
        return Voice(self.name, name, "pl", "1") if name.isupper() else None

    def load(self) -> None: ...

    def speak(self, request: SpeechRequest) -> Pcm:
        return open_engine("silence").speak(request)


def neural() -> FakeNeural:
    return FakeNeural()
