"""Keep what editors set in files, and the key that signs sessions, for several machines to share."""

import sqlalchemy as sa
from alembic import op

revision = "v013_shared_files"
down_revision = "v012_bytes_heard"


def upgrade() -> None:
    """Make the table; the first machine that starts fills it."""
    op.create_table(
        "shared_files",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("shared_files")
