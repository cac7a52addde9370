"""A backup put in the place of what is there: all of it, or nothing.

It is unpacked into a database of its own first, with the tables of its time, and brought up to this program's.
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import msgspec
from sqlalchemy import Column, Connection, Engine, MetaData, Table

from voice.accounts.revoked import end_access, revoke_again
from voice.aside import written_aside
from voice.audit import Change, Kind, note
from voice.backup import EDITORS_FILES, SOUND_PART, TABLE_PART, Manifest, checked, damaged, write_backup
from voice.database import open_database, shown, snapshot
from voice.errors import BackupUnusable, NotEmpty
from voice.rowcopy import insert_rows, is_empty, replace_rows
from voice.schema import build, tables, upgrade

BEFORE_NAME = "before-restore.zip"
_PLAIN = (str, int, float, bool, bytes)

# Keeps the bytes of a recording under its suffix.
PutSound = Callable[[bytes, str], object]


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows each table has now, how many recordings came along, and where a backup is of what was before."""

    rows: dict[str, int]
    recordings: int
    before: Path | None


def restore(place: Path, engine: Engine, folder: Path, put_sound: PutSound, *, replace: bool = False) -> Restored:
    """Put a backup into a database and its data folder; what is there is kept in `before-restore.zip` first.

    Sessions and one-time links end; tokens that were revoked since, and disabled accounts, stay so.

    Raises BackupUnusable for one that is damaged, NotEmpty where something is there and is not to be replaced,
    DatabaseOutdated for one that a newer version has made, DatabaseUnusable, ShelfUnwritable. Then nothing has changed.
    """
    manifest = checked(place)
    occupied = any((folder / name).exists() for name in EDITORS_FILES) or not is_empty(engine, tables(made_again=False))
    if occupied and not replace:
        raise NotEmpty(
            f"There are articles in {shown(engine)} already, or editors' files in the data folder. "
            "To have the backup in their place: --replace"
        )
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as scratch, zipfile.ZipFile(place) as archive:
        unpacked = open_database(Path(scratch))
        try:
            _unpack(archive, manifest, unpacked)
            before = _keep_before(folder, engine) if occupied else None
            sounds = _put_sounds(archive, put_sound)
            restored = tables(made_again="recordings" in manifest.tables)
            with snapshot(unpacked) as rows, engine.begin() as connection:
                counts = _replace(rows, connection, restored, f"restored from {place.name}, made at {manifest.made_at}")
        except (msgspec.MsgspecError, KeyError) as error:
            raise BackupUnusable(damaged(place)) from error
        finally:
            unpacked.dispose()
        for name in EDITORS_FILES:
            _put_file(archive, manifest, folder / name)
    return Restored(counts, sounds, before)


def _replace(rows: Connection, into: Connection, restored: list[Table], told: str) -> dict[str, int]:
    """Let the tables have those rows, but for what was revoked; the audit trail tells of it."""
    revoked = end_access(into)
    counts = replace_rows(rows, into, restored)
    revoke_again(into, revoked)
    note(into, Change(Kind.BACKUP, "the library", after=told))
    return counts


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, into: Engine) -> None:
    build(into, manifest.version)
    there = MetaData()
    there.reflect(into)
    with into.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # tables come by name
        for name in manifest.parts:
            if found := TABLE_PART.fullmatch(name):
                table = there.tables[found[1]]
                insert_rows(connection, table, _rows(archive, name, table))
    upgrade(into)


def _rows(archive: zipfile.ZipFile, name: str, table: Table) -> Iterator[dict[str, Any]]:
    # Text that stands for bytes or times becomes that again.
    row = TypedDict("row", {column.name: _kind(column) for column in table.columns})  # type: ignore[misc]
    decoder = msgspec.json.Decoder(row)
    with archive.open(name) as lines:
        for line in lines:
            yield dict(decoder.decode(line))


def _kind(column: Column[Any]) -> Any:
    kind = column.type.python_type
    return kind | None if kind in _PLAIN else Any


def _keep_before(folder: Path, engine: Engine) -> Path:
    place = folder / BEFORE_NAME
    write_backup(place, engine, folder)
    return place


def _put_sounds(archive: zipfile.ZipFile, put_sound: PutSound) -> int:
    """Recordings are named by their bytes: those that are there already stay as they are."""
    found = [match for name in archive.namelist() if (match := SOUND_PART.fullmatch(name))]
    for match in found:
        put_sound(archive.read(match[0]), match[1])
    return len(found)


def _put_file(archive: zipfile.ZipFile, manifest: Manifest, place: Path) -> None:
    if place.name not in manifest.parts:
        place.unlink(missing_ok=True)
        return
    with written_aside(place) as file:
        file.write(archive.read(place.name))
