"""A service with the engine of silence, and an article in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

PAGE = b"""<!doctype html><html lang="en"><head><title>On tea</title></head><body>
<nav><a href="/">Home</a></nav><main><article>
<h1>On tea</h1><p>Tea warms the hands, and then the rest of us.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>How long it should steep</h2><p>Three minutes are enough for most leaves. Five make it bitter.</p>
<ul><li>Green tea: 2 minutes</li><li>Black tea: 4 minutes</li></ul>
<h2>What to drink it from</h2><p>A cup that you like is the best one.</p></article></main></body></html>"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", engine="silence", wait_s=20)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    studio: Studio = app.extensions["studio"]
    with crew_at_work(studio):
        yield app
    studio.close()


@pytest.fixture
def studio(app: Flask) -> Studio:
    found: Studio = app.extensions["studio"]
    return found


@pytest.fixture
def client(app: Flask, studio: Studio) -> FlaskClient:
    studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    return app.test_client()
