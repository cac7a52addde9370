"""Keep with each article where its pages were fetched from, and in which version, so that they can be asked again."""

import sqlalchemy as sa
from alembic import op

revision = "v008_origins"
down_revision = "v007_phone"


def upgrade() -> None:
    """Add the column; of what is kept already, nobody knows."""
    op.add_column("articles", sa.Column("origins", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("articles", "origins")
