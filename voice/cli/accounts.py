"""Commands for those who may work on the articles: accounts (list, invite, reset, role, disable) and API tokens."""

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from voice.accounts import Account, Role, Scope, Token
from voice.accounts.tokens import MOST_DAYS
from voice.cli.group import main, open_studio
from voice.settings import user_name

_ROLES = click.Choice([str(role) for role in Role])
_SCOPES = click.Choice([str(scope) for scope in Scope])


@main.group()
def accounts() -> None:
    """Say who may sign in to the admin's pages: list, invite, reset, role, disable.

    Example: voice accounts invite elena --role editor
    """


@accounts.command("list")
def list_accounts() -> None:
    """List the accounts: name, role, and whether they may sign in, a line each.

    Example: voice accounts list
    """
    for account in open_studio().accounts.list():
        click.echo(f"{account.name}\t{account.role}\t{_standing(account)}")


@accounts.command()
@click.argument("name")
@click.option("--role", type=_ROLES, default=str(Role.EDITOR), show_default=True, help="What they may do.")
def invite(name: str, role: str) -> None:
    """Make an account, and print a link by which its owner chooses a password.

    Example: voice accounts invite elena --role editor
    """
    _say_link(open_studio().accounts.links.invite(name, Role(role)))


@accounts.command()
@click.argument("name")
def reset(name: str) -> None:
    """Print a link by which somebody chooses a password anew.

    Example: voice accounts reset elena
    """
    _say_link(open_studio().accounts.links.reset(name))


@accounts.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
def role(name: str, role: str) -> None:
    """Give somebody another role: viewer, editor or admin. They are signed out.

    Example: voice accounts role elena admin
    """
    open_studio().accounts.give_role(name, Role(role))
    click.echo(f"{name} is {role} now.")


@accounts.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let them in again.")
def disable(name: str, *, undo: bool) -> None:
    """Let somebody in no more. They are signed out at once.

    Example: voice accounts disable elena
    """
    open_studio().accounts.disable(name, disabled=not undo)
    click.echo(f"{name} may {'sign in again' if undo else 'not sign in any more'}.")


@main.group()
def tokens() -> None:
    """Keep the tokens by which programs use the API: list, make, revoke.

    Example: voice tokens make "our newsroom" --scope articles:write
    """


@tokens.command("list")
def list_tokens() -> None:
    """List the tokens: name, scopes, made by whom, last used, and whether they may be used, a line each.

    Example: voice tokens list
    """
    for token in open_studio().accounts.tokens.list():
        used = f"used {_day(token.used_at)}" if token.used_at else "never used"
        click.echo("\t".join((token.name, ", ".join(sorted(token.scopes)), token.made_by, used, _life(token))))


@tokens.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, type=_SCOPES, help="What for; repeat for more.")
@click.option(
    "--days", type=click.IntRange(0, MOST_DAYS), default=365, show_default=True, help="0: it does not expire."
)
def make(name: str, scopes: Sequence[str], days: int) -> None:
    """Make a token, and print it. It can't be shown again.

    Example: voice tokens make "our newsroom" --scope articles:write
    """
    click.echo(open_studio().accounts.tokens.make(name, scopes, user_name(), days=days))
    click.echo("Keep it in a safe place: it can't be shown again.", err=True)


@tokens.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Let a token be used no more, for good.

    Example: voice tokens revoke "our newsroom"
    """
    open_studio().accounts.tokens.revoke(name)
    click.echo(f"The token {name} is revoked.")


def _say_link(secret: str) -> None:
    click.echo(f"/admin/welcome/{secret}")
    click.echo("Give them this link, after the service's address. It works once, within seven days.", err=True)


def _standing(account: Account) -> str:
    if account.disabled:
        return "disabled"
    return "may sign in" if account.ready else "invited"


def _life(token: Token) -> str:
    if token.revoked_at:
        return f"revoked {_day(token.revoked_at)}"
    if not token.until:
        return "does not expire"
    return f"{'until' if token.good else 'expired'} {_day(token.until)}"


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
