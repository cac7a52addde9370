"""The written text of a run of inline markup: white space folded, superscripts kept apart, quotes closed."""

import re
from collections.abc import Callable, Container, Iterator, Mapping

from content.article import SpokenAs
from content.language import canonical_lang
from content.marks import CLOSED, Line, lifted, note_marks, opened
from content.maths import formula_of, tex_in, with_formulas
from content.pagetree import Tag, attribute, first_within, nodes_within, plain_text
from content.raised import held, lowered, settle

# Tags that a line of text runs through; all others end it.
# fmt: off
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "math", "mml:math", "mi", "mn", "mo", "ms", "mtext", "mrow", "msup", "msub", "mfrac",
    "msqrt", "semantics", "mjx-container", "mjx-math", "mjx-assistive-mml", "nobr", "output", "q", "rb", "rt", "rp",
    "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "img", "br", "picture", "source", "svg", "button", "input", "select", "textarea", "script", "style", "noscript",
    "template",
))
# fmt: on
# What is struck out stands no more: a dose that was corrected must not be heard beside the right one.
_UNSPOKEN = frozenset({"rt", "rp", "rtc", "del", "s", "strike"})
AS_TYPED = frozenset({"pre", "code", "kbd", "samp", "tt"})  # a backslash in these is one
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
_KANA = re.compile(r"[\u3040-\u30ff\s]+")
# CSS Speech, and what stood there before it; names of classes that say the same.
_SPELL_OUT = re.compile(r"\bspeak(-as)?\s*:[^;]*\bspell-out\b", re.IGNORECASE)
_SPELL_OUT_NAMES = frozenset({"spell-out"})
_NAMED_TO_SPELL = frozenset({"abbr", "acronym", "span"})
_EMPHATIC = frozenset({"em", "strong", "b", "i"})
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DATE_IN_NUMBERS = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_NO_REFS: Mapping[int, tuple[str, ...]] = {}
_MOST_TAGS = 200  # in what is spoken otherwise: more is no word, and boxes within boxes would be read again and again
_LONGEST_NAME = 100

LINE = "\x1e"  # a <br>, until the text is folded: a space like any other then


def fold(text: str) -> str:
    """Fold white space: runs of it become one space, soft hyphens and zero-width marks vanish."""
    return folded(text).text


def folded(text: str) -> Line:
    """Fold a line of text, and lift its marks."""
    line = " ".join(settle(text).split())
    if not (line.isascii() and line.isprintable()):  # then there is nothing soft in it
        line = " ".join(line.translate(_SOFT).split())
    return lifted(line)


def written(tag: Tag, silent: Container[int] = frozenset()) -> str:
    """Return the written text in a tag, in one line."""
    return line_in(tag, silent).text


def line_in(tag: Tag, silent: Container[int] = frozenset(), refs: Mapping[int, tuple[str, ...]] = _NO_REFS) -> Line:
    """Return the written text in a tag, in one line, with its marks; `refs` lead to notes (place -> ids)."""
    return folded("".join(runs(tag, silent, refs)))


def runs(
    tag: Tag, silent: Container[int] = frozenset(), refs: Mapping[int, tuple[str, ...]] = _NO_REFS
) -> Iterator[str]:
    """Yield the pieces of text in a tag, in order; a block within it stands between spaces."""
    typed = tag.name in AS_TYPED
    todo = tag.contents[::-1]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            yield node if typed else with_formulas(node)
        elif node.place in refs:
            yield note_marks(refs[node.place])
        elif node.place not in silent:
            before, after, inside = inline_marks(node)
            yield before
            if inside and (typed or node.name not in AS_TYPED):
                todo.append(after)
                todo.extend(node.contents[::-1])
            else:
                yield from runs(node, silent, refs) if inside else ()
                yield after


def inline_marks(tag: Tag) -> tuple[str, str, bool]:
    """Return what stands before and after the text of a tag, and whether its text is still to be read."""
    before, after, inside = _by_name(tag)
    if "lang" in tag.attrs or "xml:lang" in tag.attrs:  # italics for words of another language are no stress
        if tag.name in INLINE and (lang := _spoken_lang(tag)):
            return opened(SpokenAs.LANGUAGE, lang) + before, after + CLOSED, inside
    elif tag.name in _EMPHATIC and inside:
        return opened(SpokenAs.EMPHASIS) + before, after + CLOSED, inside
    return before, after, inside


def _by_name(tag: Tag) -> tuple[str, str, bool]:
    if tag.name in _WHOLE:
        return _WHOLE[tag.name](tag), "", False
    if tag.name == "q":
        return "“", "”", True
    if tag.name not in INLINE:
        return " ", " ", True
    if not tag.attrs and tag.name != "ruby":
        return "", "", True
    if instead := _instead(tag):
        return instead, CLOSED, True
    return "", "", not is_note_reference(tag)


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


def _spoken_lang(tag: Tag) -> str:
    """The language that a tag says it is in; "" where none speaks: sounds, and letters that are not its own."""
    lang = canonical_lang(attribute(tag, "lang") or attribute(tag, "xml:lang"))
    first, *others = lang.lower().split("-")
    return "" if first in {"und", "mul", "zxx"} or {"latn", "fonipa"} & set(others) else lang


def _instead(tag: Tag) -> str:
    """Open what is spoken otherwise than it is written; "" where nothing is known of it."""
    if tag.end - tag.place > _MOST_TAGS:
        return ""
    return opened(SpokenAs.LETTERS) if _spelled_out(tag) else _instead_by_name(tag)


def _instead_by_name(tag: Tag) -> str:
    match tag.name:
        case "abbr" | "acronym" if "title" in tag.attrs:
            return _named(SpokenAs.ABBREVIATION, attribute(tag, "title"), tag)
        case "span" if attribute(tag, "role") == "img":
            return _named(SpokenAs.WORDS, attribute(tag, "aria-label"), tag)
        case "time" if "datetime" in tag.attrs:
            return _dated(tag)
        case "ruby":
            return _read_by_sound(tag)
    return ""


def _spelled_out(tag: Tag) -> bool:
    """Say whether a page wants what stands in a tag to be said letter by letter."""
    if "style" in tag.attrs and _SPELL_OUT.search(attribute(tag, "style")):
        return True
    return tag.name in _NAMED_TO_SPELL and not _SPELL_OUT_NAMES.isdisjoint(attribute(tag, "class").lower().split())


def _named(how: SpokenAs, name: str, tag: Tag) -> str:
    name, text = fold(name), fold(plain_text(tag))
    return opened(how, name) if text and len(name) <= _LONGEST_NAME and name.casefold() != text.casefold() else ""


def _dated(tag: Tag) -> str:
    """A date in numbers alone is read by the date that the page says it is: 3/4 may be March or April."""
    said = _ISO_DATE.match(attribute(tag, "datetime").strip())
    return opened(SpokenAs.WORDS, said[0]) if said and _DATE_IN_NUMBERS.fullmatch(fold(plain_text(tag))) else ""


def _read_by_sound(tag: Tag) -> str:
    """Japanese characters are read as the kana above them say."""
    sounds = "".join(plain_text(each) for each in nodes_within(tag) if isinstance(each, Tag) and each.name == "rt")
    bases = any(isinstance(each, Tag) and each.name in {"rb", "rt"} for each in tag.contents)
    return opened(SpokenAs.WORDS, sounds) if bases and sounds and _KANA.fullmatch(sounds) else ""


_WHOLE: dict[str, Callable[[Tag], str]] = {
    **dict.fromkeys(_UNSPOKEN, lambda _: ""),
    "sup": _shifted,
    "sub": _shifted,
    "br": lambda _: LINE,
    "math": formula_of,
    "mml:math": formula_of,
    "script": tex_in,
    "img": tex_in,
}
