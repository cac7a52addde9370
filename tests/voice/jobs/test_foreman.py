"""A running service begins what has changed, once it has settled, and ends what others began."""

from dataclasses import replace

import pytest

from voice.jobs import regeneration
from voice.jobs.crew import crew_at_work
from voice.jobs.foreman import Noticed, foreman_at_work, pick_up
from voice.ledger import Stage
from voice.lexicon import Lexeme
from voice.studio import Studio

from .tea import BITTER, current


def test_a_service_picks_up_what_has_changed_once_it_has_settled(made: Studio) -> None:
    noticed = Noticed()
    made.lexicons.add([BITTER])
    pick_up(made, noticed)
    assert made.ledger.busy() == set()
    pick_up(made, noticed)
    pick_up(made, noticed)
    assert (made.ledger.busy(), len(made.ledger.latest(9))) == ({"tea"}, 2)


def test_what_could_not_be_made_is_not_begun_again_before_it_changes(made: Studio) -> None:
    noticed = Noticed()
    made.lexicons.add([BITTER])
    pick_up(made, noticed)
    pick_up(made, noticed)
    made.ledger.end(made.ledger.latest(1)[0].number, "tea", "Nobody speaks it.")
    begun = len(made.ledger.latest(9))
    pick_up(made, noticed)
    assert len(made.ledger.latest(9)) == begun
    made.lexicons.add([Lexeme.checked(["bitter"], "en", alias="harsh")])
    pick_up(made, noticed)
    assert len(made.ledger.latest(9)) == begun + 1


def test_what_could_not_be_made_is_begun_again_after_growing_pauses(made: Studio) -> None:
    noticed = Noticed()
    made.lexicons.add([BITTER])
    pick_up(made, noticed)
    pick_up(made, noticed)
    for tries, pause_s in enumerate((60, 120, 240)):
        begun = noticed.begun["tea"]
        assert begun.tries == tries
        made.ledger.end(begun.number, "tea", "Nobody speaks it.")
        for at, is_due in ((begun.at - pause_s + 30, False), (begun.at - pause_s, True)):
            noticed.begun["tea"] = replace(begun, at=at)
            pick_up(made, noticed)
            assert (noticed.begun["tea"].number > begun.number) == is_due


def test_what_somebody_has_cancelled_is_not_begun_again(made: Studio) -> None:
    noticed = Noticed()
    made.lexicons.add([BITTER])
    pick_up(made, noticed)
    pick_up(made, noticed)
    regeneration.cancel(made, noticed.begun["tea"].number)
    noticed.begun["tea"] = replace(noticed.begun["tea"], at=noticed.begun["tea"].at - 1e6)
    pick_up(made, noticed)
    assert made.ledger.busy() == set()


def test_a_running_service_ends_what_a_killed_command_began(made: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice.ledger.keeping.LEASE_S", 0.5)
    first = current(made)
    made.lexicons.add([BITTER])
    number = regeneration.start(made, regeneration.plan(made, ["tea"]), "tea", "Ida")
    regeneration.step_all(made)  # and nothing is heard of who took that step
    with crew_at_work(made), foreman_at_work(replace(made.settings, regenerate=False)):
        *_, last = regeneration.follow(made, number)
    assert last.regeneration.state is Stage.DONE
    assert current(made) > first
