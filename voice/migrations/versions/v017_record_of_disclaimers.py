"""Keep on record which wording of a disclaimer stands in which clip, and in which bytes, since when."""

import sqlalchemy as sa
from alembic import op

revision = "v017_record_of_disclaimers"
down_revision = "v016_one_way_for_news"


def upgrade() -> None:
    """Make the tables; generations from before go on record later, by a service or when their proof is asked for."""
    op.add_column("generations", sa.Column("noted_at", sa.String(32), nullable=False, server_default=""))
    op.add_column("generations", sa.Column("noted_later", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "wordings",
        sa.Column("generation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("form", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("takes", sa.Text, nullable=False),
    )
    op.create_table(
        "wording_spots",
        sa.Column("generation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("wording", sa.Integer, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("alone", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("suffix", sa.String(16), nullable=False),
        sa.Column("rate", sa.Float(53), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("wording_spots_by_digest", "wording_spots", ["digest"])
    op.create_table(
        "wording_sounds",
        sa.Column("generation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("duration_ms", sa.Integer, nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("wording_sounds", "wording_spots", "wordings"):
        op.drop_table(table)
    for name in ("noted_at", "noted_later"):
        op.drop_column("generations", name)
