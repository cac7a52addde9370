"""Commands for editors: disclaimers (check, review, confirm, reject, short) and topics."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from content.due import unspoken_languages
from content.library import Kept
from content.notices import Notice, read_rules
from content.review import Decision
from voice.amounts import counted
from voice.cli.group import main, open_studio, print_json
from voice.desk import Finding, changed_wordings
from voice.documents import disclaimer_document
from voice.reporting import describe_disclaimer
from voice.rules_file import rules_text
from voice.settings import user_name
from voice.studio import Studio

LONGEST_EXCERPT = 60

_who = click.option("--who", default=user_name, help="Who decides. Without it, the user of this computer.")


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.pass_context
def disclaimers(ctx: click.Context, *, as_json: bool) -> None:
    """List the disclaimers: those that editors set, and those found in each article.

    A line each: "set", its id, kind, languages, and where it is heard; or "found", the article's slug, its key, kind,
    state, confidence and first words.

    Example: voice disclaimers --json
    """
    if ctx.invoked_subcommand:
        return
    studio = open_studio()
    rules = studio.desk.rules_file.every()
    found = {row.slug: studio.desk.findings(row.slug) for row in studio.library.list()}
    if as_json:
        documents = {slug: list(map(_finding_document, findings)) for slug, findings in found.items()}
        print_json({"policy": rules.policy, "set": rules.notices, "found": documents})
        return
    for notice in rules.notices:
        click.echo(f"set\t{notice.id}\t{notice.kind}\t{', '.join(notice.text)}\t{_reach(notice)}")
    for slug, findings in found.items():
        for each in findings:
            found_as = each.disclaimer
            sure = f"{found_as.confidence:.0%}" if found_as.origin else "-"
            click.echo("\t".join(("found", slug, each.key, found_as.kind, each.state, sure, _excerpt(found_as.text))))


@disclaimers.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path | None) -> None:
    """Check the editors' file, that of the data folder or another, before it is put there.

    Says too which articles are in a language that a disclaimer of theirs has no text for.

    Example: voice disclaimers check
    """
    desk = open_studio().desk
    rules = read_rules(rules_text(file), file.name) if file else desk.rules_file.every()
    click.echo(f"{file or desk.rules_file.path} is right: {counted(len(rules.notices), 'disclaimer')}.")
    for row in desk.library.list():
        article = desk.library.current(row.slug).article
        for notice, lang in unspoken_languages(article, rules):
            click.echo(_unspoken(notice, lang, row.slug), err=True)


@disclaimers.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
@click.option("--history", is_flag=True, help="Every decision that was taken, the oldest first.")
def review(slug: str, *, as_json: bool, history: bool) -> None:
    """Show what was found in an article, with the key of each and what was decided.

    Example: voice disclaimers review baclofen-abuse
    """
    desk = open_studio().desk
    findings, decisions = desk.findings(slug), desk.history(slug)
    if as_json:
        print_json({"found": list(map(_finding_document, findings))} | ({"history": decisions} if history else {}))
        return
    paragraphs = ["\n".join(_finding_lines(each)) for each in findings]
    paragraphs += ["\n".join(map(_decision_line, decisions))] if history and decisions else []
    click.echo("\n\n".join(paragraphs) or "No disclaimer was found in it.")


@disclaimers.command()
@click.argument("slug")
@click.argument("key")
@click.option("--reason", default="", help="Why, for whoever reviews it later.")
@_who
def confirm(slug: str, key: str, reason: str, who: str) -> None:
    """Say that what was found is a disclaimer; one that was rejected is one again.

    Example: voice disclaimers confirm baclofen-abuse 0a1b2c3d4e5f
    """
    _say_done("Confirmed.", open_studio().desk.confirm(slug, key, who, reason))


@disclaimers.command()
@click.argument("slug")
@click.argument("key")
@click.option("--reason", required=True, help="Why it is none, for whoever reviews it later.")
@click.option("--force", is_flag=True, help="Even where it leads people in need to help.")
@_who
def reject(slug: str, key: str, reason: str, who: str, *, force: bool) -> None:
    """Say that what was found is no disclaimer: it is read as text again, where it stands in the article.

    Example: voice disclaimers reject baclofen-abuse 0a1b2c3d4e5f --reason "A quotation"
    """
    _say_done("Rejected.", open_studio().desk.reject(slug, key, who, reason, even_crisis=force))


@disclaimers.command()
@click.argument("slug")
@click.argument("key")
@click.argument("text")
@_who
def short(slug: str, key: str, text: str, who: str) -> None:
    """Set what is said in its place before a section that is fetched alone; "" takes it back.

    Example: voice disclaimers short baclofen-abuse 0a1b2c3d4e5f "This is not medical advice."
    """
    _say_done(
        "The short form is set." if text.strip() else "Taken back.", open_studio().desk.shorten(slug, key, who, text)
    )


@main.command()
@click.argument("slug")
@click.option("--add", "add", multiple=True, help="What it is about; repeat for more.")
@click.option("--remove", "remove", multiple=True, help="What it is not about after all; repeat for more.")
def topics(slug: str, add: Sequence[str], remove: Sequence[str]) -> None:
    """Show an article's topics, and change them: disclaimers that are set for a topic are heard with its articles.

    Example: voice topics baclofen-abuse --add medication
    """
    desk = open_studio().desk
    kept = desk.give_topics(slug, add, remove) if add or remove else desk.library.current(slug)
    for topic in kept.article.topics:
        click.echo(topic)
    if kept.changed:
        _say_done("", kept)


def say_what_editors_may_do(studio: Studio, kept: Kept) -> None:
    """What an editor should know of an article that was just kept."""
    desk, article = studio.desk, kept.article
    for notice, lang in unspoken_languages(article, desk.rules_file.rules()):
        click.echo(_unspoken(notice, lang, article.slug), err=True)
    for each in changed_wordings(article, desk.history(article.slug)):
        click.echo(
            f"Note: this disclaimer ({each.kind}) is worded differently from the one that was reviewed, so it is "
            f"unreviewed: “{_excerpt(each.text)}” See: voice disclaimers review {article.slug}",
            err=True,
        )
    if offered := [word for word in article.keywords if word not in article.topics]:
        click.echo(f"Its page names these topics: {', '.join(offered)}. None counts before you add it: voice topics.")


def _say_done(what: str, kept: Kept) -> None:
    article = kept.article
    anew = " Readers hear it as before, until: voice regenerate" if kept.changed else ""
    if message := f"{what}{f'{anew} {article.slug}' if anew else ''}".strip():
        click.echo(message, err=not what)


def _unspoken(notice: Notice, lang: str, slug: str) -> str:
    return f"Note: {slug} is in {lang}; {notice.id} has no text in it, and is heard in another. Add it as {lang}."


def _reach(notice: Notice) -> str:
    places = [*(f"site {site}" for site in notice.sites), *(f"topic {topic}" for topic in notice.topics)]
    days = [f"from {notice.since}" if notice.since else "", f"until {notice.until}" if notice.until else ""]
    return ", ".join([*(places or ["every article"]), *filter(None, days)])


def _excerpt(text: str) -> str:
    return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT].rstrip()}…"


def _finding_lines(finding: Finding) -> Iterable[str]:
    found = finding.disclaimer
    yield from (finding.key, *describe_disclaimer(found, finding.state))
    if stood := ", ".join(filter(None, [found.place, found.section, found.selector])):
        yield f"It stood at: {stood}"
    if finding.decision:
        yield _decision_line(finding.decision)


def _decision_line(decision: Decision) -> str:
    words = decision.short or decision.reason
    return f"{decision.at} {decision.key} {decision.verdict} by {decision.who}{f': {words}' if words else ''}"


def _finding_document(finding: Finding) -> dict[str, object]:
    return disclaimer_document(finding.disclaimer, finding.state) | {"decision": finding.decision}
