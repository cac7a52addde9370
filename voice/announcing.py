"""What is announced around the written text ("Row 2.", "List of 3 items."): a table for each language."""

import tomllib
from functools import cache
from importlib.resources import files


def announce(name: str, lang: str, **values: object) -> str:
    """The announcement `name` in `lang` (a BCP 47 tag), or "" where the language has none."""
    return _table(lang.split("-", maxsplit=1)[0].lower()).get(name, "").format(**values)


@cache
def _table(language: str) -> dict[str, str]:
    place = files("voice") / "announcements" / f"{language}.toml"
    return tomllib.loads(place.read_text("utf-8")) if place.is_file() else {}
