"""Make the catalogue, in which the library's articles are listed and searched."""

import sqlalchemy as sa
from alembic import op

revision = "v006_catalogue"
down_revision = "v005_editing"


def upgrade() -> None:
    """Make its tables; it fills itself from the library."""
    op.create_table(
        "catalogue",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("slug", sa.String(80), nullable=False, unique=True),
        sa.Column("revision", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lang", sa.String(40), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("published", sa.String(40), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("listening_ms", sa.Integer, nullable=False, server_default="0"),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_catalogue_added_at", "catalogue", ["added_at"])
    op.create_table(
        "catalogue_topics",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("topic", sa.String(200), primary_key=True),
    )


def downgrade() -> None:
    """Drop them, and the index of words that SQLite keeps beside them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS catalogue_words")
    op.drop_table("catalogue_topics")
    op.drop_table("catalogue")
