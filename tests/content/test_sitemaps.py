"""Sitemaps name the pages of a site, and open no file."""

import gzip
from pathlib import Path

import pytest

from content import Article, Listing, Page
from content.errors import ArticleTooLarge, UnreadableArticle
from content.sources import read_source

URL = "https://tea.example/sitemap.xml"
SPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
NEWS = f"""<?xml version='1.0' encoding='UTF-8'?><urlset {SPACE}>
<url><loc>https://tea.example/a</loc><lastmod>2024</lastmod></url>
<url><loc> /b </loc><lastmod>2024-03-01T10:00:00+02:00</lastmod></url>
<url><loc>https://tea.example/c</loc></url><url><loc>https://tea.example/d</loc><lastmod>2024-02</lastmod></url>
<url><lastmod>2025-01-01</lastmod></url><url><loc>https://tea.example/a</loc></url></urlset>"""


def sitemap(text: str | bytes, content_type: str = "application/xml") -> Listing:
    listing = read_source(Page(URL, text if isinstance(text, bytes) else text.encode(), content_type))
    assert isinstance(listing, Listing)
    return listing


@pytest.mark.parametrize("source", [NEWS.encode(), gzip.compress(NEWS.encode()), NEWS.replace(SPACE, "").encode()])
def test_pages_are_listed_once_the_newest_first_and_those_without_a_date_last(source: bytes) -> None:
    listing = sitemap(source)
    assert (listing.kind, listing.count) == ("sitemap", 4)
    assert [entry.url[-1] for entry in listing.entries] == ["b", "d", "a", "c"]
    assert listing.entries[0].published == "2024-03-01T08:00:00+00:00"


def test_an_index_names_sitemaps() -> None:
    index = f"<sitemapindex {SPACE}><sitemap><loc>https://tea.example/1.xml</loc></sitemap></sitemapindex>"
    assert sitemap(index).sitemaps == ("https://tea.example/1.xml",)


def test_a_text_of_addresses_is_a_sitemap_and_a_text_with_an_address_is_not() -> None:
    assert sitemap("https://tea.example/a\n\nhttps://tea.example/b\n", "text/plain").count == 2
    assert isinstance(read_source(Page("", b"https://tea.example/a\nis where Ida writes.", "")), Article)


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    assert sitemap(NEWS[: NEWS.index("<url><lastmod>")]).count == 4


def test_a_file_that_a_sitemap_names_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("sesame")
    doctype = f"<!DOCTYPE urlset [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    assert "sesame" not in repr(sitemap(f"{doctype}<urlset><url><loc>https://tea.example/&x;</loc></url></urlset>"))


def test_entities_that_grow_without_end_are_not_read() -> None:
    grow = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    laughs = (
        f"<!DOCTYPE urlset [<!ENTITY a0 'ha'>{grow}]><urlset><url><loc>https://tea.example/&a9;</loc></url></urlset>"
    )
    assert len(repr(sitemap(laughs))) < 1000


def test_an_empty_one_says_so() -> None:
    with pytest.raises(UnreadableArticle, match="There is no article in this sitemap"):
        sitemap("<urlset></urlset>")


def test_an_archive_that_is_broken_or_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="broken gzip"):
        sitemap(b"\x1f\x8bnothing")
    with pytest.raises(ArticleTooLarge, match="over 20 MB"):
        sitemap(gzip.compress(bytes(30_000_000)))
