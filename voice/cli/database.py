"""Commands for the database: db status, db upgrade, db copy."""

import click
from sqlalchemy import Engine

from voice.cli.group import main
from voice.data_folder import ready_data_folder
from voice.database import open_database, shown
from voice.environment import variable_of
from voice.rowcopy import copy_database
from voice.schema import State, open_at_head, revisions, standing, upgrade
from voice.settings import Settings

MEANING = {
    State.EMPTY: "It is empty; its tables are made when it is first used.",
    State.OLDER: "It was made by an older version of this program. Run: voice db upgrade",
    State.CURRENT: "It is up to date.",
    State.NEWER: "It was made by a newer version of this program, which is needed to use it.",
}


@main.group()
def db() -> None:
    """Look at the database, or upgrade it after a new version of this program was installed.

    Example: voice db upgrade
    """


@db.command("status")
def show_status() -> None:
    """Say where the database is, and whether it has to be upgraded.

    Example: voice db status
    """
    engine = _open()
    found = standing(engine)
    click.echo(f"{shown(engine)}\nversion {found.version or 'none'}, needed {found.needed}\n{MEANING[found.state]}")


@db.command("upgrade")
def upgrade_tables() -> None:
    """Bring the database to what this version of the program needs: all of it, or nothing.

    Stop the service first. Of voice.db, a copy is kept beside it until the next upgrade has gone well.

    Example: voice db upgrade
    """
    engine = _open()
    done = upgrade(engine)
    for step in done.steps:
        click.echo(step)
    if done.copy:
        click.echo(f"As it was before, the database is kept in {done.copy}.")
    click.echo("The tables were made." if done.before.state is State.EMPTY else _conclusion(done.steps))


@db.command("copy")
@click.argument("to_url")
def copy_everything(to_url: str) -> None:
    """Copy everything into an empty database, from voice.db to a PostgreSQL server or back, and count it there.

    Stop the service first. Recordings stay where they are; to move them: voice cache copy

    Example: voice db copy postgresql://voice@localhost/voice
    """
    settings = Settings.from_environment()
    source, target = (open_at_head(ready_data_folder(settings), url) for url in (settings.database, to_url))
    for engine in (source, target):
        click.get_current_context().call_on_close(engine.dispose)
    for table, count in copy_database(source, target).items():
        click.echo(f"{table}: {count}")
    click.echo(f"All of it is in {shown(target)} now. To use it, set {variable_of('database')} to its address.")


def _conclusion(steps: tuple[str, ...]) -> str:
    return f"The database is now at {revisions()[-1]}." if steps else MEANING[State.CURRENT]


def _open() -> Engine:
    settings = Settings.from_environment()
    engine = open_database(ready_data_folder(settings), settings.database)
    click.get_current_context().call_on_close(engine.dispose)
    return engine
