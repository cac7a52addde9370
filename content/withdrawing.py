"""Articles that are kept and given to nobody: what an editor took off the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, Text

metadata = MetaData()

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
)


ON, OFF = "on the list", "off the list"
# Is told of each change, in its transaction: of which article, where it was, and where it is (ON, OFF).
Heed = Callable[[Connection, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Which articles are withdrawn, in a database; `metadata.create_all` makes its table, and the library's."""

    engine: Engine
    heed: Heed = lambda _connection, _slug, _before, _after: None

    def add(self, slug: str, who: str) -> None:
        """Give the article to nobody from now on."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.engine.begin() as connection:
            connection.execute(withdrawals.delete().where(withdrawals.c.slug == slug))
            connection.execute(withdrawals.insert().values(slug=slug, who=who, at=now))
            self.heed(connection, slug, ON, OFF)

    def take_back(self, slug: str) -> None:
        """Give it out again, if it was withdrawn."""
        with self.engine.begin() as connection:
            if connection.execute(withdrawals.delete().where(withdrawals.c.slug == slug)).rowcount:
                self.heed(connection, slug, OFF, ON)
