"""Rules for every language: what no engine may be given, and no voice can say."""

from voice.reading.words import Rule, substitution

RULES: tuple[Rule, ...] = (
    # Thin and fixed spaces that group digits: 1 000 000 is one number.
    substitution(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))", ""),
    # Control and invisible characters: espeak takes some of them for commands.
    substitution(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]",
        "",
    ),
    substitution(r"\s+", " "),
    substitution(r"[\u2010\u2011]", "-"),
    # A dash before the first word makes espeak silent; before a number it is a minus.
    substitution(r"^[-–](?=[$£€¥]?[.,]?\d)", "−"),
    substitution(r"^[\s\-–—•·*]+(?=\S)", ""),
)

LAST: tuple[Rule, ...] = (substitution(r" {2,}", " "), substitution(r" +(?=[.,;:!?)](?:\s|$))|^ +| +$", ""))
