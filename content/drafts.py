"""What waits for an editor's word before it is kept: articles, listings of which some are picked, rules."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Column, Engine, LargeBinary, MetaData, String, Table, Text, select

from content.errors import NoDraft
from content.gathered import Gathered
from content.listing import Listing
from content.skipped import Skipped

LONGEST_WAIT = timedelta(hours=24)
MOST_DRAFTS = 50

metadata = MetaData()

_drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("who", Text, nullable=False),
    Column("made_at", String(32), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("held", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor looks at: an article with what was left out of it, a listing, or a text of rules.

    `lang` is the language that the editor said it is in, "" where nobody did.
    """

    article: Gathered | None = None
    skipped: tuple[Skipped, ...] = ()
    listing: Listing | None = None
    lang: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in the list of those that wait; `made_at` is ISO 8601, UTC."""

    id: str
    name: str
    who: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts in a database; `metadata.create_all` makes their table. They wait a day; the newest 50 are kept."""

    engine: Engine

    def put(self, draft: Draft, name: str, who: str) -> str:
        """Let a draft wait under a name that people know it by; its id. What has waited too long goes."""
        draft_id = secrets.token_hex(16)
        row = {
            "id": draft_id,
            "who": who,
            "made_at": _moment(datetime.now(UTC)),
            "name": name,
            "held": msgspec.msgpack.encode(draft),
        }
        newest = select(_drafts.c.id).order_by(_drafts.c.made_at.desc()).limit(MOST_DRAFTS - 1)
        with self.engine.begin() as connection:
            kept = list(connection.execute(newest).scalars())
            connection.execute(_drafts.delete().where((_drafts.c.made_at < _oldest()) | _drafts.c.id.not_in(kept)))
            connection.execute(_drafts.insert().values(row))
        return draft_id

    def get(self, draft_id: str) -> Draft:
        """A draft. Raises `NoDraft` where it waits no more."""
        query = select(_drafts.c.held).where(_drafts.c.id == draft_id, _drafts.c.made_at >= _oldest())
        with self._reading().connect() as connection:
            held = connection.execute(query).scalar()
        if held is None:
            raise NoDraft(
                "This is not waiting any more: it was kept or thrown away, or a day has passed. Add it again."
            )
        return msgspec.msgpack.decode(held, type=Draft)

    def drop(self, draft_id: str) -> None:
        """Let a draft wait no more."""
        with self.engine.begin() as connection:
            connection.execute(_drafts.delete().where(_drafts.c.id == draft_id))

    def waiting(self) -> tuple[Waiting, ...]:
        """Those that wait, the newest first; rules that are tried have no name, and are not among them."""
        columns = (_drafts.c[name] for name in ("id", "name", "who", "made_at"))
        query = select(*columns).where(_drafts.c.name != "", _drafts.c.made_at >= _oldest())
        with self._reading().connect() as connection:
            return tuple(Waiting(*row) for row in connection.execute(query.order_by(_drafts.c.made_at.desc())))

    def _reading(self) -> Engine:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT")


def _oldest() -> str:
    return _moment(datetime.now(UTC) - LONGEST_WAIT)


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")
