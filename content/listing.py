"""What a feed or a sitemap names: a `Listing` of `Entry`s, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

MOST_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed or a sitemap names.

    `url` is its address, absolute, or "" where the feed gives none; `title` may be ""; `published` is when it was
    published or last changed, ISO 8601 in UTC, or "". `html` is its text as a page, where the feed holds it, else "".
    `key` names it in its listing, whatever becomes of its address.
    """

    url: str
    title: str = ""
    published: str = ""
    html: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed or a sitemap.

    `entries` are the newest, at most `MOST_ENTRIES`, of the `count` that it names; `title` is "" where it has none.
    `sitemaps` are the addresses of further sitemaps, where it is an index of them, the newest first; `notes` say, a
    sentence each, what was not looked at.
    """

    kind: str
    entries: tuple[Entry, ...]
    count: int
    title: str = ""
    sitemaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def listing_of(kind: str, entries: Iterable[Entry], title: str = "", notes: tuple[str, ...] = ()) -> Listing:
    """List entries, each once, the newest first; those without a date follow, as they stand."""
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(entry.url or entry.key, entry)
    found = sorted(once.values(), key=lambda entry: entry.published, reverse=True)
    return Listing(kind, tuple(found[:MOST_ENTRIES]), len(found), title, notes=notes)


def moment(said: str) -> str:
    """Return a date or a time of W3C's profile of ISO 8601 in UTC, to the second; "" for anything else."""
    for ending in ("", "-01", "-01-01"):  # a year or a month alone is its beginning
        try:
            when = datetime.fromisoformat(said.strip() + ending)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
        except (ValueError, OverflowError):
            continue
    return ""


def web_address(said: str, base: str) -> str:
    """Return an address of the web, absolute; "" for anything else."""
    try:
        address = urljoin(base, said.strip()) if said.strip() else ""
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""
