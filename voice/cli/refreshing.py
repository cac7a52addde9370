"""The command that asks for articles again where they came from: refresh."""

from collections.abc import Sequence

import click

from voice.amounts import counted
from voice.cli.group import main, open_studio, say_notes
from voice.cli.making import make_or_leave
from voice.jobs.refreshing import Refreshed, refresh_all


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every article that was fetched from the web.")
@click.option("--dry-run", "dry", is_flag=True, help="Ask and read, say what has changed, and keep nothing.")
@click.option("--later", is_flag=True, help="Keep what has changed, and leave its recordings to the running service.")
def refresh(slugs: Sequence[str], *, every: bool, dry: bool, later: bool) -> None:
    """Ask the sources of articles whether they have changed, and keep what differs as a new version.

    A version that has lost its disclaimers is refused. What editors have decided and arranged stays.

    Example: voice refresh --all --dry-run
    """
    if bool(slugs) == every:
        raise click.UsageError("Name the articles to refresh, or give --all.")
    studio = open_studio()
    found = [_said(each, dry=dry) for each in refresh_all(studio, slugs or studio.library.fetched(), dry=dry)]
    changed = [each.slug for each in found if each.changed]
    failures = [f"{each.slug}: {each.error}" for each in found if each.error]
    asked = counted(len(found), "article")
    click.echo(f"Asked for {asked}: {len(changed)} changed, {len(failures)} failed.")
    if failures:
        stays = "stays as it was" if len(failures) == 1 else "stay as they were"
        failures.insert(0, f"{len(failures)} of {asked} could not be refreshed, and {stays}.")
    if changed and not dry:
        failures += make_or_leave(studio, changed, later=later)
    if failures:
        raise click.ClickException("\n".join(failures))


def _said(found: Refreshed, *, dry: bool) -> Refreshed:
    """Say at once what came of an article, for many may follow."""
    changed = "would be a new version" if dry else "a new version"
    click.echo(f"{found.slug}\t{'failed' if found.error else changed if found.changed else 'no change'}")
    say_notes(found.notes)
    return found
