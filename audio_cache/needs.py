"""Who needs which recordings, so that none of them is ever swept away.

A holder (an article, say) needs recordings by digest. What nobody needs is spare, and it is noted since when.
"""

import time
from collections.abc import Iterable

from sqlalchemy import Engine, delete, exists, select, update

from audio_cache.tables import SPARE, State, batches, holders, insert_into, needs, parts_of, recordings


class Needs:
    """The needs in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def noted(self) -> dict[str, tuple[str, str]]:
        """For each holder, the edition that its needs were derived from, and the note kept with it."""
        with self._reader.connect() as connection:
            return {row.holder: (row.edition, row.note) for row in connection.execute(select(holders))}

    def note(
        self, holder: str, digests: Iterable[str], edition: str, note: str = "", *, also_before: bool = False
    ) -> None:
        """The holder needs these, and no others but, where `also_before`, those that it needed before."""
        rows = [{"holder": holder, "digest": digest} for digest in dict.fromkeys(digests)]
        with self._engine.begin() as connection:
            if not also_before:
                connection.execute(delete(needs).where(needs.c.holder == holder))
            if rows:
                connection.execute(insert_into(self._engine, needs).on_conflict_do_nothing(), rows)
            insert = insert_into(self._engine, holders).values(holder=holder, edition=edition, note=note)
            same = {"edition": edition, "note": note}
            connection.execute(insert.on_conflict_do_update(index_elements=["holder"], set_=same))

    def drop(self, gone: Iterable[str]) -> None:
        """Those holders need nothing any more."""
        with self._engine.begin() as connection:
            for some in batches(gone):
                for table in (needs, holders):
                    connection.execute(delete(table).where(table.c.holder.in_(some)))

    def holders_of(self, digests: Iterable[str]) -> dict[str, list[str]]:
        """Who needs each of the digests; those that nobody needs are left out."""
        found: dict[str, list[str]] = {}
        with self._reader.connect() as connection:
            for some in batches(digests):
                query = select(needs.c.digest, needs.c.holder).where(needs.c.digest.in_(some)).order_by(needs.c.holder)
                for digest, holder in connection.execute(query):
                    found.setdefault(digest, []).append(holder)
        return found

    def lacking(self) -> set[str]:
        """Those who need a recording that is not ready."""
        ready = (recordings.c.digest == needs.c.digest) & (recordings.c.state == State.READY)
        unready = select(needs.c.holder).distinct().outerjoin(recordings, ready).where(recordings.c.digest.is_(None))
        with self._reader.connect() as connection:
            return set(connection.execute(unready).scalars())

    def mark(self) -> None:
        """Note of everything that is ready whether it is spare, and since when, a part at a time: nobody waits long."""
        now = time.time()
        needed = exists().where(needs.c.digest == recordings.c.digest)
        fresh = (recordings.c.state == State.READY, recordings.c.spare_since == 0, ~needed)
        for part in parts_of(recordings.c.digest):
            with self._engine.begin() as connection:
                connection.execute(update(recordings).where(part, *fresh).values(spare_since=now))
                connection.execute(update(recordings).where(part, SPARE, needed).values(spare_since=0))
