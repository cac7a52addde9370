"""When a running service refreshes articles, sweeps and verifies: listed, chosen and taken away."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.environment import variable_of
from voice.errors import SettingsError
from voice.timetable import Task
from voice.web.admin.gate import bp, permitted, signed_in
from voice.web.admin.telling import acted
from voice.web.finding import studio

# What a service can do at set times, as the page says it.
TASKS = {
    "refresh": "Refresh articles: ask their sources whether they have changed",
    "sweep": "Sweep: take away recordings that are over the limits and that nobody needs",
    "verify": "Verify: read every recording, and have broken ones spoken again",
}
_WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
OFTEN = {
    "hour": "every hour",
    "day": "every day",
    **{day: f"every {name}" for day, name in _WEEKDAYS.items()},
    "month": "on the first of every month",
}
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_SIMPLE = re.compile(r"(?P<minute>[0-9]+) (?P<hour>[0-9]+|\*) (?P<first>\*|1) \* (?P<day>\*|[a-z]{3})")


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as the page shows it: when it is done, in words ("" for never), and whether somebody chose that here."""

    task: Task
    name: str
    when: str
    setting: str
    due: str

    @property
    def chosen(self) -> bool:
        """Whether it is not left to the settings."""
        return self.task.chosen is not None


@bp.get("/schedules")
@permitted(Role.VIEWER)
def schedules() -> ResponseReturnValue:
    """What is done when, when that is due next, and what came of it last."""
    return _page()


@bp.post("/schedules")
@permitted(Role.ADMIN)
def choose_schedule() -> ResponseReturnValue:
    """Choose when a task is done."""
    asked = {name: request.form.get(name, "").strip() for name in ("task", "often", "time", "cron")}
    if asked["task"] not in TASKS:
        return _page(trouble="Choose what is to be done.", asked=asked), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        expression = asked["cron"] or expression_of(asked["often"], asked["time"])
        studio().timetable.choose(asked["task"], expression)
    except SettingsError as error:
        return _page(trouble=str(error), asked=asked), HTTPStatus.UNPROCESSABLE_ENTITY
    return acted(lambda: f"{_name(asked['task'])}: {in_words(expression)}.", url_for("admin.schedules"))


@bp.post("/schedules/<task>/remove")
@permitted(Role.ADMIN)
def remove_schedule(task: str) -> ResponseReturnValue:
    """Do a task no more at set times, whatever the settings say."""
    return _changed(task, "", "is done no more at set times.")


@bp.post("/schedules/<task>/as-set")
@permitted(Role.ADMIN)
def leave_schedule(task: str) -> ResponseReturnValue:
    """Leave it to the settings when a task is done."""
    return _changed(task, None, "is done as the settings say.")


def expression_of(often: str, time: str) -> str:
    """The cron expression of what the form offers. Raises SettingsError."""
    found = _TIME.fullmatch(time)
    if often not in OFTEN or not found:
        raise SettingsError("Choose how often it is to be done, and give a time such as 04:00.")
    hour, minute = map(int, found.groups())
    match often:
        case "hour":
            return f"{minute} * * * *"
        case "day":
            return f"{minute} {hour} * * *"
        case "month":
            return f"{minute} {hour} 1 * *"
    return f"{minute} {hour} * * {often}"


def in_words(expression: str) -> str:
    """What a cron expression says, as far as the form offers it; else the expression. "" for never."""
    found = _SIMPLE.fullmatch(expression)
    if not found:
        return f"by the cron expression {expression}" if expression else ""
    minute, hour, first, day = found.groups()
    match hour, first, day:
        case "*", "*", "*":
            return f"every hour, {minute} minutes past"
        case _, "*", "*":
            return f"every day at {hour:0>2}:{minute:0>2} UTC"
        case _, "1", "*" if hour != "*":
            return f"on the first of every month at {hour:0>2}:{minute:0>2} UTC"
        case _, "*", _ if hour != "*" and day in _WEEKDAYS:
            return f"every {_WEEKDAYS[day]} at {hour:0>2}:{minute:0>2} UTC"
    return f"by the cron expression {expression}"


def _changed(task: str, expression: str | None, what: str) -> ResponseReturnValue:
    def act() -> str:
        if task not in TASKS:
            raise SettingsError("There is no such task.")
        studio().timetable.choose(task, expression)
        return f"{_name(task)} {what}"

    return acted(act, url_for("admin.schedules"))


def _page(trouble: str = "", asked: dict[str, str] | None = None) -> str:
    session = signed_in()
    return render_template(
        "admin/schedules.html",
        shown=_shown(),
        tasks=TASKS,
        often=OFTEN,
        trouble=trouble,
        asked=asked or {"task": "", "often": "day", "time": "04:00", "cron": ""},
        may_choose=session is not None and session.role.includes(Role.ADMIN),
    )


def _shown() -> list[Shown]:
    known = {each.task: each for each in studio().timetable.tasks()}
    wanted = studio().timetable.wanted(studio().settings.schedules)
    return [_one(known.get(task, Task(task)), wanted[task]) for task in TASKS]


def _one(task: Task, wanted: str) -> Shown:
    is_planned = bool(wanted) and task.expression == wanted
    due = datetime.fromtimestamp(task.due_at, UTC).isoformat(timespec="seconds") if is_planned else ""
    return Shown(task, _name(task.task), in_words(wanted), variable_of(f"{task.task}_at"), due)


def _name(task: str) -> str:
    return TASKS[task].partition(":")[0]
