"""Somebody on the line, as tests of the pure call see them, and what they hear in the answers of a dialect."""

import re
from dataclasses import dataclass

from voice.phone.call import begin, step
from voice.phone.programme import Offer, Place
from voice.phone.state import Turn


@dataclass
class Caller:
    """Somebody on the line who lets everything play, or presses a key so many milliseconds into it."""

    offer: Offer
    turn: Turn
    back: Place | None = None

    @classmethod
    def calls(cls, offer: Offer, *, code: str = "", back: Place | None = None) -> "Caller":
        return cls(offer, begin(offer, "12345678", code, back), back)

    def press(self, keys: str, after_ms: int = 0) -> "Caller":
        self.turn = step(self.turn.state, keys, after_ms, self.offer, self.back)
        return self

    def wait(self) -> "Caller":
        return self.press("", sum(sound.duration_ms for sound in self.turn.then))

    @property
    def said(self) -> str:
        return " ".join(sound.text for sound in (*self.turn.first, *self.turn.then) if sound.text)

    @property
    def parts(self) -> list[tuple[str, int, int, float]]:
        return [(s.section, s.part, s.from_ms, s.rate) for s in self.turn.then if s.code != "0"]


def section_in(url: str) -> str:
    """The section or prompt whose recording is at that address."""
    return re.search(r"/\d+-(.+)-[\d.]+-en-[\d.]+\.wav$", url)[1]
