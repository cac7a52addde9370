"""The chain of rules for a language."""

from functools import lru_cache, reduce

from voice.reading import (
    abbreviations,
    addresses,
    chemistry,
    citations,
    dates,
    doses,
    everywhere,
    joined,
    money,
    numbers,
    phones,
    pictures,
    places,
    roman,
    signs,
    times,
    units,
    years,
)
from voice.reading.tongue import Tongue, tongue_of
from voice.reading.words import Reading, Rule


def read_aloud(written: str, lang: str, begun: Reading | None = None) -> Reading:
    """The written text as words to be spoken in `lang` (a BCP 47 tag); some of them may be in a reading `begun`."""
    return reduce(lambda reading, rule: rule(reading), chain(lang), begun or Reading.of(written))


@lru_cache(maxsize=32)
def chain(lang: str) -> tuple[Rule, ...]:
    """The rules of a language in their order; a language without a table gets those that are true of every one."""
    tongue = tongue_of(lang)
    pictured = pictures.rules(lang.replace("_", "-").split("-", maxsplit=1)[0].lower())
    known = _known(tongue) if tongue else ()
    return (*everywhere.RULES, *known, *pictured, *everywhere.LAST)


def _known(tongue: Tongue) -> tuple[Rule, ...]:
    """Each family takes what it knows and leaves the rest to those behind it; numbers go into words at the very end."""
    return (
        *addresses.rules(tongue),
        *citations.rules(tongue),
        *phones.rules(tongue),
        *places.rules(tongue),
        *joined.rules(tongue),
        *abbreviations.counts(tongue),
        *dates.rules(tongue),
        *years.rules(tongue),
        *times.rules(tongue),
        *numbers.decimals(tongue),
        *money.rules(tongue),
        *chemistry.formulas(tongue),
        *roman.rules(tongue),
        *doses.rules(tongue),
        *abbreviations.rules(tongue),
        *numbers.powers(tongue),
        *units.rules(tongue),
        *signs.comparisons(tongue),
        *signs.sums(tongue),
        *signs.rules(tongue),
        *chemistry.codes(),
        *numbers.fractions(tongue),
        *numbers.rules(tongue),
    )
