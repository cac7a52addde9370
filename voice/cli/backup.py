"""Commands for backups: backup, restore."""

from pathlib import Path

import click
from sqlalchemy import Engine

from voice.amounts import counted
from voice.backup import write_backup
from voice.cli.group import main, open_studio
from voice.restoring import restore as restore_backup
from voice.schema import open_at_head
from voice.studio import Studio

ARTICLES = "current"


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--recordings", is_flag=True, help="The recordings too, which could be made again.")
def backup(file: Path, *, recordings: bool) -> None:
    """Write one file with all that nothing could bring back; the service may go on meanwhile.

    Articles with every revision and source, decisions, lexicons, the editors' disclaimers and prompts. Only its owner
    may read it.

    Example: voice backup library.zip
    """
    studio, engine = _open()
    sound_file = studio.sound_file if recordings else None
    manifest = write_backup(file.absolute(), engine, studio.settings.data, sound_file)
    click.echo(f"{file}: {counted(manifest.tables[ARTICLES], 'article')}, {file.stat().st_size:,} bytes.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of what is there, which is kept in before-restore.zip.")
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup in place: all of it, or nothing. A damaged one is refused whole. Stop the service first.

    Recordings that the backup does not have are made again; VOICE_DATABASE need not be what it was.

    Example: voice restore library.zip
    """
    studio, engine = _open()
    done = restore_backup(file, engine, studio.settings.data, studio.put_sound, replace=replace)
    for shared in studio.shared_files:
        shared.impose()
    counts = (counted(done.rows[ARTICLES], "article"), counted(done.recordings, "recording"))
    click.echo(f"Restored: {counts[0]}, {counts[1]}.")
    if done.before:
        click.echo(f"What was there before is kept in {done.before}.")


def _open() -> tuple[Studio, Engine]:
    studio = open_studio()
    engine = open_at_head(studio.settings.data, studio.settings.database)
    click.get_current_context().call_on_close(engine.dispose)
    for shared in studio.shared_files:
        shared.copy()
    return studio, engine
