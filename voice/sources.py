"""Where an article comes from on a command line: a file, an address, or standard input."""

import sys
from pathlib import Path

from content import Article, Listing, Page
from content.errors import ArticleTooLarge, UnreadableArticle
from content.fetching import fetch_page
from content.gathered import Gathered
from content.gathering import as_article, gather
from content.sources import MARKDOWN_ENDINGS

MOST_BYTES = 20_000_000


def gather_from(source: str, lang: str | None = None) -> Gathered | Listing:
    """What stands at `source`, an article or a list of them: a path, an http(s) address, or "-" for standard input.

    An article is in `lang` where that is given. Raises UnreadableArticle, ArticleTooLarge, FetchFailed,
    ForbiddenAddress.
    """
    return gather(_page(source), name_of(source), lang=lang)


def article_from(source: str) -> Article:
    """The article that stands at `source`. Raises what `gather_from` raises, and UnreadableArticle for a list."""
    return as_article(gather_from(source)).article


def name_of(source: str) -> str:
    """What a source is known by, wherever the command runs."""
    if source == "-":
        return "standard input"
    return source if "://" in source else str(Path(source).absolute())


def _page(source: str) -> Page:
    if source == "-":
        return Page("", _within_limit(sys.stdin.buffer.read(MOST_BYTES + 1), "What came in"), "")
    if "://" in source:
        return fetch_page(source)
    path = Path(source)
    return Page("", _file(path), "text/markdown" if path.suffix.lower() in MARKDOWN_ENDINGS else "")


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(f"The file {path}")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableArticle(
            f"There is no file {str(path)!r}. "
            "Give the path of a file, an address that begins with https://, or - for standard input."
        ) from None
    except OSError as error:
        raise UnreadableArticle(f"{path} can't be read: {error.strerror}.") from error


def _within_limit(content: bytes, what: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise _too_large(what)
    return content


def _too_large(what: str) -> ArticleTooLarge:
    return ArticleTooLarge(
        f"{what} is over {MOST_BYTES // 1_000_000} MB, more than any article. Save the article's own part and add that."
    )
