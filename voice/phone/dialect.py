"""The door of the dialects: each is opened by entry point (`voice.phone`), ours like anybody's."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from flask import Blueprint

from voice.errors import UnknownDialect
from voice.phone.line import Line

GROUP = "voice.phone"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a kind of telephone system is spoken to: one of `blueprint`, `serve` and `connect`.

    A `blueprint` belongs to those that ask the service by HTTP; its routes begin with /phone/ and the dialect's name.
    `serve` is given a line, a host and a port, and serves until it is stopped; `port` is its usual one, 0 where there
    is none. `connect` is given a line, connects to the system by itself, and takes its calls until it is stopped.
    """

    name: str
    blueprint: Blueprint | None = None
    serve: Callable[[Line, str, int], None] | None = None
    connect: Callable[[Line], None] | None = None
    port: int = 0

    def __post_init__(self) -> None:
        """Raises TypeError where it is not one of the three."""
        if sum(door is not None for door in (self.blueprint, self.serve, self.connect)) != 1:
            raise TypeError(f"The dialect {self.name} must have one of blueprint, serve and connect")


def dialect_names() -> tuple[str, ...]:
    """The names of the installed dialects, in alphabetical order."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def dialect_named(name: str) -> Dialect:
    """The dialect of that name, and no other is loaded. Raises UnknownDialect."""
    for entry in entry_points(group=GROUP, name=name):
        try:
            return _loaded(entry)
        except ModuleNotFoundError as error:
            raise UnknownDialect(f"The dialect {name} needs {error.name}: install article-voice[phone].") from error
        except Exception as error:
            raise UnknownDialect(f"The dialect {name} is installed but does not work: {error!r}") from error
    raise UnknownDialect(f"There is no dialect called {name!r}. Installed are: {', '.join(dialect_names())}.")


@cache
def dialects() -> tuple[Dialect, ...]:
    """The dialects that work, by name; a broken one takes no other down."""
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            found.append(_loaded(entry))
        except ModuleNotFoundError as error:
            log.info("The telephone does not speak %s (no %s): install article-voice[phone].", entry.name, error.name)
        except Exception:
            log.exception("The telephone does not speak %s: the dialect is installed but does not work.", entry.name)
    return tuple(found)


def _loaded(entry: EntryPoint) -> Dialect:
    """What an entry point names. Raises TypeError where that is no dialect, and whatever a stranger's module raises."""
    dialect = entry.load()
    if not isinstance(dialect, Dialect):
        raise TypeError(f"{entry.value} is no Dialect")
    return dialect
