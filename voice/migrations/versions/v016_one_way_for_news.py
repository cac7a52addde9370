"""Keep what the operator's webhook is to be told of regenerations with all other news."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "v016_one_way_for_news"
down_revision = "v015_restarts"
_TOLD = ("number", "state", "what", "asked_by", "asked_at", "ended_at")
_MOST_ERRORS = 50


def upgrade() -> None:
    """Make news of what ended within the last day and was not told yet; drop the columns that kept count of it."""
    names = (*_TOLD, "telling", "tell_at")
    regenerations = sa.table("regenerations", *map(sa.column, names))
    since = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="milliseconds")
    untold = (regenerations.c.state.in_(["done", "failed"]), regenerations.c.telling >= 0)
    query = sa.select(*(regenerations.c[name] for name in names)).where(*untold, regenerations.c.ended_at >= since)
    for row in op.get_bind().execute(query.order_by(regenerations.c.number)).all():
        _spread(row)
    for name in ("telling", "tell_at"):
        op.drop_column("regenerations", name)


def downgrade() -> None:
    """Add the columns; what stands with other news is told from there."""
    op.add_column("regenerations", sa.Column("telling", sa.Integer, nullable=False, server_default="-1"))
    op.add_column("regenerations", sa.Column("tell_at", sa.Float(53), nullable=False, server_default="0"))


def _spread(row: sa.Row[tuple[object, ...]]) -> None:
    names = ("regeneration", "place", "slug", "state", "clips", "error")
    articles = sa.table("regeneration_articles", *map(sa.column, names))
    query = sa.select(*(articles.c[name] for name in names[2:])).where(articles.c.regeneration == row.number)
    parts = op.get_bind().execute(query.order_by(articles.c.place)).all()
    told = {name: getattr(row, name) for name in _TOLD}
    told |= {"made": sum(part.clips for part in parts if part.state == "done"), "clips": sum(p.clips for p in parts)}
    failed = [part for part in parts if part.state == "failed"]
    told |= {"counts": Counter(p.state for p in parts), "errors": {p.slug: p.error for p in failed[:_MOST_ERRORS]}}
    news = sa.table("news", *map(sa.column, ("kind", "at", "data", "tried", "tell_at")))
    kept = {"kind": f"regeneration.{row.state}", "at": row.ended_at, "data": json.dumps(told)}
    op.get_bind().execute(news.insert().values(**kept, tried=row.telling, tell_at=row.tell_at))
