"""Where an article comes from on a command line: a file, an address, or standard input."""

import sys
from dataclasses import dataclass
from pathlib import Path

from content import Article, Page, fetch_page, parse_confined
from content.errors import ArticleTooLarge, UnreadableArticle
from content.library import Source

MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class SourceText:
    """What was brought in: its bytes, the address it came from or None, a name for people.

    `charset` is what the server said of the bytes, "" where it said nothing.
    """

    content: bytes
    url: str | None
    name: str
    charset: str = ""

    @property
    def kept(self) -> Source:
        """It, to be kept: as UTF-8 where only the server said its charset, so that it can be read again without it."""
        page = self._page.html
        return Source(page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page, self.name)

    @property
    def _page(self) -> Page:
        return Page(self.url or "", self.content, "", self.charset)

    def article(self, lang: str | None = None) -> Article:
        """It, as an article, in `lang` where that is given. Raises UnreadableArticle, ArticleTooLarge."""
        return parse_confined(self._page.html, self.url, lang=lang)


def bring(source: str) -> SourceText:
    """What stands at `source`: a path, an http(s) address, or "-" for standard input.

    Raises UnreadableArticle, ArticleTooLarge, FetchFailed, ForbiddenAddress.
    """
    if source == "-":
        return SourceText(_within_limit(sys.stdin.buffer.read(MOST_BYTES + 1), "What came in"), None, "standard input")
    if "://" in source:
        page = fetch_page(source)
        return SourceText(page.content, page.url, page.url, page.charset)
    return SourceText(_file(Path(source)), None, str(Path(source).absolute()))


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
