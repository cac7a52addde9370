"""A source from anybody, read in a child process with limits: what is made to be slow or large harms nobody else."""

from dataclasses import dataclass

import msgspec

from content import readers
from content.archive import is_archive
from content.article import Article
from content.errors import ArticleTooLarge, ContentError, UnreadableArticle
from content.listing import Listing
from content.page import Page
from content.relations import NO_RELATIONS, Relations, relations_of
from content.skipped import Skipped
from content.sources import is_page, read_source, skipped_in_source, source_text

_ADVICE = "Save the article's own part of the page and give that."
_REFUSALS: dict[str, type[ContentError]] = {error.__name__: error for error in (ArticleTooLarge, UnreadableArticle)}


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How far the reading of a page may go.

    `cpu_seconds` is time at work, `seconds` time by the clock, `memory` bytes of address space. A page of a million
    characters needs about a second and 300 MB.
    """

    cpu_seconds: int = 20
    seconds: float = 40.0
    memory: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a source: an article or a listing, or neither, and the refusal; and what a page links to."""

    article: Article | None = None
    listing: Listing | None = None
    relations: Relations = NO_RELATIONS
    error: str = ""
    message: str = ""
    skipped: tuple[Skipped, ...] = ()

    def article_or_refusal(self) -> Article:
        """The article; raises `UnreadableArticle` or `ArticleTooLarge` where there is none."""
        if self.listing:
            raise UnreadableArticle(f"This is a {self.listing.kind}, not an article. Give the address of one article.")
        if self.article is None:
            raise _REFUSALS.get(self.error, UnreadableArticle)(self.message)
        return self.article


@dataclass(frozen=True, slots=True)
class _Task:
    page: Page
    lang: str | None
    rejected: frozenset[str]
    limits: ReadingLimits
    only_skipped: bool = False


def parse_confined(
    html: bytes | str,
    url: str | None = None,
    *,
    lang: str | None = None,
    rejected: frozenset[str] = frozenset(),
    limits: ReadingLimits | None = None,
) -> Article:
    """Read a page or a text as `parse_article` does, within limits, in a child process.

    Raises `UnreadableArticle` or `ArticleTooLarge`.
    """
    if isinstance(html, str):
        page = Page(url or "", html.encode("utf-8", "ignore"), "", "utf-8")
    else:
        page = Page(url or "", html, "")
    return read_confined(page, lang=lang, rejected=rejected, limits=limits).article_or_refusal()


def read_confined(
    page: Page,
    *,
    lang: str | None = None,
    rejected: frozenset[str] = frozenset(),
    limits: ReadingLimits | None = None,
) -> Read:
    """Read whatever a page holds as `read_source` does, within limits, in a child process.

    A page without an article is no error here: another form of it may have one. Raises `UnreadableArticle` or
    `ArticleTooLarge` where the child did not come to its end.
    """
    return _answer(_Task(page, lang, rejected, limits or ReadingLimits()))


def skipped_confined(
    page: Page, *, lang: str | None = None, rejected: frozenset[str] = frozenset()
) -> tuple[Skipped, ...]:
    """What is left out of the article of a page, and why, found out as confined.

    Raises `UnreadableArticle` or `ArticleTooLarge`.
    """
    read = _answer(_Task(page, lang, rejected, ReadingLimits(), only_skipped=True))
    if read.error:
        read.article_or_refusal()
    return read.skipped


def _answer(task: _Task) -> Read:
    limits = task.limits
    try:
        answer = readers.ask(msgspec.msgpack.encode(task), limits.seconds)
    except TimeoutError:
        raise ArticleTooLarge(f"This page was not read within {limits.seconds:g} seconds. {_ADVICE}") from None
    if not answer:
        most = f"{limits.cpu_seconds} seconds of work or {limits.memory / 1e6:.0f} MB of memory"
        raise ArticleTooLarge(f"This page needs over {most}. {_ADVICE}")
    return msgspec.msgpack.decode(answer, type=Read)


def read_here(page: Page, *, lang: str | None = None, rejected: frozenset[str] = frozenset()) -> Read:
    """Read whatever a page holds in this process, as the child does, without limits."""
    relations = NO_RELATIONS
    try:
        if page.url and is_page(page) and not is_archive(page.content):  # a file leads nowhere
            relations = relations_of(source_text(page), page.url)
        found = read_source(page, lang, rejected)
    except ContentError as error:
        return Read(None, None, relations, type(error).__name__, str(error))
    return Read(None, found, relations) if isinstance(found, Listing) else Read(found, None, relations)


def skipped_here(page: Page, *, lang: str | None = None, rejected: frozenset[str] = frozenset()) -> Read:
    """What is left out of a page's article, found out in this process."""
    try:
        return Read(skipped=skipped_in_source(page, lang, rejected))
    except ContentError as error:
        return Read(error=type(error).__name__, message=str(error))


def serve() -> None:
    """The child's whole life."""
    readers.answer_all(_read)


def _read(given: bytes) -> bytes:
    task = msgspec.msgpack.decode(given, type=_Task)
    readers.set_limits(task.limits.cpu_seconds, task.limits.memory)
    try:
        read = skipped_here if task.only_skipped else read_here
        answer = read(task.page, lang=task.lang, rejected=task.rejected)
    except MemoryError:
        raise  # and end this reader, who has no room for anything any more
    except Exception as error:  # noqa: BLE001 - a fault of ours on a page of somebody's: whoever adds it is told
        fault = f"{type(error).__name__}: {error}"
        answer = Read(error=UnreadableArticle.__name__, message=f"The reader failed on this page ({fault}). {_ADVICE}")
    return msgspec.msgpack.encode(answer)
