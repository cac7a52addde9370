"""The group of commands, and what several of them share."""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

import click
import msgspec

from voice.acting import Door, acting
from voice.settings import Settings, user_name

if TYPE_CHECKING:
    from voice.studio import Studio

# How somebody says by a command what an error, by its name, asks them to say.
SAY_SO = {"DisclaimerLost": " That is --without-disclaimer.", "CrisisRejected": " That is --force."}
ROOTS = (("content.errors", "ContentError"), ("voice.errors", "VoiceError"), ("audio_cache.errors", "CacheError"))
# The commands by their modules: only the module of the command that is given is imported.
COMMANDS = {
    "accounts": ("accounts", "tokens"),
    "articles": ("add", "list", "show", "split"),
    "audit": ("audit",),
    "backup": ("backup", "restore"),
    "cache": ("cache", "sweep", "verify"),
    "database": ("db",),
    "disclaimers": ("disclaimers", "topics"),
    "hearing": ("heard",),
    "lexicon": ("lexicon", "say"),
    "phone": ("phone",),
    "refreshing": ("refresh",),
    "regenerating": ("generations", "regenerate", "regenerations", "rollback"),
    "schedules": ("schedules",),
    "service": ("serve", "worker"),
    "sound": ("reading", "speak"),
    "voices": ("voices",),
}


def told(error: Exception) -> str:
    """What went wrong, and by which option it is said that it is meant."""
    return f"{error}{SAY_SO.get(type(error).__name__, '')}"


def _ours() -> tuple[type[Exception], ...]:
    """The roots of our errors, of those packages that were imported: the others have raised none."""
    return tuple(getattr(sys.modules[home], root) for home, root in ROOTS if home in sys.modules)


class _Group(click.Group):
    """Finds its commands in their modules, and turns our errors into one plain message and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(name for names in COMMANDS.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, names in COMMANDS.items():
            if cmd_name in names:
                import_module(f"voice.cli.{module}")
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except _ours() as error:
            raise click.ClickException(told(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="article-voice")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Listen to articles, section by section, with their disclaimers always heard.

    Everything is kept in one folder; set VOICE_DATA to choose which.
    """
    ctx.with_resource(acting(user_name(), Door.CLI))


def open_studio() -> "Studio":
    """The studio of the settings, closed when the command ends."""
    from voice.studio import Studio  # noqa: PLC0415 - whoever only asks for help does not wait for it

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
