"""Commands for articles: add, list, show, split, regenerate."""

import re
import sys
from collections.abc import Sequence

import click
import msgspec

from content import Article
from content.library import Kept, Source
from voice.cli.group import main, open_studio, say_notes
from voice.jobs.crew import make_all
from voice.reporting import article_document, describe, duration, progress_shown
from voice.sources import bring
from voice.studio import Studio

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # BCP 47, RFC 5646


def _language(_ctx: click.Context, _param: click.Parameter, lang: str | None) -> str | None:
    if lang and not LANGUAGE_TAG.fullmatch(lang):
        raise click.BadParameter(f"{lang!r} is no language tag. Give one such as en, de-AT or zh-Hant.")
    return lang


@main.command()
@click.argument("source")
@click.option(
    "--slug", help="The name in the article's address, such as baclofen-abuse. Without it, made from the title."
)
@click.option(
    "--lang",
    callback=_language,
    help="The article's language, such as en or de-AT, where the page does not say it rightly.",
)
@click.option(
    "--without-disclaimer", is_flag=True, help="Publish a new version though its disclaimer is gone: that is meant."
)
@click.option("--later", is_flag=True, help="Keep the article, and leave its recordings to the running service.")
def add(source: str, slug: str | None, lang: str | None, *, later: bool, without_disclaimer: bool) -> None:
    """Add an article from an address, a file, or - for standard input.

    Adding the same article again changes nothing; a changed article is spoken anew only where it changed.

    Example: voice add https://example.org/an-article
    """
    studio, text = open_studio(), bring(source)
    article = text.article(lang)
    notes = studio.check(article, studio.delivery())
    kept = studio.library.keep(
        article, Source(text.content, text.name), slug=slug, may_lose_disclaimers=without_disclaimer
    )
    verb = "A new version of" if kept.replaced else "Added" if kept.changed else "Nothing has changed in"
    click.echo(f"{verb} “{kept.article.title}”. Its page: /a/{kept.article.slug}")
    _say_what_was_found(kept.article)
    say_notes(notes)
    if later:
        studio.want(studio.orders(kept.article, kept.revision, studio.delivery()), urgent=False)
    else:
        _make(studio, [kept])


@main.command("list")
def list_articles() -> None:
    """List the articles: slug, language and title, a line each.

    Example: voice list
    """
    for row in open_studio().library.list():
        click.echo(f"{row.slug}\t{row.lang}\t{row.title}")


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def show(slug: str, *, as_json: bool) -> None:
    """Show what is kept of an article, and how many of its recordings are ready.

    Example: voice show baclofen-abuse
    """
    studio = open_studio()
    kept = studio.library.current(slug)
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    ready = [clip for clip in studio.find_all(orders) if clip]
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
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every article.")
def regenerate(slugs: Sequence[str], *, every: bool) -> None:
    """Make the recordings that are missing, broken, or out of date by the settings; those that are right stay.

    Example: voice regenerate baclofen-abuse
    """
    if bool(slugs) == every:
        raise click.UsageError("Name the articles to regenerate, or give --all.")
    studio = open_studio()
    names = [row.slug for row in studio.library.list()] if every else slugs
    _make(studio, [studio.library.current(slug) for slug in names])


def _say_what_was_found(article: Article) -> None:
    counts = [(len(article.sections), "section"), (len(article.disclaimers), "disclaimer")]
    click.echo("It has " + " and ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts) + ".")
    say_notes(article.cuts)


def _make(studio: Studio, articles: Sequence[Kept]) -> None:
    """Make what is missing of the articles' recordings. Fails at the end where some could not be made."""
    delivery = studio.delivery()
    orders = [order for kept in articles for order in studio.orders(kept.article, kept.revision, delivery)]
    before = sum(clip is not None for clip in studio.find_all(orders))
    digests = studio.want(orders, urgent=False)
    with progress_shown("Speaking", len(digests)) as watch:
        progress = make_all(studio, digests, watch)
    if progress.failed:
        reasons = "\n".join(dict.fromkeys(progress.failed.values()))
        raise click.ClickException(f"{len(progress.failed)} of {len(digests)} recordings could not be made.\n{reasons}")
    clips = [clip for clip in studio.find_all(orders) if clip]
    length = duration(sum(clip.duration_ms for clip in clips))
    click.echo(f"{len(clips)} recordings ready, {len(clips) - before} of them new: {length}.")


def _print_json(document: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")
