"""Make the table of what a running service does at set times."""

import sqlalchemy as sa
from alembic import op

revision = "v009_timetable"
down_revision = "v008_origins"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "timetable",
        sa.Column("task", sa.String(20), primary_key=True),
        sa.Column("expression", sa.Text, nullable=False),
        sa.Column("due_at", sa.Float(53), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False, server_default=""),
        sa.Column("lease_until", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("began_at", sa.String(32), nullable=False, server_default=""),
        sa.Column("ended_at", sa.String(32), nullable=False, server_default=""),
        sa.Column("outcome", sa.Text, nullable=False, server_default=""),
        sa.Column("errors", sa.Text, nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("timetable")
