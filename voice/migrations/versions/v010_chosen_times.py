"""Keep the times that admins choose for what a running service does."""

import sqlalchemy as sa
from alembic import op

revision = "v010_chosen_times"
down_revision = "v009_timetable"


def upgrade() -> None:
    """Add the column; until somebody chooses, settings say when."""
    op.add_column("timetable", sa.Column("chosen", sa.Text, nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("timetable", "chosen")
