"""A database's tables are those the program needs, however it came by them, on SQLite and on PostgreSQL."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from sqlalchemy import Connection, Engine, inspect, text

from content import parse_article
from content.library import Library, revision_of
from voice import schema
from voice.cli import main
from voice.database import open_database
from voice.errors import DatabaseOutdated, DatabaseUnusable
from voice.news import NewsToTell
from voice.phonebook import Programmes
from voice.schema import TABLES, VERSION_TABLE, State, alembic_config, open_at_head, revisions, standing, upgrade
from voice.timestamps import now

OPEN = """
import multiprocessing, sys
from pathlib import Path
from voice.schema import open_at_head
def open_it(begin):
    begin.wait()
    open_at_head(Path(sys.argv[1]), sys.argv[2]).dispose()
fork = multiprocessing.get_context("fork")
begin = fork.Event()
processes = [fork.Process(target=open_it, args=(begin,)) for _ in range(8)]
for process in processes: process.start()
begin.set()
for process in processes: process.join()
print([process.exitcode for process in processes])
"""


@pytest.fixture
def empty(tmp_path: Path, either_database: str) -> Iterator[Engine]:
    """A database without tables."""
    engine = open_database(tmp_path, either_database)
    yield engine
    engine.dispose()


@pytest.fixture
def old(empty: Engine) -> Engine:
    """A database as every start made it before it said its version, with an article; one table came later."""
    make_as_of_old(empty)
    return empty


def make_as_of_old(empty: Engine) -> None:
    with empty.begin() as connection:
        command.upgrade(alembic_config(connection), "v001_baseline")
        for table in (VERSION_TABLE, "hearings"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        article = parse_article(b"Tea\n\nTea warms.")
        kept = {"slug": "tea", "revision": revision_of(article), "title": "Tea", "lang": "en", "added_at": "2025-01-01"}
        kept |= {"article": msgspec.json.encode(article).decode(), "source": b"Tea", "source_name": "tea.txt"}
        insert_into(connection, "articles", kept)
        connection.execute(text("INSERT INTO current (slug, revision) VALUES (:slug, :revision)"), kept)


def insert_into(connection: Connection, table: str, row: Mapping[str, object]) -> None:
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608 - our own words


def missing_steps(engine: Engine) -> str:
    """The Python of what a further step would have to do; "pass" where the tables are as the program needs them."""
    with engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name != VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        found = produce_migrations(context, list(TABLES)).upgrade_ops
        code = render_python_code(found, migration_context=context).splitlines()
        return "\n".join(line.strip() for line in code if not line.lstrip().startswith("#"))


def test_the_steps_make_what_the_tables_in_the_code_say_up_and_down(empty: Engine) -> None:
    with empty.begin() as connection:
        command.upgrade(alembic_config(connection), "head")
    assert missing_steps(empty) == "pass", "Add a step to voice/migrations/versions that does this."
    with empty.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert inspect(empty).get_table_names() == [VERSION_TABLE]
    assert upgrade(empty).before.state is State.EMPTY
    assert missing_steps(empty) == "pass"


def test_the_steps_are_one_row_in_the_order_of_their_names(empty: Engine) -> None:
    with empty.begin() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    assert script.get_heads() == [revisions()[-1]], "Two steps follow the same one: number one of them anew."
    assert tuple(step.revision for step in script.walk_revisions())[::-1] == revisions()


def test_a_database_that_never_said_its_version_is_upgraded_and_keeps_what_it_has(old: Engine) -> None:
    assert standing(old).state is State.OLDER
    done = upgrade(old)
    assert done.steps[0].startswith("Make the tables of the first version")
    assert standing(old).state is State.CURRENT
    assert missing_steps(old) == "pass"
    assert [row.slug for row in Library(old).list()] == ["tea"]
    assert upgrade(old).steps == ()


def test_a_version_for_telephones_from_before_keeps_its_clips(empty: Engine) -> None:
    clip, other = "a" * 64, "b" * 64
    document = f'{{"title":{{"fingerprint":"{clip}"}},"opening":[{{"fingerprint":"{other}"}}]}}'
    row = {"version": "v", "code": "4711", "entry": "", "document": document, "alone": f'["{other}"]'}
    with empty.begin() as connection:
        command.upgrade(alembic_config(connection), "v010_chosen_times")
        insert_into(connection, "phone_programmes", row)
        command.upgrade(alembic_config(connection), "head")
    assert Programmes(empty).fingerprints("v") == {clip, other}


def test_what_no_webhook_was_told_yet_of_regenerations_is_news_with_all_the_rest(empty: Engine) -> None:
    ended = {"asked_by": "Ida", "asked_at": now(), "what": "tea", "delivery": "", "state": "failed", "ended_at": now()}
    part = {"regeneration": 1, "place": 0, "slug": "tea", "state": "failed", "clips": 3, "error": "Hoarse."}
    with empty.begin() as connection:
        command.upgrade(alembic_config(connection), "v015_restarts")
        for told in (ended | {"telling": 2}, ended | {"telling": -1}, ended | {"telling": 0, "ended_at": "2025-01-01"}):
            insert_into(connection, "regenerations", told)
        insert_into(connection, "regeneration_articles", part)
        command.upgrade(alembic_config(connection), "head")
    [news] = NewsToTell(empty).due(99)
    told = msgspec.json.decode(news.data)
    assert (news.kind, news.tried, told["number"]) == ("regeneration.failed", 2, 1)
    assert (told["clips"], told["counts"], told["errors"]) == (3, {"failed": 1}, {"tea": "Hoarse."})


def test_a_copy_of_the_file_is_kept_until_the_next_upgrade_has_gone_well(tmp_path: Path) -> None:
    (tmp_path / "voice.db.before-v000_long_ago").touch()
    engine = open_database(tmp_path)
    make_as_of_old(engine)
    copy = upgrade(engine).copy
    engine.dispose()
    assert list(tmp_path.glob("voice.db.before-*")) == [copy]
    assert copy
    kept = open_database(tmp_path, f"sqlite:///{copy}")
    with kept.connect() as connection:
        assert connection.execute(text("SELECT slug FROM articles")).scalars().all() == ["tea"]
    assert standing(kept).state is State.OLDER
    kept.dispose()


def test_a_step_that_fails_leaves_everything_as_it_was(old: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise DatabaseUnusable("lost")

    monkeypatch.setattr(schema, "_check_references", fail)
    before = sorted(inspect(old).get_table_names())
    with pytest.raises(DatabaseUnusable, match="lost"):
        upgrade(old)
    assert sorted(inspect(old).get_table_names()) == before


def test_many_processes_make_a_new_database_at_once(tmp_path: Path, either_database: str) -> None:
    opening = [sys.executable, "-c", OPEN, str(tmp_path), either_database]
    done = subprocess.run(opening, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == f"{[0] * 8}\n"
    engine = open_at_head(tmp_path, either_database)
    assert missing_steps(engine) == "pass"
    engine.dispose()


def test_an_older_database_is_refused_until_it_is_upgraded(
    tmp_path: Path, either_database: str, old: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_DATA", str(tmp_path))
    monkeypatch.setenv("VOICE_DATABASE", either_database)
    for words in (["list"], ["serve", "--port", "0"], ["worker"]):
        refused = CliRunner().invoke(main, words)
        assert (refused.exit_code, "voice db upgrade" in refused.output) == (1, True)
    assert "an older version" in CliRunner().invoke(main, ["db", "status"]).output
    assert "now at" in CliRunner().invoke(main, ["db", "upgrade"]).output
    assert "It is up to date." in CliRunner().invoke(main, ["db", "upgrade"]).output
    assert "tea" in CliRunner().invoke(main, ["list"]).output


def test_a_newer_database_is_refused(tmp_path: Path, either_database: str, empty: Engine) -> None:
    upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version_num = 'v999_later'")
    with pytest.raises(DatabaseOutdated, match="newer version of this program \\(v999_later"):
        open_at_head(tmp_path, either_database)
    with pytest.raises(DatabaseOutdated, match="Nothing has changed"):
        upgrade(empty)
