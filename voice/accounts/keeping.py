"""Accounts kept in the database: who may sign in, as what, and with which password."""

import time
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from voice.accounts import passwords
from voice.accounts.attempts import Attempts
from voice.accounts.roles import Role
from voice.accounts.sessions import Sessions, end_all
from voice.accounts.tables import LONGEST_KEY, LONGEST_NAME, accounts
from voice.errors import AccountRefused, SignInFailed, UnknownAccount


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

    def list(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.key)).all()
        return tuple(Account(r.name, Role(r.role), bool(r.password), r.disabled, r.made_at) for r in rows)

    def add(self, name: str, role: Role) -> None:
        """Make an account; its owner chooses a password later. Raises AccountRefused."""
        name = checked_name(name)
        row = {"key": key_of(name), "name": name, "role": str(role), "made_at": time.time()}
        with self.engine.begin() as connection:
            if _find(connection, name) is not None:
                raise AccountRefused(f"There is an account {name!r} already. Choose another name.")
            connection.execute(accounts.insert().values(row))

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session; returns its token. Raises SignInFailed, TooManyAttempts.

        Takes as long for a name that nobody has, or that is disabled, as for a wrong password.
        """
        key = key_of(name)[:LONGEST_KEY]
        self.attempts.begin(key, address)
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            query = select(accounts.c.password).where(accounts.c.key == key, accounts.c.disabled.is_(False))
            kept = connection.execute(query).scalar() or ""
        if not passwords.verified(kept, password):
            raise SignInFailed("The name or the password is not right. Check both, and try again.")
        self.attempts.succeed(key, address)
        return self.sessions.begin(key)

    def choose_password(self, name: str, password: str, *, token: str = "") -> None:
        """Let that person have this password; every session of theirs ends but that of `token`.

        Raises UnknownAccount, PasswordRefused.
        """
        kept = passwords.hash_of(passwords.checked(password, name))
        self._change(name, token=token, password=kept)

    def give_role(self, name: str, role: Role) -> None:
        """Let that person have another role. Raises UnknownAccount, AccountRefused for the last admin."""
        self._change(name, role=str(role))

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Let that person in no more, or again. Raises UnknownAccount, AccountRefused for the last admin."""
        self._change(name, disabled=disabled)

    def _change(self, name: str, *, token: str = "", **values: object) -> None:
        with self.engine.begin() as connection:
            if _find(connection, name) is None:
                raise UnknownAccount(f"There is no account {name!r}. To see those there are: voice accounts list")
            had_admin = _has_admin(connection)
            connection.execute(accounts.update().where(accounts.c.key == key_of(name)).values(**values))
            if had_admin and not _has_admin(connection):
                raise AccountRefused(f"{name} is the only admin. Make somebody else an admin first.")
            end_all(connection, key_of(name), but=token)


def key_of(name: str) -> str:
    """A name as it is compared: in lower case, white space folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_name(name: str) -> str:
    """The name, if an account may have it. Raises AccountRefused."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountRefused(f"A name has from 1 to {LONGEST_NAME} characters, such as elena or elena@example.org.")
    return name


def _find(connection: Connection, name: str) -> str | None:
    found: str | None = connection.execute(select(accounts.c.key).where(accounts.c.key == key_of(name))).scalar()
    return found


def _has_admin(connection: Connection) -> bool:
    able = accounts.c.disabled.is_(False) & (accounts.c.role == str(Role.ADMIN))
    return bool(connection.execute(select(func.count()).select_from(accounts).where(able)).scalar())
