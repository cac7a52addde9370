"""Emoji by name, in the languages that the emoji library has names for."""

import re

import emoji

from voice.reading.words import Rule, Say, substitution

# The run of characters that an emoji can be made of; a variation selector or joiner alone is nothing to say.
_RUN = (
    r"(?:[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    r"|[#*\d]\ufe0f\u20e3)"
    r"[\u200d\ufe0e\ufe0f\u20e3\u2190-\u2bff\u3030\U0001f000-\U0001faff\U000e0020-\U000e007f]{0,60}"
)


def rules(code: str) -> tuple[Rule, ...]:
    """Each emoji once, however often it is repeated."""
    if code not in emoji.LANGUAGES:
        return ()
    return (substitution(_RUN, _named(code)), substitution(r"[\ufe0e\ufe0f\u20e3]", ""))


def _named(code: str) -> Say:
    def say(match: re.Match[str]) -> str | None:
        found = emoji.emoji_list(match[0])
        if not found:
            return None
        said: list[str] = []
        done = 0
        for picture in found:
            said += [match[0][done : picture["match_start"]], _name(picture["emoji"], code)]
            done = picture["match_end"]
        words = [
            word for place, word in enumerate([*said, match[0][done:]]) if word.strip() and word not in said[:place]
        ]
        return (
            _gap(match.string[match.start() - 1 : match.start()])
            + ", ".join(words)
            + _gap(match.string[match.end() : match.end() + 1])
        )

    return say


def _name(picture: str, code: str) -> str:
    plain = re.sub("[\U0001f3fb-\U0001f3ff]", "", picture)
    name = emoji.demojize(plain, language=code, delimiters=("", ""))
    return re.sub(r"[_-]+", " ", name) if name != plain else picture


def _gap(neighbour: str) -> str:
    return " " if neighbour.isalnum() else ""
