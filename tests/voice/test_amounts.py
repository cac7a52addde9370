"""Amounts are told in words."""

import pytest

from voice.amounts import counted, duration, sized


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0, "0 seconds"), (999.9, "1 second"), (60_000, "1 minute"), (200_000, "3 minutes 20 seconds")],
)
def test_how_long(milliseconds: float, words: str) -> None:
    assert duration(milliseconds) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (3_400_000, "3.4 MB"), (500e9, "500 GB"), (2e15, "2000 TB")]
)
def test_how_large(size: float, words: str) -> None:
    assert sized(size) == words


def test_how_many() -> None:
    assert [counted(number, "take") for number in (0, 1, 1200)] == ["0 takes", "1 take", "1,200 takes"]
