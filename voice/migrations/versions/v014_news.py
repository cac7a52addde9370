"""Keep what the operator's webhook is to be told of tasks at set times until it knows."""

import sqlalchemy as sa
from alembic import op

revision = "v014_news"
down_revision = "v013_shared_files"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "news",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("tried", sa.Integer, server_default="0", nullable=False),
        sa.Column("tell_at", sa.Float(53), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("news")
