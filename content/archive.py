"""Several pages in one file, or one with what its server said of it: MHTML (RFC 2557), which browsers open and save."""

import email
import hashlib
import re
from collections.abc import Iterator, Sequence
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP

from content.errors import UnreadableArticle
from content.page import Page
from content.paging import follows

_HEADERS = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}", re.ASCII)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)


def archive(pages: Sequence[Page]) -> bytes:
    """Pack pages, the first first, each with its address and content type; the same pages give the same bytes."""
    digest = hashlib.sha256(b"".join(page.content for page in pages)).hexdigest()
    whole = MIMEMultipart("related", boundary=f"page-{digest}", type=_type(pages[0]), policy=SMTP)
    for page in pages:
        kind, _, subkind = _type(page).partition("/")
        part = MIMEBase(kind, subkind, policy=SMTP, **({"charset": page.charset} if page.charset else {}))
        part.set_payload(page.content)
        encode_base64(part)
        if page.url:
            part["Content-Location"] = page.url
        whole.attach(part)
    return whole.as_bytes()


def is_archive(content: bytes) -> bool:
    """Say whether bytes are an archive of pages."""
    headers = _HEADERS.match(content[:10_000])
    return headers is not None and bool(_RELATED.search(headers[0]))


def pages_in(content: bytes) -> tuple[Page, ...]:
    """Unpack an archive: its first page, and those that go on with that one's article; pictures and frames are not."""
    pages: list[Page] = []
    for page in _parts(content):
        if not pages or follows(pages[0].url, pages[-1].url, page.url):
            pages.append(page)
    return tuple(pages)


def _parts(content: bytes) -> Iterator[Page]:
    try:
        message = email.message_from_bytes(content)
    except RecursionError as error:
        raise UnreadableArticle(
            "The parts of this archive stand too deep in one another. Save the page again."
        ) from error
    for part in message.walk():
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and part.get_content_maintype() in {"text", "application"}:
            location = "".join(str(part.get("Content-Location", "")).split())
            yield Page(location, body, part.get_content_type(), _charset(part))


def _charset(part: Message) -> str:
    charset = part.get_param("charset", "")
    return charset if isinstance(charset, str) else ""


def _type(page: Page) -> str:
    return page.content_type or "text/html"
