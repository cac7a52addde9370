"""What is kept of callers for a time is deleted once it is over, whoever calls or does not."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from voice.cli import main
from voice.jobs.foreman import _duties
from voice.jobs.forgetting import Forgotten, forget_callers
from voice.jobs.scheduling import TASKS, Run
from voice.phonebook.tables import calls, places
from voice.settings import Settings
from voice.studio import Studio

A_DAY_S = 86_400


@pytest.fixture
def studio(settings: Settings) -> Iterator[Studio]:
    """A service where somebody's time is over and somebody else's is not."""
    with closing(Studio(replace(settings, phone_keep_days=30.0))) as studio:
        now = time.time()
        with studio.places.engine.begin() as connection:
            connection.execute(insert(places), [{"key": "old", "place": "{}", "at": now - 31 * A_DAY_S}])
            connection.execute(insert(places), [{"key": "new", "place": "{}", "at": now - 29 * A_DAY_S}])
            for call, hours in (("silent", 7), ("another", 8), ("going-on", 1)):
                held = {"call": call, "step": 1, "state": "", "answer": "", "at": now - hours * 3600}
                connection.execute(insert(calls), [held])
        yield studio


def test_what_is_too_old_is_counted_first_and_then_deleted(studio: Studio) -> None:
    assert forget_callers(studio, dry=True) == forget_callers(studio) == Forgotten(1, 2)
    assert forget_callers(studio) == Forgotten(0, 0)
    assert studio.places.find("new")
    assert studio.calls.find("going-on")


def test_a_sweep_takes_it_and_a_dry_one_tells(studio: Studio) -> None:
    voice = CliRunner(env={"VOICE_DATA": str(studio.settings.data)}).invoke
    told = "away: 1 place of callers and 2 calls whose time is over."
    assert f"Would take {told}" in voice(main, ["sweep", "--dry-run"]).stdout
    assert f"Took {told}" in voice(main, ["sweep"]).stdout


def test_so_does_a_sweep_at_its_set_time(studio: Studio) -> None:
    outcome = TASKS["sweep"](Run(studio, "sweep", lambda: False))
    assert "1 place of callers and 2 calls whose time is over" in outcome.told


def test_a_running_service_needs_no_schedule_for_it(studio: Studio) -> None:
    [duty] = [duty for duty in _duties(studio.settings, threading.Event()) if "callers" in duty.name]
    duty.act(studio)
    assert forget_callers(studio) == Forgotten(0, 0)
