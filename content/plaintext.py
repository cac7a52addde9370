"""A plain text -> the same stream that a page gives: bare lines are its headings, blank lines part its paragraphs."""

import re
from collections.abc import Iterator

from content.article import BlockKind
from content.blocks import Heading, Piece, Stream
from content.inline import fold

_LEVEL = 2
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_LONG_LINE = 110  # nobody wraps by hand as wide as this: such a text has a paragraph a line
_LONGEST_TITLE = 60
_NO_HEADING = re.compile(r"[.,;:!…\"”»)]$|^[^\w\"“«¿¡(\[]|://")
_ITEM = re.compile(r"^(?:[-*•–]|(\d{1,3})[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s|[。！？]")
_MARKUP = re.compile(
    r"<(!doctype|!--|/?(html|head|body|p|div|h[1-6]|ul|ol|li|table|article|section|main|span|br|blockquote|a|b|i|em|strong)\b)",
    re.IGNORECASE,
)


def is_plain(text: str) -> bool:
    """Say whether a text has no markup in it."""
    return not _MARKUP.search(text)


def plain_stream(text: str) -> tuple[str, Stream]:
    """Read a plain text; returns its title ("" where no line is one) and its stream."""
    paragraphs = list(_paragraphs(text))
    stream: list[Heading | Piece] = []
    for place, paragraph in enumerate(paragraphs):
        followed = place + 1 < len(paragraphs)
        if followed and _is_heading(paragraph):
            stream.append(Heading(_LEVEL, paragraph, place))
        else:
            stream.append(_piece(paragraph, place, stream))
    if stream and isinstance(stream[0], Heading) and len(stream) > 1:
        return stream[0].text, tuple(stream[1:])
    return "", tuple(stream)


def title_of(text: str) -> str:
    """Make a title of a text's first sentence, cut between two words."""
    sentence = _SENTENCE_END.split(fold(text[:2000]), maxsplit=1)[0]
    if len(sentence) <= _LONGEST_TITLE:
        return sentence.rstrip(".。")
    cut = sentence[: _LONGEST_TITLE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:-–—") + "…"


def _paragraphs(text: str) -> Iterator[str]:
    lines = [fold(line) for line in text.split("\n")]
    by_line = any(len(line) > _LONG_LINE for line in lines)
    wrapped: list[str] = []
    for line in lines:
        if wrapped and (by_line or not line or _ITEM.match(line)):
            yield " ".join(wrapped)
            wrapped = []
        if line:
            wrapped.append(line)
    if wrapped:
        yield " ".join(wrapped)


def _is_heading(line: str) -> bool:
    short = len(line) <= _LONGEST_HEADING and len(line.split()) <= _MOST_WORDS
    return short and not _NO_HEADING.search(line) and not _ITEM.match(line) and any(map(str.isalpha, line))


def _piece(text: str, place: int, before: list[Heading | Piece]) -> Piece:
    item = _ITEM.match(text)
    if item is None:
        return Piece(BlockKind.PARAGRAPH, text, place)
    last = before[-1] if before else None
    same = isinstance(last, Piece) and last.kind is BlockKind.ITEM
    list_id = last.list_id if same and isinstance(last, Piece) else f"list-{place}"
    return Piece(BlockKind.ITEM, text[item.end() :], place, label=item[1] or "", list_id=list_id)
