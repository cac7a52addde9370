"""The crew: threads that make the clips that are wanted, each with a booth, here or in a process of their own."""

import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event

from audio_cache import CacheError, Progress, ShelfUnwritable
from voice.errors import DatabaseUnusable, VoiceError
from voice.memory import give_back_freed
from voice.settings import Settings
from voice.studio import Studio

IDLE_S = 0.05
WATCH_S = 0.1
PARENT_S = 0.5
# Long enough to finish the take in hand, as takes are: a few seconds.
GOODBYE_S = 10
# A full disk is not looked at more often, and a crew that dies is not started more often.
TROUBLE_S = 1

log = logging.getLogger(__name__)

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class Crew:
    """Threads at work; `trouble` is the last error that keeps all of them from working, such as a full disk."""

    stop: threading.Event = field(default_factory=threading.Event)
    trouble: VoiceError | CacheError | None = None


@contextmanager
def crew_at_work(studio: Studio) -> Iterator[Crew]:
    """As many threads as the settings allow booths, making what is wanted until the block ends."""
    crew = Crew()
    threads = [threading.Thread(target=_work, args=(studio, crew), daemon=True) for _ in range(studio.settings.booths)]
    for thread in threads:
        thread.start()
    try:
        yield crew
    finally:
        crew.stop.set()
        for thread in threads:
            thread.join()


def make_all(studio: Studio, digests: Sequence[str], watch: Callable[[Progress], None]) -> Progress:
    """Make the wanted clips of those digests; come back when each is ready or has failed. `watch` is told meanwhile.

    Raises DatabaseUnusable, ShelfUnwritable where the work can't go on.
    """
    progress = studio.progress(digests)
    if not progress.left:
        return progress
    with crew_at_work(studio) as crew:
        while (progress := studio.progress(digests)).left and not crew.trouble:
            watch(progress)
            time.sleep(WATCH_S)
    if crew.trouble:
        raise crew.trouble
    watch(progress)
    return progress


@contextmanager
def crew_process(settings: Settings) -> Iterator[Event]:
    """A crew in a process of its own, started again should it die, until the block ends or this process is killed.

    The event is set once the crew has loaded its voice.
    """
    stop, warm = threading.Event(), _SPAWN.Event()
    keeper = threading.Thread(target=_keep_alive, args=(settings, stop, warm), daemon=True)
    keeper.start()
    try:
        yield warm
    finally:
        stop.set()
        keeper.join()


def work_until_stopped(studio: Studio, when_warm: Callable[[], object] = lambda: None) -> None:
    """Be a crew until this process is asked to stop (SIGTERM, Ctrl+C) or its parent is gone."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = multiprocessing.parent_process()
    warm_one_then_others(studio)
    with crew_at_work(studio):
        when_warm()
        while not stop.wait(PARENT_S):
            if parent is not None and not parent.is_alive():
                return


def _crew_for_parent(settings: Settings, warm: Event) -> None:
    give_back_freed()
    studio = Studio(settings)
    try:
        work_until_stopped(studio, warm.set)
    finally:
        studio.close()


def _keep_alive(settings: Settings, stop: threading.Event, warm: Event) -> None:
    while not stop.is_set():
        process = _SPAWN.Process(target=_crew_for_parent, args=(settings, warm), name="voice-crew")
        process.start()
        while process.is_alive() and not stop.wait(PARENT_S):
            pass
        process.terminate()
        process.join(GOODBYE_S)
        process.kill()
        process.join()
        stop.wait(TROUBLE_S)


def langs_of(studio: Studio) -> list[str]:
    """The languages of the library, those of the newest articles first, as many as there are booths; else English."""
    newest = sorted(studio.library.list(), key=lambda row: row.added_at, reverse=True)
    langs = dict.fromkeys(row.lang.split("-", maxsplit=1)[0].lower() for row in newest)
    return list(langs)[: studio.settings.booths] or ["en"]


def warm_one_then_others(studio: Studio) -> None:
    """Load the voice that is likely to be wanted first, and those for other languages while work goes on."""
    first, *others = langs_of(studio)
    _warm(studio, [first])
    threading.Thread(target=_warm, args=(studio, others), daemon=True).start()


def _warm(studio: Studio, langs: Sequence[str]) -> None:
    """Load the voices for those languages; where that fails, it is told, and tried again when it is needed."""
    for lang in langs:
        try:
            studio.warm(lang)
        except VoiceError as error:
            log.warning("The voice for the language %s could not be loaded: %s", lang, error)


def _work(studio: Studio, crew: Crew) -> None:
    watch = studio.watch()
    while not crew.stop.is_set():
        try:
            if watch.worth_a_look():
                _work_off(studio, crew)
            crew.stop.wait(IDLE_S)
        except (DatabaseUnusable, ShelfUnwritable) as error:
            if str(error) != str(crew.trouble):
                log.error("%s", error)  # noqa: TRY400 - the message says it all
            crew.trouble = error
            crew.stop.wait(TROUBLE_S)
    watch.close()


def _work_off(studio: Studio, crew: Crew) -> None:
    """Make what is wanted until nothing is."""
    while not crew.stop.is_set() and studio.work_once(stopped=crew.stop.is_set):
        crew.trouble = None
