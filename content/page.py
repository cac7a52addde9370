"""A page as it came, from the web or from a file: `Page`."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came.

    `url` is its final address, "" for a file; `content` its bytes (decompressed); `content_type` and `charset` are what
    the server said, "" where nobody did.
    """

    url: str
    content: bytes
    content_type: str
    charset: str = ""

    @property
    def html(self) -> bytes | str:
        """The page's text where the server named a charset, else its bytes, which mostly name it themselves."""
        try:
            return self.content.decode(codecs.lookup(self.charset).name, "replace") if self.charset else self.content
        except (LookupError, ValueError):
            return self.content
