"""Make the tables of generations, and of regenerations: what readers hear is kept whole until the next is ready."""

import sqlalchemy as sa
from alembic import op

revision = "v003_generations"
down_revision = "v002_shelf"


def upgrade() -> None:
    """Make the tables; an article's first generation is planned when somebody asks for its page."""
    _make_generations()
    _make_regenerations()


def downgrade() -> None:
    """Drop them."""
    for table in ("regeneration_articles", "regenerations", "generation_clips", "generations"):
        op.drop_table(table)


def _make_generations() -> None:
    op.create_table(
        "generations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("revision", sa.String(16), nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("delivery", sa.Text, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("voices", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("chosen", sa.Integer, nullable=False),
        sa.Column("planned_by", sa.Text, nullable=False),
        sa.Column("planned_at", sa.String(32), nullable=False),
        sa.Column("current_from", sa.String(32), nullable=False, server_default=""),
        sa.Column("current_until", sa.String(32), nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    current = sa.text("state = 'current'")
    op.create_index(
        "one_current_generation",
        "generations",
        ["slug"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    op.create_index("generations_by_slug", "generations", ["slug", "state"])
    op.create_table(
        "generation_clips",
        sa.Column("generation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("alone", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("generation_clips_by_digest", "generation_clips", ["digest"])


def _make_regenerations() -> None:
    op.create_table(
        "regenerations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("delivery", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("ended_at", sa.String(32), nullable=False, server_default=""),
        sa.Column("engine", sa.Text, nullable=False, server_default=""),
        sa.Column("characters", sa.Integer, nullable=False, server_default="0"),
        sa.Column("takes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("worked_s", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("owner", sa.String(64), nullable=False, server_default=""),
        sa.Column("lease_until", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("telling", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tell_at", sa.Float(53), nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "regeneration_articles",
        sa.Column("regeneration", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("generation", sa.Integer, nullable=False, server_default="0"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("clips", sa.Integer, nullable=False, server_default="0"),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("regeneration_articles_by_slug", "regeneration_articles", ["slug", "state"])
