"""Files of the data folder that several machines share: what stands is in the database, each machine's file is a copy.

Beside its file, a machine keeps the edition that it was copied from, the SHA-256 of its bytes. So a file that somebody
has changed by hand is told from one that is out of date.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, Text, select

from audio_cache.tables import alone, insert_into
from voice.aside import written_aside
from voice.audit import Door

log = logging.getLogger(__name__)

metadata = MetaData()

# It stands in no backup: that has the files themselves, and never the key that signs sessions.
shared_files = Table(
    "shared_files",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("text", Text, nullable=False),
    info={"in_no_backup": True},
)
KEY_NAME = "secret.key"

# Notes in a transaction that the file of that name says something else now: by hand where the door is FILE.
Noted = Callable[[Connection, str, str, Door | None], None]


@dataclass(frozen=True, slots=True)
class SharedFile:
    """One such file. `check` raises where a file that was changed by hand can't be used."""

    engine: Engine
    path: Path
    check: Callable[[Path], object]
    noted: Noted

    def follow(self) -> None:
        """Let the file be what stands, and let stand what somebody has changed in it by hand since it was copied.

        What was changed from words that stand no more is kept aside. Raises what `check` does; then nothing changes.
        """
        if not self._is_right() and self.copy():
            self.check(self.path)
            with alone(self.engine, shared_files) as connection:
                if self._copied(connection):
                    self._let_stand(connection, self._found() or b"", Door.FILE)
            self.copy()

    def copy(self) -> bool:
        """Let the file be what stands, unless it was changed by hand from that: then say so, and change nothing."""
        with alone(self.engine, shared_files) as connection:
            return self._copied(connection)

    @contextmanager
    def replaced(self, text: str) -> Iterator[None]:
        """Let these words stand, which the block writes into the file, whose words of before it finds there."""
        with alone(self.engine, shared_files) as connection:
            self._copied(connection)
            yield
            self._remember(edition_of(text.encode()))
            self._let_stand(connection, text.encode(), None)

    def impose(self) -> None:
        """Let stand what is in the file, whatever stood before; no words, where there is no file."""
        with alone(self.engine, shared_files) as connection:
            words = (self._found() or b"").decode(errors="replace").encode()
            self._write(words)
            self._let_stand(connection, words, None)

    def _is_right(self) -> bool:
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            query = select(shared_files.c.edition).where(shared_files.c.name == self.path.name)
            stands = connection.execute(query).scalar()
        words = self._found()
        found = None if words is None else edition_of(words)
        return stands == found and (found is None or found == self._origin())

    def _copied(self, connection: Connection) -> bool:
        """As `copy` does, within a transaction that nobody else takes part in."""
        row = connection.execute(select(shared_files).where(shared_files.c.name == self.path.name)).first()
        words, origin = self._found(), self._origin()
        if row is None or (words is not None and origin == row.edition != edition_of(words)):
            return words is not None
        if words is not None and edition_of(words) not in {origin, row.edition}:
            kept = self.path.with_name(f"{self.path.name}.not-taken")
            with written_aside(kept) as file:
                file.write(words)
            log.warning("%s was changed here, but not from what stands. It is kept as %s.", self.path.name, kept)
        self._write(row.text.encode())
        return False

    def _let_stand(self, connection: Connection, words: bytes, door: Door | None) -> None:
        this = {"edition": edition_of(words), "text": words.decode()}
        row = insert_into(connection.engine, shared_files).values(name=self.path.name, **this)
        connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=this))
        self.noted(connection, self.path.name, this["text"], door)

    def _write(self, words: bytes) -> None:
        """The file, and then what it was copied from: the other way round, a stale file would look changed by hand."""
        if self._found() != words:
            with written_aside(self.path) as file:
                file.write(words)
        self._remember(edition_of(words))

    def _remember(self, edition: str) -> None:
        if self._origin() != edition:
            with written_aside(self._origin_place) as file:
                file.write(edition.encode())

    @property
    def _origin_place(self) -> Path:
        return self.path.with_name(f".{self.path.name}.edition")

    def _origin(self) -> str:
        return self._origin_place.read_text("ascii") if self._origin_place.exists() else ""

    def _found(self) -> bytes | None:
        return self.path.read_bytes() if self.path.is_file() else None


def shared_key(engine: Engine, own: bytes) -> bytes:
    """The key that signs sessions on every machine: that of the first that came, whatever the others' `own` are."""
    with engine.begin() as connection:
        row = insert_into(engine, shared_files).values(name=KEY_NAME, edition="", text=own.hex())
        connection.execute(row.on_conflict_do_nothing(index_elements=["name"]))
        stands = select(shared_files.c.text).where(shared_files.c.name == KEY_NAME)
        return bytes.fromhex(connection.execute(stands).scalar_one())


def edition_of(words: bytes) -> str:
    """What names the words of a file: their SHA-256."""
    return hashlib.sha256(words).hexdigest()
