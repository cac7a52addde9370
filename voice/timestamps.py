"""Moments as they are kept: ISO 8601, UTC, to the millisecond, so that they sort as text."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment."""
    return later(timedelta())


def later(after: timedelta) -> str:
    """The moment after that time from now; before now where it is negative."""
    return (datetime.now(UTC) + after).isoformat(timespec="milliseconds")
