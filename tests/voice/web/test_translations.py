"""Every word that the pages say is said in every language they speak."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.support import Translations

import voice
from voice.web.tongue import NAMES, STANDARD

HOUSE = Path(__file__).parents[3]
FOLDER = Path(voice.__file__).parent / "translations"
KEYWORDS = {"_": None, "lazy": None, "ngettext": (1, 2)}
HOW = "Run the two commands of docs/translations.md, translate what is empty, and install again: pip install -e ."
each_language = pytest.mark.parametrize("lang", sorted(set(NAMES) - {STANDARD}))


def catalog(lang: str) -> Catalog:
    with (FOLDER / lang / "LC_MESSAGES" / "messages.po").open("rb") as written:
        return read_po(written, lang)


def said() -> set[str | tuple[str, ...]]:
    with (HOUSE / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    return {found[2] for found in extract_from_dir(HOUSE, methods, options, KEYWORDS)}


def named(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)\w|%%|\{\w+\}|\b[A-Z]{4,}\b", text))


def ways(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@each_language
def test_what_the_pages_say_is_translated_and_nothing_else(lang: str) -> None:
    messages = [message for message in catalog(lang) if message.id]
    assert {message.id for message in messages} == said(), HOW
    assert [message.id for message in messages if message.fuzzy or not all(ways(message))] == [], HOW


@each_language
def test_what_is_filled_in_is_filled_in_in_every_language(lang: str) -> None:
    for message in filter(lambda each: each.id, catalog(lang)):
        asked = message.id if isinstance(message.id, str) else message.id[1]
        for way in ways(message):
            assert named(way) == named(asked)


@each_language
def test_what_is_installed_is_what_was_written(lang: str) -> None:
    installed = Translations.load(FOLDER, [lang], "messages")
    for message in catalog(lang):
        if message.id and isinstance(message.id, str):
            assert installed.gettext(message.id) == message.string, HOW
