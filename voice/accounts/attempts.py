"""How often somebody may try to sign in: counted in the database, so that it holds over processes and restarts."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Engine, func, select

from voice.accounts.tables import attempts
from voice.errors import TooManyAttempts

WINDOW_S = 900
# Within that time, how many attempts that fail. An address may be shared by an office, a name is one person's.
MOST_BY_NAME = 10
MOST_FROM_ADDRESS = 20
_LOCK = 0x7369676E696E


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts to sign in that are in a database."""

    engine: Engine

    def begin(self, key: str, address: str) -> None:
        """Count an attempt, before anything is compared. Raises TooManyAttempts."""
        now, limits = time.time(), _limits(key, address)
        recent = attempts.c.at > now - WINDOW_S
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            connection.execute(attempts.delete().where(~recent))
            for place, most in limits.items():
                query = select(func.count(), func.min(attempts.c.at)).where(attempts.c.place == place)
                count, first = connection.execute(query).one()
                if count >= most:
                    raise TooManyAttempts(_wait(first + WINDOW_S - now))
            connection.execute(attempts.insert(), [{"place": place, "at": now} for place in limits])

    def succeed(self, key: str, address: str) -> None:
        """Forget the attempts of that name, and the last one from that address: it was theirs."""
        self._forget(_limits(key, address))

    def _forget(self, places: Iterable[str]) -> None:
        by_name, from_address = places
        last = select(func.max(attempts.c.number)).where(attempts.c.place == from_address).scalar_subquery()
        with self.engine.begin() as connection:
            connection.execute(attempts.delete().where((attempts.c.place == by_name) | (attempts.c.number == last)))


def _limits(key: str, address: str) -> dict[str, int]:
    return {f"name:{key}": MOST_BY_NAME, f"from:{_network(address)}": MOST_FROM_ADDRESS}


def _network(address: str) -> str:
    """Whose address it is: with IPv6, one subscriber has 2^64 of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else address


def _wait(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"There were too many attempts to sign in. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
