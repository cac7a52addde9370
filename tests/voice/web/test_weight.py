"""What an article's page weighs for the ear that comes through a slow connection."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

import voice.web

STATIC = Path(voice.web.__file__).parent / "static"
IMPORTED = re.compile(r'^import [^;]*"\./(\S+\.js)";$', re.MULTILINE)
MOST_SCRIPT = 20_000


def with_imports(name: str) -> set[str]:
    """A script and all that it can't begin without."""
    return {name}.union(*map(with_imports, IMPORTED.findall((STATIC / name).read_text("utf-8"))))


def weight(client: FlaskClient, address: str) -> int:
    """Bytes on the way, compressed as any browser takes it."""
    return len(client.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True).data)


@pytest.fixture
def page(client: FlaskClient) -> BeautifulSoup:
    return BeautifulSoup(client.get("/a/on-tea").text, "lxml")


def names(page: BeautifulSoup, what: str, where: str) -> set[str]:
    return {str(found[where]).removeprefix("/static/") for found in page.select(what)}


def test_an_articles_page_brings_under_20_kb_of_script(client: FlaskClient, page: BeautifulSoup) -> None:
    scripts = set().union(*map(with_imports, names(page, "script[src]", "src")))
    assert {"player.js", "playback.js", "early.js"} <= scripts
    assert not {"settings.js", "shortcuts.js", "skipping.js", "keeping.js", "next.js"} & scripts
    assert sum(weight(client, f"/static/{name}") for name in scripts) < MOST_SCRIPT


def test_all_that_the_player_begins_with_is_asked_for_at_once(page: BeautifulSoup) -> None:
    preloaded = names(page, "link[rel=modulepreload]", "href")
    assert preloaded == with_imports("player.js") - {"player.js"}
