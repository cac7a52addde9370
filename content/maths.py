"""Formulas: MathML, and TeX made into MathML. A formula is written in a line of text and spoken by its MathML."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape

from content.article import SpokenAs
from content.formula import linear
from content.marks import CLOSED, opened
from content.pagetree import PageTree, Tag, attribute, names, nodes_within, parse, plain_text, words_of

_MOST_TAGS = 600
_DEEPEST = 40
_LONGEST_TEX = 2000
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
# fmt: off
_ELEMENTS = _TOKENS | {
    "math", "mrow", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mfenced",
    "mtable", "mtr", "mtd", "mmultiscripts", "mprescripts", "none", "mspace",
}
# fmt: on
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_ATTRIBUTES = ("open", "close", "separators", "linethickness")
# Dollars are money too, so two of them must hold something that only a formula has.
_TEX = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\$\$([^$]{0,1000}[\\^_=][^$]{0,1000})\$\$", re.DOTALL)
_TEX_PICTURES = frozenset({"latex", "tex", "math", "mwe", "mathjax"})
_RENDERED = frozenset({"mathjax", "mathjax_display", "mathjax_preview", "mathjax_svg", "mathjax_chtml", "mjx-chtml"})


def formula_of(tag: Tag) -> str:
    """Return the formula in a `<math>`, as a run of marked text; "" where it is empty."""
    mathml = _mathml(tag)
    text = " ".join((linear(tag) if mathml else plain_text(tag)[:_LONGEST_TEX]).split())
    if not text:
        return ""
    return f"{opened(SpokenAs.FORMULA, mathml)}{text}{CLOSED}"


def with_formulas(text: str) -> str:
    """Return a text with the TeX in it made into formulas."""
    if "\\" not in text and "$$" not in text:
        return text
    return _TEX.sub(lambda found: _of_tex(found[1] or found[2] or found[3]) or found[0], text)


def tex_in(tag: Tag) -> str:
    """Return the formula in a script or a picture that stands for one, as a run of marked text; "" in any other."""
    if tag.name == "script":
        return _of_tex(tag.source) or tag.source if _is_tex_script(tag) else ""
    alternative = attribute(tag, "alt")
    if "\\" not in alternative and not _TEX_PICTURES & words_of(attribute(tag, "class")):
        return ""
    return _of_tex(alternative) if _TEX_PICTURES & names(tag) and not _is_second(tag) else ""


def formulas_behind(tree: PageTree) -> tuple[frozenset[int], frozenset[int]]:
    """Find formulas that a page hides behind their pictures, and the pictures of those that scripts hold."""
    hidden = [tag for tag in tree.named("math", "mml:math") if tag.parent]
    shown = {around for tag in hidden for around in _holding_it_alone(tag)}
    scripts = {tag.place for tag in tree.named("script") if _is_tex_script(tag)}
    if not scripts:
        return frozenset(shown), frozenset()
    drawn = (tag.place for tag in tree.tags if not _RENDERED.isdisjoint(attribute(tag, "class").lower().split()))
    return frozenset(shown | scripts), frozenset(drawn)


def _is_tex_script(tag: Tag) -> bool:
    return attribute(tag, "type").startswith("math/tex")


def _holding_it_alone(tag: Tag) -> Iterator[int]:
    yield tag.place
    around = tag.parent
    while around and around.name == "span" and around.end - around.place == tag.end - tag.place + 1:
        yield around.place
        tag, around = around, around.parent


def _is_second(tag: Tag) -> bool:
    """Say whether a picture only shows a formula that stands beside it."""
    around = tag.parent.contents if tag.parent else []
    beside = [each for each in around[:8] if isinstance(each, Tag)]
    return any(each.name == "math" for one in beside for each in (one, *_tags_near(one)))


def _tags_near(tag: Tag) -> Iterator[Tag]:
    return (each for _, each in zip(range(8), nodes_within(tag), strict=False) if isinstance(each, Tag))


@lru_cache(maxsize=4096)  # a page is read twice: for its article, and for its disclaimers
def _of_tex(tex: str) -> str:
    tex = unescape(tex).strip()
    if not tex or len(tex) > _LONGEST_TEX:
        return ""
    from latex2mathml.converter import convert  # noqa: PLC0415 - slow to load, and few pages have TeX

    try:
        tree = parse(convert(tex))
    except Exception:  # noqa: BLE001 - the library raises plain exceptions of a dozen kinds, and RecursionError
        return ""
    return next((formula_of(tag) for tag in tree.named("math")), "")


def _mathml(tag: Tag) -> str:
    """Write the MathML that matters for speech; "" where it is too large or too deep."""
    if tag.end - tag.place > _MOST_TAGS:
        return ""
    parts: list[str] = []
    todo: list[tuple[Tag | str, int]] = [(tag, 0)]
    while todo:
        node, depth = todo.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        name = node.name.rpartition(":")[2]
        if depth > _DEEPEST:
            return ""
        if name in _SKIPPED:
            continue
        todo.extend(reversed(_opened(node, name, depth, parts)))
    return "".join(parts)


def _opened(node: Tag, name: str, depth: int, parts: list[str]) -> list[tuple[Tag | str, int]]:
    """Write the start of a tag; returns what is still to be written of it."""
    name = name if name in _ELEMENTS else "mrow"
    parts.append(f"<{name}{''.join(_attributes(node))}>")
    if name in _TOKENS:
        parts.append(escape(" ".join(unescape(plain_text(node)).split()), quote=False))
        return [(f"</{name}>", depth)]
    tags = [each for each in node.contents if isinstance(each, Tag)]
    return [*((each, depth + 1) for each in tags), (f"</{name}>", depth)]


def _attributes(node: Tag) -> Iterator[str]:
    return (f' {name}="{escape(node.attrs[name])}"' for name in _ATTRIBUTES if name in node.attrs)
