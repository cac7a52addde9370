"""Codes by which a telephone names articles."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from voice import codes
from voice.codes import Codes


@pytest.fixture
def given(database: Engine) -> Codes:
    codes.metadata.create_all(database)
    return Codes(database)


def test_an_article_keeps_its_code_and_no_other_has_it(given: Codes) -> None:
    first = given.of_all(f"article-{n}" for n in range(200))
    assert len(set(first.values())) == 200
    assert given.of_all(first) == first
    assert given.slug(first["article-7"]) == "article-7"
    assert given.slug("1") is None


def test_codes_are_short_digits_that_begin_with_no_zero(given: Codes) -> None:
    assert all(code.isdigit() and len(code) == 4 and code[0] != "0" for code in given.of_all("abc").values())


def test_where_short_codes_are_taken_longer_ones_are_given(given: Codes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda _below: 0)
    assert [given.of(slug) for slug in "abc"] == ["1000", "10000", "100000"]


def test_callers_at_once_are_given_the_same(given: Codes) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(given.of, ["tea"] * 16))) == 1
