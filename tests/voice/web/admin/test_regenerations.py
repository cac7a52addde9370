"""Regenerations in the browser: planned, begun, paused, resumed, reported; and an article that is rolled back."""

import json
import time

from flask.testing import FlaskClient

from voice.audit.trail import Search
from voice.jobs.regeneration import progress, step_all
from voice.studio import Studio

RULES = '[[disclaimer]]\nid = "hot"\nkind = "medical"\ntext = {en = "Hot drinks burn."}\n'


def brought_up(studio: Studio, number: int) -> None:
    until = time.monotonic() + 20
    while not progress(studio, number).ended and time.monotonic() < until:
        step_all(studio)
        time.sleep(0.05)


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
