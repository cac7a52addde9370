"""Commands for the audit trail: audit, audit verify, audit proof."""

import click

from voice.amounts import duration
from voice.audit import Kind, Row, Search
from voice.cli.group import main, open_studio, print_json
from voice.errors import TrailBroken
from voice.proof import Proof, proof_document

_JSON = click.option("--json", "as_json", is_flag=True, help="Print it for programs.")


class _Audit(click.Group):
    """`voice audit SLUG` is `voice audit list SLUG`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@main.group(cls=_Audit)
def audit() -> None:
    """Show who changed what, when and why: all of it, or of one article. See too: verify, proof.

    Example: voice audit baclofen-abuse --json
    """


@audit.command("list")
@click.argument("slug", default="")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="Changes of this kind alone.")
@click.option("--who", default="", help="Changes by them alone.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on, such as 2026-11-25.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Up to this day.")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many, the newest first.")
@_JSON
def list_rows(slug: str, kind: str | None, *, as_json: bool, most: int, **wanted: object) -> None:
    """List changes: when, who, door, kind, article, subject, before, after, why, a line each.

    Example: voice audit list baclofen-abuse
    """
    days = {name: f"{wanted[name]:%Y-%m-%d}" if wanted[name] else "" for name in ("since", "until")}
    rows = open_studio().trail.rows(Search(slug, kind or "", str(wanted["who"]), **days), most=most)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(_line(row))


@audit.command()
@click.option("--known", default="", metavar="SHA256", help="One that was printed before: it must still stand there.")
def verify(known: str) -> None:
    """Check that nothing in the trail was altered, taken out or slipped in; print its last SHA-256.

    Keep that elsewhere: given as --known, it also tells whether the trail was cut off or made anew.

    Example: voice audit verify
    """
    found = open_studio().trail.verify(known)
    if found.broken_at > found.rows:
        raise TrailBroken(
            f"{known} stands nowhere in the trail: it was cut off, or made anew. Compare it with a backup."
        )
    if found.broken_at:
        raise TrailBroken(f"The trail is not right from row {found.broken_at} on. Compare it with a backup.")
    click.echo(f"{found.rows} rows, all of them right.", err=True)
    click.echo(found.last)


@audit.command()
@click.argument("slug")
@_JSON
def proof(slug: str, *, as_json: bool) -> None:
    """Prove which disclaimer stands in which recording, in which wording, from when to when, and whether it was heard.

    Example: voice audit proof baclofen-abuse
    """
    studio = open_studio()
    proofs = studio.proofs.of(slug)
    if as_json:
        print_json([proof_document(each) for each in proofs])
        return
    click.echo("\n\n".join("\n".join(_lines(each)) for each in proofs) or "No disclaimer stands in its recordings.")


def _line(row: Row) -> str:
    told = (row.at, row.who, row.door, row.kind, row.article, row.subject, row.before, row.after, row.reason)
    return "\t".join(" ".join(text.split()) for text in told)


def _lines(proof: Proof) -> list[str]:
    heard = f"heard word for word, {proof.heard_at}" if proof.heard else "heard otherwise" if proof.heard_at else ""
    chosen = f", in the voice {proof.voice} that listeners chose" if proof.voice else ""
    lines = [
        f"{proof.kind}, {proof.key}, {proof.wording}{chosen}, revision {proof.revision}: {heard or 'not all heard yet'}"
    ]
    lines.append(f"“{proof.text}”")
    later = ", after it was first heard" if proof.noted_later else ""
    lines.append(f"  on record since {proof.noted_at}{later}")
    for stand in proof.clips:
        which = ", first" if stand.begins else "" if stand.alone else ", after the disclaimers"
        which += f", by telephone at {stand.rate:g}" if stand.format == "phone" else ""
        times = f"from {stand.since} to {stand.until or 'now'}"
        missing = "never made, or kept no more" if stand.until else "not made yet"
        what = f"{times}, {duration(stand.duration_ms)}, {stand.fingerprint}" if stand.fingerprint else missing
        lines.append(f"  {stand.clip}{which}: {what}")
    return lines
