"""What is due at set times is done once, by one process, on both databases; what was missed is made up once."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from content import parse_article
from content.errors import FetchFailed
from content.gathered import Gathered
from content.library import Source
from content.page import Origin
from voice.audit import Door, Kind, Search
from voice.cli import main
from voice.cron import next_due
from voice.errors import SettingsError
from voice.jobs import regeneration
from voice.jobs.foreman import _duties
from voice.jobs.scheduling import MOST_ERRORS, carry_out_due
from voice.settings import Settings
from voice.studio import Studio
from voice.timetable import LEASE_S, Timetable

DAY_S = 86_400.0
MIDNIGHT = datetime(2026, 3, 28, tzinfo=UTC).timestamp()  # the night when clocks go forward in Europe
AT_FOUR = MIDNIGHT + 4 * 3600
TEA = b"On tea\n\nTea warms the hands.\n\nThis article is not medical advice."


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time as it is said to be: the last in the list."""
    times = [MIDNIGHT]
    monkeypatch.setattr("voice.jobs.scheduling.time.time", lambda: times[-1])
    return times


@pytest.fixture
def studio(settings: Settings, clock: list[float]) -> Iterator[Studio]:
    webhook = {"webhook_url": "https://hook.example", "webhook_secret": "whsec_"}
    studio = Studio(replace(settings, refresh_at="0 4 * * *", verify_at="0 4 * * *", **webhook))
    carry_out_due(studio, lambda: False)  # and from now on it is known when they are due
    yield studio
    studio.close()


def go_on() -> bool:
    return False


def test_of_several_processes_one_does_what_is_due_and_what_was_missed_is_due_once(at_head: Engine) -> None:
    one, other = Timetable(at_head, "one"), Timetable(at_head, "other")
    for timetable in (one, other):
        timetable.plan("sweep", "0 4 * * *", MIDNIGHT)
        assert not timetable.claim("sweep", "0 4 * * *", AT_FOUR - 1)
    late = AT_FOUR + 9 * DAY_S + 60
    assert [each.claim("sweep", "0 4 * * *", late) for each in (other, one, other)] == [True, False, False]
    other.end("sweep", "Swept.")
    assert not one.claim("sweep", "0 4 * * *", late + 3600)
    [task] = one.tasks()
    assert (task.due_at, task.outcome, bool(task.ended_at)) == (AT_FOUR + 10 * DAY_S, "Swept.", True)


def test_who_works_holds_the_task_and_who_is_gone_loses_it(at_head: Engine) -> None:
    one, other = Timetable(at_head, "one"), Timetable(at_head, "other")
    one.plan("verify", "* * * * *", MIDNIGHT)
    at = MIDNIGHT + 60
    assert one.claim("verify", "* * * * *", at)
    assert not other.claim("verify", "* * * * *", at + LEASE_S - 1)
    one.renew("verify", at + LEASE_S - 1)
    assert not other.claim("verify", "* * * * *", at + LEASE_S + 1)
    assert other.claim("verify", "* * * * *", at + 2 * LEASE_S)
    one.end("verify", "Too late.")
    assert other.tasks()[0].outcome == ""


def test_another_expression_counts_from_now_and_none_is_never_due(at_head: Engine) -> None:
    timetable = Timetable(at_head, "one")
    timetable.plan("sweep", "0 4 * * *", MIDNIGHT)
    timetable.plan("sweep", "", MIDNIGHT)
    timetable.plan("sweep", "0 5 * * *", MIDNIGHT + 9 * DAY_S)
    assert timetable.tasks()[0].due_at == AT_FOUR + 3600 + 9 * DAY_S
    assert not timetable.claim("sweep", "0 4 * * *", MIDNIGHT + 99 * DAY_S)  # by whom it is still set so


@given(st.floats(0, 4e9), st.sampled_from(["* * * * *", "0 4 * * *", "*/7 3 1 * *", "30 2 * * sun"]))
def test_what_is_due_next_is_later_than_now_and_on_the_minute(after: float, expression: str) -> None:
    due = next_due(expression, after)
    assert due > after
    assert due % 60 == 0


@pytest.mark.parametrize("expression", ["0 4 * *", "0 25 * * *", "0 0 31 2 *", "daily", "* * * * * *", "@daily"])
def test_an_expression_that_can_not_be_read_or_never_comes_stops_the_start(expression: str) -> None:
    with pytest.raises(SettingsError, match=f"VOICE_SWEEP_AT: {re.escape(repr(expression))} is no time that comes"):
        Settings.from_environment({"VOICE_SWEEP_AT": expression})


def test_a_service_keeps_its_times(settings: Settings) -> None:
    assert "What is done at set times" in [duty.name for duty in _duties(settings, threading.Event())]
    assert Settings.from_environment({"VOICE_VERIFY_AT": "0 5 * * sun"}).schedules["verify"] == "0 5 * * sun"


def test_articles_are_refreshed_when_it_is_due_and_what_failed_is_seen(
    studio: Studio, clock: list[float], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in range(MOST_ERRORS + 2):
        origin = Origin(f"https://tea.example/{name}")
        studio.library.keep(parse_article(TEA), Source(TEA, origin.address, (origin,)), slug=f"tea-{name}")
    newer = TEA.replace(b"hands", b"heart")

    def gather_again(source: Source, *, lang: str) -> object:
        if source.name.endswith("/0"):
            return Gathered(parse_article(newer), Source(newer, source.name, source.origins))
        raise FetchFailed(f"{source.name} is away.")

    monkeypatch.setattr("content.gathering.gather_again", gather_again)
    clock.append(AT_FOUR)
    for _ in range(2):
        carry_out_due(studio, go_on)
    task = studio.timetable.tasks()[0]
    assert task.outcome == f"{MOST_ERRORS + 2} articles asked for: 1 changed, {MOST_ERRORS + 1} failed."
    assert [each.kind for each in studio.news.due(99)] == ["schedule.failed", "schedule.done"]  # it also verified
    assert len(task.errors.splitlines()) == MOST_ERRORS
    assert caplog.text.count("is away.") == MOST_ERRORS + 1
    [row, *_] = studio.trail.rows(Search(kind=Kind.ARTICLE), most=1)
    assert (row.subject, row.who, row.door) == ("tea-0", "the timetable", Door.SERVICE)


def test_what_is_broken_is_spoken_again_when_it_is_due(studio: Studio, clock: list[float]) -> None:
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.txt"), slug="tea")
    list(regeneration.work(studio, regeneration.start(studio, regeneration.plan(studio, ["tea"]), "tea", "Ida")))
    files = [place for place in (studio.settings.data / "recordings").rglob("*") if place.suffix in {".mp3", ".flac"}]
    for place in files:
        place.write_bytes(place.read_bytes()[:-1])
    clock.append(AT_FOUR)
    carry_out_due(studio, go_on)
    task = studio.timetable.tasks()[2]
    assert f"{len(files)} recordings looked at: {len(files)} broken" in task.outcome
    assert len(task.errors.splitlines()) == len(files)
    while studio.work_once():
        pass
    assert [checked.fault for checked in studio.stock.verify() if checked.fault] == []


def test_what_is_broken_off_is_due_again_at_once(studio: Studio, clock: list[float]) -> None:
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.txt"), slug="tea")
    list(regeneration.work(studio, regeneration.start(studio, regeneration.plan(studio, ["tea"]), "tea", "Ida")))
    clock.append(AT_FOUR)
    answers = iter([False, False, True])  # once it has begun to verify
    carry_out_due(studio, lambda: next(answers))
    assert studio.timetable.tasks()[2].outcome == "Broken off after 1 recording."
    carry_out_due(studio, go_on)
    assert "none is broken" in studio.timetable.tasks()[2].outcome


def test_a_task_that_can_not_be_done_is_told_and_the_others_are_done(
    settings: Settings, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Studio(replace(settings, sweep_at="* * * * *", verify_at="* * * * *"))) as studio:
        carry_out_due(studio, go_on)
        studio.library.keep(parse_article(TEA), Source(TEA, "tea.txt"), slug="tea")
        list(regeneration.work(studio, regeneration.start(studio, regeneration.plan(studio, ["tea"]), "tea", "Ida")))
        (settings.data / "recordings").rename(settings.data / "elsewhere")
        clock.append(MIDNIGHT + 60)
        carry_out_due(studio, go_on)
        refresh, sweep, verify = studio.timetable.tasks()
    assert (refresh.began_at, sweep.outcome) == ("", "It could not be done.")
    assert sweep.errors
    assert sweep.errors in caplog.text
    assert verify.ended_at


def test_a_command_tells_what_is_due_and_what_came_of_it(studio: Studio, clock: list[float]) -> None:
    environment = {
        "VOICE_DATA": str(studio.settings.data),
        "VOICE_REFRESH_AT": "0 4 * * *",
        "VOICE_VERIFY_AT": "1 * * * *",
    }
    clock.append(AT_FOUR)
    carry_out_due(studio, go_on)
    told = CliRunner().invoke(main, ["schedules"], env=environment).stdout.splitlines()
    assert told[0] == "refresh\t0 4 * * *, next at 2026-03-29 04:00 UTC"
    assert told[1].startswith("\tlast: 20")
    assert told[1].endswith("\t0 articles asked for: 0 changed, 0 failed.")
    assert told[2:4] == [
        "sweep\tnever; to change that, set VOICE_SWEEP_AT, or choose a time at /admin/schedules",
        "verify\t1 * * * *, once a service runs",
    ]
    assert '"outcome": "0 articles' in CliRunner().invoke(main, ["schedules", "--json"], env=environment).stdout
