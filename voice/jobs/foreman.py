"""The foreman: threads of a running service that go on with regenerations, tell of them, and do what is due."""

import logging
import threading
import time
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
from voice.ledger import Step
from voice.settings import Settings
from voice.studio import Studio

STEP_S, TELL_S, DUE_S, FORGET_S = 0.25, 1.0, 5.0, 600.0
# Of what was heard before there was a record of disclaimers, so much is put on it in a turn.
RECORD_S, EARLIER_AT_ONCE = 30.0, 20
# In so many steps: what an editor changes is looked for, and while it goes on changing, one waits.
LOOK_EVERY = 8
# So many times as long as something took, one waits before it is done again, up to so many seconds: a step of many
# articles would keep a core to itself.
REST, LONGEST_REST_S = 5, 2.0
# A full disk, or a database that is away, is not tried more often.
TROUBLE_S = 8
# A service that stops waits so long, in seconds, for what is being done; whatever it is may be killed at any moment.
LEAVE_S = 10.0
# What could not be made is tried again after so many seconds, then after twice as many, and so on, up to a day.
RETRY_S, LONGEST_RETRY_S = 60.0, 86_400.0
NAME = "the service"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a thread does again and again, with pauses of `every_s` seconds."""

    name: str
    act: Callable[[Studio], None]
    every_s: float


@dataclass(frozen=True, slots=True)
class Begun:
    """By what an article was begun, in which regeneration, when (`time.monotonic`), and how often that was in vain."""

    read_by: tuple[str, Edition]
    number: int
    at: float
    tries: int = 0


@dataclass(slots=True)
class Noticed:
    """What was seen to have changed the last time, and how each article was begun that was begun for that."""

    outdated: list[str] = field(default_factory=list)
    begun: dict[str, Begun] = field(default_factory=dict)
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
    """Begin what has changed, if nothing has changed since the last look; what has failed, after growing pauses."""
    outdated = studio.publisher.outdated()
    is_settled, noticed.outdated = outdated == noticed.outdated, outdated
    if not outdated or not is_settled:
        return
    read_by = studio.publisher.read_by(outdated)
    busy = studio.ledger.busy()
    tries = {
        slug: _tries(studio, slug, noticed.begun.get(slug), read_by[slug]) for slug in outdated if slug not in busy
    }
    fresh = [slug for slug, count in tries.items() if count is not None]
    if fresh:
        number = studio.ledger.open("what has changed", NAME, dict.fromkeys(urgent_first(studio, fresh), 0))
        at = time.monotonic()
        noticed.begun |= {slug: Begun(read_by[slug], number, at, tries[slug] or 0) for slug in fresh}


def _tries(studio: Studio, slug: str, begun: Begun | None, read_by: tuple[str, Edition]) -> int | None:
    """How often it was begun in vain, where it is to be begun now; None where it is to be left alone."""
    if begun is None or begun.read_by != read_by:
        return 0
    pause_s = min(RETRY_S * 2.0 ** min(begun.tries, 30), LONGEST_RETRY_S)
    if time.monotonic() < begun.at + pause_s:
        return None
    has_failed = any(part.slug == slug and part.state is Step.FAILED for part in studio.ledger.parts(begun.number))
    return begun.tries + 1 if has_failed else None


def _duties(settings: Settings, stop: threading.Event) -> Iterator[Duty]:
    yield Duty("The regenerations", partial(_oversee, noticed=Noticed()), STEP_S)
    if settings.webhook_url:
        from voice.jobs.telling import tell_all  # noqa: PLC0415 - few have a webhook, and all wait for modules

        yield Duty("The webhook", tell_all, TELL_S)
    yield Duty("What is kept of callers for a time", _forget, FORGET_S)
    yield Duty("The record of disclaimers", _put_on_record, RECORD_S)
    yield Duty("What is done at set times", partial(carry_out_due, is_over=stop.is_set), DUE_S)


def _put_on_record(studio: Studio) -> None:
    studio.proofs.note_earlier(EARLIER_AT_ONCE)


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
            began = time.monotonic()
            duty.act(studio)
            pause_s = max(duty.every_s, min(REST * (time.monotonic() - began), LONGEST_REST_S))
        except (VoiceError, CacheError, ContentError) as error:
            log.warning("%s could not go on: %s", duty.name, error)
        except Exception:
            log.exception("%s could not go on.", duty.name)
    if studio:
        studio.close()
