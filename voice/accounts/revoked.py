"""What a backup does not undo: tokens that were revoked after it was made stay so, and so do disabled accounts."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from audio_cache.tables import batches
from voice.accounts.tables import accounts, links, sessions, tokens


@dataclass(frozen=True, slots=True)
class Revoked:
    """When tokens were revoked (seconds since 1970), by the SHA-256 of each; and the keys of disabled accounts."""

    tokens: dict[str, float]
    accounts: tuple[str, ...]


def end_access(connection: Connection) -> Revoked:
    """End every session and one-time link, as accounts are about to be replaced; what is revoked by now."""
    connection.execute(sessions.delete())
    connection.execute(links.delete())
    bad = connection.execute(select(tokens.c.secret, tokens.c.revoked_at).where(tokens.c.revoked_at > 0))
    disabled = connection.execute(select(accounts.c.key).where(accounts.c.disabled)).scalars()
    return Revoked({row.secret: row.revoked_at for row in bad}, tuple(disabled))


def revoke_again(connection: Connection, revoked: Revoked) -> None:
    """Let what was revoked be so in the rows that have come in its place."""
    for secret, at in revoked.tokens.items():
        good = (tokens.c.secret == secret) & (tokens.c.revoked_at == 0)
        connection.execute(tokens.update().where(good).values(revoked_at=at))
    for some in batches(revoked.accounts):
        connection.execute(accounts.update().where(accounts.c.key.in_(some)).values(disabled=True))
