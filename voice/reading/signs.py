"""Signs that have a name: comparisons, sums, ampersands, paragraphs, Greek letters, numbers with #."""

import re

from voice.reading.tongue import Tongue
from voice.reading.words import Rule, Say, any_of, substitution

_NUMBER_NEXT = r"(?=[$£€~]?[-−]?[.,]?\d)"

_PIXELS = re.compile(r".?\d{3,4} ?[x×] ?\d{3,4}(?!\d)")


def comparisons(tongue: Tongue) -> tuple[Rule, ...]:
    """≥ ≤ < > before a number; a letter before them (p < 0.05) makes them mathematics."""
    at_least, at_most = _compared(tongue, "at_least", "greater_equal"), _compared(tongue, "at_most", "less_equal")
    less, more = _compared(tongue, "less", "less"), _compared(tongue, "more", "greater")
    return (
        substitution(r" ?(?:[≥⩾≧]|>/?=|&ge;) ?(?=\S)", at_least),
        substitution(r" ?(?:[≤⩽≦]|</?=|&le;) ?(?=\S)", at_most),
        substitution(rf"(?<![-=<\w/]) ?<{{1,2}} ?{_NUMBER_NEXT}|(?<=\w)(?<!<) ?<{{1,2}} ?{_NUMBER_NEXT}", less),
        substitution(rf"(?<![-=>\w/]) ?>{{1,2}} ?{_NUMBER_NEXT}|(?<=\w)(?<!>) ?>{{1,2}} ?{_NUMBER_NEXT}", more),
    )


def _compared(tongue: Tongue, in_prose: str, in_a_formula: str) -> Say:
    def say(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - 2) : match.start()]
        formula = bool(re.search(r"(?:^|[^\w])[A-Za-z]$|[)\d]$", before))
        gap = " " if before and before[-1] not in "([ " else ""
        return f"{gap}{tongue.say[in_a_formula if formula else in_prose]} "

    return say


def sums(tongue: Tongue) -> tuple[Rule, ...]:
    """± × = + ~ between or before numbers."""
    say = tongue.say
    counted = any_of(tongue.counted)
    return (
        substitution(r" ?(?:±|\+/[-−–]) ?(?=[\w.$£€])", f" {say['plus_minus']} "),
        substitution(r"(?<=[\d⁰-⁹²³]) ?[x×] ?(?=\d)(?!\d[xb])", _product(tongue)),
        substitution(r"(?<=[a-z]) × (?=\d)", f" {say['by']} "),
        substitution(
            rf"(?<=\d)[x×]/({counted})(?!\w)", lambda match: f" {say['times']} {say['per']} {tongue.one(match[1])}"
        ),
        substitution(r"(?<=\d)[x×](?![\w])|(?<=\d) ×(?= [^\W\d]{2})", f" {say['times']}"),
        substitution(r"(?<=\w) ?[≈≅] ?(?=[\d.])| ?= ?≈ ?", f" {say['equals']} {say['about']} "),
        substitution(r"(?<![\w/])[~≈∼] ?(?=[$£€]?[\d.])", f"{say['about']} "),
        substitution(r"(?<=[\w)%]) ?= ?(?=[-−]?[\w(.])(?!\S{0,40}=)", f" {say['equals']} "),
        substitution(r"(?<=\d) [-−–] (?=\d[\d.,]{0,8} ?=)", f" {say['minus']} "),
        substitution(r"(?<=\d) ?\+ ?(?=\d)|(?<![\w+])\+(?=\d)", f" {say['plus']} "),
        substitution(r"(?<=\d)\+(?![\w+])", f" {say['plus']}"),
    )


def _product(tongue: Tongue) -> Say:
    sizes = re.compile(
        r"\d[\d.]{0,8}(?: ?[x×] ?\d[\d.]{0,8})?[ -]?"
        r"(?:[cmk]?m\b|(?:cent|mill|k)\w{2,3}met|met(?:er|re)|in(?:ch(?:es)?)?\b|ft\b|feet|foot|px|pixels?)"
    )

    def say(match: re.Match[str]) -> str:
        pixels = _PIXELS.match(match.string, max(0, match.start() - 4))
        return f" {tongue.say['by' if pixels or sizes.match(match.string, match.end()) else 'times']} "

    return say


def rules(tongue: Tongue) -> tuple[Rule, ...]:
    """Signs in prose."""
    say = tongue.say
    names = "".join(map(re.escape, tongue.signs))
    return (
        substitution(r" ?&(?:amp;)? ?(?=[\w$£€])", f" {say['and']} "),
        substitution(r"§§ ?", f"{say['sections']} "),
        substitution(r"§ ?", f"{say['section']} "),
        substitution(r"(?:[Cc]opyright )?© ?|\(c\) (?=\d{4})", f"{say['copyright']} "),
        substitution(r"[®™℠]", ""),
        substitution(r" ?[→➔➜»▸▶] ?$|^[→➔➜»▸▶] ?", ""),
        substitution(r"(?<![\w#&])#(?=\d)", f"{say['number']} "),
        substitution(r"(?<![\w#&/])#(?=[^\W\d_]\w)", f"{say['hashtag']} "),
        substitution(rf" ?([{names}]{{1,3}}) ?(?=\w)|([{names}]{{1,3}})(?!\w)" if names else "(?!)", _named(tongue)),
    )


def _named(tongue: Tongue) -> Say:
    def say(match: re.Match[str]) -> str | None:
        sign = match[1] or match[2]
        around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
        # A Greek letter inside a Greek word is no sign.
        if any("Ͱ" <= char <= "Ͽ" or "ἀ" <= char <= "῿" for char in around):
            return None
        named = " ".join(tongue.signs[char] for char in sign)
        gap = " " if match.start() and around[0] not in "-–(" else ""
        return f"{gap}{named} " if match[1] else f"{gap}{named}"

    return say
