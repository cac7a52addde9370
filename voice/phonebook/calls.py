"""Calls between two requests of a telephone system that keeps nothing itself."""

import time
from collections import OrderedDict
from dataclasses import dataclass

from sqlalchemy import Engine, bindparam, delete, func, select, update

from audio_cache.tables import insert_into
from voice.phonebook.tables import calls

# A call of which nothing was heard for so many seconds is over.
EXPIRES_S = 6 * 3600
# Calls that a process keeps in mind.
MOST_IN_MIND = 2_000


@dataclass(frozen=True, slots=True)
class Held:
    """A call: which step its next request should name, its state, and what was answered last, both sealed by the line.

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
    """The calls in a database, by a hash of their ids; `metadata.create_all` makes their table.

    Each change is one statement and a transaction of its own: SQLite lets others write as soon as it is done, however
    many threads wait for their turn in Python. What this process has said last is kept in mind besides: where the
    next request comes to it too, that is read from nowhere.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._in_mind: OrderedDict[str, Held] = OrderedDict()

    def begin(self, call: str, held: Held) -> Held:
        """Hold a call; of two that begin the same one, the first one's answer stands. Silent calls are forgotten."""
        insert = insert_into(self._engine, calls).values(call=call, **_row(held)).on_conflict_do_nothing()
        self.forget_silent()
        with self._engine.connect() as connection:
            begun = connection.execute(insert).rowcount
        if not begun:
            return self.find(call) or held
        self._bear_in_mind(call, held)
        return held

    def at_step(self, call: str, step: int) -> Held | None:
        """The call of that hash, if it is held, for a request of that step.

        Another process may have taken it on since: `advance` finds that out.
        """
        held = self._in_mind.get(call)
        return held if held and held.step == step else self.find(call)

    def find(self, call: str) -> Held | None:
        """The call of that hash, if it is held."""
        with self._engine.connect() as connection:
            row = connection.execute(_FIND, {"call": call, "oldest": time.time() - EXPIRES_S}).first()
        return Held(*row) if row else None

    def advance(self, call: str, held: Held) -> bool:
        """Take a call one step on; False where somebody else has done so, or it is over."""
        where = {"this_call": call, "before": held.step - 1}
        with self._engine.connect() as connection:
            advanced = connection.execute(_ADVANCE, where | _row(held)).rowcount == 1
        self._in_mind.pop(call, None)
        if advanced:
            self._bear_in_mind(call, held)
        return advanced

    def end(self, call: str) -> None:
        """Forget a call that is over."""
        self._in_mind.pop(call, None)
        with self._engine.connect() as connection:
            connection.execute(delete(calls).where(calls.c.call == call))

    def forget_silent(self, *, dry: bool = False) -> int:
        """Forget the calls of which nothing was heard for six hours; how many there were. `dry` counts alone."""
        silent = calls.c.at < time.time() - EXPIRES_S
        with self._engine.connect() as connection:
            if dry:
                return connection.execute(select(func.count()).select_from(calls).where(silent)).scalar_one()
            return connection.execute(delete(calls).where(silent)).rowcount

    def _bear_in_mind(self, call: str, held: Held) -> None:
        self._in_mind[call] = held
        if len(self._in_mind) > MOST_IN_MIND:
            self._in_mind.popitem(last=False)


def _row(held: Held) -> dict[str, object]:
    return {name: getattr(held, name) for name in Held.__dataclass_fields__}
