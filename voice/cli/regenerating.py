"""Commands for what readers hear: regenerate, regenerations (show, pause, resume, cancel), rollback, generations."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from voice.cli.group import main, open_studio, print_json
from voice.cli.making import carry_out, describe_plan, see_through
from voice.cli.sound import rate_of
from voice.jobs import regeneration
from voice.jobs.asking import Wish, delivery_of, slugs_of
from voice.jobs.documents import outline_document, progress_document
from voice.ledger import Stage
from voice.settings import user_name
from voice.studio import Studio

LISTED = 20

_number = click.argument("number", type=click.IntRange(1))


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every article.")
@click.option("--changed", is_flag=True, help="The articles that something was changed for since they were made.")
@click.option("--voice", default="", help="The voice that speaks these articles from now on; see: voice voices.")
@click.option("--rate", type=float, callback=rate_of, help="How fast they are spoken from now on: 0.5 to 3.")
@click.option("--as-set", is_flag=True, help="Back to the voice and the rate of the settings.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def regenerate(
    slugs: Sequence[str],
    *,
    every: bool,
    changed: bool,
    voice: str,
    rate: float | None,
    as_set: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make the recordings that are missing, broken or out of date; readers hear the old ones until all are ready.

    What has not changed costs nothing: a changed sentence is spoken anew, and a changed disclaimer once for a voice.

    Example: voice regenerate --changed --dry-run
    """
    if bool(slugs) + every + changed != 1:
        raise click.UsageError("Name the articles to regenerate, or give --all or --changed.")
    studio, wish = open_studio(), Wish(tuple(slugs), every, voice, rate, as_set)
    delivery, names = delivery_of(studio, wish), list(slugs_of(studio, wish))
    if not dry_run and (number := regeneration.under_way(studio, wish.what, delivery)):
        click.echo(f"Regeneration {number} of {wish.what} is not done yet, and is gone on with.", err=True)
        begun = (part.slug for part in studio.ledger.parts(number))
        _raise_for(see_through(studio, number, [*names, *begun]))
        if studio.ledger.read(number).state is not Stage.DONE:
            return  # somebody has paused or cancelled it meanwhile
    planned = regeneration.plan(studio, names, delivery, afresh=bool(slugs))
    if as_json and dry_run:
        print_json(asdict(planned) | {"clips": planned.clips, "standing": planned.standing})
        return
    for line in describe_plan(planned) if dry_run or planned.to_do else []:
        click.echo(line, err=not dry_run)
    if dry_run and not slugs:
        _say_held(studio)
    if not dry_run:
        _raise_for(carry_out(studio, planned, names, wish.what, delivery))


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_context
def regenerations(ctx: click.Context, *, as_json: bool) -> None:
    """List the last regenerations: number, state, how many articles are made of how many, what, by whom and when.

    Example: voice regenerations
    """
    if ctx.invoked_subcommand:
        return
    studio = open_studio()
    found = regeneration.outlines(studio, LISTED)
    if as_json:
        print_json(list(map(outline_document, found)))
        return
    for each in found:
        of = each.regeneration
        made = f"{each.done} of {each.count}"
        click.echo("\t".join((str(of.number), of.state, made, of.what, of.asked_by, of.asked_at)))


@regenerations.command()
@_number
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def show(number: int, *, as_json: bool) -> None:
    """Report on a regeneration: what was made, and what could not be, by article.

    Example: voice regenerations show 3
    """
    found = regeneration.progress(open_studio(), number)
    if as_json:
        print_json(progress_document(found))
        return
    of = found.regeneration
    click.echo(f"Regeneration {number} of {of.what} is {of.state}; asked for by {of.asked_by} at {of.asked_at}.")
    click.echo(f"Recordings made: {found.made} of {found.clips}, of {of.takes} new takes, in {of.worked_s:.0f} s.")
    for part in found.parts:
        click.echo("\t".join(filter(None, (part.slug, part.state, part.error))))


@regenerations.command()
@_number
def pause(number: int) -> None:
    """Stop a regeneration until it is resumed. What is being made is finished.

    Example: voice regenerations pause 3
    """
    regeneration.pause(open_studio(), number)
    click.echo(f"Paused. To go on: voice regenerations resume {number}")


@regenerations.command()
@_number
def resume(number: int) -> None:
    """Go on with a regeneration, here, together with a service that runs.

    Example: voice regenerations resume 3
    """
    studio = open_studio()
    regeneration.resume(studio, number)
    _raise_for(see_through(studio, number, [part.slug for part in studio.ledger.parts(number)]))


@regenerations.command()
@_number
def cancel(number: int) -> None:
    """Give up what is not made yet; those articles are heard as before.

    Example: voice regenerations cancel 3
    """
    studio = open_studio()
    regeneration.cancel(studio, number)
    click.echo("Cancelled. The articles that were ready are heard as they are now; the others as before.")


@main.command()
@click.argument("slug")
@click.option("--who", default=user_name, help="Who decides. Without it, the user of this computer.")
def rollback(slug: str, who: str) -> None:
    """Let readers hear an article as they did before; it stays so until it is regenerated by name.

    Example: voice rollback baclofen-abuse
    """
    regeneration.roll_back(open_studio(), slug, who)
    click.echo(f"{slug} is heard as before. To hear it as it was again: voice regenerate {slug}")


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def generations(slug: str, *, as_json: bool) -> None:
    """What readers heard of an article: each generation, from when to when, its disclaimers word for word, its clips.

    Example: voice generations baclofen-abuse --json
    """
    studio = open_studio()
    found = studio.publisher.generations.history(slug)
    if not found:
        studio.library.current(slug)
    if as_json:
        kept = studio.publisher.generations
        print_json([{"generation": each, "clips": kept.digests(each.number)} for each in found])
        return
    for each in found:
        stood = f"{each.current_from or '-'} to {each.current_until or '-'}"
        click.echo(f"{each.number}\t{each.state}\t{stood}\t{each.planned_by or '-'}")
        for disclaimer in each.article.disclaimers:
            click.echo(f"\t{disclaimer.kind}: {disclaimer.text}")


def _say_held(studio: Studio) -> None:
    """Say which articles no change reaches, as they were rolled back."""
    for slug, differs in regeneration.held(studio).items():
        due = " The disclaimers that are due are NOT heard in it." if differs else ""
        click.echo(f"{slug} was rolled back, and stays so until: voice regenerate {slug}.{due}")


def _raise_for(failures: Sequence[str]) -> None:
    if failures:
        raise click.ClickException("\n".join(failures))
