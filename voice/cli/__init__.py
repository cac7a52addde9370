"""The command `voice`. Messages go to standard error, what was asked for to standard output; an error exits with 1."""

from voice.cli import (
    accounts,
    articles,
    audit,
    backup,
    cache,
    database,
    disclaimers,
    hearing,
    lexicon,
    making,
    phone,
    refreshing,
    regenerating,
    schedules,
    service,
    sound,
    voices,
)
from voice.cli.group import main

__all__ = [
    "accounts",
    "articles",
    "audit",
    "backup",
    "cache",
    "database",
    "disclaimers",
    "hearing",
    "lexicon",
    "main",
    "making",
    "phone",
    "refreshing",
    "regenerating",
    "schedules",
    "service",
    "sound",
    "voices",
]
