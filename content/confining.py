"""A page from anybody, read in a child process with limits: what is made to be slow or large harms nobody else.

The source goes to the child's standard input and the article comes back from its standard output, in MessagePack.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from content.article import Article
from content.errors import ArticleTooLarge, ContentError, UnreadableArticle
from content.parsing import parse_article

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
class _Task:
    source: bytes
    decoded: bool
    url: str | None
    lang: str | None
    rejected: frozenset[str]
    limits: ReadingLimits


@dataclass(frozen=True, slots=True)
class _Answer:
    article: Article | None
    error: str = ""
    message: str = ""


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
    limits = limits or ReadingLimits()
    source = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    task = msgspec.msgpack.encode(_Task(source, isinstance(html, str), url, lang, rejected, limits))
    command = [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path)]
    try:
        child = subprocess.run(command, input=task, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603 - our own command line
    except subprocess.TimeoutExpired:
        raise ArticleTooLarge(f"This page was not read within {limits.seconds:g} seconds. {_ADVICE}") from None
    return _article(child, limits)


def _article(child: "subprocess.CompletedProcess[bytes]", limits: ReadingLimits) -> Article:
    try:
        answer = msgspec.msgpack.decode(child.stdout, type=_Answer)
    except msgspec.DecodeError:
        raise _ended(child, limits) from None
    if answer.article is None:
        raise _REFUSALS.get(answer.error, UnreadableArticle)(answer.message)
    return answer.article


def _ended(child: "subprocess.CompletedProcess[bytes]", limits: ReadingLimits) -> ContentError:
    """Say why a child ended without an answer: by a limit, or by a fault of ours."""
    if child.returncode > 0 and b"MemoryError" not in child.stderr:
        fault = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return UnreadableArticle(f"The reader failed on this page ({fault}). {_ADVICE}")
    most = f"{limits.cpu_seconds} seconds of work or {limits.memory / 1e6:.0f} MB of memory"
    return ArticleTooLarge(f"This page needs over {most}. {_ADVICE}")


def serve() -> None:
    """The child's whole life: one page, one answer."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Task)
    _set_limits(task.limits)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answer(task)))
    sys.stdout.flush()


def _answer(task: _Task) -> _Answer:
    try:
        source = task.source.decode("utf-8", "surrogatepass") if task.decoded else task.source
        return _Answer(parse_article(source, task.url, lang=task.lang, rejected=task.rejected))
    except ContentError as error:
        return _Answer(None, type(error).__name__, str(error))
    except MemoryError:
        message = f"This page needs over {task.limits.memory / 1e6:.0f} MB of memory. {_ADVICE}"
        return _Answer(None, ArticleTooLarge.__name__, message)


def _set_limits(limits: ReadingLimits) -> None:
    if sys.platform == "win32":
        return
    for name, most in (("RLIMIT_CPU", limits.cpu_seconds), ("RLIMIT_AS", limits.memory), ("RLIMIT_CORE", 0)):
        with suppress(OSError, ValueError):  # some systems know a limit and refuse to set it
            resource.setrlimit(getattr(resource, name), (most, most))
