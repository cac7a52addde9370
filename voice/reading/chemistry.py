"""Formulas (CO₂), vitamins (B12), genes (BRCA1) and other names of letters and digits."""

import re

from voice.reading.numerals import cardinal, plural
from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_LOW = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_LOW + "⁺⁻", "0123456789+-")
_RAISED = str.maketrans("²³⁴", "234")
_SPLIT = re.compile(r"[A-Z]|[a-z]|\d+")


def formulas(tongue: Tongue) -> tuple[Rule, ...]:
    """Lowered digits make a formula; written plainly, only those the table knows."""

    def known(match: re.Match[str]) -> str | None:
        return tongue.formulas.get(match[0].translate(_PLAIN).replace("²+", "2+"))

    def lowered(match: re.Match[str]) -> str:
        plain = match[0].translate(_PLAIN)
        return tongue.formulas.get(plain) or " ".join(part.upper() for part in _SPLIT.findall(plain))

    numbered = [name for name in tongue.formulas if name[0].isdigit()]
    return (
        substitution(
            rf"(?<![\w-]){any_of([*tongue.formulas, 'Ca²⁺', 'Mg²⁺', 'Na⁺', 'K⁺', 'Cl⁻', 'H⁺'])}(?![\w+])", _ion(known)
        ),
        # The charge of an ion: SO₄²⁻.
        substitution(r"(?<=[A-Za-z₀-₉])([²³⁴]?)([⁺⁻])(?!\w)", _charge(tongue)),
        substitution(rf"(?<![\w])(?=[A-Za-z]{{1,12}}[{_LOW}])[A-Z][A-Za-z0-9{_LOW}]{{1,20}}(?![\w])", lowered),
        substitution(rf"(?<=\w)[{_LOW}]+", lambda m: f" {m[0].translate(_PLAIN)}"),
        # A name that a number begins, and its kinds: 5-HT2A.
        substitution(rf"(?<![\w-])({any_of(numbered)})(?=\d[A-Z]?(?!\w))", lambda m: f"{tongue.formulas[m[1]]} "),
        *((substitution(r"(?<=[A-Za-z]-)(\d{1,2})s(?!\w)", _several),) if tongue.code == "en" else ()),
    )


def _charge(tongue: Tongue) -> Say:
    sign = {"⁺": tongue.say["plus"], "⁻": tongue.say["minus"]}
    return lambda match: f" {match[1].translate(_RAISED)} {sign[match[2]]}"


def _several(match: re.Match[str]) -> str:
    """The plural of a name that ends in a number: omega-3s."""
    return plural(cardinal(int(match[1]), "en"))


def _ion(known: Say) -> Say:
    raised = str.maketrans("²⁺⁻", "2+-")
    return lambda match: known(match) or known(re.fullmatch(r".+", match[0].translate(raised)) or match)


def codes() -> tuple[Rule, ...]:
    """B12, D3, BRCA1, IL-6, H1N1: letters, then digits, a breath between them."""
    return (
        substitution(r"(?<![\w.-])H(\d{1,2})N(\d{1,2})(?!\w)", r"H \1 N \2"),
        substitution(r"(?<![\w-])([A-Z]{1,6}[a-z]?)-?(\d{1,4})(?![\w.,/-]\d|\w)", r"\1 \2"),
        substitution(r"(?<![\w.,-])p(\d{2})(?![\w])", r"P \1"),
    )
