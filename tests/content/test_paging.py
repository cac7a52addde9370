"""The address of a next page is that of the same article, with the next number."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.paging import follows, same_place, same_title

TEA = "https://tea.example/on-tea"


@pytest.mark.parametrize(
    ("first", "page", "address"),
    [
        (TEA, TEA, f"{TEA}/2"),
        (f"{TEA}/", f"{TEA}/", f"{TEA}/page/2/"),
        (f"{TEA}/1", f"{TEA}/1", f"{TEA}/2"),
        (f"{TEA}.html", f"{TEA}.html", f"{TEA}-2.html"),
        (f"{TEA}.html", f"{TEA}.html", f"{TEA}_p2.html"),
        (f"{TEA}/index.html", f"{TEA}/index.html", f"{TEA}/page-2.html"),
        (f"{TEA}?id=7", f"{TEA}?id=7", f"{TEA}?id=7&page=2"),
        (TEA, TEA, f"{TEA}?page=1"),
        (f"{TEA}?page=0", f"{TEA}?page=0", f"{TEA}?page=1"),
        (TEA, f"{TEA}?page=1", f"{TEA}?page=2"),
        (TEA, f"{TEA}/9", f"{TEA}/10"),
        ("https://tea.example/top-10", "https://tea.example/top-10", "https://tea.example/top-10/2"),
    ],
)
def test_the_next_number_of_the_same_name_follows(first: str, page: str, address: str) -> None:
    assert follows(first, page, address)


@pytest.mark.parametrize(
    ("first", "page", "address"),
    [
        (TEA, TEA, ""),
        (TEA, TEA, TEA),
        (TEA, TEA, "https://tea.example/on-pears"),
        (TEA, TEA, "https://tea.example/on-pears/2"),
        (TEA, TEA, "https://pears.example/on-tea/2"),
        (TEA, TEA, f"{TEA}/3"),
        (TEA, TEA, f"{TEA}/comment-page-2"),
        (TEA, f"{TEA}/2", f"{TEA}/2"),
        (TEA, f"{TEA}/2", f"{TEA}/4"),
        (TEA, f"{TEA}/2", TEA),
        ("https://tea.example/", "https://tea.example/", "https://tea.example/page/2"),
        ("https://tea.example/a/57", "https://tea.example/a/57", "https://tea.example/a/58"),
        ("https://tea.example/2024/05", "https://tea.example/2024/05", "https://tea.example/2024/06"),
        (f"{TEA}?id=7", f"{TEA}?id=7", f"{TEA}?id=8"),
        ("", "", f"{TEA}/2"),
        (TEA, TEA, "http://[broken/2"),
    ],
)
def test_nothing_else_does(first: str, page: str, address: str) -> None:
    assert not follows(first, page, address)


def test_a_first_page_is_the_same_with_its_number_or_without() -> None:
    assert same_place(TEA, f"{TEA}/1")
    assert same_place(f"{TEA}?page=2#top", f"{TEA}?page=2")
    assert not same_place(f"{TEA}/2", f"{TEA}/3")


@pytest.mark.parametrize(
    "title", ["On tea", "On tea - Page 2", "On Tea (page 2 of 3)", "On tea – Seite 2 von 3", "On tea (2/3)"]
)
def test_the_number_of_a_page_is_no_part_of_its_title(title: str) -> None:
    assert same_title("On tea", title)


@pytest.mark.parametrize("title", ["On tea, part 2", "On tea 2", "On pears", "Day 2"])
def test_a_number_of_a_series_is(title: str) -> None:
    assert not same_title("On tea", title)
    assert not same_title("Day 1", title)


@given(st.text(), st.text(), st.text())
def test_any_words_may_stand_for_an_address(first: str, page: str, address: str) -> None:
    follows(first, page, address)
    assert same_place(first, first)
    same_title(first, address)


def test_a_title_without_end_is_soon_compared() -> None:
    start = time.thread_time()
    assert same_title("-" * 300_000, "(" * 300_000)
    assert time.thread_time() - start < 5
