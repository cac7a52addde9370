"""A crew that Celery tells of work, on any machine that has the database and the shelf.

What is to be done stands in the database, as for any crew: what a killed worker held is free again when its lease ends.
Messages that were lost are sent again by whichever worker sees that something waits and no message does.
"""

import logging
import threading
import time
from contextlib import suppress

from audio_cache import CacheError, ShelfUnwritable
from voice.dispatch import BULK, HIGH, MOST_MESSAGES, TASK, celery_app
from voice.errors import DatabaseUnusable, VoiceError
from voice.jobs.crew import warm_one_then_others
from voice.studio import Studio

SWEEP_S = 2.0
# A message is given back after so long, the rest of its work in a new one: then a worker is soon free to stop.
LONGEST_S = 60.0

log = logging.getLogger(__name__)


def work_for_broker(studio: Studio, *, urgent_only: bool = False) -> None:
    """Work until this process is asked to stop (SIGTERM, Ctrl+C); with `urgent_only`, only where somebody waits."""
    from celery import signals  # noqa: PLC0415 - an extra

    app, stop = celery_app(studio.settings.broker), threading.Event()

    def work(orders: int, urgent: bool) -> None:  # noqa: FBT001 - what a message says, in order
        _work(studio, stop, orders, urgent=urgent or urgent_only)

    def end(**_: object) -> None:
        stop.set()

    app.task(work, name=TASK)
    signals.worker_shutting_down.connect(end)
    warm_one_then_others(studio)
    sweeper = threading.Thread(target=_sweep, args=(studio, stop), daemon=True)
    sweeper.start()
    # Threads, as in every crew: engines run in processes of their own.
    app.Worker(
        pool="threads",
        concurrency=studio.settings.booths,
        queues=[HIGH] if urgent_only else [HIGH, BULK],
        without_gossip=True,
        without_mingle=True,
        loglevel="WARNING",
        quiet=True,
    ).start()
    stop.set()
    sweeper.join()


def _work(studio: Studio, stop: threading.Event, orders: int, *, urgent: bool) -> None:
    """Make up to so many clips, those that are wanted most."""
    until = time.monotonic() + LONGEST_S
    try:
        for left in range(orders, 0, -1):
            if stop.is_set() or time.monotonic() > until:
                studio.dispatch.announce(left, urgent=urgent)
                return
            if not studio.work_once(urgent_only=urgent, stopped=stop.is_set):
                return
    except (DatabaseUnusable, ShelfUnwritable) as error:
        log.error("%s", error)  # noqa: TRY400 - the message says it all; the sweep tries again


def _sweep(studio: Studio, stop: threading.Event) -> None:
    while not stop.wait(SWEEP_S):
        with suppress(VoiceError, CacheError):  # who works says so
            for urgent, count in studio.waiting(MOST_MESSAGES).items():
                if count and studio.dispatch.is_drained(urgent=urgent):
                    studio.dispatch.announce(count, urgent=urgent)
