"""Looking up a recording among a million, against a thousand; and the first thousand of what a sweep may take.

    python benchmarks/index_lookup.py [--rows 1000000] [--lookups 10000]

Each look-up is what a request does: `Index.find` of one digest, marks and all, in the embedded database. Both indexes
are asked in turn, a batch each, and the medians of the batches are compared: ratio = time among many / time among a
thousand, promised 1.3 at most.
"""

import argparse
import hashlib
import itertools
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine

from audio_cache import FileShelf, Index
from audio_cache.sweeping import DAY_S, Broom, Limits
from audio_cache.tables import State, recordings
from voice.schema import open_at_head

FEW, PROMISE, BATCH, VICTIMS = 1_000, 1.3, 500, 1_000
# A prime: the look-ups are spread over all rows.
STRIDE = 611_953
MARKS = '[{"kind":"word","start_ms":25,"end_ms":310,"block":"","start":0,"length":4,"exact":true}]'


def digest(number: int) -> str:
    return hashlib.sha256(b"%d" % number).hexdigest()


def filled(folder: Path, rows: int) -> Engine:
    """An index of so many recordings, every tenth of them spare for long, used at different times."""
    folder.mkdir()
    engine, long_ago = open_at_head(folder), time.time() - 100 * DAY_S
    with engine.begin() as connection:
        for first in range(0, rows, 10_000):
            connection.execute(
                recordings.insert(),
                [
                    {
                        "digest": digest(number),
                        "state": State.READY,
                        "fingerprint": digest(-number - 1),
                        "suffix": "take.flac",
                        "size": 50_000,
                        "duration_ms": 3_000,
                        "marks": MARKS,
                        "used_at": long_ago + number * 7_919 % rows,
                        "spare_since": long_ago if number % 10 == 0 else 0,
                    }
                    for number in range(first, min(first + 10_000, rows))
                ],
            )
    return engine


def lookups_s(index: Index, rows: int, batch: int) -> float:
    """Seconds for one look-up, by the batch of that number."""
    wanted = [digest((batch * BATCH + number) * STRIDE % rows) for number in range(BATCH)]
    began = time.perf_counter()
    for each in wanted:
        assert index.find(each)
    return (time.perf_counter() - began) / BATCH


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many = filled(Path(folder) / "few", FEW), filled(Path(folder) / "many", asked.rows)
        pairs = [
            (lookups_s(Index(few), FEW, batch), lookups_s(Index(many), asked.rows, batch))
            for batch in range(asked.lookups // BATCH)
        ]
        among_few, among_many = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = among_many / among_few
        print(f"Look-up among {FEW:,}: {among_few * 1e6:.0f} us; among {asked.rows:,}: {among_many * 1e6:.0f} us.")
        print(f"Ratio {ratio:.2f}, promised {PROMISE}: {'kept' if ratio <= PROMISE else 'MISSED'}.")
        broom = Broom(many, Index(many), FileShelf(Path(folder) / "recordings"), Limits(size=0))
        began = time.perf_counter()
        found = list(itertools.islice(broom.in_turn(time.time()), VICTIMS))
        print(f"The first {len(found):,} that may go: {(time.perf_counter() - began) * 1e3:.1f} ms.")
        few.dispose()
        many.dispose()


if __name__ == "__main__":
    main()
