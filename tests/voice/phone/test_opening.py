"""A service begins to answer, whether anybody can call it yet or not."""

from pathlib import Path

import pytest

from audio_cache import ShelfUnreachable
from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.phone.looking import look_up_offer
from voice.phone.repertoire import Repertoire
from voice.settings import Settings

TEA = b"<title>On tea</title><h1>On tea</h1><p>Tea warms the hands.</p>"


def test_rules_that_cannot_be_read_keep_no_service_from_starting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(data=tmp_path, engine="silence", phone="on"))
    app.extensions["studio"].library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    (tmp_path / "disclaimers.toml").write_text("[[disclaimer")
    look_up_offer(app.extensions["phone"])
    assert "Nobody can call yet: disclaimers.toml" in caplog.text
    app.extensions["studio"].close()


def test_a_store_that_is_away_keeps_no_service_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(_repertoire: Repertoire) -> None:
        raise ShelfUnreachable("The store does not answer.")

    app = create_app(Settings(data=tmp_path, engine="silence", phone="on"))
    monkeypatch.setattr(Repertoire, "offer", away)
    look_up_offer(app.extensions["phone"])
    assert "Nobody can call yet: The store does not answer." in caplog.text
    app.extensions["studio"].close()
