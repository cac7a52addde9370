"""Rules for every language: what no engine may be given, and no voice can say."""

from voice.reading.words import Rule, substitution

RULES: tuple[Rule, ...] = (
    # Control and invisible characters: espeak takes some of them for commands.
    substitution(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2060\ufeff]", ""),
    substitution(r"\s+", " "),
    # A dash before the first word makes espeak silent.
    substitution(r"^[\s\-–—•·*]+(?=\S)", ""),
)
