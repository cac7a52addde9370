"""What a file says of itself: its title and its chapters, as ID3v2 frames (id3v2.4.0, and its chapter addendum)."""

import io
from dataclasses import dataclass

from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags, Encoding

# ID3: no place in bytes is given, the time counts.
_BY_TIME = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording that a listener skips to: from `start_ms` to `end_ms`, in milliseconds."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Tags:
    """A recording's title, and its chapters in order; either may be empty."""

    title: str = ""
    chapters: tuple[Chapter, ...] = ()


def id3(sound: bytes, tags: Tags) -> bytes:
    """The MP3 with the tags in front."""
    if tags == Tags():
        return sound
    frames = ID3()
    frames.add(_title(tags.title))
    names = [f"chapter{number}" for number in range(1, len(tags.chapters) + 1)]
    for name, chapter in zip(names, tags.chapters, strict=True):
        frames.add(
            CHAP(
                element_id=name,
                start_time=chapter.start_ms,
                end_time=chapter.end_ms,
                start_offset=_BY_TIME,
                end_offset=_BY_TIME,
                sub_frames=[_title(chapter.title)],
            )
        )
    if names:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        frames.add(CTOC(element_id="contents", flags=flags, child_element_ids=names, sub_frames=[_title(tags.title)]))
    head = io.BytesIO()
    frames.save(head, padding=lambda _: 0)
    return head.getvalue() + sound


def _title(text: str) -> TIT2:
    return TIT2(encoding=Encoding.UTF8, text=text)
