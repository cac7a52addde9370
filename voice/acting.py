"""Who acts, and through which door: set where somebody comes in, read where a change is noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """Where a change came in: a terminal, the admin's pages, the API, a file changed by hand, or the service itself."""

    CLI = "cli"
    ADMIN = "admin"
    API = "api"
    FILE = "file"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, by their name for the record, and the door they came in by."""

    who: str = ""
    door: Door = Door.SERVICE


_NOBODY = Actor()
_actor: ContextVar[Actor] = ContextVar("actor", default=_NOBODY)


def actor() -> Actor:
    """Who acts now."""
    return _actor.get()


@contextmanager
def acting(who: str, door: Door) -> Iterator[None]:
    """Within this block, whatever changes was changed by them."""
    before = _actor.set(Actor(who, door))
    try:
        yield
    finally:
        _actor.reset(before)
