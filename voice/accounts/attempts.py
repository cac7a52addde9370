"""How often somebody may try to sign in: counted in the database, so that it holds over processes and restarts."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Engine, func, select

from voice.accounts.tables import attempts, hashed
from voice.errors import TooManyAttempts

WINDOW_S = 900
# Within that time, how many attempts that fail: for a name from one network, for any names from it (an office may share
# it), and for a name from anywhere, so many that nobody keeps its owner out from a place of their own.
MOST_FOR_BOTH = 10
MOST_FROM_ADDRESS = 20
MOST_BY_NAME = 100
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
        """Forget the attempts of that name from that network, and the last one of each alone: it was theirs."""
        self._forget(_limits(key, address))

    def _forget(self, places: Iterable[str]) -> None:
        both, *alone = places
        last = [select(func.max(attempts.c.number)).where(attempts.c.place == each).scalar_subquery() for each in alone]
        with self.engine.begin() as connection:
            connection.execute(attempts.delete().where((attempts.c.place == both) | attempts.c.number.in_(last)))


def _limits(key: str, address: str) -> dict[str, int]:
    network = _network(address)
    both = hashed(f"{key} from {network}")  # the two may be longer than the column
    return {f"both:{both}": MOST_FOR_BOTH, f"from:{network}": MOST_FROM_ADDRESS, f"name:{key}": MOST_BY_NAME}


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
