"""What is backed up comes back as it was, on either database; what is damaged does not come back at all."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import parse_article
from content.library import Source
from voice.accounts import Role, Scope
from voice.audit import Kind, Search
from voice.backup import checked, write_backup
from voice.cli import main
from voice.database import open_database, snapshot
from voice.errors import BackupUnusable, DatabaseUnusable, LinkExpired, NotEmpty
from voice.lexicon.lexeme import Lexeme
from voice.restoring import BEFORE_NAME, Restored, restore
from voice.rowcopy import copy_database, is_empty, rows_of
from voice.schema import open_at_head, tables
from voice.settings import Settings
from voice.studio import Studio

RULES = '[[disclaimer]]\nid = "site"\nkind = "legal"\ntext = {en = "What stands here is told to inform."}\n'
PAGE = b"Tea\n\nTea warms the hands.\n\nDisclaimer: This is not medical advice; ask your doctor.\n\xe4\xbd\xa0"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Studio]:
    """A studio with an article, rules, a word of a lexicon and a decision."""
    studio = Studio(Settings(data=tmp_path / "library", engine="silence"))
    studio.desk.rules_file.save(RULES)
    studio.desk.publish(parse_article(PAGE), Source(PAGE, "tea.txt"), slug="tea")
    for finding in studio.desk.findings("tea"):
        studio.desk.confirm("tea", finding.key, "Ann")
    studio.lexicons.add([Lexeme.checked(["Darjeeling"], "en", alias="dar jeeling")], by="Ann")
    yield studio
    studio.close()


@pytest.fixture
def elsewhere(either_database: str, tmp_path: Path) -> Settings:
    """The settings of another service, in which there is nothing."""
    return Settings(data=tmp_path / "elsewhere", database=either_database, engine="silence")


def back_up(studio: Studio, *, sounds: bool = False) -> Path:
    place = studio.settings.data / "backup.zip"
    sound_file = studio.sound_file if sounds else None
    write_backup(place, studio._database, studio.settings.data, sound_file)
    return place


def restored(place: Path, studio: Studio, *, replace: bool = False) -> Restored:
    return restore(place, studio._database, studio.settings.data, studio.put_sound, replace=replace)


def contents(studio: Studio) -> dict[str, list[dict[str, object]]]:
    with studio._database.connect() as connection:
        kept = [table for table in tables(made_again=False) if table.name != "audit"]  # a restore is noted there
        return {table.name: list(rows_of(connection, table)) for table in kept}


def test_what_is_backed_up_comes_back_on_either_database_and_goes_on(library: Studio, elsewhere: Settings) -> None:
    place = back_up(library)
    studio = Studio(elsewhere)
    restored(place, studio)
    assert contents(studio) == contents(library)
    assert contents(studio)["disclaimer_decisions"]
    assert studio.library.source("tea", studio.library.current("tea").revision).content == PAGE
    assert studio.desk.rules_file.text() == RULES
    assert studio.lexicons.add([Lexeme.checked(["Assam"], "en", alias="a sam")]) == 1
    studio.close()


def test_what_was_revoked_or_used_since_is_not_brought_back_and_the_trail_tells_of_it(library: Studio) -> None:
    accounts = library.accounts
    accounts.add("Ann", Role.ADMIN)
    accounts.add("Bo", Role.ADMIN)
    token, other = (accounts.tokens.make(name, [Scope.LISTEN], "Ann") for name in ("lost", "good"))
    link = accounts.links.reset("Ann")
    place = back_up(library)
    assert not {"sessions", "account_links", "sign_in_attempts"} & checked(place).tables.keys()
    session = accounts.sessions.begin("Ann")
    accounts.tokens.revoke("lost")
    restored(place, library, replace=True)
    assert accounts.tokens.find(token) is None
    assert accounts.tokens.find(other)
    assert accounts.sessions.find(session) is None
    with pytest.raises(LinkExpired):
        accounts.links.owner(link)
    [row] = library.trail.rows(Search(kind=Kind.BACKUP), most=9)
    assert row.after == f"restored from backup.zip, made at {checked(place).made_at}"


def test_the_catalogue_stands_in_no_backup_and_is_made_again(library: Studio, elsewhere: Settings) -> None:
    library.catalogue.catch_up()
    place, studio = back_up(library), Studio(elsewhere)
    assert "catalogue" not in checked(place).tables
    restored(place, studio)
    studio.catalogue.catch_up()
    assert studio.catalogue.find("tea").entries == library.catalogue.find("tea").entries != ()
    studio.close()


def test_recordings_come_along_when_asked_for(library: Studio, elsewhere: Settings) -> None:
    article = library.library.current("tea").article
    clip, file = library.speak(article, None, library.delivery())
    studio = Studio(elsewhere)
    assert restored(back_up(library, sounds=True), studio).recordings > 1
    there = studio.sound_file(clip.fingerprint, clip.suffix)
    assert there
    assert there.read_bytes() == file.read_bytes()
    assert studio.recording(clip.fingerprint) == clip
    studio.close()


def test_a_backup_is_of_one_moment_while_others_write(library: Studio, elsewhere: Settings) -> None:
    stop = threading.Event()

    def publish() -> None:
        for number in range(10_000):
            if stop.is_set():
                return
            article = parse_article(f"Tea\n\nTea warms {number} times.".encode())
            library.library.keep(article, Source(b"Tea", "tea.txt"), slug="tea", may_lose_disclaimers=True)

    editor = threading.Thread(target=publish)
    editor.start()
    places = [back_up(library) for _ in range(5)]
    stop.set()
    editor.join()
    studio = Studio(elsewhere)
    rows = restored(places[-1], studio).rows
    assert rows["articles"] > 1  # each current revision is there: foreign keys hold
    assert studio.library.current("tea")
    studio.close()


def test_what_is_there_is_replaced_only_when_asked_and_kept(library: Studio, elsewhere: Settings) -> None:
    studio = Studio(elsewhere)
    studio.library.keep(parse_article(b"Coffee\n\nCoffee wakes."), Source(b"Coffee", "coffee.txt"))
    before = contents(studio)
    with pytest.raises(NotEmpty, match="--replace"):
        restored(back_up(library), studio)
    assert contents(studio) == before
    assert restored(back_up(library), studio, replace=True).before == elsewhere.data / BEFORE_NAME
    assert contents(studio) == contents(library)
    restored(elsewhere.data / BEFORE_NAME, studio, replace=True)
    assert contents(studio) == before
    assert not (elsewhere.data / "disclaimers.toml").exists()
    studio.close()


def test_what_callers_are_told_comes_back_too(library: Studio, elsewhere: Settings) -> None:
    (library.settings.data / "phone.toml").write_text('[en]\ngreeting = "Good day."')
    place, studio = back_up(library), Studio(elsewhere)
    (elsewhere.data / "phone.toml").write_text('[en]\ngreeting = "Hello."')
    with pytest.raises(NotEmpty, match="--replace"):
        restored(place, studio)
    restored(place, studio, replace=True)
    assert studio.prompts_file.wordings()["en"]["greeting"] == "Good day."
    restored(elsewhere.data / BEFORE_NAME, studio, replace=True)
    assert studio.prompts_file.wordings()["en"]["greeting"] == "Hello."
    studio.close()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_backup_with_an_altered_byte_is_refused_or_says_the_same(library: Studio, data: st.DataObject) -> None:
    place = library.settings.data / "backup.zip"
    whole = place.read_bytes() if place.exists() else back_up(library).read_bytes()
    manifest = checked(place)
    at = data.draw(st.integers(0, len(whole) - 1))
    altered = library.settings.data / "altered.zip"
    altered.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    with suppress(BackupUnusable):
        assert checked(altered) == manifest


@pytest.mark.parametrize("keep", [0, 10, -30, -2_000])
def test_a_backup_that_is_cut_short_changes_nothing(library: Studio, tmp_path: Path, keep: int) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(back_up(library).read_bytes()[:keep])
    before = contents(library)
    with pytest.raises(BackupUnusable, match="Use another copy"):
        restored(cut, library, replace=True)
    assert contents(library) == before
    assert list(library.settings.data.glob(".restoring-*")) == []


def test_a_backup_that_cannot_be_written_leaves_the_one_before_as_it_was(library: Studio) -> None:
    library.speak(library.library.current("tea").article, None, library.delivery())
    place = back_up(library)
    before = place.read_bytes()
    with pytest.raises(ZeroDivisionError):
        write_backup(place, library._database, library.settings.data / "x", lambda *_: 1 // 0)  # type: ignore[arg-type]
    with pytest.raises(BackupUnusable, match="Choose another place"):
        write_backup(place / "inside a file", library._database, library.settings.data / "x")
    assert place.read_bytes() == before
    assert [each.name for each in place.parent.glob(".backup*")] == []


def test_everything_goes_to_a_server_and_back(library: Studio, tmp_path: Path, postgresql_url: str) -> None:
    library.speak(library.library.current("tea").article, None, library.delivery())
    server = open_at_head(tmp_path, postgresql_url)
    counts = copy_database(library._database, server)
    assert counts["recordings"] > 1
    back = open_at_head(tmp_path)
    assert copy_database(server, back) == counts
    with pytest.raises(NotEmpty, match="Name an empty database"):
        copy_database(back, server)
    for engine in (server, back):
        engine.dispose()


def test_a_row_that_a_server_does_not_take_is_named_and_nothing_changes(
    library: Studio, tmp_path: Path, postgresql_url: str
) -> None:
    article = replace(parse_article(b"Coffee\n\nCoffee wakes."), lang="x" * 41)
    library.library.keep(article, Source(b"Coffee", "coffee.txt"))
    server = open_at_head(tmp_path, postgresql_url)
    with pytest.raises(DatabaseUnusable, match="A row of articles can't be kept here"):
        copy_database(library._database, server)
    assert is_empty(server, tables(made_again=True))
    server.dispose()


def test_the_commands_back_up_restore_and_copy(
    library: Studio, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_DATA", str(library.settings.data))
    file = tmp_path / "library.zip"
    assert "1 article," in CliRunner().invoke(main, ["backup", str(file)]).output
    assert file.stat().st_mode & 0o077 == 0
    assert "articles: 1" in CliRunner().invoke(main, ["db", "copy", postgresql_url]).output
    monkeypatch.setenv("VOICE_DATA", str(tmp_path / "new"))
    assert "Restored: 1 article" in CliRunner().invoke(main, ["restore", str(file)]).output
    refused = CliRunner().invoke(main, ["restore", str(file)])
    assert (refused.exit_code, "--replace" in refused.output) == (1, True)
    monkeypatch.setenv("VOICE_DATABASE", postgresql_url)
    assert "tea" in CliRunner().invoke(main, ["list"]).output


def test_a_snapshot_of_sqlite_keeps_nobody_from_writing(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    with snapshot(engine) as connection:
        connection.exec_driver_sql("SELECT * FROM sqlite_master")
        with engine.begin() as writer:
            writer.exec_driver_sql("CREATE TABLE tea (leaf TEXT)")
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    engine.dispose()
