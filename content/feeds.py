"""RSS, Atom and JSON Feed -> a `Listing`."""

import hashlib
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from time import struct_time

from content.composing import compose
from content.inline import fold
from content.language import canonical_lang
from content.listing import Entry, Listing, listing_of, moment, web_address
from content.pagetree import parse, plain_text

_MOST_READ = 5000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
_LAST_ENTRY = re.compile(r".*</(?:\w+:)?(?:item|entry)\s*>", re.DOTALL)
_JSON_FEED = re.compile(r"https?://(www\.)?jsonfeed\.org/version/")


def read_feed(text: str, url: str) -> Listing:
    """Read RSS or Atom, of any version, well-formed or not; entities that its DTD declares are not expanded."""
    import feedparser  # noqa: PLC0415 - few pages are feeds

    # A stream is only read; of a string the parser would ask whether it is an address or a file.
    kept = _within_limit(text)
    xml = io.BytesIO(_DECLARATION.sub("", kept).encode())
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(xml, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    lang = _text(feed.feed, "language")
    notes = () if kept is text else (f"Only the first {_MOST_READ:,} entries of this feed were looked at.",)
    return listing_of("feed", (_entry(entry, url, lang) for entry in feed.entries), _text(feed.feed, "title"), notes)


def is_json_feed(text: str) -> bool:
    """Say whether a text is a JSON Feed."""
    return text.lstrip().startswith("{") and bool(_JSON_FEED.match(_text(_loaded(text), "version")))


def read_json_feed(text: str, url: str) -> Listing:
    """Read a JSON Feed (jsonfeed.org, 1.0 and 1.1); whatever in it is of the wrong type is as if it were not there."""
    feed = _loaded(text)
    entries = (_json_entry(entry, url, _text(feed, "language")) for entry in _mappings(feed.get("items")))
    return listing_of("feed", entries, _text(feed, "title"))


def _within_limit(text: str) -> str:
    """Keep the first entries of a feed that is very long: by custom these are the newest."""
    for number, entry in enumerate(_ENTRY.finditer(text)):
        if number == _MOST_READ and (last := _LAST_ENTRY.match(text)):
            return text[: entry.start()] + text[last.end() :]
    return text


def _entry(entry: Mapping[str, object], url: str, lang: str) -> Entry:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    published = _utc(when) if isinstance(when, struct_time) else ""
    title, link = _title(entry), web_address(_text(entry, "link"), url)
    texts = [text for text in _mappings(entry.get("content")) if _text(text, "value")]
    if not texts and not link:
        texts = list(_mappings([entry.get("summary_detail")]))
    body = "".join(_body(_text(text, "value"), _text(text, "type")) for text in texts[:1])
    lang = next((said for text in texts if (said := canonical_lang(_text(text, "language")))), lang)
    html = compose(body, title=title, author=_text(entry, "author"), published=published, lang=lang) if body else ""
    return Entry(link, title, published, html, _text(entry, "id") or _digest(html))


def _json_entry(entry: Mapping[str, object], url: str, lang: str) -> Entry:
    published = moment(_text(entry, "date_published") or _text(entry, "date_modified"))
    title, link = _text(entry, "title"), web_address(_text(entry, "url"), url)
    body = _text(entry, "content_html") or _body(_text(entry, "content_text"), "text/plain")
    authors = [*_mappings(entry.get("authors")), *_mappings([entry.get("author")])]
    author = ", ".join(filter(None, (_text(one, "name") for one in authors)))
    lang = _text(entry, "language") or lang
    html = compose(body, title=title, author=author, published=published, lang=lang) if body else ""
    return Entry(link, title, published, html, str(entry.get("id") or _digest(html)))


def _title(entry: Mapping[str, object]) -> str:
    title, detail = _text(entry, "title"), entry.get("title_detail")
    marked = isinstance(detail, Mapping) and detail.get("type") != "text/plain"
    return fold(plain_text(parse(title).tags[0]) if marked else title)


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def _body(text: str, kind: str) -> str:
    if kind != "text/plain":
        return text
    return "".join(f"<p>{escape(part)}</p>\n" for part in re.split(r"\n\s*\n", text) if part.strip())


def _utc(when: struct_time) -> str:
    try:
        return datetime.fromtimestamp(timegm(when), UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def _loaded(text: str) -> Mapping[str, object]:
    try:
        return next(_mappings([json.loads(text, strict=False)]), {})
    except (ValueError, RecursionError):
        return {}


def _mappings(things: object) -> Iterator[Mapping[str, object]]:
    return (thing for thing in (things if isinstance(things, list) else ()) if isinstance(thing, Mapping))


def _text(thing: Mapping[str, object], name: str) -> str:
    said = thing.get(name)
    return said.strip() if isinstance(said, str) else ""
