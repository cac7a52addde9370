"""Codes by which a telephone names articles: a few digits, given once and never given to another article."""

import secrets
from collections.abc import Iterable
from itertools import count

from sqlalchemy import Column, Engine, MetaData, String, Table, select

from audio_cache.tables import batches, insert_into
from content.slug import LONGEST_SLUG

# A code has four digits for as long as most of those are free: a mistyped one is then mostly nobody's.
FEWEST_DIGITS, MOST_DIGITS = 4, 7
TRIES_A_LENGTH = 8

metadata = MetaData()

_codes = Table(
    "phone_codes",
    metadata,
    Column("code", String(MOST_DIGITS), primary_key=True),
    Column("slug", String(LONGEST_SLUG), nullable=False, unique=True),
)


class Codes:
    """The codes in a database; `metadata.create_all` makes their table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def of(self, slug: str) -> str:
        """The article's code; it is given one where it has none."""
        return self.of_all([slug])[slug]

    def of_all(self, slugs: Iterable[str]) -> dict[str, str]:
        """The code of each article, by slug."""
        wanted = list(dict.fromkeys(slugs))
        found = self._find(wanted)
        for slug in wanted:
            if slug not in found:
                found[slug] = self._give(slug)
        return found

    def slug(self, code: str) -> str | None:
        """The article of that code, if any has it."""
        with self._reader.connect() as connection:
            found: str | None = connection.execute(select(_codes.c.slug).where(_codes.c.code == code)).scalar()
        return found

    def _find(self, slugs: list[str]) -> dict[str, str]:
        with self._reader.connect() as connection:
            return {
                row.slug: row.code
                for some in batches(slugs)
                for row in connection.execute(select(_codes).where(_codes.c.slug.in_(some)))
            }

    def _give(self, slug: str) -> str:
        """A code that nobody has; of two callers who give one at once, the first one's stands."""
        for tried in count():
            digits = min(FEWEST_DIGITS + tried // TRIES_A_LENGTH, MOST_DIGITS)
            code = str(10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1)))
            # Neither a code that is taken nor an article that has got one meanwhile is an error.
            insert = insert_into(self._engine, _codes).values(code=code, slug=slug).on_conflict_do_nothing()
            with self._engine.begin() as connection:
                connection.execute(insert)
            if given := self._find([slug]).get(slug):
                return given
        raise AssertionError  # there are millions
