"""The command `voice`. Messages go to standard error, what was asked for to standard output; an error exits with 1."""

from voice.cli.group import main

__all__ = ["main"]
