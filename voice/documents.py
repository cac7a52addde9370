"""Articles, their disclaimers and listings as documents for programs, whichever door hands them out."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from content import Article, Disclaimer, Listing, Section
from content.due import EDITOR
from content.lines import lines_of
from voice.disclosing import short_of


def listing_document(listing: Listing) -> dict[str, object]:
    """A feed or a sitemap for programs, as `voice split --json` prints it."""
    entries = [{"url": entry.url, "title": entry.title, "published": entry.published} for entry in listing.entries]
    return {"kind": listing.kind, "title": listing.title, "count": listing.count, "entries": entries}


def article_document(article: Article, states: Mapping[str, str] = MappingProxyType({})) -> dict[str, object]:
    """An article for programs, as `voice split --json` prints it; `states` as for `describe`."""
    return {
        "title": article.title,
        "lang": article.lang,
        "url": article.url,
        "author": article.author,
        "published": article.published,
        "modified": article.modified,
        "cuts": article.cuts,
        "keywords": article.keywords,
        "topics": article.topics,
        "sections": [_section_document(article, section) for section in article.sections],
        "disclaimers": [disclaimer_document(each, states.get(each.key, "")) for each in article.disclaimers],
    }


def _section_document(article: Article, section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "level": section.level,
        "heading": section.heading,
        "text": section.text,
        "part": section.part,
        "parts": section.parts,
        "notes": [{"label": note.label, "text": note.text, "lang": note.lang} for note in article.notes_of(section)],
    }


def disclaimer_document(disclaimer: Disclaimer, state: str = "") -> dict[str, object]:
    """A disclaimer for programs: its fields, its key, where its review stands, its short form, the numbers it gives."""
    known = "set" if disclaimer.origin == EDITOR else "unreviewed"
    more = {"key": disclaimer.key, "state": state or known, "lines": lines_of(disclaimer)}
    fields: dict[str, object] = msgspec.to_builtins(disclaimer)
    return fields | {"short": short_of(disclaimer)} | more
