"""Crews beside each other: one that is to stop puts its clip back, and one that is slow keeps what it makes."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from audio_cache import Leases
from audio_cache.tables import State, recordings
from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.jobs.crew import crew_at_work, langs_of
from voice.settings import Settings
from voice.studio import Studio

FAKES = Path(__file__).parent.parent / "engines" / "fakes"

TEXT = " ".join(f"Sentence number {n} of a long story." for n in range(12))
SECTION = Section("s", 2, "", "en", (Block("s_1", BlockKind.PARAGRAPH, TEXT),))


def test_a_worker_that_is_to_stop_puts_its_clip_back_with_the_takes_that_are_there(tmp_path: Path) -> None:
    studio, asked = Studio(Settings(data=tmp_path, engine="silence")), count()
    kept = studio.library.keep(Article("story", "A story", "en", None, (SECTION,)), Source(b"source", "test"))
    order = studio.orders(kept.article, kept.revision, studio.delivery())[-1]
    [digest] = studio.want([order], urgent=True)
    assert studio.work_once(stopped=lambda: next(asked) > 2)
    takes = len(list((tmp_path / "recordings").rglob("*.flac")))
    assert 0 < takes < 12
    assert studio.progress([digest]).wanted == 1
    assert studio.work_once()
    assert studio.find(order)
    studio.close()


@pytest.fixture
def slow(either_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with an engine that speaks once the file `door` is there, and leases that are over in two seconds."""
    monkeypatch.syspath_prepend(FAKES)
    for variable, name in (("FAKE_DOOR", "door"), ("FAKE_NOTES", "notes")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr("voice.studio.Leases", partial(Leases, lease_s=2.0))
    yield Settings(data=tmp_path, database=either_database, engine="fake-patient", booths=1)
    (tmp_path / "door").touch()


def test_the_voices_of_the_newest_articles_are_loaded_first(tmp_path: Path) -> None:
    with closing(Studio(Settings(data=tmp_path, engine="silence", booths=2))) as studio:
        assert langs_of(studio) == ["en"]
        for lang in ("es", "en-GB", "fr-CA"):
            studio.library.keep(Article(lang.lower(), lang, lang, None, (SECTION,)), Source(lang.encode(), "test"))
        with studio._database.begin() as connection:
            connection.exec_driver_sql("UPDATE articles SET added_at = '2001-01-01T00:00:00+00:00' WHERE lang = 'es'")
        assert langs_of(studio) == ["en", "fr"]


def until_true(condition: Callable[[], object]) -> None:
    latest = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.02)


def latest_lease(studio: Studio) -> float:
    """When the last lease of what is being made runs out, as it stands; 0 where nothing is being made."""
    with studio._database.begin() as connection:
        making = recordings.select().where(recordings.c.state == State.MAKING)
        return max((row.lease_until for row in connection.execute(making)), default=0.0)


def test_what_takes_longer_than_a_lease_is_made_once_though_another_worker_waits_for_it(slow: Settings) -> None:
    with closing(Studio(slow)) as studio, closing(Studio(slow)) as other:
        article = Article("story", "A story", "en", None, (SECTION,))
        kept = studio.library.keep(article, Source(b"source", "test"))
        order = studio.orders(kept.article, kept.revision, studio.delivery())[-1]
        digests = studio.want([order], urgent=True)
        with crew_at_work(studio), crew_at_work(other):
            until_true((slow.data / "notes").exists)
            begun = latest_lease(studio)
            until_true(lambda: latest_lease(studio) > begun + 3.0)  # longer than a lease that nobody renews
            (slow.data / "door").touch()
            until_true(lambda: not studio.progress(digests).left)
    spoken = (slow.data / "notes").read_text().split()
    assert len(spoken) == len(set(spoken)) > 10
