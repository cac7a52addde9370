"""The foreman: threads of a running service that go on with regenerations, tell of them, and do what is due."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError
from voice.generations import Edition
from voice.jobs.forgetting import forget_callers
from voice.jobs.regeneration import step_all, urgent_first
from voice.jobs.scheduling import carry_out_due
from voice.jobs.telling import tell_all
from voice.settings import Settings
from voice.studio import Studio

STEP_S, TELL_S, DUE_S, FORGET_S = 0.25, 1.0, 5.0, 600.0
# In so many steps: what an editor changes is looked for, and while it goes on changing, one waits.
LOOK_EVERY = 8
# A full disk, or a database that is away, is not tried more often.
TROUBLE_S = 8
# A service that stops waits so long, in seconds, for what is being done; whatever it is may be killed at any moment.
LEAVE_S = 10.0
NAME = "the service"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a thread does again and again, with pauses of `every_s` seconds."""

    name: str
    act: Callable[[Studio], None]
    every_s: float


@dataclass(slots=True)
class Noticed:
    """What was seen to have changed the last time, and by what each article was begun that was begun for that."""

    outdated: list[str] = field(default_factory=list)
    begun: dict[str, tuple[str, Edition]] = field(default_factory=dict)
    steps: int = 0


@contextmanager
def foreman_at_work(settings: Settings) -> Iterator[None]:
    """Until the block ends, regenerations go on and are told of, and what is due at set times is done."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_keep_at, args=(duty, settings, stop), daemon=True) for duty in _duties(settings, stop)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(LEAVE_S)


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


def _duties(settings: Settings, stop: threading.Event) -> Iterator[Duty]:
    yield Duty("The regenerations", partial(_oversee, noticed=Noticed()), STEP_S)
    if settings.webhook_url:
        yield Duty("The webhook", tell_all, TELL_S)
    yield Duty("What is kept of callers for a time", _forget, FORGET_S)
    yield Duty("What is done at set times", partial(carry_out_due, is_over=stop.is_set), DUE_S)


def _forget(studio: Studio) -> None:
    log.debug("Taken away: %s.", forget_callers(studio))


def _oversee(studio: Studio, noticed: Noticed) -> None:
    step_all(studio)
    noticed.steps += 1
    if studio.settings.regenerate and noticed.steps % LOOK_EVERY == 0:
        pick_up(studio, noticed)


def _keep_at(duty: Duty, settings: Settings, stop: threading.Event) -> None:
    """Do it until told to stop, whatever goes wrong: also a database that is away at the start may come back."""
    studio, pause_s = None, duty.every_s
    while not stop.wait(pause_s):
        pause_s = TROUBLE_S
        try:
            studio = studio or Studio(settings)
            duty.act(studio)
            pause_s = duty.every_s
        except (VoiceError, CacheError, ContentError) as error:
            log.warning("%s could not go on: %s", duty.name, error)
        except Exception:
            log.exception("%s could not go on.", duty.name)
    if studio:
        studio.close()
