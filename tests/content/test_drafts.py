"""What waits for an editor's word waits as it is, and not for ever."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine

import content.drafts
from content import Page, parse_article
from content.drafts import Draft, Drafts
from content.errors import NoDraft
from content.gathered import Gathered
from content.library import Source
from content.parsing import skipped_in

PAGE = Page("", b"<nav>Home</nav><h1>On wind</h1><p>Wind is air that has somewhere to be.</p>", "text/html")
DRAFT = Draft(Gathered(parse_article(PAGE.content), Source(PAGE.content, "wind.html")), skipped_in(PAGE.content))


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    engine = create_engine(f"sqlite:///{tmp_path / 'drafts.db'}")
    content.drafts.metadata.create_all(engine)
    yield Drafts(engine)
    engine.dispose()


def test_a_draft_waits_as_it_was_put_until_it_is_dropped(drafts: Drafts) -> None:
    draft_id = drafts.put(DRAFT, "On wind", "Ida")
    assert drafts.get(draft_id) == DRAFT
    assert [(each.id, each.name, each.who) for each in drafts.waiting()] == [(draft_id, "On wind", "Ida")]
    drafts.drop(draft_id)
    with pytest.raises(NoDraft, match="Add it again"):
        drafts.get(draft_id)


def test_rules_that_are_tried_are_not_listed(drafts: Drafts) -> None:
    assert drafts.get(drafts.put(Draft(rules="[policy]"), "", "Ida")).rules == "[policy]"
    assert drafts.waiting() == ()


def test_after_a_day_nothing_waits(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_id = drafts.put(DRAFT, "On wind", "Ida")
    monkeypatch.setattr(content.drafts, "LONGEST_WAIT", timedelta(seconds=-1))
    with pytest.raises(NoDraft):
        drafts.get(draft_id)


def test_the_newest_make_room_for_themselves(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content.drafts, "MOST_DRAFTS", 2)
    for name in ("first", "second", "third"):
        drafts.put(DRAFT, name, "Ida")
    assert sorted(each.name for each in drafts.waiting()) == ["second", "third"]
