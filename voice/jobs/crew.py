"""The crew: threads that make the clips that are wanted, each with a booth, here or in a process of their own."""

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from audio_cache import Progress
from voice.settings import Settings
from voice.studio import Studio

IDLE_S = 0.03
WATCH_S = 0.1
PARENT_S = 0.5
# Long enough to finish the clip in hand.
GOODBYE_S = 10

log = logging.getLogger(__name__)


@contextmanager
def crew_at_work(studio: Studio) -> Iterator[None]:
    """As many threads as the settings allow booths, making what is wanted until the block ends."""
    stop = threading.Event()
    crew = [threading.Thread(target=_work, args=(studio, stop), daemon=True) for _ in range(studio.settings.booths)]
    for worker in crew:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        for worker in crew:
            worker.join()


def make_all(studio: Studio, digests: Sequence[str], watch: Callable[[Progress], None]) -> Progress:
    """Make the wanted clips of those digests; come back when each is ready or has failed. `watch` is told meanwhile."""
    progress = studio.progress(digests)
    if not progress.left:
        return progress
    with crew_at_work(studio):
        pause = threading.Event()
        while (progress := studio.progress(digests)).left:
            watch(progress)
            pause.wait(WATCH_S)
    watch(progress)
    return progress


@contextmanager
def crew_process(settings: Settings) -> Iterator[None]:
    """A crew in a process of its own, started again should it die, until the block ends or this process is killed."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(settings, stop), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def work_until_stopped(studio: Studio) -> None:
    """Be a crew until this process is asked to stop (SIGTERM, Ctrl+C) or its parent is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = multiprocessing.parent_process()
    with crew_at_work(studio):
        while not stop.wait(PARENT_S):
            if parent is not None and not parent.is_alive():
                return


def _crew_for_parent(settings: Settings) -> None:
    studio = Studio(settings)
    try:
        work_until_stopped(studio)
    finally:
        studio.close()


def _keep_alive(settings: Settings, stop: threading.Event) -> None:
    spawn = multiprocessing.get_context("spawn")
    while not stop.is_set():
        process = spawn.Process(target=_crew_for_parent, args=(settings,), name="voice-crew")
        process.start()
        while process.is_alive() and not stop.wait(PARENT_S):
            pass
        process.terminate()
        process.join(GOODBYE_S)
        process.kill()
        process.join()


def _work(studio: Studio, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            if not studio.work_once():
                stop.wait(IDLE_S)
        except Exception:
            log.exception("A clip could not be made; the crew goes on with the next one.")
            stop.wait(1)
