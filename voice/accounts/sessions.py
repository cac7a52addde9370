"""Sessions of people who have signed in: rows on the server, so that each can be ended from there."""

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.sql.elements import ColumnElement

from voice.accounts.roles import Role
from voice.accounts.tables import accounts, hashed, key_of, new_secret, sessions

# A session ends when it has not been used for so long, and in any case this long after it began.
IDLE_S = 8 * 3600
LONGEST_S = 24 * 3600
# A session's last use is written down no more often than this.
_SEEN_EVERY_S = 60


@dataclass(frozen=True, slots=True)
class Session:
    """A session of somebody who has signed in, under their name and role."""

    token: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions in a database."""

    engine: Engine

    def begin(self, name: str) -> str:
        """Begin a session for the account of that name; returns its token, which is kept nowhere else."""
        token, now = new_secret(), time.time()
        with self.engine.begin() as connection:
            connection.execute(sessions.delete().where(_is_over(now)))
            row = {"token": hashed(token), "account": key_of(name), "begun_at": now, "seen_at": now}
            connection.execute(sessions.insert().values(row))
        return token

    def find(self, token: str) -> Session | None:
        """The session of that token, unless it is over or its account is disabled."""
        now = time.time()
        query = select(accounts.c.name, accounts.c.role, sessions.c.seen_at).join_from(sessions, accounts)
        query = query.where(sessions.c.token == hashed(token), ~_is_over(now), accounts.c.disabled.is_(False))
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if now - row.seen_at > _SEEN_EVERY_S:
            self._write(token, seen_at=now)
        return Session(token, row.name, Role(row.role))

    def tell(self, token: str, message: str) -> None:
        """Let the session's next page tell its reader something, once."""
        self._write(token, told=message)

    def told(self, token: str) -> str:
        """What the session's reader is to be told now, "" for nothing; it is told once."""
        query = select(sessions.c.told).where(sessions.c.token == hashed(token))
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            message: str = connection.execute(query).scalar() or ""
        if message:
            self._write(token, told="")
        return message

    def end(self, token: str) -> None:
        """End that session."""
        with self.engine.begin() as connection:
            connection.execute(sessions.delete().where(sessions.c.token == hashed(token)))

    def _write(self, token: str, **values: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(sessions.update().where(sessions.c.token == hashed(token)).values(**values))


def end_all(connection: Connection, key: str, *, but: str = "") -> None:
    """End every session of an account, but the one of that token."""
    mine = (sessions.c.account == key) & (sessions.c.token != hashed(but))
    connection.execute(sessions.delete().where(mine))


def _is_over(now: float) -> ColumnElement[bool]:
    return (sessions.c.begun_at < now - LONGEST_S) | (sessions.c.seen_at < now - IDLE_S)
