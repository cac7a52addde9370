"""A listener chooses the voice."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from voice.orders import ClipOrder
from voice.studio import Studio

from .clips import AFTER, SECTION, clip_of

ESPEAK = "espeak:gmw/en"
IN_ESPEAK = f"{SECTION}?v={ESPEAK}"
OPENING = "/a/on-tea/disclaimer.mp3"


def choose(client: FlaskClient, voice: str, lang: str = "en", back: str = "/a/on-tea") -> TestResponse:
    return client.post("/voice", data={"voice": voice, "lang": lang, "back": back})


def page_of(client: FlaskClient) -> BeautifulSoup:
    return BeautifulSoup(client.get("/a/on-tea").text, "lxml")


def speakers(studio: Studio, clip: str) -> str:
    recording = studio.recording(clip.removeprefix("/c/").removesuffix(".mp3"))
    assert recording
    return recording.speaker


def options(page: BeautifulSoup) -> list[Tag]:
    return page.select("select#player_voice option")


def test_the_page_offers_the_usual_voice_and_others_in_words(client: FlaskClient) -> None:
    first, *others = options(page_of(client))
    assert (first["value"], first.text) == ("", "silence, English (United States) (the usual one)")
    assert "Heart, English (United States), a woman's voice" in [other.text for other in others]
    assert ESPEAK in [other["value"] for other in others]


def test_what_is_chosen_is_kept_and_every_address_names_it(client: FlaskClient) -> None:
    chose = choose(client, ESPEAK)
    assert (chose.status_code, chose.location) == (303, "/a/on-tea")
    page = page_of(client)
    [selected] = page.select("select#player_voice option[selected]")
    assert selected["value"] == ESPEAK
    addresses = [str(button["data-first"]) for button in page.select("button[data-first]")]
    addresses += [str(link["href"]) for link in page.select("a[download]")]
    assert len(addresses) > 4
    assert all("v=espeak:gmw/en" in address for address in addresses)


def test_a_page_that_is_kept_is_not_given_to_those_who_chose_another_voice(client: FlaskClient, app: Flask) -> None:
    usual = client.get("/a/on-tea").text
    choose(client, ESPEAK)
    assert client.get("/a/on-tea").text != usual
    assert app.test_client().get("/a/on-tea").text == usual


def test_it_speaks_disclaimers_included(client: FlaskClient, studio: Studio) -> None:
    assert speakers(studio, clip_of(client, IN_ESPEAK)) == ESPEAK
    assert speakers(studio, clip_of(client, f"{OPENING}?v={ESPEAK}")) == ESPEAK
    assert speakers(studio, clip_of(client)) == "silence:hush"


def test_it_speaks_at_the_pace_that_editors_chose_for_the_article(client: FlaskClient, studio: Studio) -> None:
    draft, _ = studio.publisher.draft("on-tea", replace(studio.delivery(), rate=0.5))
    studio.publisher.keep(draft, by="tests")
    delivery = studio.publisher.in_voice(studio.publisher.heard("on-tea"), ESPEAK)
    assert (delivery.rate, delivery.engine, delivery.voice) == (0.5, "silence", ESPEAK)
    assert speakers(studio, clip_of(client, IN_ESPEAK)) == ESPEAK


def test_who_has_heard_the_disclaimers_has_heard_them_in_every_voice(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice.web.heard.FASTEST_PLAYBACK", 1000.0)
    assert client.get(f"{AFTER}?v={ESPEAK}").status_code == 403
    client.get(f"{OPENING}?v={ESPEAK}", buffered=True)
    assert client.post(f"/a/on-tea/heard?v={ESPEAK}").status_code == 204
    assert client.get(f"{AFTER}?v={ESPEAK}", buffered=True).status_code == 200
    assert client.get(AFTER, buffered=True).status_code == 200
    assert app.test_client().get(AFTER).status_code == 403


def test_it_is_on_record_that_it_spoke_the_disclaimer_and_in_which_bytes(client: FlaskClient, studio: Studio) -> None:
    clip = clip_of(client, IN_ESPEAK)
    clip_of(client, IN_ESPEAK)
    [proof] = [proof for proof in studio.proofs.of("on-tea") if proof.voice]
    [stand] = proof.clips
    assert (proof.voice, proof.wording) == (ESPEAK, "short")
    assert (stand.clip, f"/c/{stand.fingerprint}.mp3") == ("how-long-it-should-steep", clip)
    assert proof.takes
    assert not any(proof.voice for proof in studio.proofs.of("on-tea") if proof.wording == "full")


def test_where_nothing_of_a_disclaimer_is_heard_nothing_is_looked_up_for_the_record(
    client: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = studio.publisher.heard("on-tea")
    asked: list[int] = []
    monkeypatch.setattr(studio.publisher.generations, "has_on_record", lambda number, _: bool(asked.append(number)))
    for alone in (False, True):
        bare = ClipOrder("on-tea", kept.revision, kept.article.sections[0].id, alone=alone, delivery=studio.delivery())
        studio.publisher.put_on_record(bare, ESPEAK)
        assert len(asked) == alone


@pytest.mark.parametrize("voice", ["espeak:gmw/en-gb-scotland", "nobody", "system:gmw/en"])
def test_a_voice_that_is_not_offered_is_neither_kept_nor_spoken(client: FlaskClient, voice: str) -> None:
    refused = choose(client, voice)
    assert refused.status_code == 400
    assert "can't be chosen" in refused.text
    usual = clip_of(client)
    assert client.get(f"{SECTION}?v={voice}").location == usual
    client.set_cookie("voices", voice)
    assert (
        not page_of(client).select("select#player_voice option[selected]") or "v=" not in client.get("/a/on-tea").text
    )


def test_a_voice_of_another_language_is_refused(client: FlaskClient) -> None:
    assert choose(client, ESPEAK, lang="de").status_code == 400


def test_each_language_has_a_voice_of_its_own(client: FlaskClient) -> None:
    choose(client, "espeak:roa/es", lang="es")
    choose(client, ESPEAK)
    choose(client, "", lang="es")
    cookie = client.get_cookie("voices")
    assert cookie
    assert cookie.decoded_value == ESPEAK
    choose(client, "hibari:heart")
    cookie = client.get_cookie("voices")
    assert cookie
    assert cookie.decoded_value == "hibari:heart"


def test_a_stranger_cannot_be_sent_elsewhere_by_it(client: FlaskClient) -> None:
    assert choose(client, ESPEAK, back="//elsewhere.example").location == "/"


def test_where_none_is_offered_there_is_nothing_to_choose(app: Flask, client: FlaskClient, studio: Studio) -> None:
    studio.settings = replace(studio.settings, offered="none")
    assert not options(page_of(client))
    assert 'action="/voice"' not in client.get("/a/on-tea").text
    assert choose(client, ESPEAK).status_code == 400


def test_editors_see_what_listeners_may_choose_from(viewer: FlaskClient) -> None:
    told = viewer.get("/admin/voices").text
    assert "Listeners may choose in its place: " in told
    assert ESPEAK in told
