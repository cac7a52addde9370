"""What a service does when it begins."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from audio_cache import Recording, ShelfUnreachable
from content import parse_article
from content.library import Source
from voice import promptbook
from voice.jobs import regeneration
from voice.serving import want_prompts, want_what_is_missing, warn_of_voices
from voice.settings import Settings
from voice.studio import Studio

TEA = b"<title>On tea</title><h1>On tea</h1><p>Tea warms the hands.</p><h2>Leaves</h2><p>Three minutes are enough.</p>"


@pytest.fixture(params=["off", "on"], ids=["without telephone", "with telephone"])
def studio(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Studio]:
    """A studio in which an article is ready, and nobody is at work."""
    studio = Studio(Settings(data=settings.data, engine="silence", phone=request.param))
    studio.library.keep(parse_article(TEA), Source(TEA, "tea.html"), slug="tea")
    list(regeneration.work(studio, regeneration.start(studio, regeneration.plan(studio, ["tea"]), "all", "Ida")))
    while studio.work_once():
        pass  # what telephones play is no part of a regeneration's end
    studio.stock.note_needs()
    yield studio
    studio.close()


def waiting(studio: Studio) -> int:
    return sum(studio.waiting(99).values())


def test_an_article_of_which_everything_is_there_is_not_read(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(promptbook, "script_of", lambda *_: pytest.fail("It was read."))
    warn_of_voices(studio)
    want_what_is_missing(studio)
    assert waiting(studio) == 0
    assert not caplog.text


def test_what_is_gone_is_asked_for_of_articles_that_are_on_the_list(studio: Studio) -> None:
    digests = set(map(studio.digest, studio.stock.orders("tea")))
    for digest in digests:
        studio.stock.index.forget(digest)
    studio.desk.withdraw("tea", "Ida")
    want_what_is_missing(studio)
    assert waiting(studio) == 0
    studio.desk.bring_back("tea")
    want_what_is_missing(studio)
    assert waiting(studio) == len(digests)


def test_a_language_that_nobody_speaks_any_more_is_told(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    klingon = parse_article(TEA, lang="tlh")
    studio.library.keep(klingon, Source(TEA, "tea.html"), slug="tlh")
    studio.publisher.heard("tlh")
    later = Studio(Settings(data=studio.settings.data, engine="espeak"))
    warn_of_voices(later)
    assert "'tlh'" in caplog.text
    later.close()


class Away:
    """A store that does not answer."""

    def holds(self, _recording: Recording) -> bool:
        raise ShelfUnreachable("The store does not answer.")


def test_a_store_that_is_away_at_the_start_is_told_and_prompts_are_asked_for_all_the_same(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    away = replace(studio.planner, stock=replace(studio.stock, shelf=Away()))
    monkeypatch.setattr(studio, "planner", away)
    want_what_is_missing(studio)
    assert "The store does not answer." in caplog.text
    want_prompts(studio)
    assert (waiting(studio) > 0) == (studio.settings.phone == "on")


def test_prompts_that_cannot_be_read_are_told_at_the_start(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    (studio.settings.data / "phone.toml").write_text("[en")
    want_prompts(studio)
    assert ("phone.toml can't be read" in caplog.text) == (studio.settings.phone == "on")
