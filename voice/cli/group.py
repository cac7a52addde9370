"""The group of commands, and what several of them share."""

import sys
from collections.abc import Iterable

import click
import msgspec

from audio_cache import CacheError
from content import ContentError
from content.errors import CrisisRejected, DisclaimerLost
from voice.audit import Door, acting
from voice.errors import VoiceError
from voice.settings import Settings, user_name
from voice.studio import Studio

# How somebody says by a command what an error asks them to say.
SAY_SO: dict[type[Exception], str] = {
    DisclaimerLost: " That is --without-disclaimer.",
    CrisisRejected: " That is --force.",
}


def told(error: Exception) -> str:
    """What went wrong, and by which option it is said that it is meant."""
    return f"{error}{SAY_SO.get(type(error), '')}"


class _Group(click.Group):
    """Turns our errors into one plain message and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ContentError, VoiceError, CacheError) as error:
            raise click.ClickException(told(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="article-voice")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Listen to articles, section by section, with their disclaimers always heard.

    Everything is kept in one folder; set VOICE_DATA to choose which.
    """
    ctx.with_resource(acting(user_name(), Door.CLI))


def open_studio() -> Studio:
    """The studio of the settings, closed when the command ends."""
    studio = Studio(Settings.from_environment())
    click.get_current_context().call_on_close(studio.close)
    return studio


def print_json(document: object) -> None:
    """Write a document for programs to standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")


def say_notes(notes: Iterable[str]) -> None:
    """What somebody should know and need not act on."""
    for note in notes:
        click.echo(f"Note: {note}", err=True)
