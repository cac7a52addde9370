"""When something is due next, by a cron expression: minute, hour, day, month and weekday, in UTC."""

from datetime import UTC, datetime

from cronsim import CronSim, CronSimError

from voice.errors import SettingsError

FIELDS = 5


def check_expression(variable: str, expression: str) -> None:
    """Raise SettingsError where a setting is no time that comes; "" is never, and good."""
    try:
        if expression:
            next_due(expression, 0.0)
    except SettingsError as error:
        raise SettingsError(f"{variable}: {error}") from error


def next_due(expression: str, after: float) -> float:
    """The first moment after that one, both in seconds since 1970. Raises SettingsError where there is none."""
    has_fields = len(expression.split()) == FIELDS
    try:
        due = next(CronSim(expression, datetime.fromtimestamp(after, UTC)), None) if has_fields else None
    except CronSimError:
        due = None
    if due is None:
        raise SettingsError(
            f"{expression!r} is no time that comes. Give minute, hour, day of the month, month and weekday, such as "
            "0 4 * * * for every day at four, UTC."
        )
    return due.timestamp()
