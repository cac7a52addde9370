"""Rows of accounts, as they are made and changed within a transaction; each change is noted in the audit trail."""

import time
import unicodedata

from sqlalchemy import Connection, func, select

from voice.accounts.roles import Role
from voice.accounts.sessions import end_all
from voice.accounts.tables import LONGEST_NAME, accounts, key_of
from voice.audit import Change, Kind, note
from voice.errors import AccountRefused, UnknownAccount


def add_account(connection: Connection, name: str, role: Role) -> str:
    """Make an account without a password; returns its key. Raises AccountRefused."""
    name = _checked_name(name)
    if _find(connection, name) is not None:
        raise AccountRefused(f"There is an account {name!r} already. Choose another name.")
    row = {"key": key_of(name), "name": name, "role": str(role), "made_at": time.time()}
    connection.execute(accounts.insert().values(row))
    note(connection, Change(Kind.ACCOUNT, name, after=str(role)))
    return key_of(name)


def change_account(connection: Connection, name: str, what: str, *, keep: str = "", **values: object) -> str:
    """Change an account; where that gives `values`, all its sessions end but that of the token `keep`.

    `what` is for the audit trail. Returns its key. Raises UnknownAccount, AccountRefused for the last admin.
    """
    if (found := _find(connection, name)) is None:
        raise UnknownAccount(f"There is no account {name!r}. To see those there are: voice accounts list")
    key, shown, role = found
    if values:
        had_admin = _has_admin(connection)
        connection.execute(accounts.update().where(accounts.c.key == key).values(**values))
        if had_admin and not _has_admin(connection):
            raise AccountRefused(f"{shown} is the only admin. Make somebody else an admin first.")
        end_all(connection, key, but=keep)
    note(connection, Change(Kind.ACCOUNT, shown, role, what))
    return key


def display_name(connection: Connection, key: str) -> str:
    """The name of the account with that key. Raises UnknownAccount."""
    if (found := _find(connection, key)) is None:
        raise UnknownAccount("This account is no more.")
    return found[1]


def _find(connection: Connection, name: str) -> tuple[str, str, str] | None:
    query = select(accounts.c.key, accounts.c.name, accounts.c.role).where(accounts.c.key == key_of(name))
    row = connection.execute(query).first()
    return (row.key, row.name, row.role) if row else None


def _checked_name(name: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountRefused(f"A name has from 1 to {LONGEST_NAME} characters, such as elena or elena@example.org.")
    return name


def _has_admin(connection: Connection) -> bool:
    able = accounts.c.disabled.is_(False) & (accounts.c.role == str(Role.ADMIN))
    return bool(connection.execute(select(func.count()).select_from(accounts).where(able)).scalar())
