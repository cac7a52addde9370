"""Note when recordings are used, until when they are pinned, who needs them, and whose voice is heard in them."""

import sqlalchemy as sa
from alembic import op

revision = "v002_shelf"
down_revision = "v001_baseline"

_NEW = ("used_at", "pinned_until", "spare_since")


def upgrade() -> None:
    """Add the columns, and count what is there as used when it was made."""
    for name in _NEW:
        op.add_column("recordings", sa.Column(name, sa.Float(53), nullable=False, server_default="0"))
    op.add_column("recordings", sa.Column("speaker", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE recordings SET used_at = made_at")
    spare = sa.text("spare_since > 0")
    turn = ["state", "used_at", "digest"]
    op.create_index("recordings_to_spare", "recordings", turn, sqlite_where=spare, postgresql_where=spare)
    op.create_table(
        "needs",
        sa.Column("holder", sa.String(80), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
    )
    op.create_index("needs_by_digest", "needs", ["digest"])
    op.create_table(
        "holders",
        sa.Column("holder", sa.String(80), primary_key=True),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Drop them again; the recordings stay."""
    op.drop_table("holders")
    op.drop_table("needs")
    op.drop_index("recordings_to_spare", "recordings")
    for name in (*_NEW, "speaker"):
        op.drop_column("recordings", name)
