"""The command `voice`. Messages go to standard error, what was asked for to standard output; an error exits with 1."""

import secrets
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import msgspec

from audio_cache import CacheError
from content import Article, ContentError, Section
from content.errors import UnknownArticle
from content.library import Kept
from voice.encoding import FORMATS
from voice.engine import all_voices
from voice.errors import RateOutOfRange, VoiceError
from voice.jobs.crew import make_all, work_until_stopped
from voice.reporting import article_document, describe, duration, progress_shown
from voice.serving import serve as serve_pages
from voice.settings import Settings, check_rate
from voice.sources import bring
from voice.studio import Delivery, Studio


class _Group(click.Group):
    """Turns our errors into one plain message and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ContentError, VoiceError, CacheError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="article-voice")
def main() -> None:
    """Listen to articles, section by section, with their disclaimers always heard.

    Everything is kept in one folder; set VOICE_DATA to choose which.
    """


def _rate(_ctx: click.Context, _param: click.Parameter, rate: float | None) -> float | None:
    try:
        return None if rate is None else check_rate(rate)
    except RateOutOfRange as error:
        raise click.BadParameter(str(error)) from error


def _studio() -> Studio:
    studio = Studio(Settings.from_environment())
    click.get_current_context().call_on_close(studio.close)
    return studio


@main.command()
@click.argument("source")
@click.option(
    "--slug", help="The name in the article's address, such as baclofen-abuse. Without it, made from the title."
)
@click.option("--lang", help="The article's language, such as en or de-AT, where the page does not say it rightly.")
@click.option("--later", is_flag=True, help="Keep the article, and leave its recordings to the running service.")
def add(source: str, slug: str | None, lang: str | None, *, later: bool) -> None:
    """Add an article from an address, a file, or - for standard input.

    Adding the same article again changes nothing; a changed article is spoken anew only where it changed.

    Example: voice add https://example.org/an-article
    """
    studio, text = _studio(), bring(source)
    kept = studio.library.keep(text.article(lang), text.content, text.name, slug=slug)
    verb = "A new version of" if kept.replaced else "Added" if kept.changed else "Nothing has changed in"
    click.echo(f"{verb} “{kept.article.title}”. Its page: /a/{kept.article.slug}")
    _say_what_was_found(kept.article)
    if not later:
        _make(studio, [kept])


@main.command("list")
def list_articles() -> None:
    """List the articles: slug, language and title, a line each.

    Example: voice list
    """
    for row in _studio().library.list():
        click.echo(f"{row.slug}\t{row.lang}\t{row.title}")


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def show(slug: str, *, as_json: bool) -> None:
    """Show what is kept of an article, and how many of its recordings are ready.

    Example: voice show baclofen-abuse
    """
    studio = _studio()
    kept = studio.library.current(slug)
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    ready = [clip for order in orders if (clip := studio.find(order))]
    if as_json:
        document = {"slug": slug, "revision": kept.revision, "page": f"/a/{slug}", **article_document(kept.article)}
        _print_json(document | {"recordings": {"ready": len(ready), "of": len(orders)}})
    else:
        click.echo(f"Page: /a/{slug}\nRecordings: {len(ready)} of {len(orders)} ready\n{describe(kept.article)}")


@main.command()
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def split(source: str, *, as_json: bool) -> None:
    """Show what would be read of an address, a file, or - for standard input, and keep nothing.

    Example: voice split article.html --json
    """
    article = bring(source).article()
    if as_json:
        _print_json(article_document(article))
    else:
        click.echo(describe(article))


@main.command()
@click.argument("source")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--section", help="Only this section: its number, from 1, or its id.")
@click.option("--engine", default="", help="hibari, espeak or system; without it, the best for the language.")
@click.option("--voice", default="", help="A voice of that engine; see: voice voices.")
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
    studio = _studio()
    article = _article(studio, source)
    delivery = _delivery(studio.delivery(suffix or _suffix_of(output)), engine, voice, rate)
    chosen = _section(article, section) if section else None
    _check_writable(output)
    clip, place = studio.speak(article, chosen, delivery)
    _copy_aside(place, output)
    click.echo(f"Wrote {output}: {duration(clip.duration_ms)}, {clip.size:,} bytes.")


@main.command()
@click.option("--lang", help="Only voices of this language, such as en or pt-BR.")
def voices(lang: str | None) -> None:
    """List the voices that are ready: engine, voice and language, a line each.

    Example: voice voices --lang de
    """
    for voice in all_voices():
        if not lang or voice.lang.lower().split("-")[: len(lang.split("-"))] == lang.lower().split("-"):
            click.echo(f"{voice.engine}\t{voice.name}\t{voice.lang}")


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every article.")
def regenerate(slugs: Sequence[str], *, every: bool) -> None:
    """Make the recordings that are missing, broken, or out of date by the settings; those that are right stay.

    Example: voice regenerate baclofen-abuse
    """
    if bool(slugs) == every:
        raise click.UsageError("Name the articles to regenerate, or give --all.")
    studio = _studio()
    names = [row.slug for row in studio.library.list()] if every else slugs
    _make(studio, [studio.library.current(slug) for slug in names])


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 lets others in."
)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--samples", is_flag=True, help="Add the two sample articles first.")
def serve(host: str, port: int, *, samples: bool) -> None:
    """Start the service, and print its address.

    Example: voice serve --port 8080
    """
    serve_pages(Settings.from_environment(), host, port, samples=samples)


@main.command()
def worker() -> None:
    """Make recordings for a service whose pages run elsewhere over the same data folder.

    Example: voice worker
    """
    studio = _studio()
    click.echo("Working. Press Ctrl+C to stop.", err=True)
    work_until_stopped(studio)


def _say_what_was_found(article: Article) -> None:
    counts = [(len(article.sections), "section"), (len(article.disclaimers), "disclaimer")]
    click.echo(
        "There are " + " and ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts) + "."
    )
    for cut in article.cuts:
        click.echo(f"Note: {cut}", err=True)


def _make(studio: Studio, articles: Sequence[Kept]) -> None:
    """Make what is missing of the articles' recordings. Fails at the end where some could not be made."""
    delivery = studio.delivery()
    orders = [order for kept in articles for order in studio.orders(kept.article, kept.revision, delivery)]
    before = sum(studio.find(order) is not None for order in orders)
    digests = studio.want(orders, urgent=False)
    with progress_shown("Speaking", len(digests)) as watch:
        progress = make_all(studio, digests, watch)
    if progress.failed:
        reasons = "\n".join(dict.fromkeys(progress.failed.values()))
        raise click.ClickException(f"{len(progress.failed)} of {len(digests)} recordings could not be made.\n{reasons}")
    clips = [clip for order in orders if (clip := studio.find(order))]
    length = duration(sum(clip.duration_ms for clip in clips))
    click.echo(f"{len(clips)} recordings ready, {len(clips) - before} of them new: {length}.")


def _article(studio: Studio, source: str) -> Article:
    """The kept article of that slug, or what stands at that file or address."""
    if source == "-" or "://" in source or Path(source).exists():
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


def _print_json(document: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")


if __name__ == "__main__":
    main()
