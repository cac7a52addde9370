"""Articles: list, get, add, refresh, topics, and what is there of their recordings."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Response, url_for

from content import Page as WebPage
from content.gathered import Gathered
from content.library import Kept
from content.notices import topic_of
from voice.accounts import Scope
from voice.documents import article_document
from voice.jobs.refreshing import refresh
from voice.orders import ClipOrder
from voice.web.api.operation import Operation, Page, Problem, allowed, answer, body, bp, checked, page_of, query
from voice.web.finding import studio

MOST_BYTES = 20_000_000
_HERE = "the API"


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be added: the address of its page, or its HTML, or its text (Markdown, too).

    With `html` or `text`, `url` is the address that it is known by, and is not fetched.
    """

    url: str = ""
    html: str = ""
    text: str = ""
    slug: str | None = None
    lang: str | None = None
    topics: tuple[str, ...] = ()
    may_lose_disclaimers: bool = False


@dataclass(frozen=True, slots=True)
class Topics:
    """What an article is about, in place of what was said of that before."""

    topics: tuple[str, ...]


@bp.get("/articles")
@allowed(Operation(Scope.ARTICLES_READ, asks=Page))
def list_articles() -> Response:
    """List the articles, by slug."""
    page = checked(query(Page))
    rows, start = studio().library.list(), (page.page - 1) * page.per_page
    return page_of(rows[start : start + page.per_page], len(rows), page)


@bp.get("/articles/<slug>")
@allowed(Operation(Scope.ARTICLES_READ))
def get_article(slug: str) -> Response:
    """Get an article with its sections, and with the disclaimers that are due."""
    return answer(_document(studio().desk.current(slug)))


@bp.post("/articles")
@allowed(Operation(Scope.ARTICLES_WRITE, takes=NewArticle, most_bytes=MOST_BYTES))
def add_article() -> Response:
    """Add an article; 201 for a new one or a new version, 200 where nothing has changed."""
    new = body(NewArticle)
    found = _gathered(new)
    article = replace(found.article, topics=tuple(filter(None, map(topic_of, new.topics))))
    voices = studio().check(article, studio().delivery())
    kept = studio().desk.publish(article, found.source, slug=new.slug, may_lose_disclaimers=new.may_lose_disclaimers)
    studio().want(_orders(kept), urgent=False)
    studio().publisher.heard(kept.article.slug)  # read now, and not when the first listener comes
    told = _document(studio().desk.current(kept.article.slug)) | {"notes": [*found.notes, *voices]}
    status = HTTPStatus.CREATED if kept.changed else HTTPStatus.OK
    return answer(told, status, {"Location": url_for("api.get_article", slug=kept.article.slug)})


@bp.post("/articles/<slug>/refresh")
@allowed(Operation(Scope.ARTICLES_WRITE))
def refresh_article(slug: str) -> Response:
    """Ask an article's source again, and keep what differs as a new version."""
    found = refresh(studio(), slug)
    revision = studio().library.current(slug).revision
    return answer({"changed": found.changed, "revision": revision, "notes": found.notes})


@bp.put("/articles/<slug>/topics")
@allowed(Operation(Scope.ARTICLES_WRITE, takes=Topics))
def put_topics(slug: str) -> Response:
    """Say what an article is about; disclaimers that are set for a topic are heard with it."""
    before, topics = studio().library.current(slug).article.topics, body(Topics).topics
    kept = studio().desk.give_topics(slug, add=topics, remove=set(before) - set(map(topic_of, topics)))
    return answer({"topics": kept.article.topics})


@bp.get("/articles/<slug>/recordings")
@allowed(Operation(Scope.LISTEN))
def list_recordings(slug: str) -> Response:
    """List the clips of an article: what each is, and its address and length where it is ready."""
    kept = studio().desk.current(slug)
    orders = _orders(kept)
    digests = [studio().digest(order) for order in orders]
    progress, clips = studio().progress(digests), studio().find_all(orders)
    found = [
        {
            "section": order.section,
            "alone": order.alone,
            "first": order.first,
            "digest": digest,
            "ready": clip is not None,
            "error": progress.failed.get(digest, ""),
            "fingerprint": clip.fingerprint if clip else "",
            "duration_ms": clip.duration_ms if clip else 0,
            "address": f"/c/{clip.fingerprint}.{clip.suffix}" if clip and order.alone else "",
        }
        for order, digest, clip in zip(orders, digests, clips, strict=True)
    ]
    return answer({"revision": kept.revision, "left": progress.left, "items": found})


def _gathered(new: NewArticle) -> Gathered:
    """What the article was read from. Raises Problem where it is not said, or twice."""
    from content.fetching import fetch_page  # noqa: PLC0415 - what reads pages takes a quarter of a start to import
    from content.gathering import as_article, gather  # noqa: PLC0415

    if bool(new.html) + bool(new.text) > 1 or not (new.url or new.html or new.text):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Give one of url, html and text.", pointer="/url")
    if not (new.html or new.text):
        return as_article(gather(fetch_page(new.url), new.url, lang=new.lang))
    kind = "text/html" if new.html else "text/markdown"
    page = WebPage(new.url, (new.html or new.text).encode(), kind, "utf-8")
    return as_article(gather(page, new.url or _HERE, lang=new.lang))


def _orders(kept: Kept) -> list[ClipOrder]:
    delivery = studio().publisher.delivery(kept.article.slug)
    return studio().orders(kept.article, kept.revision, delivery)


def _document(kept: Kept) -> dict[str, object]:
    slug = kept.article.slug
    states = {finding.key: finding.state for finding in studio().desk.findings(slug)}
    return {"slug": slug, "revision": kept.revision, "page": f"/a/{slug}"} | article_document(kept.article, states)
