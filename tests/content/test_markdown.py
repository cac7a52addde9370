"""Markdown is read as the page that its author means."""

import time

import pytest

from content import Article, Page
from content.article import BlockKind
from content.sources import read_source

TEXT = """---
title: "Warm pots: a short guide"
author: [Ida Berg, {name: Bo Lind}]
date: 2024-05-01
lang: en-GB
---
Warm *the pot* first[^1], for a cold one takes the heat out of the tea.

## How long

| Tea | Minutes |
|-----|---------|
| Green | 2 |

* Pour.
* Wait.

<aside><h2>Medical disclaimer</h2><p>This is not medical advice.</p></aside>

[^1]: With water.
"""


def markdown(text: str) -> Article:
    article = read_source(Page("", text.encode(), "text/markdown"))
    assert isinstance(article, Article)
    return article


def test_front_matter_says_what_the_article_is() -> None:
    article = markdown(TEXT)
    assert (article.title, article.author) == ("Warm pots: a short guide", "Ida Berg, Bo Lind")
    assert (article.published, article.lang) == ("2024-05-01", "en-GB")
    assert "---" not in "".join(section.text for section in article.sections)


def test_tables_lists_emphasis_and_html_are_what_they_look_like() -> None:
    opening, how_long = markdown(TEXT).sections[:2]
    assert opening.text.startswith("Warm the pot first")
    assert how_long.heading == "How long"
    assert [block.kind for block in how_long.blocks][:3] == [BlockKind.ROW, BlockKind.ITEM, BlockKind.ITEM]
    assert how_long.blocks[0].cells[1].header == "Minutes"
    assert [disclaimer.text for disclaimer in markdown(TEXT).disclaimers] == ["This is not medical advice."]


def test_toml_between_pluses_is_front_matter_too() -> None:
    article = markdown('+++\ntitle = "Pears"\ndate = 2023-02-01T10:00:00Z\n+++\nPears want sun.\n')
    assert (article.title, article.published) == ("Pears", "2023-02-01T10:00:00+00:00")


def test_a_title_that_the_text_begins_with_is_not_said_twice() -> None:
    article = markdown("---\ntitle: On tea\n---\n# On *tea*\n\nIt warms the hands.\n")
    assert [(section.heading, section.text) for section in article.sections] == [("", "It warms the hands.")]


@pytest.mark.parametrize("matter", ["A rule above and below.", "title: [broken", "day: 2024-13-45"])
def test_what_is_no_front_matter_is_read(matter: str) -> None:
    article = markdown(f"---\n{matter}\n---\n\nThen more.\n")
    assert matter in {article.title, *(section.heading for section in article.sections)}


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (Page("https://a.example/readme.MD", b"# Tea\n\nIt *warms*.", "text/plain"), "Tea"),
        (Page("https://a.example/readme", b"# Tea\n\nIt *warms*.", "text/x-markdown"), "Tea"),
        (Page("https://a.example/readme.md", b"<h1>Tea *</h1><p>It warms.", "text/html"), "Tea *"),
        (Page("", b"# Tea\n\nIt *warms* the hands.", ""), "# Tea It *warms* the hands"),
    ],
)
def test_only_what_is_called_markdown_is_markdown(page: Page, title: str) -> None:
    article = read_source(page)
    assert isinstance(article, Article)
    assert article.title == title


@pytest.mark.parametrize("bomb", ["[" * 20_000, "![" * 20_000, "*a " * 20_000, "- " * 20_000 + "a"])
def test_marks_without_end_are_read_in_bounded_time(bomb: str) -> None:
    start = time.thread_time()
    assert markdown(f"# Tea\n\nWarm the pot first of all.\n\n{bomb}\n").title == "Tea"
    assert time.thread_time() - start < 10
