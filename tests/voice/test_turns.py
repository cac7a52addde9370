"""Listeners who wait for recordings at the same time take turns; none waits until another's is whole."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.orders import ClipOrder, Delivery
from voice.settings import Settings
from voice.studio import Studio
from voice.workshop import TURN

FAKES = Path(__file__).parent / "engines" / "fakes"


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.syspath_prepend(FAKES)
    with closing(Studio(Settings(data=tmp_path, engine="fake-weighty", booths=1))) as made:
        yield made


def order(studio: Studio, slug: str, delivery: Delivery) -> ClipOrder:
    text = " ".join(f"This is sentence {n} of {slug}." for n in range(TURN + 2))
    section = Section("s", 2, "", "en", (Block("s_1", BlockKind.PARAGRAPH, text),))
    kept = studio.library.keep(Article(slug, slug, "en", None, (section,)), Source(b"source", slug))
    return studio.orders(kept.article, kept.revision, delivery)[-1]


def ready_after_each(studio: Studio, delivery: Delivery, *, urgent: bool = True) -> list[list[str]]:
    """Which recordings are whole after each turn of a worker, until all of three are."""
    orders = {slug: order(studio, slug, delivery) for slug in ("ash", "birch", "cedar")}
    for each in orders.values():
        studio.want([each], urgent=urgent)
    turns = []
    while len((turns or [[]])[-1]) < len(orders):
        assert studio.work_once()
        turns.append([slug for slug, each in orders.items() if studio.find(each)])
    return turns


def test_what_is_played_while_it_is_made_gives_way_to_what_others_wait_for(studio: Studio) -> None:
    whole = ready_after_each(studio, studio.delivery())
    assert whole == [[], [], [], ["ash"], ["ash", "birch"], ["ash", "birch", "cedar"]]


def test_what_is_played_when_it_is_whole_is_made_at_once(studio: Studio) -> None:
    assert len(ready_after_each(studio, studio.delivery("opus"))) == 3


def test_what_nobody_waits_for_gives_no_way_to_its_like(studio: Studio) -> None:
    assert len(ready_after_each(studio, studio.delivery(), urgent=False)) == 3
