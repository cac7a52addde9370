"""Headings are found however a page makes them."""

import pytest

from content import parse_article

TEXT = "<p>There are words enough below each heading, and they end as sentences do, one after another.</p>"


def headings(markup: str) -> list[tuple[int, str]]:
    sections = parse_article(f"<html><body><article>{markup}</article></body></html>").sections
    return [(section.level, section.heading) for section in sections if section.heading]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Why owls</h3>",
        '<div role="heading" aria-level="3">Why owls</div>',
        '<h3><a href="#why">Why owls</a></h3>',
        '<h3>Why owls<a class="anchor" href="#why">¶</a></h3>',
        '<header><h3 id="share-of-all-the-owls">Why <em>owls</em></h3></header>',
        '<h3><span class="mw-editsection">[edit]</span> Why owls</h3>',
    ],
)
def test_a_heading_keeps_its_level_and_words(heading: str) -> None:
    assert headings(TEXT + heading + TEXT) == [(3, "Why owls")]


def test_lone_bold_paragraphs_are_headings_where_a_page_makes_them_so() -> None:
    markup = f"{TEXT}<p><strong>The nest</strong></p>{TEXT}<p><b>The hunt</b></p>{TEXT}"
    assert headings(markup) == [(2, "The nest"), (2, "The hunt")]


@pytest.mark.parametrize(
    "markup",
    [
        f"{TEXT}<p><b>Only one</b></p>{TEXT}",
        f"{TEXT}<p><b>This one ends.</b></p>{TEXT}<p><b>So does this.</b></p>{TEXT}",
        f"{TEXT}<p><b>Not</b> alone</p>{TEXT}<p><b>Nor</b> this</p>{TEXT}",
        f"{TEXT}<p><b>Nothing follows</b></p><p><b>Here neither</b></p>",
    ],
)
def test_other_bold_words_are_none(markup: str) -> None:
    assert headings(markup) == []


def test_a_page_without_headings_is_one_section() -> None:
    assert len(parse_article(f"<body>{TEXT * 3}</body>").sections) == 1


def test_the_headings_of_a_show_of_pictures_are_no_sections() -> None:
    show = "".join(f"<div><h2>{n}/9 An owl</h2><p>This owl is number {n} of the nine.</p></div>" for n in range(9))
    assert headings(f"{TEXT * 4}<h2>Nests</h2>{TEXT}<div class='full-gallery'>{show}</div>") == [(2, "Nests")]


def test_replies_and_what_is_never_printed_stay_silent() -> None:
    markup = f"{TEXT * 3}<div class='replies'><h2>Ada says</h2></div><div class='u-no-print'><h2>Top news</h2></div>"
    assert headings(markup) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<details><summary>What is a cup?</summary><p>It is small and round.</p></details>",
        """<div><button aria-expanded="false" aria-controls="a">What is a cup?</button></div>
        <div id="a" hidden><p>It is small, it is round, and it is full of tea.</p></div>""",
        '<div itemscope itemtype="https://schema.org/Question"><b itemprop="name">What is a cup?</b><p>Wee.</p></div>',
    ],
)
def test_what_is_asked_or_pressed_is_a_heading(markup: str) -> None:
    assert headings(f"<h2>Questions</h2>{TEXT}{markup}") == [(2, "Questions"), (3, "What is a cup?")]


def test_a_subtitle_is_no_section() -> None:
    assert headings(f"{TEXT}<hgroup><h2>Tea</h2><h3>A history</h3></hgroup>{TEXT}") == [(2, "Tea")]
