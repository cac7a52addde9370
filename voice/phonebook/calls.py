"""Calls between two requests of a telephone system that keeps nothing itself."""

import time
from dataclasses import dataclass

from sqlalchemy import Engine, bindparam, delete, select, update

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


# Built once: a step of a call takes longer to say than to do.
_HELD = [calls.c[name] for name in Held.__dataclass_fields__]
_FIND = select(*_HELD).where(calls.c.call == bindparam("call"), calls.c.at > bindparam("oldest"))
_ADVANCE = (
    update(calls)
    .where(calls.c.call == bindparam("this_call"), calls.c.step == bindparam("before"))
    .values({name: bindparam(name) for name in Held.__dataclass_fields__})
)


class Calls:
    """The calls in a database, by a hash of their ids; `metadata.create_all` makes their table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def begin(self, call: str, held: Held) -> Held:
        """Hold a call; of two that begin the same one, the first one's answer stands. Silent calls are forgotten."""
        insert = insert_into(self._engine, calls).values(call=call, **_row(held)).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            connection.execute(delete(calls).where(calls.c.at < time.time() - EXPIRES_S))
            if connection.execute(insert).rowcount:
                return held
        return self.find(call) or held

    def find(self, call: str) -> Held | None:
        """The call of that hash, if it is held."""
        with self._reader.connect() as connection:
            row = connection.execute(_FIND, {"call": call, "oldest": time.time() - EXPIRES_S}).first()
        return Held(*row) if row else None

    def advance(self, call: str, held: Held) -> bool:
        """Take a call one step on; False where somebody else has done so."""
        with self._engine.begin() as connection:
            where = {"this_call": call, "before": held.step - 1}
            return connection.execute(_ADVANCE, where | _row(held)).rowcount == 1

    def end(self, call: str) -> None:
        """Forget a call that is over."""
        with self._engine.begin() as connection:
            connection.execute(delete(calls).where(calls.c.call == call))


def _row(held: Held) -> dict[str, object]:
    return {name: getattr(held, name) for name in Held.__dataclass_fields__}
