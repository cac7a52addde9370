"""What callers are told: a table for each language, with the operator's own words over ours."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Set
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
# What callers can do without, and files from before there was such a prompt need not have.
OPTIONAL = frozenset({"ended"})
# Where a number is to be said: without it, nobody knows what to press.
_NUMBERED = ("number", "for_this_language")
# What TOML takes for a name without quotes (https://toml.io/en/v1.0.0#keys).
_BARE = re.compile("[A-Za-z0-9_-]+")
# Tables within a language's, by what the names of their prompts begin with.
_TABLES = {"key_": "keys", "letter_": "letters"}

Texts = Mapping[str, str]


def texts_by_language(folder: Path) -> dict[str, Texts]:
    """By language, each prompt's text by its name, in the operator's order of languages, else English first.

    Raises InvalidPrompts where the operator's file can't be used.
    """
    found = wordings(operators_text(folder))
    return {lang: _counted(texts, len(found)) for lang, texts in found.items()}


def operators_text(folder: Path) -> str:
    """The operator's file, "" where there is none. Raises InvalidPrompts where it can't be read."""
    try:
        return (folder / OPERATORS_FILE).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(error) from error


def wordings(written: str) -> dict[str, Texts]:
    """By language, the prompts as people write them, with "{n}" where a number stands; of our words and those.

    Raises InvalidPrompts.
    """
    theirs = _tables(written)
    languages = theirs.pop("languages", None) or list(dict.fromkeys([*_ours(), *theirs]))
    needed = {name for name in ours("en") if not name.startswith("letter_")} - OPTIONAL
    found: dict[str, Texts] = {}
    for lang in languages if isinstance(languages, list) else [languages]:
        if not _LANGUAGE.fullmatch(str(lang)):
            raise InvalidPrompts(f"{OPERATORS_FILE} names {lang!r}. A language has two or three letters, such as 'en'.")
        told = {**ours(lang), **_flat(theirs.get(lang, {}))}
        found[lang] = {name: text for name, text in told.items() if text.strip()}
        _check(lang, found[lang], needed)
    return found


def ours(lang: str) -> Texts:
    """Our own words in a language, if it is one of ours."""
    return _flat(_ours().get(lang, {}))


def with_texts(written: str, lang: str, texts: Texts) -> str:
    """The operator's file where a language says this, in the stead of what it said: only what is not ours is in it.

    Raises InvalidPrompts where that can't be used.
    """
    tables = _tables(written)
    own = {name: text for name, text in texts.items() if text and text != ours(lang).get(name)}
    tables[lang] = own
    after = "\n".join(_lines(tables))
    wordings(after)
    return after


def _check(lang: str, texts: Texts, needed: Set[str]) -> None:
    """Raises InvalidPrompts where callers would hear nothing, or not what to press."""
    if missing := sorted(name for name in needed | texts.keys() if not any(map(str.isalnum, texts.get(name, "")))):
        raise InvalidPrompts(f"{OPERATORS_FILE} has no words in {lang!r} for {', '.join(missing)}. Add them.")
    if uncounted := [name for name in _NUMBERED if "{n}" not in texts[name]]:
        where = " and ".join(uncounted)
        raise InvalidPrompts(f"{OPERATORS_FILE} has no {{n}} in {lang!r} in {where}. Put it where the number is said.")


@cache
def _ours() -> dict[str, dict[str, Any]]:
    """Our own tables, English first, as it is whom no other language fits."""
    places = [place for place in (files("voice.phonebook") / "prompts").iterdir() if place.name.endswith(".toml")]
    tables = {place.name.removesuffix(".toml"): tomllib.loads(place.read_text("utf-8")) for place in places}
    return {lang: tables[lang] for lang in sorted(tables, key=lambda lang: (lang != "en", lang))}


def _tables(written: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> InvalidPrompts:
    return InvalidPrompts(f"{OPERATORS_FILE} can't be read: {error}. Mend it, or take it away.")


def _flat(table: Any) -> dict[str, str]:
    """The prompts by name; what stands under [keys] and [letters] is called key_1 and letter_a."""
    if not isinstance(table, dict):
        raise InvalidPrompts(f"{OPERATORS_FILE} says {table!r} where a table such as [en] should stand.")
    single = {name: text for name, text in table.items() if isinstance(text, str)}
    within = [(start, name, table.get(name, {})) for start, name in _TABLES.items()]
    for _, name, some in within:
        if not isinstance(some, dict):
            raise InvalidPrompts(f"{OPERATORS_FILE} says {some!r} where a table such as [en.{name}] should stand.")
    return single | {f"{start}{name}": str(text) for start, _, some in within for name, text in some.items()}


def _lines(tables: Mapping[str, Any]) -> Iterator[str]:
    """The file's lines; TOML's basic strings are written as JSON's are (https://toml.io/en/v1.0.0#string)."""
    if "languages" in tables:
        yield f"languages = {json.dumps(tables['languages'], ensure_ascii=False)}\n"
    for lang, table in tables.items():
        if lang == "languages":
            continue
        flat = _flat(table)
        yield f"[{_key(lang)}]"
        yield from (f"{_key(name)} = {_quoted(text)}" for name, text in flat.items() if not _table_of(name))
        for start, within in _TABLES.items():
            yield f"\n[{_key(lang)}.{within}]"
            named = ((name.removeprefix(start), text) for name, text in flat.items() if name.startswith(start))
            yield from (f"{_quoted(name)} = {_quoted(text)}" for name, text in named)
        yield ""


def _table_of(name: str) -> str:
    return next((table for start, table in _TABLES.items() if name.startswith(start)), "")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "")


def _counted(texts: Texts, languages: int) -> Texts:
    """With the numbers of items in lists, and with each place that the language may have among those of a library."""
    numbers = {f"number_{n}": texts["number"].replace("{n}", str(n)) for n in range(1, MOST_NUMBERS + 1)}
    named = {
        f"for_this_language_{n}": texts["for_this_language"].replace("{n}", str(n)) for n in range(1, languages + 1)
    }
    plain = {name: text for name, text in texts.items() if name not in {"number", "for_this_language"}}
    return plain | numbers | named
