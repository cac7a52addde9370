"""Make the tables of the first version; what a database has of them already stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "v001_baseline"
down_revision = None


def upgrade() -> None:
    """Make what is missing: until now, each start did so, and no database said its version."""
    _make_articles()
    _make_recordings()
    _make_lexicon()
    _make_reviews()


def downgrade() -> None:
    """Drop every table."""
    for table in ("current", "articles", "recordings", "lexicon_changes", "disclaimer_decisions", "hearings"):
        op.drop_table(table)


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("revision", sa.String(16), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lang", sa.String(40), nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "current",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("revision", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["slug", "revision"], ["articles.slug", "articles.revision"]),
        if_not_exists=True,
    )


def _make_recordings() -> None:
    op.create_table(
        "recordings",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False, server_default=""),
        sa.Column("lease_until", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("urgent", sa.Integer, nullable=False, server_default="0"),
        sa.Column("wanted_at", sa.Float(53), nullable=False, server_default="0"),
        sa.Column("order", sa.Text, nullable=False, server_default=""),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.Column("fingerprint", sa.String(64), nullable=False, server_default=""),
        sa.Column("suffix", sa.String(16), nullable=False, server_default=""),
        sa.Column("size", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("duration_ms", sa.Integer, nullable=False, server_default="0"),
        sa.Column("marks", sa.Text, nullable=False, server_default="[]"),
        sa.Column("made_at", sa.Float(53), nullable=False, server_default="0"),
        if_not_exists=True,
    )
    _index("recordings_to_make", "recordings", "state", "urgent", "wanted_at")
    _index("recordings_by_fingerprint", "recordings", "fingerprint")


def _make_lexicon() -> None:
    op.create_table(
        "lexicon_changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article", sa.String(80), nullable=False),
        sa.Column("lang", sa.String(40), nullable=False),
        sa.Column("grapheme", sa.Text, nullable=False),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("ipa", sa.Text, nullable=False),
        sa.Column("case", sa.String(8), nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    _index("lexicon_changes_by_article", "lexicon_changes", "article", "number")
    _index("lexicon_changes_by_word", "lexicon_changes", "article", "lang", "grapheme", "number")


def _make_reviews() -> None:
    op.create_table(
        "disclaimer_decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        if_not_exists=True,
    )
    _index("ix_disclaimer_decisions_slug", "disclaimer_decisions", "slug")
    op.create_table(
        "hearings",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("recogniser", sa.Text, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("heard", sa.Text, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        if_not_exists=True,
    )
    _index("ix_hearings_digest", "hearings", "digest")


def _index(name: str, table: str, *columns: str) -> None:
    op.create_index(name, table, columns, if_not_exists=True)
