"""Decisions are added, never changed; the last one on some words stands."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from content import DisclaimerKind
from content.review import Decision, Reviews, Verdict, metadata, rejected, short_forms, standing

REJECTED = Decision("pears", "0a1b2c3d4e5f", Verdict.REJECTED, DisclaimerKind.LEGAL, "Pears.", reason="No", who="Ida")


@pytest.fixture
def reviews() -> Iterator[Reviews]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    yield Reviews(engine)
    engine.dispose()


def test_a_decision_comes_back_with_who_and_when(reviews: Reviews) -> None:
    reviews.note(REJECTED)
    [decision] = reviews.of("pears")
    assert (decision.key, decision.verdict, decision.reason, decision.who) == (REJECTED.key, "rejected", "No", "Ida")
    assert decision.at.endswith("+00:00")
    assert reviews.of("apples") == ()


def test_the_last_decision_stands_and_the_others_are_remembered(reviews: Reviews) -> None:
    for verdict in (Verdict.REJECTED, Verdict.SHORTENED, Verdict.CONFIRMED):
        reviews.note(Decision("pears", "k", verdict, DisclaimerKind.LEGAL, "Pears.", short=f"{verdict}"))
    decisions = reviews.of("pears")
    assert len(decisions) == 3
    assert standing(decisions)["k"].verdict is Verdict.CONFIRMED
    assert rejected(decisions) == frozenset()
    assert rejected(decisions[:2]) == {"k"}
    assert short_forms(decisions) == {"k": "shortened"}
