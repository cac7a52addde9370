"""Make the tables for telephones: codes of articles, versions that calls are pinned to, calls, places."""

import sqlalchemy as sa
from alembic import op

revision = "v007_phone"
down_revision = "v006_catalogue"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "phone_codes",
        sa.Column("code", sa.String(7), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.UniqueConstraint("slug", name="phone_codes_slug"),
    )
    op.create_table(
        "phone_programmes",
        sa.Column("version", sa.String(64), primary_key=True),
        sa.Column("code", sa.String(7), nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("alone", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.Float(53), nullable=False, server_default="0"),
    )
    op.create_index("phone_programmes_by_code", "phone_programmes", ["code", "replaced_at"])
    op.create_table(
        "phone_calls",
        sa.Column("call", sa.String(64), primary_key=True),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", sa.Float(53), nullable=False),
    )
    op.create_index("phone_calls_by_time", "phone_calls", ["at"])
    op.create_table(
        "phone_places",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("at", sa.Float(53), nullable=False),
    )
    op.create_index("phone_places_by_time", "phone_places", ["at"])


def downgrade() -> None:
    """Drop them."""
    for table in ("phone_places", "phone_calls", "phone_programmes", "phone_codes"):
        op.drop_table(table)
