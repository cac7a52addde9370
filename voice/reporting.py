"""What commands tell: progress as a bar on a terminal, as plain lines elsewhere; articles as plain text."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from audio_cache import Progress
from content import Article, Disclaimer, Listing
from content.due import EDITOR
from content.lines import lines_of
from voice.disclosing import short_of

# Without a terminal, a line is written for each tenth of the work.
PLAIN_STEPS = 10


@contextmanager
def takes_shown(label: str) -> Iterator[Callable[[int, int], None]]:
    """Somebody to be told how much is done, and of how much."""
    if sys.stderr.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, of: bar.update(task, completed=done, total=of)
    else:
        yield _plain_lines(label)


@contextmanager
def progress_shown(label: str, total: int) -> Iterator[Callable[[Progress], None]]:
    """Somebody to be told how far `total` recordings are."""
    with takes_shown(label) as show:
        yield lambda progress: show(total - progress.left, total)


def _plain_lines(label: str) -> Callable[[int, int], None]:
    told = -1

    def tell(done: int, of: int) -> None:
        nonlocal told
        step = done * PLAIN_STEPS // max(of, 1)
        if step != told:
            told = step
            click.echo(f"{label}: {done} of {of}", err=True)

    return tell


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines of plain text, a line a row, its columns one under the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def describe(article: Article, states: Mapping[str, str] = MappingProxyType({})) -> str:
    """An article as lines of plain text: what would be read, in the order in which it would be heard.

    `states` says, by key, where the review of its disclaimers stands.
    """
    lines = [article.title, f"Language: {article.lang}"]
    lines += [f"From: {article.url}"] if article.url else []
    lines += [f"Topics: {', '.join(article.topics)}"] if article.topics else []
    lines += [f"Note: {cut}" for cut in article.cuts]
    for disclaimer in article.disclaimers:
        lines += ["", *describe_disclaimer(disclaimer, states.get(disclaimer.key, ""))]
    for number, section in enumerate(article.sections, 1):
        part = f", part {section.part} of {section.parts}" if section.parts > 1 else ""
        lines += ["", f"Section {number}: {section.heading or 'Opening'}{part}", section.text]
        lines += [f"Note {note.label}: {note.text}" for note in article.notes_of(section)]
    return "\n".join(lines)


def describe_disclaimer(disclaimer: Disclaimer, state: str = "") -> list[str]:
    """A disclaimer as lines of plain text: how it is known, its words, and what is said in its place where any is."""
    origin = disclaimer.origin
    known = [f"known by its {origin}", f"{disclaimer.confidence:.0%} sure"] if origin else []
    known = ["set by editors"] if origin == EDITOR else known
    facts = ", ".join(filter(None, [disclaimer.kind, state, *known]))
    short = short_of(disclaimer)
    return [
        f"Disclaimer ({facts}): {disclaimer.heading}".rstrip(": "),
        disclaimer.text,
        *([f"In short: {short}"] if short else []),
        *([f"To be called or texted: {', '.join(lines)}"] if (lines := lines_of(disclaimer)) else []),
    ]


def describe_listing(listing: Listing) -> str:
    """A feed or a sitemap as lines of plain text: day, title and address of each entry, the newest first."""
    lines = [f"{listing.title} ({listing.kind}, {listing.count} entries)".lstrip()]
    lines += [f"Note: {note}" for note in listing.notes]
    lines += [f"{entry.published[:10]}\t{entry.title}\t{entry.url}" for entry in listing.entries]
    return "\n".join(lines)
