"""The admin's door: pages for those who have signed in, all behind the gate. A module's views join by standing here."""

from voice.web.admin import (
    adding,
    article,
    articles,
    drafts,
    entry,
    figures,
    findings,
    lexicon,
    parts,
    pronouncing,
    rules,
    voices,
)
from voice.web.admin.gate import bp

__all__ = [
    "adding",
    "article",
    "articles",
    "bp",
    "drafts",
    "entry",
    "figures",
    "findings",
    "lexicon",
    "parts",
    "pronouncing",
    "rules",
    "voices",
]
