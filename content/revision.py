"""Revisions: what names what an article says, and how one version follows on another."""

import hashlib
from dataclasses import replace

import msgspec

from content.article import Article
from content.errors import DisclaimerLost

REVISION_CHARACTERS = 16


def revision_of(article: Article) -> str:
    """Name what an article says: 16 hexadecimal digits of the SHA-256 of its canonical JSON."""
    return hashlib.sha256(msgspec.json.encode(article, order="sorted")).hexdigest()[:REVISION_CHARACTERS]


def next_version(before: Article, article: Article, *, may_lose_disclaimers: bool = False) -> Article:
    """Return the article as it follows on `before`, with the topics that editors gave. Raises `DisclaimerLost`."""
    if before.disclaimers and not article.disclaimers and not may_lose_disclaimers:
        raise DisclaimerLost(
            f"“{before.title}” had a disclaimer, and this version has none, so it was not published. "
            "If that is meant, add it again and say so."
        )
    return replace(article, topics=tuple(dict.fromkeys((*before.topics, *article.topics))))
