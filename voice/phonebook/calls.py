"""Calls between two requests of a telephone system that keeps nothing itself."""

import time
from dataclasses import dataclass

from sqlalchemy import Engine, delete, select, update

from audio_cache.tables import insert_into
from voice.phonebook.tables import calls

# A call of which nothing was heard for so many seconds is over.
EXPIRES_S = 6 * 3600


@dataclass(frozen=True, slots=True)
class Held:
    """A call: which step its next request should name, its state (JSON), and what was answered last.

    `at` is when what a key breaks off begins to play, in seconds since 1970.
    """

    step: int
    state: str
    answer: str
    at: float


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls in a database, by a hash of their ids; `metadata.create_all` makes their table."""

    engine: Engine

    def begin(self, call: str, held: Held) -> Held:
        """Hold a call; of two that begin the same one, the first one's answer stands. Silent calls are forgotten."""
        row = {"step": held.step, "state": held.state, "answer": held.answer, "at": held.at}
        with self.engine.begin() as connection:
            connection.execute(delete(calls).where(calls.c.at < time.time() - EXPIRES_S))
            insert = insert_into(self.engine, calls).values(call=call, **row).on_conflict_do_nothing()
            connection.execute(insert)
        return self.find(call) or held

    def find(self, call: str) -> Held | None:
        """The call of that hash, if it is held."""
        query = select(calls.c.step, calls.c.state, calls.c.answer, calls.c.at).where(calls.c.call == call)
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            row = connection.execute(query).first()
        return Held(*row) if row and row.at > time.time() - EXPIRES_S else None

    def advance(self, call: str, held: Held) -> bool:
        """Take a call one step on; False where somebody else has done so."""
        row = {"step": held.step, "state": held.state, "answer": held.answer, "at": held.at}
        mine = update(calls).where(calls.c.call == call, calls.c.step == held.step - 1).values(row)
        with self.engine.begin() as connection:
            return connection.execute(mine).rowcount == 1

    def end(self, call: str) -> None:
        """Forget a call that is over."""
        with self.engine.begin() as connection:
            connection.execute(delete(calls).where(calls.c.call == call))
