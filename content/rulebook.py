"""A notice written into the text of the editors' file, as they would write it themselves."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from content.notices import Notice, Rules

_NOTHING = frozenset({"", '""', "{}", "[]"})


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
    written = {
        "id": _quoted(notice.id),
        "kind": _quoted(notice.kind),
        "text": _table(notice.text),
        "short": _table(notice.short),
        "sites": _list(notice.sites),
        "topics": _list(notice.topics),
        "claims": _list(notice.claims),
        "alone": _quoted(notice.alone or ""),
        "end": "" if notice.end is None else str(notice.end).lower(),
        "since": str(notice.since or ""),
        "until": str(notice.until or ""),
    }
    return (f"{name} = {value}" for name, value in written.items() if value not in _NOTHING)


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _table(table: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(lang)} = {_quoted(text)}" for lang, text in table.items()) + "}"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's strings are such, but for the sign of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
