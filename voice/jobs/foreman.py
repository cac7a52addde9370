"""The foreman: a thread of a running service that goes on with regenerations, and begins one for what has changed."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError
from voice.generations import Edition
from voice.jobs.regeneration import step_all, urgent_first
from voice.settings import Settings
from voice.studio import Studio

STEP_S = 0.25
# What an editor changes is looked for so often, in seconds; while it goes on changing, one waits.
LOOK_EVERY = 8
NAME = "the service"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Noticed:
    """What was seen to have changed the last time, and by what each article was begun that was begun for that."""

    outdated: list[str] = field(default_factory=list)
    begun: dict[str, tuple[str, Edition]] = field(default_factory=dict)


@contextmanager
def foreman_at_work(settings: Settings) -> Iterator[None]:
    """Regenerations go on until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=_oversee, args=(settings, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def pick_up(studio: Studio, noticed: Noticed) -> None:
    """Begin what has changed, if nothing has changed since the last look; what is begun or has failed is left alone."""
    outdated = studio.publisher.outdated()
    is_settled, noticed.outdated = outdated == noticed.outdated, outdated
    if not outdated or not is_settled:
        return
    read_by = studio.publisher.read_by(outdated)
    busy = studio.ledger.busy()
    fresh = [slug for slug in outdated if slug not in busy and noticed.begun.get(slug) != read_by[slug]]
    if fresh:
        noticed.begun |= {slug: read_by[slug] for slug in fresh}
        studio.ledger.open("what has changed", NAME, dict.fromkeys(urgent_first(studio, fresh), 0))


def _oversee(settings: Settings, stop: threading.Event) -> None:
    studio, noticed, turn = Studio(settings), Noticed(), 0
    while not stop.wait(STEP_S):
        turn += 1
        try:
            step_all(studio)
            if settings.regenerate and turn % LOOK_EVERY == 0:
                pick_up(studio, noticed)
        except (VoiceError, CacheError, ContentError) as error:
            log.warning("The regenerations could not go on: %s", error)
            stop.wait(LOOK_EVERY)
        except Exception:
            log.exception("The regenerations could not go on.")
            stop.wait(LOOK_EVERY)
    studio.close()
