"""The command that tells what a running service does at set times: schedules."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from voice.cli.group import main, open_studio, print_json
from voice.environment import variable_of
from voice.timetable import Task


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def schedules(*, as_json: bool) -> None:
    """Tell when articles are refreshed and recordings swept and verified, when that is due next, and what came of it.

    Example: voice schedules
    """
    studio = open_studio()
    known = {each.task: each for each in studio.timetable.tasks()}
    wanted = studio.timetable.wanted(studio.settings.schedules)
    planned = [known.get(task, Task(task)) for task in wanted]
    if as_json:
        print_json([{"at": wanted[each.task]} | asdict(each) for each in planned])
        return
    for each in planned:
        _say(each, wanted[each.task])


def _say(task: Task, expression: str) -> None:
    if not expression:
        due = f"never; to change that, set {variable_of(f'{task.task}_at')}, or choose a time at /admin/schedules"
    elif task.expression == expression:
        due = f"{expression}, next at {datetime.fromtimestamp(task.due_at, UTC):%Y-%m-%d %H:%M} UTC"
    else:
        due = f"{expression}, once a service runs"
    click.echo(f"{task.task}\t{due}")
    if task.began_at:
        click.echo(f"\tlast: {task.began_at} to {task.ended_at or '-'}\t{task.outcome or 'not ended'}")
    for line in task.errors.splitlines():
        click.echo(f"\t{line}")
