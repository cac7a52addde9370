"""Parts of a stream that are none of the article: what is headed as furniture, and headings after the last text.

Markup tells most of a page's furniture (`furniture.py`); where it does not, the heading often does: "Related articles",
"Leave a comment". The wordings stand in `furniture.toml`, by language.
"""

import re
import tomllib
from functools import cache
from importlib import resources

from content.blocks import Heading, Piece, Stream

_FALLBACK = "en"
# A part that holds more of the text than this is the article itself, whatever its heading says.
_MOST = 0.8
_LONG = 200  # characters: a paragraph, and not the title of another story
_LETTER = re.compile(r"[^\W\d_]")
_AROUND = re.compile(r"^\W+|\W+$")


def pruned(stream: Stream, lang: str) -> Stream:
    """Leave out what is headed as furniture, in `lang` or in English, then the headings after its last text."""
    return _without_orphans(_without_furniture(stream, lang[:2].lower()))


def _without_furniture(stream: Stream, lang: str) -> Stream:
    most = _MOST * _size(stream)
    kept: list[Heading | Piece] = []
    place = 0
    while place < len(stream):
        part = stream[place]
        after = _end_of_furniture(stream, place, lang) if isinstance(part, Heading) else place
        if after == place or _size(stream[place:after]) > most:
            kept.append(part)
            after = place + 1
        place = after
    return tuple(kept)


def _end_of_furniture(stream: Stream, place: int, lang: str) -> int:
    """Find where the furniture that a heading names ends: at the heading itself where it names none.

    Remarks of readers run to the next heading that is no deeper. Anything else is made of short pieces: where a whole
    paragraph follows, the article goes on.
    """
    heading = stream[place].text
    if _is_worded(heading, "remarks", lang):
        return _end(stream, place)
    if not _LETTER.search(heading) or _is_worded(heading, "headings", lang):
        end = _end(stream, place)
        return next((at for at in range(place + 1, end) if len(stream[at].text) > _LONG), end)
    return place


def _size(stream: Stream) -> int:
    return sum(len(part.text) for part in stream if isinstance(part, Piece))


def _end(stream: Stream, place: int) -> int:
    """Find where the part under the heading at `place` ends: at the next one that is no deeper."""
    level = _level(stream[place])
    after = range(place + 1, len(stream))
    return next((at for at in after if 0 < _level(stream[at]) <= level), len(stream))


def _level(part: Heading | Piece) -> int:
    return part.level if isinstance(part, Heading) else 0


def _without_orphans(stream: Stream) -> Stream:
    """Leave out the headings after the last text: what they led to was furniture."""
    end = max((place for place, part in enumerate(stream) if isinstance(part, Piece)), default=-1) + 1
    return stream[:end]


def _is_worded(heading: str, kind: str, lang: str) -> bool:
    words = _AROUND.sub("", heading.replace("’", "'"))
    return any(wording.fullmatch(words) for wording in _wordings(kind, lang))


@cache
def _wordings(kind: str, lang: str) -> tuple[re.Pattern[str], ...]:
    """Return the wordings of a kind of headings, in a language (two letters) and in English."""
    table = tomllib.loads(resources.files("content").joinpath("furniture.toml").read_text("utf-8"))
    known = [table[name] for name in dict.fromkeys((lang, _FALLBACK)) if name in table]
    return tuple(re.compile(wording, re.IGNORECASE) for one in known for wording in one.get(kind, ()))
