"""The command `voice`. Messages go to standard error, what was asked for to standard output; an error exits with 1."""

from voice.cli import articles, database, disclaimers, hearing, lexicon, phone, service, sound, voices
from voice.cli.group import main

__all__ = ["articles", "database", "disclaimers", "hearing", "lexicon", "main", "phone", "service", "sound", "voices"]
