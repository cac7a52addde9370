"""Who is given a section without its disclaimers, and what editors change."""

import time
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from voice.studio import Studio

from .clips import AFTER, SECTION, clip_of


@pytest.fixture
def a_minute_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets a minute go by for who asks whether a disclaimer can have been heard."""
    clock = [time.time()]
    monkeypatch.setattr("voice.web.heard.time.time", lambda: clock[-1])
    return lambda: clock.append(clock[-1] + 60)


def hear(client: FlaskClient, a_minute_later: Callable[[], None]) -> None:
    """Hear the article's disclaimer to its end, and say so."""
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    a_minute_later()
    client.post("/a/on-tea/heard")


def test_the_marks_of_a_bare_section_are_for_those_who_heard_the_disclaimer(
    client: FlaskClient, a_minute_later: Callable[[], None]
) -> None:
    address = AFTER.replace(".mp3", ".marks.json")
    assert client.get(address).status_code == 403
    hear(client, a_minute_later)
    answer = client.get(address)
    assert {"private", "no-cache"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.json[0]["start_ms"] == 0
    bare = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    assert client.get(f"/c/{bare}.marks.json").status_code == 404


def test_without_having_heard_the_disclaimer_no_section_goes_out_bare(client: FlaskClient) -> None:
    assert client.get(AFTER).status_code == 403


def test_a_page_that_claims_too_early_to_have_played_it_is_not_believed(client: FlaskClient) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    assert client.post("/a/on-tea/heard").status_code == 409
    assert client.get(AFTER).status_code == 403


def test_a_page_that_never_asked_for_it_is_not_believed(client: FlaskClient) -> None:
    assert client.post("/a/on-tea/heard").status_code == 409


def test_once_heard_the_sections_play_without_it(client: FlaskClient, a_minute_later: Callable[[], None]) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    a_minute_later()
    assert client.post("/a/on-tea/heard").status_code == 204
    client.get(AFTER, buffered=True)
    answer = client.get(AFTER, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert {"private", "no-cache"} <= set(answer.headers["Cache-Control"].split(", "))
    players = BeautifulSoup(client.get("/a/on-tea").text, "lxml").find_all("audio")
    assert players[2]["src"] == f"{AFTER}?g=1"


def test_what_a_session_gets_after_the_disclaimer_has_no_public_address(
    client: FlaskClient, a_minute_later: Callable[[], None]
) -> None:
    hear(client, a_minute_later)
    client.get(AFTER, buffered=True)
    fingerprint = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    for suffix in ("mp3", "bare.mp3"):
        assert client.get(f"/c/{fingerprint}.{suffix}").status_code == 404


def test_asking_for_the_head_of_the_disclaimer_is_not_being_given_it(
    client: FlaskClient, a_minute_later: Callable[[], None]
) -> None:
    client.head("/a/on-tea/disclaimer.mp3")
    a_minute_later()
    assert client.post("/a/on-tea/heard").status_code == 409


def test_an_altered_recording_after_the_disclaimer_is_made_again(
    client: FlaskClient, studio: Studio, a_minute_later: Callable[[], None]
) -> None:
    hear(client, a_minute_later)
    client.get(AFTER, buffered=True)
    whole = client.get(AFTER, buffered=True).data
    fingerprint = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    studio._shelf.path(fingerprint, "bare.mp3").write_bytes(bytes(len(whole)))
    client.get(AFTER, buffered=True)
    assert client.get(AFTER, buffered=True).data == whole


def test_what_editors_set_is_heard_without_a_restart_once_it_is_whole(
    client: FlaskClient, studio: Studio, make_anew
) -> None:
    before = clip_of(client)
    studio.desk.rules_file.save(HOT)
    assert clip_of(client) == before
    make_anew("on-tea")
    assert clip_of(client) != before
    assert "Hot drinks burn." in client.get("/a/on-tea").text


def test_while_the_editors_file_cannot_be_read_nothing_goes_out(client: FlaskClient, studio: Studio) -> None:
    studio.desk.rules_file.path.write_text(HOT.replace("medical", "medicall"))
    for address in ("/a/on-tea", SECTION, "/a/on-tea/disclaimer.mp3"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "disclaimer 1 (hot)" in answer.json["detail"]


def test_hearing_the_short_form_is_not_hearing_the_disclaimer(
    client: FlaskClient, studio: Studio, a_minute_later: Callable[[], None]
) -> None:
    kept = studio.desk.current("on-tea")
    studio.wait(studio.orders(kept.article, kept.revision, studio.delivery())[0])
    clip_of(client)
    a_minute_later()
    assert client.post("/a/on-tea/heard").status_code == 409
    client.get(SECTION.replace("sections", "first"))
    a_minute_later()
    assert client.post("/a/on-tea/heard").status_code == 204


HOT = """[[disclaimer]]
id = "hot"
kind = "medical"
text = {en = "Hot drinks burn."}
"""
