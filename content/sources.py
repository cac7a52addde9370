"""What an address or a file may hold: a page, a plain text, Markdown, a feed or a sitemap; known by sure signs."""

import re
import zlib
from dataclasses import replace
from itertools import chain, islice
from urllib.parse import urlsplit

from content.archive import is_archive, pages_in
from content.article import Article
from content.decoding import MAX_BYTES, text_of
from content.errors import ArticleTooLarge, UnreadableArticle
from content.feeds import is_json_feed, read_feed, read_json_feed
from content.joining import join
from content.listing import Listing
from content.markdown import page_of_markdown
from content.page import Page
from content.parsing import parse_article, skipped_in
from content.sitemaps import is_text_sitemap, read_sitemap, read_text_sitemap
from content.skipped import Skipped
from content.skipping import MOST_SKIPPED

MARKDOWN_ENDINGS = (".md", ".markdown")
_GZIP = b"\x1f\x8b"
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|RDF|feed|urlset|sitemapindex)[\s>]")


def read_source(page: Page, lang: str | None = None, rejected: frozenset[str] = frozenset()) -> Article | Listing:
    """Read whatever a page holds. Raises `UnreadableArticle` or `ArticleTooLarge`.

    A feed or a sitemap is known by its root element, by its own version (JSON Feed) or by its lines (a text of
    addresses), whatever the server calls it; Markdown by its content type, or the ending of a plain text's address. The
    pages of an archive are joined.
    """
    if is_archive(page.content):
        return _read_archive(page, lang, rejected)
    text = source_text(page)
    listing = _listing(text, page)
    if listing is None:
        return _read_page(page, lang, rejected)
    if not listing.count and not listing.sitemaps:
        raise UnreadableArticle(f"There is no article in this {listing.kind}. Give the address of a page.")
    return listing


def skipped_in_source(
    page: Page, lang: str | None = None, rejected: frozenset[str] = frozenset()
) -> tuple[Skipped, ...]:
    """What `read_source` leaves out of an article, and why. Raises as it does."""
    pages = pages_in(page.content) if is_archive(page.content) else [page]
    texts = ((_markup(each), each.url or page.url or None) for each in pages)
    return tuple(
        islice(
            chain.from_iterable(skipped_in(text, url, lang=lang, rejected=rejected) for text, url in texts),
            MOST_SKIPPED,
        )
    )


def source_text(page: Page) -> str:
    """Return a page's text, unpacked and decoded. Raises `UnreadableArticle` or `ArticleTooLarge`."""
    return text_of(_unpacked(page.content) if page.content.startswith(_GZIP) else page.html)


def is_page(page: Page) -> bool:
    """Say whether a page claims to be HTML, or nothing at all."""
    return page.content_type in {"", "text/html", "application/xhtml+xml"}


def is_markdown(page: Page) -> bool:
    """Say whether a page is called Markdown: by its content type, or as a plain text by its address."""
    if page.content_type in _MARKDOWN:
        return True
    return page.content_type == "text/plain" and urlsplit(page.url).path.lower().endswith(MARKDOWN_ENDINGS)


def _read_archive(archive: Page, lang: str | None, rejected: frozenset[str]) -> Article:
    pages = pages_in(archive.content)
    if not pages:
        raise UnreadableArticle("There is no page in this archive. Give a page, a text, a feed or a sitemap.")
    return join([_read_page(replace(page, url=page.url or archive.url), lang, rejected) for page in pages])


def _read_page(page: Page, lang: str | None, rejected: frozenset[str]) -> Article:
    return parse_article(_markup(page), page.url or None, lang=lang, rejected=rejected)


def _markup(page: Page) -> str:
    text = source_text(page)
    return page_of_markdown(text) if is_markdown(page) else text


def _listing(text: str, page: Page) -> Listing | None:
    root = _root(text)
    if root in {"rss", "RDF", "feed"}:
        return read_feed(text, page.url)
    if root:
        return read_sitemap(text, page.url)
    if is_json_feed(text):
        return read_json_feed(text, page.url)
    if page.content_type.endswith("json"):
        raise UnreadableArticle("This is JSON, and no JSON Feed. Give the address of a page, a text or a feed.")
    return read_text_sitemap(text, page.url) if is_text_sitemap(text) else None


def _root(text: str) -> str:
    """Name the root element, where it is that of a feed or a sitemap."""
    start = _PROLOGUE.match(text)
    found = _ROOT.match(text, start.end() if start else 0)
    return found[1] if found else ""


def _unpacked(content: bytes) -> bytes:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unpack.decompress(content, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableArticle("This is a broken gzip archive. Give a page, a text, a feed or a sitemap.") from error
    if len(body) > MAX_BYTES:
        raise ArticleTooLarge(f"Unpacked, this is over {MAX_BYTES / 1e6:.0f} MB. Give a smaller part of it.")
    return body
