"""News that the operator's webhook is to be told of, until it knows: each at least once, by one process at a time."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy
from sqlalchemy import Column, Connection, Engine, Float, Integer, MetaData, String, Table, Text, delete, select, update

from voice.timestamps import later

# What is older is no news: who sets a webhook is not told of all that ever was.
OLDEST = timedelta(days=1)
# Of what failed, so many are named: a receiver may refuse what is long.
MOST_ERRORS = 50

metadata = MetaData()

_news = Table(
    "news",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Column("data", Text, nullable=False),
    Column("tried", Integer, nullable=False, server_default="0"),
    Column("tell_at", Float(53), nullable=False, server_default="0"),  # seconds since 1970
    sqlite_autoincrement=True,
    info={"in_no_backup": True},  # who restores one has no news to tell
)


@dataclass(frozen=True, slots=True)
class News:
    """What happened: its kind, such as "schedule.done", when (ISO 8601, UTC), the rest as JSON, how often it was told.

    `number` is its own for as long as the database is.
    """

    number: int
    kind: str
    at: str
    data: str
    tried: int

    @property
    def id(self) -> str:
        """What it is known by to whoever is told twice, and no news after a restore is known by."""
        return f"{self.kind.replace('.', '-')}-{re.sub(r'[^0-9]', '', self.at)}-{self.number}"


def spread(connection: Connection, kind: str, at: str, data: str) -> None:
    """Have it told, once the transaction that it is a part of is over; what nobody was told of and is old goes."""
    connection.execute(delete(_news).where(_news.c.at < later(-OLDEST)))
    connection.execute(_news.insert().values(kind=kind, at=at, data=data))


class NewsToTell:
    """The news in a database that has not been told yet."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def due(self, tries: int) -> Iterator[News]:
        """What is to be told of by now, and was in vain fewer than `tries` times; what is no news any more goes."""
        given_up = sqlalchemy.or_(_news.c.at < later(-OLDEST), _news.c.tried >= tries)
        columns = [_news.c[name] for name in News.__dataclass_fields__]
        with self._reader.connect() as connection:
            rows = connection.execute(select(*columns, given_up).where(_news.c.tell_at <= time.time())).all()
        for *told, is_over in rows:
            if is_over:
                self.told(told[0])
            else:
                yield News(*told)

    def try_telling(self, news: News, *, again_in_s: float) -> bool:
        """Whether it is us who tells of it now; if that fails, it is due again after so long."""
        mine = (_news.c.number == news.number, _news.c.tried == news.tried)
        values = {"tried": news.tried + 1, "tell_at": time.time() + again_in_s}
        with self._engine.begin() as connection:
            return bool(connection.execute(update(_news).where(*mine).values(values)).rowcount)

    def told(self, number: int) -> None:
        """The webhook knows, or is not to know any more."""
        with self._engine.begin() as connection:
            connection.execute(delete(_news).where(_news.c.number == number))
