"""API tokens: shown once, kept as their SHA-256, each with what it may be used for."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine, select
from sqlalchemy.sql.elements import ColumnElement

from audio_cache.tables import alone
from voice.accounts.tables import LONGEST_NAME, hashed, new_secret, tokens
from voice.audit import Change, Kind, note
from voice.errors import AccountRefused, UnknownAccount

# By this, people and programs that look for leaked secrets know one when they see it.
PREFIX = "avt_"
# After so many days at most a token expires that expires at all.
MOST_DAYS = 3_650
_USED_EVERY_S = 60


class Scope(StrEnum):
    """What a token may be used for."""

    LISTEN = "listen"
    ARTICLES_READ = "articles:read"
    ARTICLES_WRITE = "articles:write"
    LEXICON_WRITE = "lexicon:write"
    REGENERATE = "regenerate"
    AUDIT_READ = "audit:read"


@dataclass(frozen=True, slots=True)
class Token:
    """An API token, without its secret. Times are seconds since 1970.

    `used_at` is 0 before its first use, `until` where it does not expire, `revoked_at` while it is not revoked.
    """

    name: str
    scopes: frozenset[Scope]
    made_by: str
    made_at: float
    used_at: float = 0
    until: float = 0
    revoked_at: float = 0

    @property
    def good(self) -> bool:
        """Whether it may still be used."""
        return not self.revoked_at and (not self.until or time.time() < self.until)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The API tokens in a database."""

    engine: Engine

    def make(self, name: str, scopes: Iterable[str], by: str, *, days: int = 0) -> str:
        """Make a token for so many days (MOST_DAYS; 0 is for good); returns its secret. Raises AccountRefused."""
        name, allowed = " ".join(name.split()), _checked(scopes)
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise AccountRefused(f"A token's name has from 1 to {LONGEST_NAME} characters: say what it is for.")
        if not 0 <= days <= MOST_DAYS:
            raise AccountRefused(f"A token is good for 1 to {MOST_DAYS:,} days, or for ever.")
        secret, now = PREFIX + new_secret(), time.time()
        row = {"secret": hashed(secret), "name": name, "scopes": " ".join(allowed), "made_by": by, "made_at": now}
        with alone(self.engine, tokens) as connection:
            if connection.execute(select(tokens.c.name).where(tokens.c.name == name)).first():
                raise AccountRefused(f"There is, or was, a token {name!r}. Choose another name.")
            connection.execute(tokens.insert().values(row | {"until": now + days * 86_400 if days else 0}))
            note(connection, Change(Kind.TOKEN, name, after=f"{', '.join(allowed)}{f', {days} days' if days else ''}"))
        return secret

    def revoke(self, name: str) -> None:
        """Let a token be used no more, for good. Raises UnknownAccount."""
        with self.engine.begin() as connection:
            good = (tokens.c.name == name) & (tokens.c.revoked_at == 0)
            if not connection.execute(tokens.update().where(good).values(revoked_at=time.time())).rowcount:
                raise UnknownAccount(f"There is no token {name!r} to revoke. To see those there are: voice tokens list")
            note(connection, Change(Kind.TOKEN, name, "in use", "revoked"))

    def list(self) -> tuple[Token, ...]:
        """Every token there is or was, by name."""
        return self._select(tokens.c.name != "")

    def find(self, secret: str) -> Token | None:
        """The token with that secret, if it may still be used; its use is noted to the minute."""
        found = next(iter(self._select(tokens.c.secret == hashed(secret))), None)
        if found is None or not found.good:
            return None
        if (now := time.time()) - found.used_at > _USED_EVERY_S:
            with self.engine.begin() as connection:
                connection.execute(tokens.update().where(tokens.c.name == found.name).values(used_at=now))
        return found

    def _select(self, condition: ColumnElement[bool]) -> tuple[Token, ...]:
        query = select(tokens).where(condition).order_by(tokens.c.name)
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Token(row.name, frozenset(map(Scope, row.scopes.split())), row.made_by, row.made_at, row.used_at, row.until,
                  row.revoked_at)
            for row in rows
        )  # fmt: skip


def _checked(scopes: Iterable[str]) -> list[Scope]:
    """The scopes, in their order. Raises AccountRefused."""
    wanted = set(scopes)
    if unknown := wanted - set(Scope):
        raise AccountRefused(f"There is no scope {', '.join(sorted(unknown))}. There are: {', '.join(Scope)}.")
    if not wanted:
        raise AccountRefused(f"Say what the token may be used for: {', '.join(Scope)}.")
    return [scope for scope in Scope if scope in wanted]
