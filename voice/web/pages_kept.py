"""Pages as they went out, kept for whoever asks for the same one next, until others take their room.

What decides a page's bytes is its key: what is shown (a generation of an article never changes), to a session in which
state, in which language, and what its browser accepts. So a page is written and compressed once, not for every reader.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, make_response, request
from flask_babel import get_locale

# All pages that are kept take so many bytes at most, and one of them a quarter of that.
MOST_BYTES = 4_000_000
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's bytes in a content coding (RFC 9110, 8.4), "" for none."""

    body: bytes
    coding: str

    @property
    def etag(self) -> str:
        """Names these bytes."""
        return hashlib.sha256(self.body).hexdigest()[:32]


class PagesKept:
    """The pages that were asked for last, by key; any thread may find and keep them."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages = LRUCache[Key, Page](most_bytes, getsizeof=lambda page: len(page.body))
        self._lock = Lock()

    def find(self, key: Key) -> Page | None:
        """The page of that key, if it is kept."""
        with self._lock:
            return self._pages.get(key)

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page; those that nobody asked for the longest go."""
        if len(page.body) <= self._pages.maxsize // 4:
            with self._lock:
                self._pages[key] = page


def keep_pages(app: Flask) -> None:
    """Let the application keep its pages as they go out: to be called before what compresses them is."""
    app.extensions["pages_kept"] = PagesKept()
    app.after_request(_kept)


def page_of(key: Key, write: Callable[[], str]) -> Response:
    """The page of that key: as it was kept, or as it is written now. An address with a query has none that is kept."""
    kept: PagesKept = current_app.extensions["pages_kept"]
    whole = (*key, request.path, request.script_root, str(get_locale()), request.headers.get("Accept-Encoding", ""))
    page = None if request.query_string else kept.find(whole)
    if page is None:
        response = make_response(write())
        g.page_to_keep = None if request.query_string else whole
        return response
    response = Response(page.body, mimetype="text/html")
    if page.coding:
        response.headers["Content-Encoding"] = page.coding
    return _conditional(response, page)


def _kept(response: Response) -> Response:
    if (key := g.get("page_to_keep")) is None or response.status_code != 200:
        return response
    page = Page(response.get_data(), response.headers.get("Content-Encoding", ""))
    current_app.extensions["pages_kept"].keep(key, page)
    return _conditional(response, page)


def _conditional(response: Response, page: Page) -> Response:
    """A browser that has these bytes is told so, and gets none (RFC 9110, 13.1.2)."""
    response.set_etag(page.etag)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
