"""Pages are packed so that every byte comes back, and what is packed is read as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Article, Page
from content.archive import archive, is_archive, pages_in
from content.errors import UnreadableArticle
from content.gathering import as_article, gather
from content.sources import read_source

SAVED = b"""From: <Saved by a browser>\r
Snapshot-Content-Location: https://tea.example/pot\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html"; boundary="----x"\r
\r
------x\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://tea.example/pot\r
\r
<html lang=3D"en"><h1>Pots</h1><p>Warm the =\r
pot first of all.</p>\r
------x\r
Content-Type: text/html\r
Content-Location: https://tea.example/frame\r
\r
<p>Buy a pot.</p>\r
------x--\r
"""


@given(st.lists(st.binary(), min_size=1, max_size=4))
def test_every_byte_of_every_page_comes_back(bodies: list[bytes]) -> None:
    places = ["", *(f"/{number}" for number in range(2, len(bodies) + 1))]
    pages = [
        Page(f"https://tea.example/pot{place}", body, "text/html", "utf-8")
        for place, body in zip(places, bodies, strict=True)
    ]
    packed = archive(pages)
    assert is_archive(packed)
    assert pages_in(packed) == tuple(pages)
    assert archive(pages) == packed


@pytest.mark.parametrize(
    "page",
    [
        Page("", b"---\ntitle: On tea\n---\nWarm *the pot* first of all.", "text/markdown"),
        Page(
            "https://tea.example/pot", "<h1>Thé</h1><p>Ça réchauffe les mains.".encode("cp1252"), "text/html", "cp1252"
        ),
        Page("https://tea.example/pot", "<h1>Thé</h1><p>Ça réchauffe les mains.".encode(), "text/html", "utf-8"),
    ],
)
def test_what_is_kept_can_be_read_again_without_being_told(page: Page) -> None:
    found = as_article(gather(page, "tea"))
    assert read_source(Page(page.url, found.source.content, "")) == found.article


def test_a_page_that_a_browser_saved_is_read_without_its_frames() -> None:
    article = read_source(Page("", SAVED, ""))
    assert isinstance(article, Article)
    assert (article.title, article.url, article.sections[0].text) == (
        "Pots",
        "https://tea.example/pot",
        "Warm the pot first of all.",
    )


def test_an_archive_without_a_page_is_refused_and_a_text_that_speaks_of_one_is_read() -> None:
    with pytest.raises(UnreadableArticle, match="no page in this archive"):
        read_source(Page("", SAVED[: SAVED.index(b"------x\r")], ""))
    assert isinstance(read_source(Page("", b"Note: pots\n\nContent-Type: multipart/related is a header.", "")), Article)
