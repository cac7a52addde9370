"""The tables of cases: what is written in articles, and what is said."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from voice.reading import read_aloud

TABLES = Path(__file__).parent


def cases() -> Iterator[object]:
    for path in sorted(TABLES.glob("cases_*.toml")):
        lang = path.stem.removeprefix("cases_").split(".")[0].replace("_", "-")
        for kind, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for written, spoken in table.items():
                yield pytest.param(lang, written, spoken, id=f"{lang} {kind}: {written}")


@pytest.mark.parametrize(("lang", "written", "spoken"), list(cases()))
def test_it_is_read_as_it_is_said(lang: str, written: str, spoken: str) -> None:
    assert read_aloud(written, lang).text == spoken
