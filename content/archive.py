"""Several pages in one file: MHTML (RFC 2557), which browsers open, with every byte of every page."""

import hashlib
from collections.abc import Sequence
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP

from content.fetching import Page


def archive(pages: Sequence[Page]) -> bytes:
    """Pack pages, the first first, each with its address and content type; the same pages give the same bytes."""
    digest = hashlib.sha256(b"".join(page.content for page in pages)).hexdigest()
    whole = MIMEMultipart("related", boundary=f"page-{digest}", type=pages[0].content_type, policy=SMTP)
    for page in pages:
        kind, _, subkind = page.content_type.partition("/")
        part = MIMEBase(kind, subkind, policy=SMTP, **({"charset": page.charset} if page.charset else {}))
        part.set_payload(page.content)
        encode_base64(part)
        part["Content-Location"] = page.url
        whole.attach(part)
    return whole.as_bytes()
