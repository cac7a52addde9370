"""What is kept of callers for a time, and then is deleted: places to come back to, and calls that fell silent."""

from dataclasses import dataclass

from voice.amounts import counted
from voice.studio import Studio


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many places and calls there were whose time was over."""

    places: int
    calls: int

    def __str__(self) -> str:
        """In words."""
        return f"{counted(self.places, 'place')} of callers and {counted(self.calls, 'call')} whose time is over"


def forget_callers(studio: Studio, *, dry: bool = False) -> Forgotten:
    """Delete what is kept of callers and too old, or only count it; also where the telephone is off by now."""
    return Forgotten(studio.places.forget_old(dry=dry), studio.calls.forget_silent(dry=dry))
