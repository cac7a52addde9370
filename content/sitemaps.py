"""Sitemaps (sitemaps.org), in XML or as a text of addresses -> a `Listing`."""

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from content.listing import Entry, Listing, listing_of, moment, web_address

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ADDRESS_LINE = re.compile(r"https?://\S+")


def read_sitemap(text: str, url: str) -> Listing:
    """Read a sitemap, or an index of sitemaps, in XML; broken XML is read as far as it goes, entities stay unread."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser, base_url=url or None)
    if root is None:
        return listing_of("sitemap", ())
    found = listing_of("sitemap", _entries(root, url))
    if etree.QName(root).localname == "sitemapindex":
        return Listing("sitemap", (), 0, sitemaps=tuple(entry.url for entry in found.entries))
    return found


def is_text_sitemap(text: str) -> bool:
    """Say whether a text has an address on each line, and nothing else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_ADDRESS_LINE.fullmatch(line) for line in lines)


def read_text_sitemap(text: str, url: str) -> Listing:
    """Read a text that has an address on each line."""
    addresses = (web_address(line, url) for line in text.splitlines() if line.strip())
    return listing_of("sitemap", (Entry(address) for address in addresses if address))


def _entries(root: "etree._Element", url: str) -> Iterator[Entry]:
    for entry in root.iterchildren("{*}url", "{*}sitemap"):
        said = {etree.QName(tag).localname: "".join(tag.itertext()) for tag in entry.iterchildren(tag=etree.Element)}
        if address := web_address(said.get("loc", ""), url):
            yield Entry(address, published=moment(said.get("lastmod", "")))
