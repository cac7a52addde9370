"""Commands for the telephone: phone prompts, phone simulate, and a server for each dialect that has one."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from voice.amounts import counted, duration
from voice.cli.group import main, open_studio
from voice.environment import variable_of
from voice.errors import PhoneNotReady, SettingsError, UnknownDialect
from voice.jobs.crew import make_all
from voice.phone.call import KEYPAD
from voice.phone.dialect import dialect_named
from voice.phone.line import Line
from voice.phone.programme import Programme
from voice.phone.prompting import Prompter
from voice.phone.simulating import Heard, simulated, sound_of, words_of
from voice.reporting import progress_shown
from voice.studio import Studio

# When a simulated caller presses a key, in seconds of what it breaks off, unless the key says so (5@12.5).
USUALLY_AFTER_S = 5.0
# Where servers listen that are not told otherwise.
HOST = "127.0.0.1"
_SECONDS = re.compile(r"\d{1,6}(\.\d+)?", re.ASCII)


@main.group()
def phone() -> None:
    """Listen by telephone: prompts, a call in the terminal, and servers for telephone systems.

    Example: voice phone simulate baclofen-abuse --keys 3,5,5
    """


@phone.command()
def prompts() -> None:
    """Make the recordings of what callers are told, where they are missing, and offer every article that is ready.

    Example: voice phone prompts
    """
    click.echo(f"Callers may choose from {counted(make_ready(open_studio_for_phone()), 'article')}.")


@phone.command()
@click.argument("slug")
@click.option("--keys", default="", help="Keys one after another, parted by commas; 5@12 presses 5 after 12 seconds.")
@click.option("--wav", type=click.Path(dir_okay=False, path_type=Path), help="Also write what was heard to this file.")
def simulate(slug: str, keys: str, wav: Path | None) -> None:
    """Play a call to an article in the terminal, as text. An empty place between commas lets all be played.

    Example: voice phone simulate baclofen-abuse --keys "3,5,8" --wav call.wav
    """
    presses = list(_presses(keys))
    studio = open_studio_for_phone()
    line = Line(studio)
    if (programme := line.repertoire.publish(slug)) is None:
        raise PhoneNotReady(f"Not all of its recordings are ready. Make them: voice regenerate {slug}")
    heard = list(simulated(line, studio.codes.of(slug), presses))
    for each in heard:
        click.echo(_told(_heard_of(line, each) or programme, each))
    if wav:
        wav.write_bytes(sound_of(line, heard))
        click.echo(f"Wrote {wav}: {duration(sum(each.heard_ms for each in heard))}.", err=True)


def where(command: Callable[..., None]) -> Callable[..., None]:
    """With the options that say where a server listens."""
    host = click.option("--host", show_default=HOST, help="The address to listen on.")
    port = click.option("--port", type=click.IntRange(1, 65535), help="The port; without it, the dialect's usual one.")
    return host(port(command))


@phone.command("serve")
@click.argument("dialect")
@where
def serve_dialect(dialect: str, host: str | None, port: int | None) -> None:
    """Serve telephone systems in DIALECT, one with a server or a connection of its own.

    The others are answered by `voice serve`.

    Example: voice phone serve agi --port 4573
    """
    studio, spoken = open_studio_for_phone(), dialect_named(dialect)
    if spoken.blueprint:
        raise UnknownDialect(f"The dialect {dialect} has no server of its own: `voice serve` answers it.")
    if not studio.settings.phone_url:
        raise SettingsError(f"Set {variable_of('phone_url')}: from there telephone systems fetch what they play.")
    line = Line(studio)
    if spoken.connect and (host or port):
        raise click.UsageError(f"The dialect {dialect} connects by itself: leave out --host and --port.")
    if spoken.connect:
        click.echo("Taking calls. Press Ctrl+C to stop.", err=True)
        spoken.connect(line)
    elif spoken.serve:
        _serve(spoken.serve, line, host or HOST, port or spoken.port)


def _serve(serve: Callable[[Line, str, int], None], line: Line, host: str, port: int) -> None:
    if not port:
        raise click.UsageError("This dialect has no usual port. Say which: --port.")
    click.echo(f"Waiting for calls on {host}, port {port}. Press Ctrl+C to stop.", err=True)
    serve(line, host, port)


@phone.command()
@where
@click.pass_context
def agi(context: click.Context, host: str | None, port: int | None) -> None:
    """Serve Asterisk by FastAGI, as `voice phone serve agi` does.

    Example: voice phone agi --port 4573
    """
    context.invoke(serve_dialect, dialect="agi", host=host, port=port)


def open_studio_for_phone() -> Studio:
    """The studio, if the telephone is on. Raises SettingsError."""
    studio = open_studio()
    if studio.settings.phone != "on":
        raise SettingsError(f"The telephone is off. Set {variable_of('phone')} to on.")
    return studio


def make_ready(studio: Studio) -> int:
    """Make the prompts and the recordings that are missing, and offer every article; how many are offered."""
    repertoire, slugs = Line(studio).repertoire, [row.slug for row in studio.library.list()]
    heard = map(studio.publisher.heard, slugs)
    orders = [order for kept in heard for order in studio.phone_orders(kept.article, kept.revision)]
    digests = studio.want([*Prompter(studio).orders(), *orders], urgent=False)
    with progress_shown("Speaking for the telephone", len(digests)) as watch:
        failed = make_all(studio, digests, watch).failed
    if failed:
        raise click.ClickException("\n".join(dict.fromkeys(failed.values())))
    for slug in slugs:
        repertoire.publish(slug)
    return len(repertoire.offer().entries)


def _presses(keys: str) -> Iterable[tuple[str, float]]:
    for press in keys.split(",") if keys else []:
        key, _, after = press.strip().partition("@")
        if not KEYPAD.issuperset(key):
            raise click.BadParameter(f"{key!r} can't be pressed on a telephone. Its keys are 0 to 9, * and #.")
        if after and not _SECONDS.fullmatch(after):
            raise click.BadParameter(f"{after!r} is no number of seconds. Write 5@12 or 5@12.5, for example.")
        yield key, float(after or USUALLY_AFTER_S)


def _heard_of(line: Line, heard: Heard) -> Programme | None:
    """The article that something was heard of, which may be another than the call began with."""
    return line.repertoire.programme(heard.sound.code, "") if heard.sound else None


def _told(programme: Programme, heard: Heard) -> str:
    if heard.sound is None:
        return f"[connected to {heard.dial}]" if heard.dial else f"[{heard.key}]"
    sound = heard.sound
    said = sound.text or f"<{sound.section}, part {sound.part}, from {sound.from_ms / 1000:.1f} s, {sound.rate:g}x>"
    if words := words_of(programme, heard):
        said += f" {words}"
    cut = "" if heard.heard_ms >= sound.duration_ms else f" ... broken off after {heard.heard_ms / 1000:.1f} s"
    return f"  {said}{' (no key breaks it off)' if heard.whole else ''}{cut}"
