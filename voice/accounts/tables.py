"""The tables of accounts, sessions, one-time links, attempts to sign in and API tokens. Times are seconds since 1970.

Whatever lets somebody in (a session's token, a link, an API token) is kept as its SHA-256 alone: who reads the database
gets in nowhere. Each is 32 random bytes, so nothing slower than SHA-256 is needed to keep it from being guessed.
"""

import hashlib
import secrets
import unicodedata

import sqlalchemy
from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

LONGEST_NAME = 64
LONGEST_KEY = 3 * LONGEST_NAME  # a letter may have three in lower case
SECRET_BYTES = 32
# Who is signed in, or may sign in, just now.
_OF_NOW = {"in_no_backup": True}

# `key` is the name as it is compared: in lower case. `password` is an Argon2 hash, "" until its owner has chosen one.
accounts = Table(
    "accounts",
    metadata,
    Column("key", String(LONGEST_KEY), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("password", Text, nullable=False, server_default=""),
    Column("disabled", Boolean, nullable=False, server_default=sqlalchemy.false()),
    Column("made_at", Float(53), nullable=False),
)

# `told` is what the next page tells its reader, once.
sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", String(LONGEST_KEY), ForeignKey("accounts.key"), nullable=False, index=True),
    Column("begun_at", Float(53), nullable=False),
    Column("seen_at", Float(53), nullable=False),
    Column("told", Text, nullable=False, server_default=""),
    info=_OF_NOW,
)

# `account` is "" for the link that makes the first account.
links = Table(
    "account_links",
    metadata,
    Column("secret", String(64), primary_key=True),
    Column("account", String(LONGEST_KEY), nullable=False, index=True),
    Column("until", Float(53), nullable=False),
    info=_OF_NOW,
)

# `place` is whose attempts are counted: "name:" and a name, or "from:" and an address.
attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("place", String(4 * LONGEST_NAME), nullable=False),
    Column("at", Float(53), nullable=False),
    info=_OF_NOW,
)
sqlalchemy.Index("sign_in_attempts_by_place", attempts.c.place, attempts.c.at)

# `scopes` are parted by spaces; `until` is 0 for a token that holds until it is revoked, `revoked_at` 0 until then.
tokens = Table(
    "tokens",
    metadata,
    Column("secret", String(64), primary_key=True),
    Column("name", String(LONGEST_NAME), nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Float(53), nullable=False),
    Column("used_at", Float(53), nullable=False, server_default="0"),
    Column("until", Float(53), nullable=False, server_default="0"),
    Column("revoked_at", Float(53), nullable=False, server_default="0"),
)


def key_of(name: str) -> str:
    """A name as it is compared: in lower case, white space folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def new_secret() -> str:
    """A secret that nobody guesses, fit for an address or a cookie."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
