"""Articles that are kept and given to nobody: what an editor took off the list."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, Engine, MetaData, String, Table, Text

metadata = MetaData()

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("slug", String(80), primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Which articles are withdrawn, in a database; `metadata.create_all` makes its table, and the library's."""

    engine: Engine

    def add(self, slug: str, who: str) -> None:
        """Give the article to nobody from now on."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self.engine.begin() as connection:
            connection.execute(withdrawals.delete().where(withdrawals.c.slug == slug))
            connection.execute(withdrawals.insert().values(slug=slug, who=who, at=now))

    def take_back(self, slug: str) -> None:
        """Give it out again, if it was withdrawn."""
        with self.engine.begin() as connection:
            connection.execute(withdrawals.delete().where(withdrawals.c.slug == slug))
