"""Keep with each hearing the fingerprint of the bytes that were heard."""

import sqlalchemy as sa
from alembic import op

revision = "v012_bytes_heard"
down_revision = "v011_phone_clips"


def upgrade() -> None:
    """Add the column; of what was heard before, nobody knows which bytes it was."""
    op.add_column("hearings", sa.Column("fingerprint", sa.String(64), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("hearings", "fingerprint")
