"""The door of the dialects: each is opened by entry point (`voice.phone`), ours like anybody's."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from flask import Blueprint

from voice.phone.line import Line

GROUP = "voice.phone"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a kind of telephone system is spoken to: through the service's addresses, or by a server of its own.

    A `blueprint` belongs to those that speak HTTP; its routes begin with /phone/ and the dialect's name. `serve` is
    given a line, a host and a port, and serves until it is stopped.
    """

    name: str
    blueprint: Blueprint | None = None
    serve: Callable[[Line, str, int], None] | None = None


def dialect_named(name: str) -> Dialect:
    """The dialect of that name, and no other is loaded. Raises ModuleNotFoundError, KeyError."""
    dialect: Dialect = entry_points(group=GROUP)[name].load()
    return dialect


@cache
def dialects() -> tuple[Dialect, ...]:
    """The dialects whose libraries are installed, by name."""
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            dialect: Dialect = entry.load()
        except ModuleNotFoundError as error:
            log.info("The telephone does not speak %s (no %s): install article-voice[phone].", entry.name, error.name)
            continue
        found.append(dialect)
    return tuple(found)
