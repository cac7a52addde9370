"""Machines that share a database share the editors' files and the key of sessions too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content import parse_article
from content.errors import InvalidRules, RulesChanged
from content.library import Source
from voice.audit import Door, Kind, Search, acting
from voice.backup import write_backup
from voice.data_folder import secret_key
from voice.restoring import restore
from voice.settings import Settings
from voice.studio import Studio

RULES = '[[disclaimer]]\nid = "site"\nkind = "legal"\ntext = {en = "What stands here is told to inform."}\n'
OTHER = RULES.replace("inform", "please")
PAGE = b"Tea\n\nTea warms the hands."


def of(tmp_path: Path, name: str, database: str = "") -> Settings:
    shared = database or f"sqlite:///{tmp_path / 'shared.db'}"
    return Settings(data=tmp_path / name, database=shared, engine="silence")


@pytest.fixture
def hosts(tmp_path: Path, either_database: str) -> Iterator[tuple[Studio, Studio]]:
    """Two machines over one database, the first of which has a rule."""
    first, second = of(tmp_path, "a", either_database), of(tmp_path, "b", either_database)
    first.data.mkdir()
    (first.data / "disclaimers.toml").write_text(RULES)
    studios = Studio(first), Studio(second)
    studios[0].desk.rules_file.rules()
    yield studios
    for studio in studios:
        studio.close()


def words(studio: Studio) -> str:
    return studio.desk.rules_file.text()


def noted(studio: Studio) -> list[tuple[str, Door, str]]:
    rows = studio.trail.rows(Search(kind=Kind.RULES), most=9)
    return [(row.who, Door(row.door), row.after) for row in reversed(list(rows))]


def test_a_disclaimer_of_one_machine_is_in_what_another_publishes(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    second.desk.publish(parse_article(PAGE), Source(PAGE, "tea.txt"), slug="tea")
    for studio in (second, first, second):
        assert [each.text for each in studio.publisher.heard("tea").article.disclaimers] == [
            "What stands here is told to inform."
        ]
        assert not studio.publisher.outdated()
    assert (second.settings.data / "disclaimers.toml").read_text() == RULES
    assert noted(first) == [("unknown", Door.FILE, RULES)]


def test_rules_saved_on_one_machine_hold_on_the_other_and_are_noted_once(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    with acting("Elena", Door.ADMIN):
        second.desk.rules_file.save(OTHER, over=second.desk.rules_file.edition)
    assert (words(first), first.desk.rules_file.read()[1].notices[0].text["en"][-7:]) == (OTHER, "please.")
    with pytest.raises(RulesChanged):
        first.desk.rules_file.save(RULES, over="0" * 64)
    assert words(first) == words(second) == OTHER
    assert noted(first)[1:] == [("Elena", Door.ADMIN, OTHER)]


def test_a_file_changed_by_hand_is_taken_in_where_it_was_changed_from_what_stands(
    hosts: tuple[Studio, Studio],
) -> None:
    first, second = hosts
    for studio, text in ((first, OTHER), (second, RULES)):
        words(studio)
        studio.desk.rules_file.path.write_text(text)
        words(studio)
        assert words(first) == words(second) == text
    assert [row[2] for row in noted(first)] == [RULES, OTHER, RULES]


def test_a_file_changed_from_what_stands_no_more_is_kept_aside(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    words(second)
    first.desk.rules_file.save(OTHER)
    second.desk.rules_file.path.write_text(RULES + "# mine")
    assert words(second) == words(first) == OTHER
    assert (second.settings.data / "disclaimers.toml.not-taken").read_text() == RULES + "# mine"


def test_a_broken_file_stops_its_own_machine_alone_until_it_is_mended(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    first.desk.rules_file.path.write_text("[[disclaimer")
    with pytest.raises(InvalidRules):
        first.desk.rules_file.rules()
    assert words(second) == RULES
    first.desk.rules_file.save(OTHER)
    assert words(second) == words(first) == OTHER


def test_a_file_that_is_gone_comes_back_and_an_empty_one_sets_nothing(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    first.desk.rules_file.path.unlink()
    assert words(first) == RULES
    first.desk.rules_file.path.write_text("")
    assert words(first) == words(second) == ""


def test_prompts_of_telephones_are_shared(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    first.prompts_file.say("en", {"greeting": "Good day."}, over=first.prompts_file.edition)
    assert second.prompts_file.told()["en"]["greeting"] == "Good day."


def test_sessions_are_signed_with_one_key(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    assert first.secret == second.secret == secret_key(first.settings) != secret_key(second.settings)


def test_a_restored_backup_stands_on_every_machine(hosts: tuple[Studio, Studio]) -> None:
    first, second = hosts
    place = first.settings.data / "backup.zip"
    write_backup(place, first._database, first.settings.data)
    assert first.secret.hex().encode() not in place.read_bytes()
    second.desk.rules_file.save(OTHER)
    key = first.secret
    restore(place, first._database, first.settings.data, first.put_sound, replace=True)
    for file in first.shared_files:
        file.impose()
    assert words(first) == words(second) == RULES
    again = Studio(second.settings)
    assert again.secret == key
    again.close()
