"""The database holds when many processes begin at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from voice.database import open_database
from voice.errors import DatabaseUnusable
from voice.settings import Settings
from voice.studio import Studio

OPEN = "import sys; from pathlib import Path; from voice.settings import Settings; from voice.studio import Studio; "
OPEN += "Studio(Settings(data=Path(sys.argv[1]))).close()"


def test_many_processes_open_a_new_folder_at_once(tmp_path: Path) -> None:
    opening = [subprocess.Popen([sys.executable, "-c", OPEN, str(tmp_path)]) for _ in range(6)]
    assert [process.wait(25) for process in opening] == [0] * 6


def test_readers_and_writers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.dispose()


def test_a_damaged_database_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "voice.db").write_bytes(b"not a database, however long one looks at it" * 100)
    with pytest.raises(DatabaseUnusable, match="put back a copy"):
        Studio(Settings(data=tmp_path))
