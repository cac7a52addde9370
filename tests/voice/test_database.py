"""The database is opened, or it is said what to do; many may read and write at once."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio_cache.tables import alone, metadata, recordings
from content import parse_article
from content.library import Source
from tests.servers import free_port
from voice import database as database_module
from voice.database import open_database, snapshot
from voice.errors import DatabaseUnusable, SettingsError
from voice.settings import Settings
from voice.studio import Studio


def test_readers_and_writers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.dispose()


def test_a_damaged_database_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "voice.db").write_bytes(b"not a database, however long one looks at it" * 100)
    with pytest.raises(DatabaseUnusable, match="put back a copy"):
        Studio(Settings(data=tmp_path))


@pytest.mark.parametrize("url", ["not one", "mysql://host/voice", "sqlite://", "postgresql://user:secret@host:port/x"])
def test_an_address_that_is_none_is_named_without_what_it_holds(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="VOICE_DATABASE") as refused:
        open_database(tmp_path, url)
    assert "secret" not in str(refused.value)


def test_a_driver_that_is_missing_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match=r"article-voice\[postgres\]"):
        open_database(tmp_path, "postgresql://voice@localhost/voice")


def test_a_server_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    url = f"postgresql://voice:secret@127.0.0.1:{free_port()}/voice"
    with pytest.raises(DatabaseUnusable, match="Check that its server runs") as refused:
        Studio(Settings(data=tmp_path, database=url))
    assert "secret" not in str(refused.value)


def test_a_server_that_was_away_is_found_again(tmp_path: Path, postgresql_url: str) -> None:
    database = open_database(tmp_path, postgresql_url)
    with database.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    other = open_database(tmp_path, postgresql_url)
    with other.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({process})")
    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    other.dispose()
    database.dispose()


def test_on_a_server_two_who_publish_at_once_both_keep_their_article(tmp_path: Path, postgresql_url: str) -> None:
    studio = Studio(Settings(data=tmp_path, database=postgresql_url))

    def publish(number: int) -> str:
        article = parse_article(f"Tea\n\nTea warms {number} times.".encode())
        return studio.library.keep(article, Source(b"Tea", f"{number}.txt")).article.slug

    with ThreadPoolExecutor(8) as editors:
        assert len(set(editors.map(publish, range(8)))) == 8
    studio.close()


def test_a_worker_that_is_gone_in_the_middle_of_a_change_keeps_others_waiting_for_a_limited_time(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "IDLE_S", 1)
    gone, other = open_database(tmp_path, postgresql_url), open_database(tmp_path, postgresql_url)
    metadata.create_all(other)

    def go_on_too_late() -> None:
        with alone(gone, recordings) as connection:
            with alone(other, recordings):
                pass  # it waited until the server had ended the first
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(DatabaseUnusable, match="idle-in-transaction"):
        go_on_too_late()
    with snapshot(gone) as connection:
        time.sleep(1.5)
        connection.exec_driver_sql("SELECT 1")
    for engine in (gone, other):
        engine.dispose()
