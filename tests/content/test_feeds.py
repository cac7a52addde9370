"""Feeds of every kind become the same listing, and none of them opens a file."""

import json
from pathlib import Path

import pytest

from content import Article, Listing, Page
from content.errors import UnreadableArticle
from content.listing import MOST_ENTRIES
from content.sources import read_source

URL = "https://tea.example/feed/"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tea &amp; more</title><language>en-GB</language>
<item><title>Old</title><link>/old</link><pubDate>Mon, 01 Jan 2024 10:00:00 +0100</pubDate>
<description>A summary.</description></item>
<item><title>New</title><link>https://tea.example/new</link><pubDate>Tue, 02 Jan 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>Warm the <em>pot</em>.</p>]]></content:encoded></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Tea &amp; more</title></channel>
<item rdf:about="1"><title>Old</title><link>https://tea.example/old</link><dc:date>2024-01-01</dc:date></item>
<item rdf:about="2"><title>New</title><link>https://tea.example/new</link><dc:date>2024-01-02</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>Tea &amp; more</title><entry><title>Old</title><id>urn:1</id><link href="../old"/>
<updated>2024-01-01T10:00:00Z</updated></entry>
<entry xml:base="https://tea.example/"><title type="html">&lt;b&gt;New&lt;/b&gt;</title><id>urn:2</id><link href="new"/>
<updated>2024-01-02T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Warm the
<em>pot</em>.</p></div></content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tea & more",
        "items": [
            {"id": 1, "url": "../old", "title": "Old", "date_published": "2024-01-01"},
            "broken",
            {"id": "2", "url": "https://tea.example/new", "title": "New", "date_published": "2024-01-02T10:00:00Z",
             "content_text": "Warm the pot.\n\nThen pour."},
        ],
    }
)  # fmt: skip


def feed(text: str | bytes, content_type: str = "text/html", charset: str = "") -> Listing:
    listing = read_source(Page(URL, text if isinstance(text, bytes) else text.encode(), content_type, charset))
    assert isinstance(listing, Listing)
    return listing


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel>{''.join(f'<item>{one}</item>' for one in items)}</channel></rss>"


@pytest.mark.parametrize("source", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_every_kind_gives_the_same_entries_newest_first(source: str) -> None:
    listing = feed(source)
    assert (listing.kind, listing.title, listing.count) == ("feed", "Tea & more", 2)
    assert [(entry.title, entry.url) for entry in listing.entries] == [
        ("New", "https://tea.example/new"),
        ("Old", "https://tea.example/old"),
    ]
    assert listing.entries[0].published.startswith("2024-01-02T")


@pytest.mark.parametrize("source", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_a_whole_text_is_kept_as_a_page_and_a_summary_is_not(source: str) -> None:
    new, old = feed(source).entries
    article = read_source(Page(new.url, new.html.encode(), "text/html"))
    assert isinstance(article, Article)
    assert article.title == "New"
    assert article.sections[0].blocks[0].text == "Warm the pot."
    assert old.html == ""


def test_what_has_no_address_is_read_from_what_the_feed_says() -> None:
    first, second = feed(
        rss("<description>One &lt;b&gt;two&lt;/b&gt;</description>", "<description>3</description>")
    ).entries
    assert (first.url, "One <b>two</b>" in first.html) == ("", True)
    assert first.key != second.key


def test_an_entry_that_stands_there_twice_is_listed_once() -> None:
    assert feed(rss(*["<link>https://tea.example/a</link>"] * 3)).count == 1


def test_only_addresses_of_the_web_are_addresses() -> None:
    links = ["file:///etc/passwd", "javascript:alert(1)", "http://[broken", "mailto:a@tea.example"]
    assert {entry.url for entry in feed(rss(*(f"<link>{link}</link>" for link in links))).entries} == {""}


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    listing = feed(rss("<title>Salt & pepper</title><link>https://a.example/1</link>").removesuffix("</channel></rss>"))
    assert [(entry.title, entry.url) for entry in listing.entries] == [("Salt & pepper", "https://a.example/1")]


@pytest.mark.parametrize(("encoding", "charset"), [("iso-8859-1", ""), ("iso-8859-1", "iso-8859-1"), ("utf-16", "")])
def test_the_encoding_may_be_any(encoding: str, charset: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>" + rss("<title>Crème</title><link>https://a.example/1</link>")
    assert feed(text.encode(encoding), charset=charset).entries[0].title == "Crème"


def test_a_file_that_a_feed_names_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    doctype = f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    assert "sesame" not in repr(feed(doctype + rss("<title>A&x;</title><link>https://a.example/1</link>")))


def test_entities_that_grow_without_end_stay_what_they_are() -> None:
    grow = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    laughs = f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{grow}]>" + rss("<title>&a9;</title><link>https://a.example/1</link>")
    assert len(feed(laughs).entries[0].title) < 10


def test_of_a_feed_without_end_the_first_entries_count() -> None:
    listing = feed(rss(*(f"<link>https://a.example/{n}</link>" for n in range(100_000))))
    assert (listing.count, len(listing.entries)) == (5000, MOST_ENTRIES)
    assert listing.entries[0].url == "https://a.example/0"
    assert listing.notes == ("Only the first 5,000 entries of this feed were looked at.",)


def test_an_empty_feed_says_so() -> None:
    with pytest.raises(UnreadableArticle, match="There is no article in this feed"):
        feed(rss())


def test_json_that_is_no_feed_is_refused_and_a_text_in_braces_is_read() -> None:
    with pytest.raises(UnreadableArticle, match="no JSON Feed"):
        feed('{"a": 1}', "application/json")
    assert isinstance(read_source(Page("", b"{Stage: dark.} Enter Ida, with a pot of tea.", "")), Article)


def test_a_page_that_is_called_a_feed_or_links_one_is_a_page() -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/feed"><p>Warm the pot.</p></html>'
    assert isinstance(read_source(Page(URL, page, "application/rss+xml")), Article)
