"""A notice written into the text of the editors' file, as they would write it themselves."""

import json
from collections.abc import Iterator, Mapping
from itertools import count

from content.notices import Notice, Rules


def with_notice(text: str, notice: Notice) -> str:
    """The file's text with a notice at its end; what stands there stays to the letter."""
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + "\n".join(["[[disclaimer]]", *_lines(notice)]) + "\n"


def free_id(rules: Rules, wanted: str) -> str:
    """An id that no notice has: the wanted one, or with a number behind it."""
    taken = {notice.id for notice in rules.notices}
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in numbered if name not in taken)


def _lines(notice: Notice) -> Iterator[str]:
    yield f"id = {_quoted(notice.id)}"
    yield f"kind = {_quoted(notice.kind)}"
    for name, table in (("text", notice.text), ("short", notice.short)):
        if table:
            yield f"{name} = {_table(table)}"
    for name, words in (("sites", notice.sites), ("topics", notice.topics), ("claims", notice.claims)):
        if words:
            yield f"{name} = [{', '.join(map(_quoted, words))}]"
    if notice.alone:
        yield f"alone = {_quoted(notice.alone)}"
    if notice.end is not None:
        yield f"end = {str(notice.end).lower()}"
    for name, day in (("since", notice.since), ("until", notice.until)):
        if day:
            yield f"{name} = {day.isoformat()}"


def _table(table: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(lang)} = {_quoted(text)}" for lang, text in table.items()) + "}"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's strings are such, but for the sign of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
