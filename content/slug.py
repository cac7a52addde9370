"""Slugs: what an article is called in addresses."""

import re

from content.errors import InvalidSlug

LONGEST_SLUG = 80
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def checked_slug(slug: str) -> str:
    """Return a slug that can stand in an address; raises `InvalidSlug`."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise InvalidSlug(
            f"{slug[:100]!r} cannot stand in an address. Use a-z, 0-9 and single hyphens between them, "
            f"at most {LONGEST_SLUG} characters, such as 'sleep-and-health'."
        )
    return slug
