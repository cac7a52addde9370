"""Commands for sound: speak, reading."""

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

import click

from content import Article, ContentError, Section
from content.errors import UnknownArticle
from voice.cli.group import main, open_studio, say_notes
from voice.encoding import FORMATS
from voice.errors import RateOutOfRange
from voice.reading import read_aloud
from voice.reporting import duration, takes_shown
from voice.settings import check_rate
from voice.sources import bring
from voice.studio import Delivery, Studio


def _rate(_ctx: click.Context, _param: click.Parameter, rate: float | None) -> float | None:
    try:
        return None if rate is None else check_rate(rate)
    except RateOutOfRange as error:
        raise click.BadParameter(str(error)) from error


@main.command()
@click.argument("source")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--section", help="Only this section: its number, from 1, or its id.")
@click.option("--engine", default="", help="The engine to prefer; without it, the best for the language.")
@click.option("--voice", default="", help="A voice, or several parted by commas; see: voice voices.")
@click.option("--rate", type=float, callback=_rate, help="0.5 (slow) to 3 (fast) times the voice's own pace.")
@click.option(
    "--format", "suffix", type=click.Choice(sorted(FORMATS)), help="Without it, by the file's ending, else mp3."
)
def speak(
    source: str, output: Path, section: str | None, engine: str, voice: str, rate: float | None, suffix: str | None
) -> None:
    """Speak an address, a file or an article that was added into one sound file.

    The file begins with the article's disclaimers, whole or section.

    Example: voice speak article.html -o article.mp3 --rate 1.2
    """
    studio = open_studio()
    article = _article(studio, source)
    delivery = _delivery(studio.delivery(suffix or _suffix_of(output)), engine, voice, rate)
    chosen = _section(article, section) if section else None
    _check_writable(output)
    say_notes(studio.check(article, delivery))
    with takes_shown("Speaking") as watch:
        clip, place = studio.speak(article, chosen, delivery, watch)
    _copy_aside(place, output)
    click.echo(f"Wrote {output}: {duration(clip.duration_ms)}, {clip.size:,} bytes.")


@main.command()
@click.argument("text")
@click.option("--lang", default="en-US", show_default=True, help="The text's language, such as de or en-GB.")
def reading(text: str, lang: str) -> None:
    """Show the words that would be spoken for a written text.

    Example: voice reading "5-10 mg q6h PRN"
    """
    click.echo(read_aloud(text, lang).text)


def _article(studio: Studio, source: str) -> Article:
    """The kept article of that slug, or what stands at that file or address."""
    if source == "-" or "://" in source or Path(source).is_file():
        return bring(source).article()
    try:
        return studio.library.current(source).article
    except ContentError as error:
        raise UnknownArticle(f"There is no file {source!r}, and {str(error)[0].lower()}{str(error)[1:]}") from error


def _section(article: Article, wanted: str) -> Section:
    by_name = {str(n): s for n, s in enumerate(article.sections, 1)} | {s.id: s for s in article.sections}
    if wanted not in by_name:
        raise UnknownArticle(
            f"There is no section {wanted!r}. Give a number from 1 to {len(article.sections)}, or a section's id."
        )
    return by_name[wanted]


def _delivery(asked: Delivery, engine: str, voice: str, rate: float | None) -> Delivery:
    """What the settings ask for, with what the command line asks for instead."""
    if engine or voice:  # an engine brings its own best voice, and a voice its own engine
        asked = replace(asked, engine=engine, voice=voice)
    return replace(asked, rate=rate) if rate else asked


def _suffix_of(output: Path) -> str:
    return output.suffix[1:].lower() if output.suffix[1:].lower() in FORMATS else "mp3"


def _check_writable(output: Path) -> None:
    if not output.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {output.absolute().parent}. Make it first, or write elsewhere.")


def _copy_aside(place: Path, output: Path) -> None:
    """Whoever had a file of that name keeps it until the new one is whole."""
    aside = output.with_name(f".{output.name}-{secrets.token_hex(4)}")
    try:
        shutil.copyfile(place, aside)
        aside.replace(output)
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}.") from error
    finally:
        aside.unlink(missing_ok=True)
