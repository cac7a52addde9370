"""Commands for sound: speak, reading."""

import shutil
from dataclasses import replace
from pathlib import Path

import click

from content import Article, ContentError, Section
from content.errors import UnknownArticle
from voice.amounts import duration
from voice.aside import written_aside
from voice.cli.group import main, open_studio, say_notes
from voice.encoding import FORMATS
from voice.errors import RateOutOfRange
from voice.orders import Delivery
from voice.reporting import takes_shown
from voice.settings import check_rate
from voice.sources import article_from
from voice.studio import Studio


def rate_of(_ctx: click.Context, _param: click.Parameter, rate: float | None) -> float | None:
    """The rate of an option, if it can be spoken."""
    try:
        return None if rate is None else check_rate(rate)
    except RateOutOfRange as error:
        raise click.BadParameter(str(error)) from error


@main.command()
@click.argument("source")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option(
    "--section",
    help="Only this section: its number, from 1, or its id; its id and _notes for its notes.",
)
@click.option("--engine", default="", help="The engine to prefer; without it, the best for the language.")
@click.option("--voice", default="", help="A voice, or several parted by commas; see: voice voices.")
@click.option("--rate", type=float, callback=rate_of, help="0.5 (slow) to 3 (fast) times the voice's own pace.")
@click.option(
    "--format", "suffix", type=click.Choice(sorted(FORMATS)), help="Without it, by the file's ending, else mp3."
)
def speak(
    source: str, output: Path, section: str | None, engine: str, voice: str, rate: float | None, suffix: str | None
) -> None:
    """Speak an address, a file or an article that was added into one sound file.

    The file begins with the article's disclaimers: a section's with their short forms, where policy says so.

    Example: voice speak article.html -o article.mp3 --rate 1.2
    """
    studio = open_studio()
    article = _article(studio, source)
    delivery = chosen_delivery(studio.delivery(suffix or suffix_of(output)), engine, voice, rate)
    chosen = _section(article, section) if section else None
    check_writable(output)
    say_notes(studio.check(article, delivery))
    with takes_shown("Speaking") as watch:
        clip, place = studio.speak(article, chosen, delivery, watch)
    copy_aside(place, output)
    click.echo(f"Wrote {output}: {duration(clip.duration_ms)}, {clip.size:,} bytes.")


@main.command()
@click.argument("text")
@click.option("--lang", default="en-US", show_default=True, help="The text's language, such as de or en-GB.")
@click.option("--article", default="", metavar="SLUG", help="As this article's lexicon says.")
def reading(text: str, lang: str, article: str) -> None:
    """Show the words that would be spoken for a written text, and the sounds that the lexicon gives some of them.

    Example: voice reading "5-10 mg q6h PRN"
    """
    spoken = open_studio().lexicons.reader(article)(text, lang)
    click.echo(spoken.text)
    for given in spoken.phonemes:
        click.echo(f"{spoken.text[given.start : given.start + given.length]}\t/{given.ipa}/")


def _article(studio: Studio, source: str) -> Article:
    """The kept article of that slug, or what stands at that file or address."""
    if source == "-" or "://" in source or Path(source).is_file():
        return article_from(source)
    try:
        return studio.desk.current(source).article
    except ContentError as error:
        raise UnknownArticle(f"There is no file {source!r}, and {str(error)[0].lower()}{str(error)[1:]}") from error


def _section(article: Article, wanted: str) -> Section:
    numbered = {str(number): section for number, section in enumerate(article.sections, 1)}
    section = article.section(wanted) or numbered.get(wanted)
    if section is None:
        raise UnknownArticle(
            f"There is no section {wanted!r}. Give a number from 1 to {len(article.sections)}, or a section's id."
        )
    return section


def chosen_delivery(asked: Delivery, engine: str, voice: str, rate: float | None) -> Delivery:
    """What the settings ask for, with what the command line asks for instead."""
    if engine or voice:  # an engine brings its own best voice, and a voice its own engine
        asked = replace(asked, engine=engine, voice=voice)
    return replace(asked, rate=rate) if rate else asked


def suffix_of(output: Path) -> str:
    """The delivery format by the file's ending; mp3 where it has none."""
    ending = output.suffix[1:].lower() or "mp3"
    if ending not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise click.BadParameter(f"No format is called {ending!r}. Give --format, or an ending of these: {known}.")
    return ending


def check_writable(output: Path) -> None:
    """Refuse a file in a folder that is not there."""
    if not output.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {output.absolute().parent}. Make it first, or write elsewhere.")


def copy_aside(place: Path, output: Path) -> None:
    """Whoever had a file of that name keeps it until the new one is whole."""
    try:
        with place.open("rb") as sound, written_aside(output) as file:
            shutil.copyfileobj(sound, file)
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}.") from error
