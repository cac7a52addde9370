"""Count how often engines had to be started again."""

import sqlalchemy as sa
from alembic import op

revision = "v015_restarts"
down_revision = "v014_news"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "restarts",
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last_at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("engine"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("restarts")
