"""Rules for English: what every engine misreads. Digits never vanish."""

import re

from voice.reading.words import Rule, substitution

UNITS = {
    "mcg": ("microgram", "micrograms"),
    "µg": ("microgram", "micrograms"),
    "μg": ("microgram", "micrograms"),
    "mg": ("milligram", "milligrams"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mL": ("milliliter", "milliliters"),
    "ml": ("milliliter", "milliliters"),
    "dL": ("deciliter", "deciliters"),
    "dl": ("deciliter", "deciliters"),
    "mm": ("millimeter", "millimeters"),
    "cm": ("centimeter", "centimeters"),
    "km": ("kilometer", "kilometers"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "mmol": ("millimole", "millimoles"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "wk": ("week", "weeks"),
    "wks": ("week", "weeks"),
}
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = r"\.?\d[\d,]*(?:\.\d+)?"

FREQUENCIES = {
    "BID": "twice a day",
    "TID": "three times a day",
    "QID": "four times a day",
    "QD": "once a day",
    "PRN": "as needed",
}

LATIN = {"e.g.": "for example", "i.e.": "that is", "vs.": "versus", "approx.": "approximately", "etc.": "et cetera"}


def _count(match: re.Match[str]) -> str:
    one, many = UNITS[match["unit"]]
    return f"{match['number']} {one if match['number'] == '1' or match['joint'] == '-' else many}"


def _per(match: re.Match[str]) -> str:
    return f" per {UNITS[match['unit']][0]}" if match["unit"] in UNITS else f" per {match['unit']}"


def _crisis_line(match: re.Match[str]) -> str:
    return " ".join(match[0])


def _latin(match: re.Match[str]) -> str:
    return LATIN[match[0].lower()]


RULES: tuple[Rule, ...] = (
    substitution(r"\b(?:" + "|".join(map(re.escape, LATIN)) + r")(?=[\s,;)]|$)", _latin, re.IGNORECASE),
    # "988", "911": lines people call are said digit by digit, where a word of calling stands before.
    substitution(r"(?<=[Cc]all )(?:988|911|999|112|111)\b", _crisis_line),
    substitution(r"(?<=[Tt]ext )(?:988|911|999|112|111)\b", _crisis_line),
    substitution(
        rf"(?<=\d)(?: ?(?:{_UNIT}))?\s?[–—-]\s?(?={_NUMBER}\s?(?:{_UNIT}|%)(?![\w]))",
        lambda m: f"{m[0].rstrip('–—- ')} to ",
    ),
    substitution(r"(?<=\d)–(?=\d)", " to "),
    substitution(rf"(?<![\w.])(?P<number>{_NUMBER})(?P<joint>[\s-]?)(?P<unit>{_UNIT})(?![\w])", _count),
    substitution(rf"(?<=[a-z])/(?P<unit>{_UNIT}|day|dose|week|hour|minute|month|year)(?![\w])", _per),
    substitution(r"(?<=[a-z])/(?=\d)", " per "),
    substitution(r"\bq(\d+)h\b", r"every \1 hours"),
    substitution(rf"\b(?:{'|'.join(FREQUENCIES)})\b", lambda m: FREQUENCIES[m[0]]),
    substitution(r"(?<=\d) ?%", " percent"),
    substitution(r"[≥⩾]\s?(?=\d)", "at least "),
    substitution(r"[≤⩽]\s?(?=\d)", "at most "),
    substitution(r"(?<=\s)<\s?(?=\d)|^<\s?(?=\d)|(?<=\()<\s?(?=\d)", "less than "),
    substitution(r"(?<=\s)>\s?(?=\d)|^>\s?(?=\d)|(?<=\()>\s?(?=\d)", "more than "),
    substitution(r"(?<=\d)\s?°\s?C\b", " degrees Celsius"),
    substitution(r"(?<=\d)\s?°\s?F\b", " degrees Fahrenheit"),
    # Citation marks are not for the ear; an editor's bracket ("[withdrawal]") stays.
    substitution(r"\s?\[\d+(?:[,–-]\s?\d+)*\](?=[\s.,;:]|$)", ""),
    substitution(r"\bBP (\d{2,3})/(\d{2,3})\b", r"blood pressure \1 over \2"),
    substitution(r"\s+", " "),
)
