"""A page as it came, from the web or from a file: `Page`, its `Origin`, and the `Source` of an article."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """An address that a page was fetched from, and which of its versions it was.

    `etag` and `modified` are its server's `ETag` and `Last-Modified` (RFC 9110, 8.8), "" where it did not say.
    """

    address: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came.

    `url` is its final address, "" for a file; `content` its bytes (decompressed); `content_type` and `charset` are what
    the server said, "" where nobody did; `origin` is None where it was not fetched.
    """

    url: str
    content: bytes
    content_type: str
    charset: str = ""
    origin: Origin | None = None

    @property
    def html(self) -> bytes | str:
        """The page's text where the server named a charset, else its bytes, which mostly name it themselves."""
        try:
            return self.content.decode(codecs.lookup(self.charset).name, "replace") if self.charset else self.content
        except (LookupError, ValueError):
            return self.content


@dataclass(frozen=True, slots=True)
class Source:
    """What an article was read from: its bytes, its file's name or address, and where its pages were fetched from."""

    content: bytes
    name: str
    origins: tuple[Origin, ...] = ()

    @property
    def asked_at(self) -> tuple[Origin, ...]:
        """Where the article can be asked for again: also at its address alone, where nothing else is known of it."""
        is_address = self.name.startswith(("http://", "https://"))
        return self.origins or ((Origin(self.name),) if is_address else ())
