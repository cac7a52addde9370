"""The page of what a service does at set times: chosen there, it counts, whatever the settings say."""

import pytest
from bs4 import BeautifulSoup

from voice.audit import Kind, Search
from voice.jobs.scheduling import carry_out_due
from voice.studio import Studio
from voice.web.admin.schedules import OFTEN, expression_of, in_words

FORM = {"task": "sweep", "often": "sun", "time": "04:30", "cron": ""}


def shown(client, task: str) -> str:
    page = BeautifulSoup(client.get("/admin/schedules").text, "lxml")
    return " ".join(page.find(id=f"task_{task}").parent.get_text(" ").split())


def alert_of(answer) -> str:
    return BeautifulSoup(answer.text, "lxml").find(role="alert").text


def test_a_time_is_chosen_kept_to_and_taken_away(studio: Studio, admin) -> None:
    assert "never, as the setting VOICE_SWEEP_AT says" in shown(admin, "sweep")
    assert admin.post_form("/admin/schedules", FORM).status_code == 303
    assert "When every Sunday at 04:30 UTC Next told in a few seconds" in shown(admin, "sweep")
    carry_out_due(studio, lambda: False)
    [task] = [each for each in studio.timetable.tasks() if each.task == "sweep"]
    assert task.expression == "30 4 * * sun"
    assert "04:30 UTC Last not yet" in shown(admin, "sweep")
    admin.post_form("/admin/schedules/sweep/remove")
    assert "When never Last" in shown(admin, "sweep")
    admin.post_form("/admin/schedules/sweep/as-set")
    assert "VOICE_SWEEP_AT" in shown(admin, "sweep")


def test_each_choice_is_in_the_audit_trail_once(studio: Studio, admin) -> None:
    for _ in range(2):
        admin.post_form("/admin/schedules", FORM | {"cron": "0 4 * * mon,thu"})
    assert "by the cron expression 0 4 * * mon,thu" in shown(admin, "sweep")
    [row] = studio.trail.rows(Search(kind=Kind.SCHEDULE), most=9)
    assert (row.subject, row.before, row.after) == ("sweep", "as the settings say", "0 4 * * mon,thu")
    assert row.who == "Some admin"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"task": "nap"}, "Choose what is to be done"),
        ({"often": "never"}, "how often"),
        ({"time": "25:00"}, "such as 04:00"),
        ({"cron": "0 0 31 2 *"}, "is no time that comes"),
    ],
)
def test_what_is_no_time_is_told_and_what_was_typed_is_kept(admin, wrong: dict[str, str], told: str) -> None:
    answer = admin.post_form("/admin/schedules", FORM | {"cron": ""} | wrong)
    assert answer.status_code == 422
    assert told in alert_of(answer)
    page = BeautifulSoup(answer.text, "lxml")
    assert page.find(id="cron")["value"] == wrong.get("cron", "")


def test_only_admins_choose_and_others_see_no_button(editor) -> None:
    assert "Choose this time" not in editor.get("/admin/schedules").text
    assert editor.post_form("/admin/schedules", FORM).status_code == 403
    assert editor.post_form("/admin/schedules/sweep/remove").status_code == 403


def test_a_task_that_is_none_is_told(admin) -> None:
    admin.post_form("/admin/schedules/nap/remove")
    assert "There is no such task" in admin.get("/admin/").text


@pytest.mark.parametrize("often", OFTEN)
def test_what_the_form_offers_is_told_in_words(often: str) -> None:
    words = in_words(expression_of(often, "04:05"))
    assert words.startswith(OFTEN[often])
    assert "5" in words
