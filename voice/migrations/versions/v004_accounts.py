"""Make the tables of accounts, their sessions, links and tokens, and of the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "v004_accounts"
down_revision = "v003_generations"


def upgrade() -> None:
    """Make them; an older database has none."""
    _make_accounts()
    _make_ways_in()
    _make_trail()


def downgrade() -> None:
    """Drop them."""
    for table in ("sessions", "account_links", "sign_in_attempts", "tokens", "audit", "accounts"):
        op.drop_table(table)


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("key", sa.String(192), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("password", sa.Text, nullable=False, server_default=""),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("made_at", sa.Float(53), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(192), sa.ForeignKey("accounts.key"), nullable=False, index=True),
        sa.Column("begun_at", sa.Float(53), nullable=False),
        sa.Column("seen_at", sa.Float(53), nullable=False),
        sa.Column("told", sa.Text, nullable=False, server_default=""),
    )


def _make_ways_in() -> None:
    op.create_table(
        "account_links",
        sa.Column("secret", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(192), nullable=False, index=True),
        sa.Column("until", sa.Float(53), nullable=False),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("place", sa.String(256), nullable=False),
        sa.Column("at", sa.Float(53), nullable=False),
    )
    op.create_index("sign_in_attempts_by_place", "sign_in_attempts", ["place", "at"])
    op.create_table(
        "tokens",
        sa.Column("secret", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.Float(53), nullable=False),
        sa.Column("used_at", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("until", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("revoked_at", sa.Float(53), nullable=False, server_default="0"),
    )


def _make_trail() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False, index=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("door", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("article", sa.String(80), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("before", "after", "reason")),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("previous", "sha256")),
    )
    op.create_index("audit_by_article", "audit", ["article", "number"])
    op.create_index("audit_by_kind", "audit", ["kind", "number"])
