"""Regenerations in the browser: planned, begun, paused, resumed, reported; and an article that is rolled back."""

import json
import time

import pytest
from flask.testing import FlaskClient

from voice.audit.trail import Search
from voice.jobs.regeneration import progress, step_all
from voice.studio import Studio

RULES = '[[disclaimer]]\nid = "hot"\nkind = "medical"\ntext = {en = "Hot drinks burn."}\n'


def brought_up(studio: Studio, number: int) -> None:
    until = time.monotonic() + 90
    while not progress(studio, number).ended and time.monotonic() < until:
        step_all(studio)
        time.sleep(0.05)
    assert progress(studio, number).ended


def told_live(editor, number: int) -> list[dict]:
    answer = editor.get(f"/admin/regenerations/{number}/events", buffered=True)
    assert answer.mimetype == "text/event-stream"
    return [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line]


def test_what_has_changed_is_planned_begun_and_heard(editor, client: FlaskClient, studio: Studio) -> None:
    client.get("/a/on-tea")
    studio.desk.rules_file.save(RULES)
    assert "1 article would be heard otherwise" in editor.get("/admin/regenerations").text
    assert "to make" in editor.get("/admin/regenerations/plan?of=changed").text
    begun = editor.post_form("/admin/regenerations", {"of": "changed"})
    assert begun.location.endswith("/admin/regenerations/1")
    assert 'http-equiv="refresh"' in editor.get("/admin/regenerations/1?live=yes").text
    assert 'http-equiv="refresh"' not in editor.get("/admin/regenerations/1").text
    for deed, told in (("pause", "Paused"), ("resume", "Working")):
        editor.post_form(f"/admin/regenerations/1/{deed}")
        assert told in editor.get("/admin/regenerations/1").text
    brought_up(studio, 1)
    last = told_live(editor, 1)[-1]
    assert last["made"] == last["clips"] > 0
    assert (last["done"], last["ended"]) == (1, True)
    assert "Hot drinks burn." in client.get("/a/on-tea").text
    assert '<span id="done">1</span> of 1 done' in editor.get("/admin/regenerations/1").text
    assert studio.trail.rows(Search(), most=1)[0].after == "resumed"


def test_some_articles_are_planned_and_spoken_at_another_rate_and_then_as_set_again(
    editor, client: FlaskClient, studio: Studio
) -> None:
    client.get("/a/on-tea")
    asked = {"of": "named", "slug": "https://example.org/a/on-tea/\n", "voice": "silence:hush", "rate": "1,5"}
    plan = editor.post_form("/admin/regenerations/plan", asked).text
    assert "by silence:hush at rate 1,5, from now on" in plan
    for name, value in asked.items():
        assert f'<input type="hidden" name="{name}" value="{value.strip()}">' in plan
    editor.post_form("/admin/regenerations", asked)
    brought_up(studio, 1)
    assert studio.publisher.generations.current("on-tea").delivery.rate == 1.5
    assert "0 unchanged" in editor.get("/admin/regenerations/plan?slug=on-tea").text
    editor.post_form("/admin/regenerations", {"of": "all", "as_set": "yes"})
    brought_up(studio, 2)
    current = studio.publisher.generations.current("on-tea")
    assert (current.delivery.rate, current.chosen) == (1.0, False)


@pytest.mark.parametrize(
    ("asked", "told", "field"),
    [
        ({"of": "all", "voice": "nobody"}, "nobody", "voice"),
        ({"of": "all", "voice": "nonsense:x"}, "x", "voice"),
        ({"of": "all", "rate": "fast"}, "“fast” is no rate. Give a number from 0.5 to 3.", "rate"),
        ({"of": "all", "rate": "9"}, "Choose one from 0.5 (slow) to 3 (fast).", "rate"),
        ({"of": "named", "slug": "on-coffee"}, "on-coffee", "slug"),
        ({"of": "named"}, "Name the articles", "of"),
        ({"of": "all", "slug": "on-tea"}, "Choose “Those that I name”", "of"),
        ({"of": "all", "rate": "2", "as_set": "yes"}, "not both", "of"),
    ],
)
def test_what_can_not_be_planned_is_told_with_what_was_given(editor, asked: dict, told: str, field: str) -> None:
    for address in ("/admin/regenerations/plan", "/admin/regenerations"):
        answer = editor.post_form(address, asked)
        assert answer.status_code == 422
        assert f'<a href="#{field}">' in answer.text
        assert told in answer.text
        assert f'value="{asked.get("rate", "")}"' in answer.text
    assert "<title>Not done" in answer.text


def test_an_article_is_heard_as_before_again(editor, client: FlaskClient, studio: Studio, make_anew) -> None:
    client.get("/a/on-tea")
    studio.desk.rules_file.save(RULES)
    make_anew("on-tea")
    assert "Let it be heard as it was before" in editor.get("/admin/articles/on-tea/generations").text
    editor.post_form("/admin/articles/on-tea/generations/back")
    assert "Hot drinks burn." not in client.get("/a/on-tea").text


def test_what_could_not_be_made_or_was_rolled_back_is_told(
    editor, client: FlaskClient, studio: Studio, make_anew
) -> None:
    client.get("/a/on-tea")
    number = studio.ledger.open("on-tea", "Ida", {"on-tea": 1})
    studio.ledger.end(number, "on-tea", "Nobody speaks it.")
    assert "Nobody speaks it." in editor.get("/admin/errors").text
    editor.post_form(f"/admin/errors/regenerations/{number}/on-tea/again")
    assert "Nobody speaks it." not in editor.get("/admin/errors").text
    studio.desk.rules_file.save(RULES)
    make_anew("on-tea")
    editor.post_form("/admin/articles/on-tea/generations/back")
    for page in ("/admin/regenerations", "/admin/articles/on-tea"):
        assert "Listeners do not hear the disclaimers that are due" in editor.get(page).text


def test_viewers_look_and_change_nothing(viewer, client: FlaskClient) -> None:
    client.get("/a/on-tea")
    assert viewer.get("/admin/regenerations").status_code == 200
    for number in (7, 10**20):
        assert viewer.get(f"/admin/regenerations/{number}").status_code == 404
    assert viewer.post_form("/admin/regenerations", {"of": "all"}).status_code == 403
