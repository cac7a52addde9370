"""Commands for the recordings that are kept: cache (copy), sweep, verify."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import click

from audio_cache.copying import Copied, copy
from audio_cache.sweeping import Tally
from audio_cache.verifying import Checked
from voice.amounts import counted, sized
from voice.cli.group import main, open_studio, print_json
from voice.environment import variable_of
from voice.jobs.crew import make_all
from voice.jobs.forgetting import forget_callers
from voice.phone.prompting import Prompter
from voice.reporting import aligned, progress_shown, takes_shown
from voice.stocktaking import HEADINGS, document, further, table
from voice.storing import is_store
from voice.studio import Studio, open_shelf

# How the data folder is named where an address of a store could stand.
FILES = "files"


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_context
def cache(ctx: click.Context, *, as_json: bool) -> None:
    """Show which recordings are kept, as a table: of which kind, in which format and voice.

    It says how many there are, how large and how long they are, when they were used, and how many are pinned.

    Example: voice cache --json
    """
    if ctx.invoked_subcommand:
        return
    studio = open_studio()
    found = studio.stock.inventory()
    if as_json:
        print_json(document(found, studio.settings))
        return
    for line in [*aligned([HEADINGS, *table(found)]), *further(found, studio.settings)]:
        click.echo(line)


@cache.command("copy")
@click.argument("to", metavar="TO")
def copy_recordings(to: str) -> None:
    """Copy every recording to another place: s3://bucket/prefix, or "files" for the data folder.

    VOICE_STORE_ENDPOINT, VOICE_STORE_KEY and so on say how the bucket is entered. The service may go on meanwhile; what
    it makes after that is copied when this is run again. To use the other place, set VOICE_STORE, and start it anew.

    Example: voice cache copy s3://voice/articles
    """
    if to != FILES and not is_store(to):
        raise click.BadParameter(f"{to!r} is no place for recordings. Give s3://bucket, s3://bucket/prefix or {FILES}.")
    studio = open_studio()
    there = replace(studio.settings, store="" if to == FILES else to)
    if there.store.rstrip("/") == studio.settings.store.rstrip("/"):
        raise click.UsageError("That is where the recordings are.")
    total, done, broken = sum(each.count for each in studio.stock.inventory().figures), Counter[str](), list[Copied]()
    with takes_shown("Copying") as watch:
        for number, copied in enumerate(copy(studio.stock.index, studio.stock.shelf, open_shelf(there, there.data)), 1):
            done["new" if copied.new else "there"] += 1
            done["bytes"] += copied.recording.size if copied.new else 0
            broken += [copied] if copied.error else []
            watch(number, max(number, total))
    click.echo(f"Copied: {counted(done['new'], 'recording')}, {sized(done['bytes'])}; {_left_out(done, broken)}.")
    if broken:
        raise click.ClickException("\n".join([*(each.error for each in broken), "To mend them: voice verify --heal"]))
    use = f"set {variable_of('store')} to {there.store}" if there.store else f"take {variable_of('store')} away"
    click.echo(f"To use them there, {use}, and start the service anew.")


@main.command()
@click.option("--dry-run", "dry", is_flag=True, help="Tell what would go, and take nothing away.")
def sweep(*, dry: bool) -> None:
    """Take away recordings that are over the limits (VOICE_CACHE_GB, VOICE_CACHE_DAYS), and what killed processes left.

    What an article needs stays, and what was needed or used within the last 48 hours. Places that callers may come
    back to go as well, once their days are over (VOICE_PHONE_KEEP_DAYS).

    Example: voice sweep --dry-run
    """
    studio = open_studio()
    if studio.settings.phone == "on":
        Prompter(studio).keep()
    forgotten = forget_callers(studio, dry=dry)
    swept = studio.stock.sweep(dry=dry)
    verb = "Would take" if dry else "Took"
    click.echo(f"{verb} away: {forgotten}.")
    click.echo(f"{verb} away, as they are over the limits: {_tally(swept.evicted, 'recording')}.")
    click.echo(f"{verb} away, as nothing knows them: {_tally(swept.strangers, 'file')}.")
    click.echo(f"{verb} away, as they were left unfinished: {_tally(swept.leftovers, 'file')}.")
    if swept.lost:
        click.echo(f"Gone from their place, and made again when asked for: {counted(swept.lost, 'recording')}.")
    if swept.graced.count:
        click.echo(f"Needed by no article, and kept until 48 hours are over: {_tally(swept.graced, 'recording')}.")
    limit = studio.settings.limits.size
    over = f"; that is over the limit of {sized(limit)}" if limit is not None and swept.kept > limit else ""
    click.echo(f"Kept: {sized(swept.kept)}{over}.")


@main.command()
@click.option("--heal", is_flag=True, help="Have what is broken spoken again.")
def verify(*, heal: bool) -> None:
    """Read every recording, and tell which are missing, cut short or altered; exit with 1 if any is and stays so.

    Example: voice verify --heal
    """
    studio = open_studio()
    total = sum(each.count for each in studio.stock.inventory().figures)
    broken, sizes = list[Checked](), 0
    with takes_shown("Checking") as watch:
        for number, checked in enumerate(studio.stock.verify(), 1):
            sizes += checked.recording.size
            broken += [checked] if checked.fault else []
            watch(number, max(number, total))
    total = max(total, len(broken))
    if broken:
        studio.stock.note_needs()
    holders = studio.stock.needs.holders_of(each.recording.digest for each in broken)
    for each in broken:
        _say_broken(each, holders.get(each.recording.digest, []))
    faults = Counter(str(each.fault) for each in broken)
    told = ", ".join(f"{count} {fault}" for fault, count in sorted(faults.items())) or "none is broken"
    click.echo(f"Checked {counted(total, 'recording')}, {sized(sizes)}: {told}.")
    if broken and not heal:
        raise click.ClickException("To have them spoken again: voice verify --heal")
    if broken:
        _heal(studio, broken)


def _left_out(done: Counter[str], broken: Sequence[Copied]) -> str:
    missing = f", {len(broken)} missing or broken here" if broken else ""
    return f"{done['there'] - len(broken)} were there already{missing}"


def _heal(studio: Studio, broken: Sequence[Checked]) -> None:
    mending = studio.stock.heal(each.recording for each in broken)
    digests = studio.want(mending.orders, urgent=False)
    with progress_shown("Speaking again", len(digests)) as watch:
        progress = make_all(studio, digests, watch)
    with takes_shown("Speaking parts again") as watch_takes:
        studio.stock.respeak(mending.lines, watch_takes)
    spoken = len({*digests, *(line.request.digest for line in mending.lines)} - progress.failed.keys())
    click.echo(f"Spoken again: {counted(spoken, 'recording')}.")
    failures = [f"{slug} can't be spoken at the moment: {error}" for slug, error in mending.unspoken.items()]
    if failures or progress.failed:
        raise click.ClickException("\n".join(dict.fromkeys([*progress.failed.values(), *failures])))
    if (left := len({each.recording.digest for each in broken}) - spoken) > 0:
        click.echo(f"Needed by no article, and made again when asked for: {counted(left, 'recording')}.")


def _say_broken(checked: Checked, holders: Sequence[str]) -> None:
    recording = checked.recording
    needed = f"needed by {', '.join(holders)}" if holders else "needed by no article"
    click.echo(f"{recording.fingerprint[:12]}.{recording.suffix}: {checked.fault}, {needed}.")


def _tally(tally: Tally, noun: str) -> str:
    return f"{counted(tally.count, noun)}, {sized(tally.size)}" if tally.count else "nothing"
