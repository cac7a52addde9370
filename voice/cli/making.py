"""What commands share that have recordings made: the plan, the work with its progress, the report."""

import click

from voice.amounts import counted, duration
from voice.errors import VoiceError
from voice.jobs import regeneration
from voice.jobs.regeneration import Progress
from voice.ledger import Stage, Step
from voice.orders import Delivery
from voice.planning import Plan
from voice.reporting import takes_shown
from voice.settings import user_name
from voice.studio import Studio


def make(
    studio: Studio, slugs: list[str], what: str, delivery: Delivery | None = None, *, afresh: bool = False
) -> list[str]:
    """Have what these articles lack made, and say what was; returns why some could not be made."""
    planned = regeneration.plan(studio, slugs, delivery, afresh=afresh)
    return carry_out(studio, planned, slugs, what, delivery)


def make_or_leave(studio: Studio, slugs: list[str], *, later: bool) -> list[str]:
    """Have new versions of these articles made, or leave that to a running service; returns why some could not be."""
    if not later:
        return make(studio, slugs, " ".join(slugs), afresh=True)
    planned = regeneration.plan(studio, slugs, afresh=True)
    regeneration.start(studio, planned, " ".join(slugs), user_name())
    regeneration.step_all(studio)
    return []


def carry_out(studio: Studio, planned: Plan, slugs: list[str], what: str, delivery: Delivery | None) -> list[str]:
    """Have it made as planned."""
    if not planned.to_do:
        click.echo(_ready(studio, slugs, 0))
        return []
    number = regeneration.start(studio, planned, what, user_name(), delivery)
    return see_through(studio, number, slugs)


def see_through(studio: Studio, number: int, slugs: list[str]) -> list[str]:
    """Work on a regeneration until it has ended, and say what was made; returns why some could not be."""
    try:
        with takes_shown("Speaking") as show:
            for found in regeneration.work(studio, number):
                show(found.made, found.clips)
    except (VoiceError, KeyboardInterrupt):
        click.echo(
            f"Stopped. A running service goes on with it; so does: voice regenerations resume {number}", err=True
        )
        raise
    return reported(studio, found, slugs)


def reported(studio: Studio, found: Progress, slugs: list[str]) -> list[str]:
    """Say what was made; returns why some could not be."""
    if replaced := found.count(Step.REPLACED):
        click.echo(f"{counted(replaced, 'article')} taken over by a later regeneration.", err=True)
    if found.regeneration.state in {Stage.PAUSED, Stage.CANCELLED}:
        click.echo(f"Regeneration {found.regeneration.number} was {found.regeneration.state} meanwhile.", err=True)
    if errors := found.errors:
        verb = "is" if len(errors) == 1 else "are"
        failed = (
            f"{len(errors)} of {counted(len(found.parts), 'article')} could not be made, and {verb} heard as before."
        )
        return [failed, *(f"{slug}: {why}" for slug, why in errors.items())]
    click.echo(_ready(studio, slugs, found.made))
    return []


def describe_plan(planned: Plan) -> list[str]:
    """A plan as lines of plain text."""
    if not planned.to_do:
        count = planned.unchanged + len(planned.articles)
        return [
            f"Nothing is to be made: {counted(count, 'article')} up to date." if count else "Nothing is to be made."
        ]
    lines = [f"To be made anew: {counted(len(planned.to_do), 'article')}; up to date: {planned.unchanged}."]
    lines += [f"Recordings to be made: {planned.clips}, of {planned.takes} new takes; {planned.standing} stand."]
    work = "not known yet" if planned.work_s is None else f"about {duration(round(planned.work_s * 1000))}"
    speech = duration(round(planned.speech_s * 1000))
    lines += [f"New speech: about {speech}. Space: about {planned.size / 1e6:.1f} MB. Time: {work}."]
    lines += [f"{each.slug}\t{_what(each.clips, each.takes, each.error)}" for each in planned.to_do]
    return lines


def say_heard_as_before(studio: Studio) -> None:
    """Say how many articles readers hear as they were before something was changed."""
    heard = studio.publisher.generations.standings()
    count = sum(slug in heard for slug in studio.publisher.outdated())
    if count:
        verb = "is" if count == 1 else "are"
        itself = " A running service does so by itself." if studio.settings.regenerate else ""
        click.echo(f"{counted(count, 'article')} {verb} heard as before until: voice regenerate --changed.{itself}")


def _what(clips: int, takes: int, error: str) -> str:
    return f"can't be made: {error}" if error else f"{counted(clips, 'recording')}, {counted(takes, 'take')}"


def _ready(studio: Studio, slugs: list[str], made: int) -> str:
    wanted = set(slugs)
    clips = {clip.digest: clip for slug, clip in studio.publisher.generations.recorded() if clip and slug in wanted}
    length = duration(sum(clip.duration_ms for clip in clips.values()))
    with_others = "made now, with those for telephones" if studio.publisher.by_phone else "of them new"
    return f"{counted(len(clips), 'recording')} ready, {made} {with_others}: {length}."
