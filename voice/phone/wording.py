"""What callers are told: a table for each language, with the operator's own words over ours."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from voice.errors import InvalidPrompts

# In the data folder: a table for each language with what is said otherwise than in ours, and the list `languages`.
OPERATORS_FILE = "phone.toml"
# How far the items of lists are counted in words; beyond that they are told as they are keyed in, digit by digit.
MOST_NUMBERS = 20
# Prompts fit an article by its language alone, whatever its region (ISO 639).
_LANGUAGE = re.compile("[a-z]{2,3}")

Texts = Mapping[str, str]


def texts_by_language(folder: Path) -> dict[str, Texts]:
    """By language, each prompt's text by its name, in the operator's order of languages, else English first.

    Raises InvalidPrompts where the operator's file can't be used.
    """
    theirs = _operators(folder / OPERATORS_FILE)
    languages = theirs.pop("languages", None) or list(dict.fromkeys([*_ours(), *theirs]))
    needed = {name for name in _flat(_ours()["en"]) if not name.startswith("letter_")}
    found: dict[str, Texts] = {}
    for place, lang in enumerate(languages, 1):
        if not _LANGUAGE.fullmatch(str(lang)):
            raise InvalidPrompts(f"{OPERATORS_FILE} names {lang!r}. A language has two or three letters, such as 'en'.")
        texts = _flat(_ours().get(lang, {})) | _flat(theirs.get(lang, {}))
        if missing := sorted(needed - texts.keys()):
            raise InvalidPrompts(f"{OPERATORS_FILE} has no words in {lang!r} for {', '.join(missing)}. Add them.")
        found[lang] = _counted(texts, place)
    return found


@cache
def _ours() -> dict[str, dict[str, Any]]:
    """Our own tables, English first, as it is whom no other language fits."""
    places = [place for place in (files("voice.phone") / "prompts").iterdir() if place.name.endswith(".toml")]
    tables = {place.name.removesuffix(".toml"): tomllib.loads(place.read_text("utf-8")) for place in places}
    return {lang: tables[lang] for lang in sorted(tables, key=lambda lang: (lang != "en", lang))}


def _operators(place: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(place.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidPrompts(f"{OPERATORS_FILE} can't be read: {error}. Mend it, or take it away.") from error


def _flat(table: Mapping[str, Any]) -> dict[str, str]:
    """The prompts by name; what stands under [keys] and [letters] is called key_1 and letter_a."""
    single = {name: text for name, text in table.items() if isinstance(text, str)}
    keys = {f"key_{name}": text for name, text in table.get("keys", {}).items()}
    return single | keys | {f"letter_{name}": text for name, text in table.get("letters", {}).items()}


def _counted(texts: dict[str, str], place: int) -> Texts:
    """With the numbers of items in lists, and with the language's own place among the languages."""
    numbers = {f"number_{n}": texts["number"].format(n=n) for n in range(1, MOST_NUMBERS + 1)}
    named = {f"for_this_language_{place}": texts["for_this_language"].format(n=place)}
    plain = {name: text for name, text in texts.items() if name not in {"number", "for_this_language"}}
    return plain | numbers | named
