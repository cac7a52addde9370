"""The crew: threads that make the clips that are wanted, each with a booth, here or in a process of their own."""

import logging
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from audio_cache import CacheError, Progress, ShelfUnwritable
from voice.choosing import choose
from voice.errors import DatabaseUnusable, VoiceError
from voice.memory import give_back_freed
from voice.script import text_script
from voice.settings import Settings
from voice.standby import Standby, note
from voice.studio import Studio

IDLE_S = 0.05
WATCH_S = 0.1
PARENT_S = 0.5
# Long enough to finish the take in hand, as takes are: a few seconds.
GOODBYE_S = 10
# A full disk is not looked at more often, and a crew that dies is not started more often.
TROUBLE_S = 1

log = logging.getLogger(__name__)

# Who has threads or an open database is never forked: a child would wait for their locks for ever.
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
def crew_process(settings: Settings, standby: Standby | None = None) -> Iterator[None]:
    """A crew in a process of its own, started again should it die, until the block ends or this process is killed.

    The first is started as `multiprocessing` is set to; where it is forked, a booth's child may stand by for it.
    """
    stop = threading.Event()
    first = multiprocessing.Process(target=_crew_for_parent, args=(settings, standby), name="voice-crew")
    first.start()
    if standby:
        standby.let_go()
    keeper = threading.Thread(target=_keep_alive, args=(first, settings, stop), daemon=True)
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
    warm_one_then_others(studio)
    with crew_at_work(studio):
        while not stop.wait(PARENT_S):
            if parent is not None and not parent.is_alive():
                return


def _crew_for_parent(settings: Settings, standby: Standby | None = None) -> None:
    give_back_freed()
    studio = Studio(settings, standby)
    try:
        work_until_stopped(studio)
    finally:
        studio.close()


def _keep_alive(process: BaseProcess, settings: Settings, stop: threading.Event) -> None:
    while True:
        while process.is_alive() and not stop.wait(PARENT_S):
            pass
        process.terminate()
        process.join(GOODBYE_S)
        process.kill()
        process.join()
        if stop.wait(TROUBLE_S):
            return
        process = _SPAWN.Process(target=_crew_for_parent, args=(settings,), name="voice-crew")
        process.start()


def langs_of(studio: Studio) -> list[str]:
    """The languages of the library, those of the newest articles first, as many as there are booths; else English."""
    newest = sorted(studio.library.list(), key=lambda row: row.added_at, reverse=True)
    langs = dict.fromkeys(row.lang.split("-", maxsplit=1)[0].lower() for row in newest)
    return list(langs)[: studio.settings.booths] or ["en"]


def read_ahead(studio: Studio) -> None:
    """Have at hand by which rules and in whose voice the library's languages are read: that takes a third of a second.

    Processes that are forked afterwards need not do it again.
    """
    for lang in langs_of(studio):
        text_script("1.", lang, studio.lexicons.reader())
        with suppress(VoiceError):  # whoever orders something in that language is told
            choose(lang, studio.delivery().preference)


def warm_one_then_others(studio: Studio) -> None:
    """Load the voice that is likely to be wanted first, and those for other languages while work goes on."""
    read_ahead(studio)
    first, *others = langs_of(studio)
    _warm(studio, [first])
    with suppress(VoiceError):  # it was told
        note(studio.settings.data, choose(first, studio.delivery().preference).voice.engine)
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
