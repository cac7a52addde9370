"""Bytes from anywhere -> a text within limits, or a plain word on why it cannot be read."""

import re

from bs4.dammit import UnicodeDammit

from content.errors import ArticleTooLarge, UnreadableArticle

MAX_BYTES = 20_000_000
KEPT_CHARACTERS = 5_000_000
KEPT_TAGS = 150_000
# Of a page that is cut its end is kept too: disclaimers stand there.
KEPT_AT_END = 500_000
KEPT_TAGS_AT_END = 15_000
# Between the two, what was open in the first part is closed.
_SEAM = "</script></style><hr>"

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a WAV recording or a WebP picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def decode(html: bytes | str) -> tuple[str, tuple[str, ...]]:
    """Decode a page or a text; returns it within limits, and a sentence for each cut that was made."""
    return _within_limits(text_of(html))


def text_of(html: bytes | str) -> str:
    """Decode a page or a text, whole. Raises `ArticleTooLarge`, and `UnreadableArticle` for what is binary or empty."""
    if len(html) > MAX_BYTES:
        raise ArticleTooLarge(
            f"This page has {len(html) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB. "
            "Save the article's own part of the page and give that."
        )
    text = html if isinstance(html, str) else _decoded(html)
    _refuse_binary(text[:16].encode("utf-8", "replace"), text)
    text = _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.strip():
        raise UnreadableArticle("There is nothing in it. Give a page or a text with words to read.")
    return text


def _decoded(html: bytes) -> str:
    if not html.startswith(_UNICODE_MARKS):
        _refuse_binary(html[:16], html)
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A tag of its own language in the page is the best witness; then a mark at the start, then a guess.
        return UnicodeDammit(html, is_html=True).unicode_markup or html.decode("utf-8", "replace")


def _refuse_binary(start: bytes, whole: bytes | str) -> None:
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            raise UnreadableArticle(f"This looks like {kind}, not a page. Give a web page (HTML) or a plain text.")
    zeros = whole.count("\0") if isinstance(whole, str) else whole.count(b"\0")
    if zeros * 1000 > len(whole):
        raise UnreadableArticle("This looks like a binary file, not a page. Give a web page (HTML) or a plain text.")


def _within_limits(text: str) -> tuple[str, tuple[str, ...]]:
    cuts = []
    if len(text) > KEPT_CHARACTERS:
        cuts.append(f"The page has {len(text):,} characters; beyond {KEPT_CHARACTERS:,}, its middle was left out.")
        start, end = text[: KEPT_CHARACTERS - KEPT_AT_END], text[-KEPT_AT_END:]
        text = _joined(start, end[max(end.find("<"), 0) :])
    if (tags := text.count("<")) > KEPT_TAGS:
        cuts.append(f"The page has {tags:,} tags; beyond {KEPT_TAGS:,}, its middle was left out.")
        start = text[: _place_of_tag(text, KEPT_TAGS - KEPT_TAGS_AT_END)]
        text = _joined(start, text[_place_of_tag(text, tags - KEPT_TAGS_AT_END) :])
    return text, tuple(cuts)


def _joined(start: str, end: str) -> str:
    """Join what is kept of a text; what a page's first part leaves open, a comment for one, is closed."""
    if "<" not in start:
        return f"{start}\n\n{end}"
    open_comment = start.rfind("<!--") > start.rfind("-->")
    return f"{start}{'-->' if open_comment else ''}{_SEAM}{end}"


def _place_of_tag(text: str, number: int) -> int:
    place = -1
    for _ in range(number + 1):
        place = text.index("<", place + 1)
    return place
