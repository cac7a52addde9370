"""The command for what was heard of disclaimers: heard."""

from collections.abc import Iterator, Sequence

import click

from voice.amounts import counted
from voice.cli.group import main, open_studio, print_json
from voice.hearing import Hearing

Takes = Sequence[tuple[str, Hearing | None]]


@main.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def heard(slug: str, *, as_json: bool) -> None:
    """Tell what a recogniser heard of each disclaimer of an article: word for word, or what differed.

    Example: voice heard baclofen-abuse
    """
    found = open_studio().heard(slug)
    if as_json:
        print_json(
            [
                {
                    "key": each.key,
                    "kind": each.kind,
                    "state": state_of(takes),
                    "takes": [{"wanted": words, "hearing": hearing} for words, hearing in takes],
                }
                for each, takes in found
            ]
        )
        return
    for each, takes in found:
        click.echo(f"Disclaimer ({each.kind}, {each.key}): {state_of(takes)}.")
        for line in _differences(takes):
            click.echo(line)
    if not found:
        click.echo("It has no disclaimer.")


def state_of(takes: Takes) -> str:
    """Where the hearing of a disclaimer stands, in words; the date is that of its last take."""
    hearings = [hearing for _, hearing in takes if hearing]
    if not takes or len(hearings) < len(takes):
        return f"not heard yet ({len(hearings)} of {counted(len(takes), 'take')})"
    last = max(hearings, key=lambda hearing: hearing.at)
    by = f"on {last.at[:10]} by {last.recogniser}"
    errors, words = sum(hearing.errors for hearing in hearings), sum(hearing.words for hearing in hearings)
    return f"heard otherwise, {errors} of {counted(words, 'word')}, {by}" if errors else f"heard, word for word, {by}"


def _differences(takes: Takes) -> Iterator[str]:
    for _, hearing in takes:
        if hearing and hearing.errors:
            yield f"  To be said: {hearing.wanted}"
            yield f"  Heard:      {hearing.heard}"
