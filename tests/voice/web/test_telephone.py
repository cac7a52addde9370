"""The code by which a telephone names an article, on the article's pages."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.settings import Settings
from voice.studio import Studio

TOLD = "Listen by phone: code"
TEA = b"On tea\n\nTea warms the hands, and then the rest of us."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", engine="silence", wait_s=20, phone="on", phone_rates="1")


@pytest.fixture
def code(client: FlaskClient, studio: Studio) -> str:
    """The code of an article that can be heard by telephone."""
    kept = studio.publisher.heard("on-tea")
    for order in studio.phone_orders(kept.article, kept.revision):
        studio.wait(order)
    return studio.codes.of("on-tea")


def test_an_article_that_can_be_heard_by_telephone_tells_its_code(client: FlaskClient, editor, code: str) -> None:
    assert f"{TOLD} {code}" in client.get("/a/on-tea").text
    assert f"Code {code}" in editor.get("/admin/articles/on-tea").text


def test_one_that_nobody_has_recorded_yet_tells_none(settings: Settings) -> None:
    app = create_app(settings)
    app.extensions["studio"].library.keep(parse_article(TEA), Source(TEA, "tea.txt"))
    page = app.test_client().get("/a/on-tea")
    assert (page.status_code, TOLD in page.text) == (200, False)
    app.extensions["studio"].close()


def test_where_the_telephone_is_off_no_page_tells_a_code(client: FlaskClient, code: str, settings: Settings) -> None:
    app = create_app(replace(settings, phone="off"))
    page = app.test_client().get("/a/on-tea")
    assert (page.status_code, TOLD in page.text) == (200, False)
    app.extensions["studio"].close()


def test_what_is_recorded_for_telephones_makes_no_article_longer(
    client: FlaskClient, code: str, studio: Studio
) -> None:
    kept = studio.publisher.heard("on-tea")
    once = studio.orders(kept.article, kept.revision, studio.delivery())[:4]
    clips = [studio.wait(order) for order in once]
    client.get("/")
    client.get("/a/on-tea")
    [entry] = studio.catalogue.find("leaves").entries
    assert entry.listening_ms == sum(clip.duration_ms for clip in clips)
