"""A call without a telephone: keys in, a transcript out, and what was heard as sound."""

import io
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voice.encoding.pressing import LINE_HZ, part_of
from voice.errors import PhoneNotReady
from voice.phone.line import Caller, Line
from voice.phone.programme import Programme, Sound
from voice.phone.state import Turn

# No call is longer than so many turns in which the caller does nothing.
MOST_TURNS = 1_000


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of the transcript: a key that was pressed, or a sound, and how many milliseconds of it were heard.

    Or it is the number, `dial`, that the caller is connected to.
    """

    sound: Sound | None = None
    key: str = ""
    heard_ms: int = 0
    whole: bool = False
    dial: str = ""


def simulated(line: Line, code: str, presses: Iterable[tuple[str, float]]) -> Iterator[Heard]:
    """What is heard in a call to an article; each press is keys, and after how many seconds of a turn they come.

    After the last one the caller hangs up once the turn that it led to has been played. Raises PhoneNotReady.
    """
    caller = Caller(f"simulated-{code}", code=code)
    turn, left = line.begin(caller), list(presses)
    for _ in range(MOST_TURNS):
        keys, after_s = left.pop(0) if left else ("", 0.0)
        at_ms = round(after_s * 1000) if keys else sum(sound.duration_ms for sound in turn.then)
        yield from _turn(turn, at_ms)
        if turn.dial:
            yield Heard(dial=turn.dial)
        if turn.over or (not left and not keys):
            return
        yield Heard(key=keys or "nothing")
        turn = line.step(caller, turn.state, keys, at_ms)


def sound_of(line: Line, heard: Iterable[Heard]) -> bytes:
    """All that was heard, as WAV at 8 kHz. Raises PhoneNotReady where a clip is gone."""
    place = io.BytesIO()
    with wave.open(place, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(LINE_HZ)
        for each in heard:
            if each.sound:
                file.writeframes(_samples(line, each.sound)[: 2 * each.heard_ms * LINE_HZ // 1000])
    return place.getvalue()


def words_of(programme: Programme, heard: Heard) -> str:
    """The written words of a section that were heard; "" for what is no section's."""
    sound = heard.sound
    section = next((each for each in programme.sections if sound and each.id == sound.section), None)
    if sound is None or section is None:
        return ""
    track = section.tracks[programme.rates.index(sound.rate)]
    start = sum(part.duration_ms for part in track.parts[: sound.part - 1]) + sound.from_ms
    within = range(start, start + heard.heard_ms)
    return " ".join(word.text.strip() for word in section.words if round(track.start_of_word(word)) in within)


def _turn(turn: Turn, at_ms: int) -> Iterator[Heard]:
    """What is played in a turn until a key comes, so many milliseconds into what it breaks off."""
    for sound in turn.first:
        yield Heard(sound, heard_ms=sound.duration_ms, whole=True)
    for sound in turn.then:
        if at_ms <= 0:
            return
        yield Heard(sound, heard_ms=min(at_ms, sound.duration_ms))
        at_ms -= sound.duration_ms


def _samples(line: Line, sound: Sound) -> bytes:
    """Its samples, 16 bits each."""
    places = (line.studio.sound_file(sound.fingerprint, kind) for kind in ("bare.phone", "phone"))
    place = next(filter(None, places), None)
    wav = part_of(place, sound.part, "wav", sound.from_ms, sound.to_ms) if place else None
    if wav is None:
        raise PhoneNotReady(f"The clip {sound.name} is gone. Make it again: voice regenerate --all")
    with wave.open(io.BytesIO(wav)) as file:
        samples: bytes = file.readframes(file.getnframes())
        return samples
