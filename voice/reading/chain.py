"""The chain of rules for a language."""

from functools import reduce

from voice.reading import english, everywhere
from voice.reading.words import Reading, Rule

CHAINS: dict[str, tuple[Rule, ...]] = {"en": english.RULES}


def read_aloud(written: str, lang: str) -> Reading:
    """The written text as words to be spoken in `lang` (a BCP 47 tag)."""
    rules = everywhere.RULES + CHAINS.get(lang.split("-", maxsplit=1)[0].lower(), ())
    return reduce(lambda reading, rule: rule(reading), rules, Reading.of(written))
