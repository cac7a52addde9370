"""The written text of a run of inline markup: white space folded, superscripts kept apart, quotes closed."""

import re
from collections.abc import Container, Iterator

from content.pagetree import Tag, attribute, first_within, plain_text
from content.raised import held, lowered, settle

# Tags that a line of text runs through; all others end it.
# fmt: off
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "math", "mi", "mn", "mo", "ms", "mtext", "mrow", "msup", "msub", "mfrac", "msqrt",
    "semantics", "nobr", "output", "q", "rb", "rt", "rp", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br", "picture", "source", "svg", "button", "input",
    "select", "textarea", "script", "style", "noscript", "template",
))
# fmt: on
_UNSPOKEN = frozenset({"rt", "rp", "rtc", "annotation", "annotation-xml"})
_LONGEST_MARK = 6
_BRACKETED = re.compile(r"\s*(\[\s?\w{1,4}\s?\]|[*†‡]+)\s*")
# Marks without width; controls, which a terminal obeys; and marks that turn the reading direction of what follows.
_SOFT = dict.fromkeys(
    [
        *map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"),
        *range(9),
        *range(0x0E, 0x1C),
        0x7F,
        *range(0x80, 0x85),
        *range(0x86, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_NOTE_NAMES = re.compile(r"\b(noteref|footnote|reference|fn-?ref|citation|sdfootnoteanc)", re.IGNORECASE)

LINE = "\x1e"  # a <br>, until the text is folded: a space like any other then


def fold(text: str) -> str:
    """Fold white space: runs of it become one space, soft hyphens and zero-width marks vanish."""
    return " ".join(settle(text).translate(_SOFT).split())


def written(tag: Tag, silent: Container[int] = frozenset()) -> str:
    """Return the written text in a tag, in one line."""
    return fold("".join(runs(tag, silent)))


def runs(tag: Tag, silent: Container[int] = frozenset()) -> Iterator[str]:
    """Yield the pieces of text in a tag, in order; a block within it stands between spaces."""
    todo = tag.contents[::-1]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            yield node
        elif node.place not in silent:
            before, after, inside = inline_marks(node)
            yield before
            if inside:
                todo.append(after)
                todo.extend(node.contents[::-1])
            else:
                yield after


def inline_marks(tag: Tag) -> tuple[str, str, bool]:
    """Return what stands before and after the text of a tag, and whether its text is still to be read."""
    if tag.name in {"sup", "sub"}:
        return _shifted(tag), "", False
    if tag.name == "q":
        return "“", "”", True
    if tag.name == "br":
        return LINE, "", False
    if tag.name in _UNSPOKEN:
        return "", "", False
    if tag.name in INLINE:
        return "", "", not is_note_reference(tag)
    return " ", " ", True


def is_note_reference(tag: Tag) -> bool:
    """Say whether a tag is a mark that points to a note, which nobody reads aloud."""
    if attribute(tag, "role") in {"doc-noteref", "doc-backlink"}:
        return True
    if tag.name != "a" or "#" not in attribute(tag, "href"):
        return False
    text = plain_text(tag)
    if len(text) > _LONGEST_MARK:
        return False
    if _BRACKETED.fullmatch(text):
        return True
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')} {attribute(tag, 'href')}"
    return attribute(tag, "href").startswith("#") and bool(_NOTE_NAMES.search(named))


def _shifted(tag: Tag) -> str:
    """Keep a raised or lowered number apart from the one before it: 10<sup>6</sup> must not become 106."""
    link = first_within(tag, "a")
    pointed = attribute(tag, "role") == "doc-noteref" or "reference" in attribute(tag, "class")
    if pointed or (link is not None and attribute(link, "href").startswith("#")):
        return ""
    text = fold(plain_text(tag))
    return held(text) if tag.name == "sup" else lowered(text)
