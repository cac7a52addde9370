"""Keep with each version that telephones play which clips are in it, which was looked for in its text until now."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "v011_phone_clips"
down_revision = "v010_chosen_times"
_FINGERPRINT = re.compile('"fingerprint":"([0-9a-f]{64})"')


def upgrade() -> None:
    """Add the column, and write into it what was found in the documents."""
    op.add_column("phone_programmes", sa.Column("clips", sa.Text, nullable=False, server_default="[]"))
    names = ("version", "entry", "document", "alone", "clips")
    programmes = sa.table("phone_programmes", *map(sa.column, names))
    connection = op.get_bind()
    for version, *documents in connection.execute(sa.select(*(programmes.c[name] for name in names[:-1]))).all():
        clips = sorted({found for document in documents for found in _FINGERPRINT.findall(document)})
        this = programmes.c.version == version
        connection.execute(sa.update(programmes).where(this).values(clips=json.dumps(clips)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("phone_programmes", "clips")
