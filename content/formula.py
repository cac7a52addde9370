"""A formula as a line of text that eyes can read: "x² + 1/2"."""

from collections.abc import Callable
from html import unescape

from content.pagetree import Tag, attribute, plain_text

_UP = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_DOWN = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_SPACED = frozenset("+−-=<>≤≥≠≈±∓×÷→∈∼≡∝⋅·")
_SILENT = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
_OVER = {"¯": "\u0304", "‾": "\u0304", "^": "\u0302", "~": "\u0303", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308"}
_LARGE = frozenset("∑∏∫∮⋃⋂")
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_JOINTS = {"mtable": "; ", "mtr": ", ", "mlabeledtr": ", "}
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "mprescripts", "none", "mspace"})


def linear(tag: Tag) -> str:
    """Write a formula in one line; the caller sees to it that it is not too deep."""
    name = tag.name.rpartition(":")[2]
    if name in _TOKENS:
        return _token(tag, name)
    parts = [each for each in tag.contents if isinstance(each, Tag) and each.name.rpartition(":")[2] not in _SKIPPED]
    if shape := _SHAPES.get((name, len(parts))):
        return shape(*map(linear, parts))
    if name == "msqrt":
        return f"√{_closed(_row(parts))}"
    if name == "mfenced":
        return f"{attribute(tag, 'open') or '('}{', '.join(map(linear, parts))}{attribute(tag, 'close') or ')'}"
    return _JOINTS[name].join(map(linear, parts)) if name in _JOINTS else _row(parts)


def _accented(base: str, over: str) -> str:
    return _closed(base) + _OVER[over] if over in _OVER else base + _up(over)


def _limited(base: str, low: str, high: str) -> str:
    return f"{base}{_down(low)}{_up(high)}" + (" " if base in _LARGE else "")


def _up(text: str) -> str:
    return _shift(text, _UP, "^")


def _down(text: str) -> str:
    return _shift(text, _DOWN, "_")


def _token(tag: Tag, name: str) -> str:
    text = " ".join(unescape(plain_text(tag)).split()).translate(_SILENT)
    return f" {text} " if name == "mtext" and text else text


def _row(parts: list[Tag]) -> str:
    written = ""
    for place, part in enumerate(parts):
        text = linear(part)
        infix = place > 0 and text in _SPACED and not written.endswith(("(", "[", "{"))
        written += f" {text} " if infix else text
    return written


def _closed(text: str) -> str:
    """In brackets, unless it is one thing."""
    text = text.strip()
    alone = text.replace(".", "").isalnum() or (text.startswith("(") and text.find(")") == len(text) - 1)
    return text if alone else f"({text})"


def _shift(text: str, small: dict[str, str], sign: str) -> str:
    text = text.strip()
    if text and all(letter in small for letter in text.replace(" ", "")):
        return "".join(small[letter] for letter in text.replace(" ", ""))
    return f"{sign}{_closed(text)}" if text else ""


_SHAPES: dict[tuple[str, int], Callable[..., str]] = {
    ("mfrac", 2): lambda top, bottom: f"{_closed(top)}/{_closed(bottom)}",
    ("mroot", 2): lambda inside, index: f"{_shift(index, _UP, '')}√{_closed(inside)}",
    ("msup", 2): lambda base, high: base + _up(high),
    ("mover", 2): _accented,
    ("msub", 2): lambda base, low: base + _down(low),
    ("munder", 2): lambda base, low: f"{base}{_down(low)} ",
    ("msubsup", 3): _limited,
    ("munderover", 3): _limited,
}
