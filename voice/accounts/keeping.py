"""Accounts kept in the database: who may sign in, as what, and with which password."""

import logging
from dataclasses import dataclass

from sqlalchemy import Engine, select

from audio_cache.tables import alone
from voice.accounts import passwords
from voice.accounts.attempts import Attempts
from voice.accounts.links import Links
from voice.accounts.people import add_account, change_account
from voice.accounts.roles import Role
from voice.accounts.sessions import Sessions
from voice.accounts.tables import LONGEST_KEY, accounts, key_of
from voice.accounts.tokens import Tokens
from voice.errors import SignInFailed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `ready` is False until they have chosen a password; `made_at` is seconds since 1970."""

    name: str
    role: Role
    ready: bool
    disabled: bool
    made_at: float


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts in a database; `tables.metadata` has their tables."""

    engine: Engine

    @property
    def sessions(self) -> Sessions:
        """The sessions of those who have signed in."""
        return Sessions(self.engine)

    @property
    def attempts(self) -> Attempts:
        """The attempts to sign in."""
        return Attempts(self.engine)

    @property
    def links(self) -> Links:
        """The one-time links."""
        return Links(self.engine)

    @property
    def tokens(self) -> Tokens:
        """The API tokens."""
        return Tokens(self.engine)

    def list(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.key)).all()
        return tuple(Account(r.name, Role(r.role), bool(r.password), r.disabled, r.made_at) for r in rows)

    def add(self, name: str, role: Role) -> None:
        """Make an account; its owner chooses a password later. Raises AccountRefused."""
        with alone(self.engine, accounts) as connection:
            add_account(connection, name, role)

    def check_password(self, name: str, password: str, address: str) -> None:
        """Raise SignInFailed where that is not that person's password, TooManyAttempts where they have to wait.

        Takes as long for a name that nobody has, or that is disabled, as for a wrong password.
        """
        key = key_of(name)[:LONGEST_KEY]
        self.attempts.begin(key, address)
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            query = select(accounts.c.password).where(accounts.c.key == key, accounts.c.disabled.is_(False))
            kept = connection.execute(query).scalar() or ""
        if not passwords.verified(kept, password):
            log.warning("Somebody could not sign in, from %s.", address)
            raise SignInFailed("The name or the password is not right. Check both, and try again.")
        self.attempts.succeed(key, address)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session; returns its token. Raises as `check_password` does."""
        self.check_password(name, password, address)
        return self.sessions.begin(name)

    def choose_password(self, name: str, password: str, *, token: str = "") -> None:
        """Let that person have this password; every session of theirs ends but that of `token`.

        Raises UnknownAccount, PasswordRefused.
        """
        kept = passwords.hash_of(passwords.checked(password, name))
        with alone(self.engine, accounts) as connection:
            change_account(connection, name, "another password", keep=token, password=kept)

    def give_role(self, name: str, role: Role) -> None:
        """Let that person have another role; their sessions end. Raises UnknownAccount, AccountRefused."""
        with alone(self.engine, accounts) as connection:
            change_account(connection, name, str(role), role=str(role))

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Let that person in no more, or again; their sessions end. Raises UnknownAccount, AccountRefused."""
        with alone(self.engine, accounts) as connection:
            change_account(connection, name, "disabled" if disabled else "enabled", disabled=disabled)
