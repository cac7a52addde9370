"""Formulas in words: MathML is spoken by a table for each language, formula_words/*.toml."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from voice.reading.chain import read_aloud

Table = dict[str, dict[str, str]]

_DEEPEST = 60
_MINUS = frozenset("-−–")


def formula_words(mathml: str, lang: str) -> str:
    """A formula in words of `lang` (a BCP 47 tag); "" where the language has no table or the formula is none."""
    table = _table(lang.replace("_", "-").split("-", maxsplit=1)[0].lower())
    if not table or not mathml:
        return ""
    try:
        root = etree.fromstring(mathml, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except etree.XMLSyntaxError:
        return ""
    return _Speaker(table, lang).words(root)


@lru_cache(maxsize=32)
def _table(language: str) -> Table:
    place = files("voice.reading").joinpath("formula_words", f"{language}.toml")
    return tomllib.loads(place.read_text("utf-8")) if language.isalpha() and place.is_file() else {}


class _Speaker:
    """Speaks formulas by one language's table."""

    def __init__(self, table: Table, lang: str) -> None:
        self.shapes, self.signs, self.names = table["shapes"], table["signs"], table["names"]
        self.over, self.large = table["over"], table["large"]
        self.lang = lang
        self._shapes: dict[tuple[str, int], Callable[[list[etree._Element], int], str]] = {
            ("mfrac", 2): self._fraction,
            ("msqrt", 0): lambda parts, depth: self._shape("root", parts, self._row(parts, depth)),
            ("mroot", 2): self._root,
            ("msup", 2): lambda parts, depth: self._power(parts[0], parts[1], depth),
            ("msub", 2): self._below,
            ("munder", 2): self._below,
            ("mover", 2): self._accent,
            ("msubsup", 3): self._limits,
            ("munderover", 3): self._limits,
            ("mfenced", 0): self._fenced,
            ("mtable", 0): self._matrix,
        }

    def words(self, root: etree._Element) -> str:
        """The words of a formula, single spaces between them."""
        return " ".join(self._of(root, 0).split()).replace(" ,", ",").rstrip(" ,")

    def _of(self, node: etree._Element, depth: int) -> str:
        if depth > _DEEPEST:
            return ""
        if len(node) == 0:
            return self._token(node)
        shape = self._shapes.get((node.tag, len(node))) or self._shapes.get((node.tag, 0))
        return shape(list(node), depth) if shape else self._row(list(node), depth)

    def _token(self, node: etree._Element) -> str:
        text = (node.text or "").strip()
        if node.tag == "mo":
            return self.signs.get(text, text)
        if known := self.names.get(text) or self.signs.get(text):
            return known
        return read_aloud(text, self.lang).text if len(text) > 1 or text.isdigit() else text

    def _row(self, parts: list[etree._Element], depth: int) -> str:
        return " ".join(self._of(part, depth + 1) for part in parts)

    def _shape(self, name: str, parts: list[etree._Element], *words: str) -> str:
        """A shape's words; one that holds more than single things says where it ends."""
        simple = all(_is_simple(part) for part in parts) and (name != "root" or len(parts) < 2)
        return self.shapes[name if simple else f"long_{name}"].format(*words)

    def _fraction(self, parts: list[etree._Element], depth: int) -> str:
        top, bottom = (self._of(part, depth + 1) for part in parts)
        if parts[0].getparent().get("linethickness", "").startswith("0"):
            return self.shapes["choose"].format(top, bottom)
        return self._shape("fraction", parts, top, bottom)

    def _root(self, parts: list[etree._Element], depth: int) -> str:
        inside, index = (self._of(part, depth + 1) for part in parts)
        if _text(parts[1]) == "3":
            return self._shape("cube_root", parts[:1], inside)
        return self._shape("nth_root", parts[:1], inside, index)

    def _power(self, base: etree._Element, raised: etree._Element, depth: int) -> str:
        words, exponent = self._of(base, depth + 1), _text(raised)
        if (named := {"2": "squared", "3": "cubed"}.get(exponent)) or exponent in self.over:
            return (self.shapes[named] if named else self.over[exponent]).format(words)
        return self._shape("power", [raised], words, self._of(raised, depth + 1))

    def _below(self, parts: list[etree._Element], depth: int) -> str:
        base, low = (self._of(part, depth + 1) for part in parts)
        if _text(parts[0]) == "lim":
            return self.shapes["limit"].format(low)
        if _text(parts[0]) in self.large:
            return self.shapes["over_all"].format(self.large[_text(parts[0])], low)
        return self.shapes["below" if parts[0].getparent().tag == "munder" else "sub"].format(base, low)

    def _accent(self, parts: list[etree._Element], depth: int) -> str:
        base, mark = self._of(parts[0], depth + 1), _text(parts[1])
        return self.over[mark].format(base) if mark in self.over else self._power(parts[0], parts[1], depth)

    def _limits(self, parts: list[etree._Element], depth: int) -> str:
        base, low, high = (self._of(part, depth + 1) for part in parts)
        if _text(parts[0]) in self.large:
            return self.shapes["from_to"].format(self.large[_text(parts[0])], low, high)
        named = {"2": "squared", "3": "cubed"}.get(_text(parts[2]), "")
        lowered = self.shapes["sub"].format(base, low)
        return self.shapes[named].format(lowered) if named else self.shapes["power"].format(lowered, high)

    def _fenced(self, parts: list[etree._Element], depth: int) -> str:
        node = parts[0].getparent()
        opening, closing = node.get("open", "("), node.get("close", ")")
        inside = ", ".join(self._of(part, depth + 1) for part in parts)
        return f"{self.signs.get(opening, opening)} {inside} {self.signs.get(closing, closing)}"

    def _matrix(self, rows: list[etree._Element], depth: int) -> str:
        columns = max((len(row) for row in rows), default=0)
        said = [
            self.shapes["row"].format(self._number(place), ", ".join(self._of(cell, depth + 1) for cell in row))
            for place, row in enumerate(rows, 1)
        ]
        return self.shapes["table"].format(self._number(len(rows)), self._number(columns), ", ".join(said))

    def _number(self, number: int) -> str:
        return read_aloud(str(number), self.lang).text


def _text(node: etree._Element) -> str:
    return "".join(node.itertext()).strip()


def _is_simple(node: etree._Element) -> bool:
    """Whether a node is one thing, if need be with a minus before it."""
    while len(node) == 1 and node.tag in {"mrow", "math"}:
        node = node[0]
    if len(node) == 2 and node.tag == "mrow" and node[0].tag == "mo" and _text(node[0]) in _MINUS:
        node = node[1]
    return len(node) == 0
