"""What is headed as furniture stays silent, and no paragraph of the article goes with it."""

import pytest

from content import parse_article

TEXT = "The harbour wakes before the town does, and the first boats are out by four, whatever the weather may say. " * 3
SHORT = "Ten ferries to take before you die"


def page(inside: str, lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><body><article><h2>Boats</h2><p>{TEXT}</p><p>{TEXT}</p>{inside}</article></body></html>'
    )


def read(inside: str, lang: str = "en") -> tuple[list[str], str]:
    sections = parse_article(page(inside, lang)).sections
    return [section.heading for section in sections], " ".join(section.text for section in sections)


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        ("en", "Related articles"),
        ("en", "You may also like:"),
        ("en", "Share this story"),
        ("en", "* * *"),
        ("de", "Lesen Sie auch"),
        ("es", "Noticias relacionadas"),
        ("fr", "À lire aussi"),
        ("fr", "Related Articles"),
        ("ja", "関連記事"),
    ],
)
def test_short_lines_under_such_a_heading_go_with_it(lang: str, heading: str) -> None:
    headings, text = read(f"<h3>{heading}</h3><p>{SHORT}</p>", lang)
    assert headings == ["Boats"]
    assert SHORT not in text


def test_the_article_goes_on_where_a_whole_paragraph_follows() -> None:
    headings, text = read(f"<h2>Read also</h2><p>{SHORT}</p><p>{TEXT} At last.</p>")
    assert headings == ["Boats"]
    assert SHORT not in text
    assert "At last." in text


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "Comments (12)"), ("en", "Leave a reply"), ("de", "3 Kommentare"), ("es", "Comentar")]
)
def test_remarks_of_readers_go_however_long_they_are(lang: str, heading: str) -> None:
    headings, text = read(
        f"<h2>{heading}</h2><p>I was there. {TEXT}</p><h2>Sources</h2><p>The harbour master.</p>", lang
    )
    assert headings == ["Boats", "Sources"]
    assert "I was there" not in text


def test_an_article_that_has_such_a_heading_above_all_of_it_is_read() -> None:
    article = parse_article(f"<html><body><article><h1>Comments</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>")
    assert article.sections[-1].text.startswith("The harbour wakes")


def test_headings_after_the_last_words_lead_to_nothing() -> None:
    assert read("<h2>See also</h2><ul><li><a href='/a'>Ropes</a></li><li><a href='/b'>Sails</a></li></ul>")[0] == [
        "Boats"
    ]
