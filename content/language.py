"""Languages: how a tag is spelled, and which one a text is in that does not say it."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,4}")
# As somebody gives it: BCP 47 (RFC 5646), and no longer than what it is kept in.
_GIVEN = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_SAMPLE_CHARACTERS = 5_000
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 6
_SURE = 0.4


def canonical_lang(name: str) -> str:
    """Spell a language tag the usual way ("EN_us" is "en-US"); "" where it is none."""
    match = _TAG.match(name.strip())
    if match is None:
        return ""
    first, *others = match[0].replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in others)])


def fault_of_tag(given: str) -> str:
    """Say what is wrong with a language tag that somebody has given, "" where nothing is."""
    return "" if _GIVEN.fullmatch(given) else f"{given!r} is no language tag. Give one such as en, de-AT or zh-Hant."


def language_of(text: str, default: str = "en") -> str:
    """Name the language of a text (ISO 639-1), `default` where it is too short to tell."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(_LETTER.findall(sample)) < _FEWEST_LETTERS:
        return default
    lang, probability = _identifier().classify(sample)
    return str(lang) if probability >= _SURE else default


def primary(lang: str) -> str:
    """Return the language that a tag names ("pt" of "pt-BR"), in lower case."""
    return lang.split("-", maxsplit=1)[0].lower()


@cache
def _identifier() -> "LanguageIdentifier":
    """Load the model; most pages say their language and never need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and 100 MB

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without those that have no tag of two letters: what is taken for Wu or for Nigerian Pidgin is Chinese or English.
    identifier.set_languages([lang for lang in identifier.labels if len(lang) == 2])
    return identifier
