"""A source from anybody, read in a child process with limits: what is made to be slow or large harms nobody else.

The source goes to the child's standard input and what was read comes back from its standard output, in MessagePack.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from content.archive import is_archive
from content.article import Article
from content.errors import ArticleTooLarge, ContentError, UnreadableArticle
from content.listing import Listing
from content.page import Page
from content.relations import NO_RELATIONS, Relations, relations_of
from content.skipping import Skipped
from content.sources import is_page, read_source, skipped_in_source, source_text

if sys.platform != "win32":  # it has no such limits; that of the clock holds there too
    import resource

_BOOTSTRAP = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from content import confining; confining.serve()"
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
    command = [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path)]
    given = msgspec.msgpack.encode(task)
    try:
        child = subprocess.run(command, input=given, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603 - our own command line
    except subprocess.TimeoutExpired:
        raise ArticleTooLarge(f"This page was not read within {limits.seconds:g} seconds. {_ADVICE}") from None
    try:
        return msgspec.msgpack.decode(child.stdout, type=Read)
    except msgspec.DecodeError:
        raise _ended(child, limits) from None


def _ended(child: "subprocess.CompletedProcess[bytes]", limits: ReadingLimits) -> ContentError:
    """Say why a child ended without an answer: by a limit, or by a fault of ours."""
    if child.returncode > 0 and b"MemoryError" not in child.stderr:
        fault = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return UnreadableArticle(f"The reader failed on this page ({fault}). {_ADVICE}")
    most = f"{limits.cpu_seconds} seconds of work or {limits.memory / 1e6:.0f} MB of memory"
    return ArticleTooLarge(f"This page needs over {most}. {_ADVICE}")


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
    """The child's whole life: one source, one answer."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Task)
    _set_limits(task.limits)
    try:
        read = skipped_here if task.only_skipped else read_here
        answer = read(task.page, lang=task.lang, rejected=task.rejected)
    except MemoryError:
        message = f"This page needs over {task.limits.memory / 1e6:.0f} MB of memory. {_ADVICE}"
        answer = Read(error=ArticleTooLarge.__name__, message=message)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    sys.stdout.flush()


def _set_limits(limits: ReadingLimits) -> None:
    if sys.platform == "win32":
        return
    for name, most in (("RLIMIT_CPU", limits.cpu_seconds), ("RLIMIT_AS", limits.memory), ("RLIMIT_CORE", 0)):
        with suppress(OSError, ValueError):  # some systems know a limit and refuse to set it
            resource.setrlimit(getattr(resource, name), (most, most))
