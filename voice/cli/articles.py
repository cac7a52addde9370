"""Commands for articles: add, list, show, split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import click

from audio_cache import Recording
from content import Article, ContentError, Listing
from content.gathered import Gathered
from content.gathering import gather_entry
from content.language import fault_of_tag
from content.library import Kept
from content.listing import MOST_ENTRIES
from content.notices import topic_of
from voice.amounts import counted
from voice.cli.disclaimers import say_what_editors_may_do
from voice.cli.group import main, open_studio, print_json, say_notes, told
from voice.cli.making import make_or_leave
from voice.documents import article_document, listing_document
from voice.errors import VoiceError
from voice.reporting import describe, describe_listing
from voice.sources import gather_from, name_of
from voice.studio import Studio


def _language(_ctx: click.Context, _param: click.Parameter, lang: str | None) -> str | None:
    if lang and (fault := fault_of_tag(lang)):
        raise click.BadParameter(fault)
    return lang


@dataclass(frozen=True, slots=True)
class _Wish:
    """How articles are to be added: what the options of `voice add` say."""

    slug: str | None
    lang: str | None
    topics: tuple[str, ...]
    may_lose_disclaimers: bool


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
    "--newest",
    type=click.IntRange(1, MOST_ENTRIES),
    default=10,
    show_default=True,
    help="How many entries of a feed or a sitemap are added.",
)
@click.option(
    "--without-disclaimer", is_flag=True, help="Publish a new version though its disclaimer is gone: that is meant."
)
@click.option(
    "--topic", "topics", multiple=True, help="What it is about, for disclaimers set by topic; repeat for more."
)
@click.option("--later", is_flag=True, help="Keep the article, and leave its recordings to the running service.")
def add(
    source: str,
    slug: str | None,
    lang: str | None,
    newest: int,
    topics: Sequence[str],
    *,
    later: bool,
    without_disclaimer: bool,
) -> None:
    """Add an article from an address, a file, or - for standard input; of a feed or a sitemap, its newest ones.

    Adding the same article again changes nothing; a changed article is spoken anew only where it changed.

    Example: voice add https://example.org/an-article
    """
    studio = open_studio()
    wish = _Wish(slug, lang, tuple(filter(None, map(topic_of, topics))), without_disclaimer)
    found = gather_from(source, lang)
    if isinstance(found, Listing):
        kept, failures = _keep_entries(studio, found, source, newest, wish)
    else:
        kept, failures = [_keep(studio, found, wish)], []
    slugs = [one.article.slug for one in kept]
    if slugs:
        failures += make_or_leave(studio, slugs, later=later)
    if failures:
        raise click.ClickException("\n".join(failures))


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
    kept = studio.desk.current(slug)
    heard = studio.publisher.heard(slug)
    states = {finding.key: finding.state for finding in studio.desk.findings(slug)}
    orders = studio.orders(heard.article, heard.revision, studio.delivery())
    ready, every = _distinct(studio.find_all(orders)), {studio.digest(order) for order in orders}
    if as_json:
        document = {
            "slug": slug,
            "revision": kept.revision,
            "page": f"/a/{slug}",
            "code": studio.codes.of(slug),
            **article_document(kept.article, states),
        }
        print_json(document | {"recordings": {"ready": len(ready), "of": len(every)}})
    else:
        off = "" if studio.settings.phone == "on" else " (the telephone is off, see VOICE_PHONE)"
        click.echo(f"Page: /a/{slug}\nBy telephone: {studio.codes.of(slug)}{off}")
        click.echo(f"Recordings: {len(ready)} of {len(every)} ready\n{describe(kept.article, states)}")
        if slug in studio.publisher.outdated():
            click.echo(f"\nReaders hear it as before, until: voice regenerate {slug}")


@main.command()
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def split(source: str, *, as_json: bool) -> None:
    """Show what would be read of an address, a file, or - for standard input, and keep nothing.

    Of a feed or a sitemap, its entries are listed.

    Example: voice split article.html --json
    """
    found = gather_from(source)
    if isinstance(found, Listing):
        document, shown = listing_document(found), describe_listing(found)
    else:
        document, shown = article_document(found.article), describe(found.article)
        say_notes(found.notes)
    if as_json:
        print_json(document)
    else:
        click.echo(shown)


def _keep_entries(
    studio: Studio, listing: Listing, source: str, newest: int, wish: _Wish
) -> tuple[list[Kept], list[str]]:
    """Keep the newest entries of a feed or a sitemap; returns them, and why others could not be kept."""
    if wish.slug:
        raise click.UsageError(f"--slug names one article, and {source} is a {listing.kind}.")
    entries = listing.entries[:newest]
    count = f"{listing.count} {'entry' if listing.count == 1 else 'entries'}"
    click.echo(
        f"{listing.title or source} is a {listing.kind} with {count}. Adding the newest {len(entries)} (--newest)."
    )
    say_notes(listing.notes)
    kept, failures = list[Kept](), list[str]()
    for entry in entries:
        try:
            kept.append(_keep(studio, gather_entry(entry, name_of(source), lang=wish.lang), wish))
        except (ContentError, VoiceError) as error:
            failures.append(f"{entry.title or entry.url or entry.key}: {told(error)}")
            click.echo(f"Left out: {failures[-1]}", err=True)
    if failures:
        failures.insert(0, f"{len(failures)} of {len(entries)} entries could not be added.")
    return kept, failures


def _keep(studio: Studio, found: Gathered, wish: _Wish) -> Kept:
    article = replace(found.article, topics=wish.topics)
    voices = studio.check(article, studio.delivery())
    kept = studio.desk.publish(article, found.source, slug=wish.slug, may_lose_disclaimers=wish.may_lose_disclaimers)
    verb = "A new version of" if kept.replaced else "Added" if kept.changed else "Nothing has changed in"
    click.echo(f"{verb} “{kept.article.title}”. Its page: /a/{kept.article.slug}")
    _say_what_was_found(studio.desk.due(kept.article))
    say_notes((*found.notes, *voices))
    say_what_editors_may_do(studio, kept)
    return kept


def _say_what_was_found(article: Article) -> None:
    counts = [(len(article.sections), "section"), (len(article.disclaimers), "disclaimer")]
    click.echo("It has " + " and ".join(counted(count, noun) for count, noun in counts) + ".")
    say_notes(article.cuts)


def _distinct(clips: Iterable[Recording | None]) -> dict[str, Recording]:
    """By digest, for a clip may answer several orders: where nothing is shortened, "alone" is no other than "first"."""
    return {clip.digest: clip for clip in clips if clip}
