"""Backups: one zip file of what nothing could bring back, each table as lines of JSON, with the SHA-256 of every part.

`manifest.json` stands at the end and names each part. It is read and written piece by piece, whatever its size.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from sqlalchemy import Connection, Engine, select

from audio_cache.tables import State, recordings
from voice.aside import written_aside
from voice.database import snapshot
from voice.errors import BackupUnusable
from voice.phonebook.wording import OPERATORS_FILE
from voice.rowcopy import rows_of
from voice.rules_file import RULES_NAME
from voice.schema import revisions, tables

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
# What editors write in files of the data folder; a backup has those that there are.
EDITORS_FILES = (RULES_NAME, OPERATORS_FILE)
TABLE_PART = re.compile(r"tables/(\w+)\.jsonl")
SOUND_PART = re.compile(r"recordings/[0-9a-f]{64}\.([a-z0-9.-]{1,16})")

# RuntimeError is what zipfile raises for a part that says it is encrypted, ValueError for a name that is none.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError, msgspec.MsgspecError)

# The file of a recording, by its fingerprint and suffix, if it is there.
SoundFile = Callable[[str, str], Path | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a backup: the SHA-256 of its bytes, and how many rows it has, where it is a table."""

    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `version` is that of the tables (`voice.schema`), `made_at` ISO 8601, UTC."""

    format: int
    version: str
    made_at: str
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, int]:
        """The tables in it, and how many rows each has."""
        return {found[1]: part.rows for name, part in self.parts.items() if (found := TABLE_PART.fullmatch(name))}


def write_backup(place: Path, engine: Engine, folder: Path, sound_file: SoundFile | None = None) -> Manifest:
    """Write a backup of a database as it is at one moment, editors' files in `folder`, and recordings if `sound_file`.

    It takes its place once it is whole; only its owner may read it. Raises BackupUnusable, DatabaseUnusable.
    """
    parts: dict[str, Part] = {}
    manifest = Manifest(FORMAT, revisions()[-1], datetime.now(UTC).isoformat(timespec="seconds"), parts)
    with _written(place) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with snapshot(engine) as connection:
            for table in tables(made_again=sound_file is not None):
                lines = (msgspec.json.encode(row) + b"\n" for row in rows_of(connection, table))
                name = f"tables/{table.name}.jsonl"
                parts[name] = _add(archive, name, lines)
            sounds = _sounds(connection) if sound_file else []
        for name in EDITORS_FILES:
            if (folder / name).exists():
                parts[name] = _add(archive, name, [(folder / name).read_bytes()])
        for fingerprint, suffix in sounds:
            if sound_file and (sound := sound_file(fingerprint, suffix)):
                name = f"recordings/{fingerprint}.{suffix}"
                parts[name] = _add(archive, name, _pieces(sound.open("rb")), packed=False)
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def checked(place: Path) -> Manifest:
    """The manifest of a backup, every byte of which is what it was. Raises BackupUnusable."""
    try:
        with zipfile.ZipFile(place) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            if manifest.format != FORMAT:
                raise BackupUnusable(f"{place} is of a format that this version does not know. Install a newer one.")
            whole = sorted(archive.namelist()) == sorted([*manifest.parts, MANIFEST])
            if not whole or any(_sha256(archive, name) != part.sha256 for name, part in manifest.parts.items()):
                raise BackupUnusable(damaged(place))
    except OSError as error:
        raise BackupUnusable(f"{place} can't be read ({error.strerror or error}). Nothing has changed.") from error
    except _DAMAGE as error:
        raise BackupUnusable(damaged(place)) from error
    return manifest


def damaged(place: Path) -> str:
    """What is said of a file that can't be restored."""
    return f"{place} is no backup, or is damaged. Nothing of it was restored. Use another copy of it."


def _sounds(connection: Connection) -> list[tuple[str, str]]:
    query = select(recordings.c.fingerprint, recordings.c.suffix).where(recordings.c.state == State.READY)
    return [(row[0], row[1]) for row in connection.execute(query.distinct())]


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes], *, packed: bool = True) -> Part:
    part = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    part.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    digest, count = hashlib.sha256(), 0
    with archive.open(part, "w", force_zip64=True) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
            count += 1
    return Part(digest.hexdigest(), count if TABLE_PART.fullmatch(name) else 0)


def _sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(archive.open(name)):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


@contextmanager
def _written(place: Path) -> Iterator[IO[bytes]]:
    """A file for its owner alone that takes its place once it is whole. Raises BackupUnusable where it can't be."""
    try:
        with written_aside(place, 0o600) as file:
            yield file
    except OSError as error:
        raise BackupUnusable(
            f"{place} can't be written ({error.strerror or error}). Choose another place, or free some space."
        ) from error
