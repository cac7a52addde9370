"""The last use of a recording is known, and costs no request a write."""

import time

from sqlalchemy import event, select

from audio_cache import Uses
from audio_cache.tables import recordings

from .conftest import Store


def used_at(store: Store) -> float:
    with store.engine.connect() as connection:
        return connection.execute(select(recordings.c.used_at)).scalar_one()


def test_what_was_made_counts_as_used(store: Store) -> None:
    store.keep("a")
    assert abs(used_at(store) - time.time()) < 60


def test_a_thousand_uses_are_one_write(store: Store) -> None:
    clip = store.keep("a")
    store.pass_days(3)
    writes: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: writes.append(statement))
    for _ in range(1000):
        store.uses.touch(clip.fingerprint)
    assert writes == []
    store.uses.close()
    assert len([each for each in writes if each.startswith("UPDATE")]) == 1
    assert abs(used_at(store) - time.time()) < 60


def test_uses_are_written_by_themselves_after_a_while(store: Store) -> None:
    clip = store.keep("a")
    store.pass_days(3)
    uses = Uses(store.engine, gather_s=0.01)
    uses.touch(clip.fingerprint)
    latest = time.monotonic() + 10
    while abs(used_at(store) - time.time()) > 60:
        assert time.monotonic() < latest
        time.sleep(0.01)
    uses.close()
