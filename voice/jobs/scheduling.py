"""What a running service does at set times: it refreshes articles, sweeps, and verifies recordings and heals them."""

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from audio_cache import CacheError
from content import ContentError
from voice.amounts import counted
from voice.audit import Door, acting
from voice.errors import VoiceError
from voice.jobs.forgetting import forget_callers
from voice.jobs.refreshing import refresh_all
from voice.news import MOST_ERRORS
from voice.studio import Studio
from voice.timetable import LEASE_S

NAME = "the timetable"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a sentence, and a line for each thing that was wrong.

    `failed` where something is left undone that was due, `whole` is False where it was stopped.
    """

    told: str
    errors: tuple[str, ...] = ()
    failed: bool = False
    whole: bool = True


@dataclass(slots=True)
class Run:
    """A task that is being carried out: between two pieces of work it holds its lease, and hears whether to go on."""

    studio: Studio
    task: str
    is_over: Callable[[], bool]
    held_at: float = field(default_factory=time.monotonic)

    def hold(self) -> None:
        """Keep it, so that no other service begins it."""
        if time.monotonic() > self.held_at + LEASE_S / 4:
            self.held_at = time.monotonic()
            self.studio.timetable.renew(self.task, time.time())

    def goes_on(self) -> bool:
        """Whether nobody has asked to stop; it is held meanwhile."""
        self.hold()
        return not self.is_over()


def carry_out_due(studio: Studio, is_over: Callable[[], bool]) -> None:
    """Carry out what is due by now, and no other process carries out; broken off once `is_over`, and then due again."""
    wanted = studio.timetable.wanted(studio.settings.schedules)
    for task, act in TASKS.items():
        expression, at = wanted[task], time.time()
        studio.timetable.plan(task, expression, at)
        if expression and not is_over() and studio.timetable.claim(task, expression, at):
            _carry_out(act, Run(studio, task, is_over))


def _carry_out(act: Callable[[Run], Outcome], run: Run) -> None:
    try:
        with acting(NAME, Door.SERVICE):
            outcome = act(run)
    except (VoiceError, CacheError, ContentError) as error:
        outcome = Outcome("It could not be done.", (str(error),), failed=True)
    log.info("%s: %s", run.task, outcome.told)
    for line in outcome.errors:
        log.warning("%s: %s", run.task, line)
    if outcome.whole:
        run.studio.timetable.end(run.task, outcome.told, outcome.errors[:MOST_ERRORS], failed=outcome.failed)
    else:
        run.studio.timetable.put_back(run.task, outcome.told, time.time())


def _refresh(run: Run) -> Outcome:
    slugs, done = run.studio.library.fetched(), []
    for found in refresh_all(run.studio, slugs):
        done.append(found)
        if not run.goes_on():
            break
    changed = sum(found.changed for found in done)
    errors = tuple(f"{found.slug}: {found.error}" for found in done if found.error)
    told = f"{counted(len(done), 'article')} asked for: {changed} changed, {len(errors)} failed."
    return Outcome(told, errors, failed=bool(errors), whole=len(done) == len(slugs))


def _sweep(run: Run) -> Outcome:
    swept = run.studio.stock.sweep()
    evicted, files = swept.evicted.count, swept.strangers.count + swept.leftovers.count
    over_limits, unknown = counted(evicted, "recording"), counted(files, "file")
    forgotten = forget_callers(run.studio)
    return Outcome(f"Taken away: {over_limits} over the limits, {unknown} that nobody knows, {forgotten}.")


def _verify(run: Run) -> Outcome:
    stock, broken, count = run.studio.stock, [], 0
    for count, checked in enumerate(stock.verify(), 1):
        broken += [checked.recording] if checked.fault else []
        if not run.goes_on():
            return Outcome(f"Broken off after {counted(count, 'recording')}.", whole=False)
    if not broken:
        return Outcome(f"{counted(count, 'recording')} looked at: none is broken.")
    mending = stock.heal(broken)
    run.studio.want(mending.orders, urgent=False)
    if mending.lines:
        with closing(Studio(run.studio.settings)) as booths:  # they go home when it is done
            booths.stock.respeak(mending.lines, lambda _done, _of: run.hold())
    names = tuple(f"{recording.fingerprint}.{recording.suffix} was broken." for recording in broken)
    told = f"{counted(count, 'recording')} looked at: {len(broken)} broken; what articles need is spoken again"
    if not mending.unspoken:
        return Outcome(f"{told}.", names)
    failures = tuple(f"{slug} can't be spoken at the moment: {error}" for slug, error in mending.unspoken.items())
    return Outcome(f"{told}, but of {', '.join(mending.unspoken)}.", failures + names, failed=True)


TASKS: dict[str, Callable[[Run], Outcome]] = {"refresh": _refresh, "sweep": _sweep, "verify": _verify}
