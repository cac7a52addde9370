"""The news that a regeneration has ended, spread by the transaction that ends it."""

from collections import Counter

import msgspec
from sqlalchemy import Connection, select

from voice.ledger.tables import Step, articles, regenerations
from voice.news import MOST_ERRORS, spread

_TOLD = ("number", "state", "what", "asked_by", "asked_at", "ended_at")


def spread_end(connection: Connection, number: int) -> None:
    """Have it told that it is done or has failed: of its clips how many are made, and what could not be."""
    query = select(*(regenerations.c[name] for name in _TOLD)).where(regenerations.c.number == number)
    told = dict(zip(_TOLD, connection.execute(query).one(), strict=True))
    of = (articles.c.slug, articles.c.state, articles.c.clips, articles.c.error)
    parts = connection.execute(select(*of).where(articles.c.regeneration == number).order_by(articles.c.place)).all()
    steps = Counter(part.state for part in parts)
    failed = [part for part in parts if part.state == Step.FAILED]
    told |= {"made": sum(part.clips for part in parts if part.state == Step.DONE)}
    told |= {"clips": sum(part.clips for part in parts), "counts": {str(s): steps[s] for s in Step if steps[s]}}
    told |= {"errors": {part.slug: part.error for part in failed[:MOST_ERRORS]}}
    spread(connection, f"regeneration.{told['state']}", told["ended_at"], msgspec.json.encode(told).decode())
