"""What a recogniser heard of a take, word by word: the noun `Hearing`, and the rows that are only ever added."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise

import msgspec
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, func, select

from audio_cache.tables import State, batches, recordings
from voice.audit import Change, Kind, note
from voice.reading import read_aloud
from voice.timestamps import now

metadata = MetaData()

_hearings = Table(
    "hearings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("recogniser", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("heard", Text, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("fingerprint", String(64), nullable=False, server_default=""),
)
_COUNTED = (*range(21), *range(30, 101, 10), 1_000)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard of the take `digest`, of which `words` words were `wanted`; `at` is ISO 8601, UTC.

    `errors` counts the words that were missed, added or taken for others: 0 is word for word. `fingerprint` is the
    SHA-256 of the bytes that were heard: the same words spoken again have not been heard by that.
    """

    digest: str
    recogniser: str
    wanted: str
    heard: str
    errors: int
    words: int
    at: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Hearings:
    """The hearings in a database; `metadata.create_all` makes their table. None is ever changed or deleted."""

    engine: Engine

    def note(self, hearings: Sequence[Hearing], *, in_trail: Set[str] = frozenset()) -> None:
        """Add hearings, of now; those of these digests, a disclaimer's words, stand in the audit trail too."""
        if not hearings:
            return
        at = {"at": now()}
        with self.engine.begin() as connection:
            connection.execute(_hearings.insert(), [asdict(hearing) | at for hearing in hearings])
            note(connection, *(_change(hearing) for hearing in hearings if hearing.digest in in_trail))

    def latest(self, digests: Iterable[str]) -> dict[str, Hearing]:
        """The last hearing of each of those takes that was heard as it is kept, by digest.

        Of a take that is kept no more, the last time that it was heard.
        """
        names = list(Hearing.__dataclass_fields__)
        columns = select(*(_hearings.c[name] for name in names)).order_by(_hearings.c.number)
        kept = (recordings.c.digest == _hearings.c.digest) & (recordings.c.state == State.READY)
        columns = columns.outerjoin_from(_hearings, recordings, kept)
        columns = columns.where(
            func.coalesce(recordings.c.fingerprint, _hearings.c.fingerprint) == _hearings.c.fingerprint
        )
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = [
                row
                for some in batches(digests)
                for row in connection.execute(columns.where(_hearings.c.digest.in_(some)))
            ]
        found = (msgspec.convert(dict(zip(names, row, strict=True)), Hearing) for row in rows)
        return {hearing.digest: hearing for hearing in found}


def _change(hearing: Hearing) -> Change:
    heard = f"heard otherwise: {hearing.heard}" if hearing.errors else "heard, word for word"
    return Change(Kind.RECORDINGS, hearing.wanted, after=heard, who=hearing.recogniser)


def compared(wanted: str, heard: str, lang: str) -> tuple[int, int]:
    """(errors, words): by how many words two texts differ when both are read aloud, and how many were wanted.

    Where only the gaps between words differ ("healthcare", "health care") nothing does: nobody hears them.
    """
    ours, theirs = words_aloud(wanted, lang), words_aloud(heard, lang)
    return 0 if "".join(ours) == "".join(theirs) else _distance(ours, theirs), len(ours)


def words_aloud(text: str, lang: str) -> list[str]:
    """The words of a text as it is read aloud, in small letters and without any sign."""
    return re.findall(r"\w+", re.sub(r"['’]", "", read_aloud(text, lang).text.casefold()))


def has_number(spoken: str, lang: str) -> bool:
    """Whether spoken words have a number in them, in digits or in words."""
    return bool(re.search(r"\d", spoken)) or not _number_words(lang).isdisjoint(spoken.casefold().split())


@lru_cache(64)
def _number_words(lang: str) -> frozenset[str]:
    return frozenset(word for number in _COUNTED for word in words_aloud(str(number), lang))


def _distance(ours: list[str], theirs: list[str]) -> int:
    """Levenshtein's distance, in words."""
    row = list(range(len(theirs) + 1))
    for count, word in enumerate(ours, 1):
        last = [count]
        for (corner, above), other in zip(pairwise(row), theirs, strict=True):
            last.append(min(corner + (word != other), above + 1, last[-1] + 1))
        row = last
    return row[-1]
