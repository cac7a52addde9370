"""Commands for voices: voices, voices add."""

from collections.abc import Sequence

import click
import msgspec

from voice.adding import add_voice, addable_voices
from voice.choosing import Door, Link, Preference, chain
from voice.cli.group import main, say_notes
from voice.engine import all_voices, missing_engines, open_engine, unlisted_voices
from voice.errors import UnspokenLanguage
from voice.settings import Settings
from voice.speech import Voice


@main.group(invoke_without_command=True)
@click.option("--lang", help="Only voices of this language, such as en or pt-BR, and which of them would speak.")
@click.option(
    "--door",
    type=click.Choice([door.value for door in Door]),
    default=Door.PAGE.value,
    help="Where the voice is heard.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_context
def voices(ctx: click.Context, lang: str | None, door: str, *, as_json: bool) -> None:
    """List the voices that are ready: engine, name, language, gender, hertz and kind, a line each.

    With --lang, it also says in which order they would be chosen, and why.

    Example: voice voices --lang de
    """
    if ctx.invoked_subcommand:
        return
    wanted = lang.lower().split("-") if lang else []
    found = [voice for voice in all_voices() if voice.lang.lower().split("-")[: len(wanted)] == wanted]
    if not found:
        raise UnspokenLanguage(f"No voice speaks {lang!r}. Without --lang, every voice is listed.")
    links = _chain(lang, Door(door)) if lang else []
    if as_json:
        document = {"voices": [_document(voice) for voice in found], "chain": [_step(link) for link in links]}
        click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
        return
    click.echo("Engine, voice, language, gender, hertz, kind:", err=True)
    for voice in found:
        click.echo("\t".join(str(part) for part in _document(voice).values()))
    for number, link in enumerate(links, 1):
        click.echo(f"{number}. {link.voice or link.asked}: {link.reason}", err=True)
    if not lang:
        say_notes([*unlisted_voices(), *missing_engines().values()])


@voices.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--from", "source", default="", metavar="PLACE", help="A file, folder, npm archive or address that has the voice."
)
def add(names: Sequence[str], source: str) -> None:
    """Add further voices, each named by its engine and its name; without a name, list those that can be added.

    Each is checked by its hash, and put in place whole or not at all.

    Example: voice voices add kokoro:ef_dora
    """
    if not names:
        for voice in addable_voices():
            click.echo(f"{voice}\t{voice.lang}\t{voice.gender}")
    for name in names:
        for placed in add_voice(name, source):
            click.echo(f"Put {placed.place.name} into {placed.place.parent}.")
            if placed.unchecked:
                say_notes([f"Nobody says what its hash should be. Its SHA-256 is {placed.sha256}."])
        click.echo(f"Added {name}. A service that is running uses it once it is started again.")


def _chain(lang: str, door: Door) -> list[Link]:
    settings = Settings.from_environment()
    return list(chain(lang, Preference(settings.engine, settings.voice, door)))


def _document(voice: Voice) -> dict[str, object]:
    kind = str(open_engine(voice.engine).capabilities.kind)
    return {
        "engine": voice.engine,
        "name": voice.name,
        "lang": voice.lang,
        "gender": voice.gender,
        "sample_rate": voice.sample_rate or "",
        "kind": f"experimental, {kind}" if voice.experimental else kind,
    }


def _step(link: Link) -> dict[str, object]:
    return {"asked": link.asked, "voice": str(link.voice or ""), "reason": link.reason}
