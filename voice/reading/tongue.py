"""The noun `Tongue`: the words a language has for numbers, units, signs and abbreviations, from tongues/*.toml."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

import msgspec

# Where Spanish writes 2.5 for two and a half, as English does.
_POINT_IN_SPANISH = frozenset({"MX", "US", "PR", "DO", "GT", "HN", "NI", "PA", "SV", "PE"})

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language's words; `region` is the second part of its tag ("GB"), which decides how dates are read."""

    code: str
    decimal: str  # the sign between ones and tenths
    thousands: str  # the sign between groups of three digits
    say: Words  # words for signs and joints: to, per, percent, minus
    months: list[str]
    region: str = ""
    days_first: bool = True
    date_day: str = "{day} {month}"
    month_short: dict[str, int] = field(default_factory=dict)
    units: dict[str, list[str]] = field(default_factory=dict)  # sign: one, many, and "f" where the noun is feminine
    counted: list[str] = field(default_factory=list)  # nouns that may follow a slash: mg/day
    short: Words = field(default_factory=dict)  # nouns cut short after a slash: d for day
    forms: list[str] = field(default_factory=list)  # nouns that an amount describes: a 10 mg tablet
    feminine: list[str] = field(default_factory=list)
    masculine: list[str] = field(default_factory=list)  # where the ending misleads: día
    weekdays: Words = field(default_factory=dict)  # short: in full
    states: list[str] = field(default_factory=list)  # two letters before a postal code
    streets: Words = field(default_factory=dict)  # St, Ave: as they end an address
    pressure: list[str] = field(default_factory=list)  # signs of blood pressure
    signs: Words = field(default_factory=dict)
    abbreviations: Words = field(default_factory=dict)
    before_number: Words = field(default_factory=dict)
    before_name: Words = field(default_factory=dict)
    ends_sentence: list[str] = field(default_factory=list)  # abbreviations that may stand at the end of a sentence
    frequencies: Words = field(default_factory=dict)
    routes: Words = field(default_factory=dict)
    currencies: dict[str, list[str]] = field(default_factory=dict)  # sign: one, many, a hundredth, hundredths
    magnitudes: Words = field(default_factory=dict)
    fractions: Words = field(default_factory=dict)
    formulas: Words = field(default_factory=dict)
    roman_after: list[str] = field(default_factory=list)
    monarchs: list[str] = field(default_factory=list)
    calling: list[str] = field(default_factory=list)  # words before a number that people call
    telephone: list[str] = field(default_factory=list)  # words that announce a number of any shape
    lines: list[str] = field(default_factory=list)  # words after such a number
    emergency: list[str] = field(default_factory=list)  # numbers that everybody knows, after an article
    articles: list[str] = field(default_factory=list)  # such articles
    year_before: list[str] = field(default_factory=list)
    no_clock: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)  # parts of a web address that are spelled

    def one(self, unit: str) -> str:
        """The unit's name after "per" or 1."""
        return self.units[unit][0] if unit in self.units else self.short.get(unit, unit)


@lru_cache(maxsize=32)
def tongue_of(lang: str) -> Tongue | None:
    """The words of a language by BCP 47 tag ("en-GB"); None where the product has no rules for it."""
    code, *rest = lang.replace("_", "-").split("-")
    path = files("voice.reading").joinpath("tongues", f"{code.lower()}.toml")
    if not code.isalpha() or not path.is_file():
        return None
    table = msgspec.toml.decode(path.read_bytes(), type=Tongue)
    region = next((part.upper() for part in rest if len(part) == 2), "")
    if code.lower() == "es" and region in _POINT_IN_SPANISH:
        table = replace(table, decimal=".", thousands=",")
    return replace(table, region=region, days_first=table.days_first or region not in {"", "US", "PH", "CA"})
