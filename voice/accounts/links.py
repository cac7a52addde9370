"""One-time links by which people choose their password: the first admin's, those of people invited, and resets."""

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from audio_cache.tables import alone
from voice.accounts import passwords
from voice.accounts.people import add_account, change_account, display_name
from voice.accounts.roles import Role
from voice.accounts.tables import accounts, hashed, links, new_secret
from voice.audit import acting, actor
from voice.errors import LinkExpired

SET_UP_S = 24 * 3600
INVITED_S = 7 * 24 * 3600
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Links:
    """The one-time links in a database."""

    engine: Engine

    def set_up(self) -> str:
        """A link that makes the first account, in place of any before it; "" where there is an account."""
        with alone(self.engine, accounts) as connection:
            return "" if _has_accounts(connection) else _new(connection, _NOBODY, SET_UP_S)

    def invite(self, name: str, role: Role) -> str:
        """Make an account, and a link by which its owner chooses a password. Raises AccountRefused."""
        with alone(self.engine, accounts) as connection:
            return _new(connection, add_account(connection, name, role), INVITED_S)

    def reset(self, name: str) -> str:
        """A link by which that person chooses a password anew, in place of any before it. Raises UnknownAccount."""
        with alone(self.engine, accounts) as connection:
            key = change_account(connection, name, "a link to choose a password anew")
            return _new(connection, key, INVITED_S)

    def owner(self, secret: str) -> str:
        """Whose link it is, "" for that of the first admin. Raises LinkExpired."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            key = _key(connection, secret)
            return display_name(connection, key) if key else _NOBODY

    def use(self, secret: str, name: str, password: str) -> str:
        """Let the link's owner have this password; returns their name. The first admin chooses the `name` as well.

        Raises LinkExpired, PasswordRefused, AccountRefused: then the link is as good as before.
        """
        owner = self.owner(secret) or name
        kept = passwords.hash_of(passwords.checked(password, owner))
        with acting(owner, actor().door), alone(self.engine, accounts) as connection:
            key = _key(connection, secret)
            if connection.execute(links.delete().where(links.c.secret == hashed(secret))).rowcount != 1:
                raise LinkExpired(_EXPIRED)
            if not key:
                if _has_accounts(connection):
                    raise LinkExpired(_EXPIRED)
                add_account(connection, name, Role.ADMIN)
            change_account(connection, owner, "a password of their own", password=kept)
            return display_name(connection, key) if key else name


_EXPIRED = "This link was used, or is too old. Ask an admin for a new one, or run: voice accounts reset NAME"


def _new(connection: Connection, key: str, lasts_s: int) -> str:
    secret, now = new_secret(), time.time()
    connection.execute(links.delete().where((links.c.account == key) | (links.c.until < now)))
    connection.execute(links.insert().values(secret=hashed(secret), account=key, until=now + lasts_s))
    return secret


def _key(connection: Connection, secret: str) -> str:
    """The key of the account whose link it is; "" for the first admin's. Raises LinkExpired."""
    good = (links.c.secret == hashed(secret)) & (links.c.until > time.time())
    key: str | None = connection.execute(select(links.c.account).where(good)).scalar()
    if key is None:
        raise LinkExpired(_EXPIRED)
    return key


def _has_accounts(connection: Connection) -> bool:
    return bool(connection.execute(select(func.count()).select_from(accounts)).scalar())
