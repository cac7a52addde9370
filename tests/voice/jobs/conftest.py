"""A service whose library has one article."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.settings import Settings
from voice.studio import Studio

from .tea import TEA, make


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A service whose crew does not work."""
    app = create_app(Settings(data=tmp_path, engine="silence", booths=1, wait_s=10))
    studio: Studio = app.extensions["studio"]
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    yield app
    studio.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def made(studio: Studio) -> Studio:
    """The same, with the first generation of its article made."""
    make(studio)
    return studio
