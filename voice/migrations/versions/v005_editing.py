"""Make the tables of how sections are arranged, of what is off the list, and of drafts."""

import sqlalchemy as sa
from alembic import op

revision = "v005_editing"
down_revision = "v004_accounts"


def upgrade() -> None:
    """Make them; an older database has none."""
    op.create_table(
        "arrangements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("slug", sa.String(80), nullable=False, index=True),
        sa.Column("arrangement", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "withdrawals",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("held", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("arrangements", "withdrawals", "drafts"):
        op.drop_table(table)
