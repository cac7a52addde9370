"""Regenerations: list, plan or start one, see how far it is, pause, resume, cancel."""

from dataclasses import asdict, dataclass
from http import HTTPStatus

from flask import Response

from voice.accounts import Scope
from voice.audit import actor
from voice.errors import UnknownRegeneration
from voice.jobs import asking, regeneration
from voice.jobs.asking import Wish
from voice.jobs.documents import outline_document, progress_document
from voice.web.api.operation import Operation, Problem, allowed, answer, body, bp
from voice.web.finding import studio

LISTED = 50


@dataclass(frozen=True, slots=True)
class NewRegeneration:
    """Which articles to regenerate: those of `slugs`, every one (`all`), or, where there are none, what has changed.

    With a `voice`, or a `rate` of 0.5 to 3, they are spoken so from now on; `as_set`, by the settings again.
    """

    slugs: tuple[str, ...] = ()
    all: bool = False
    voice: str = ""
    rate: float | None = None
    as_set: bool = False
    dry_run: bool = False


@bp.get("/regenerations")
@allowed(Operation(Scope.REGENERATE))
def list_regenerations() -> Response:
    """List the last regenerations, the newest first: of each, how many articles are how far."""
    found = regeneration.outlines(studio(), LISTED)
    return answer({"items": list(map(outline_document, found))})


@bp.post("/regenerations")
@allowed(Operation(Scope.REGENERATE, takes=NewRegeneration))
def regenerate() -> Response:
    """Plan a regeneration and, unless it is a dry run, start it."""
    new = body(NewRegeneration)
    wish = Wish(new.slugs, new.all, new.voice, new.rate, new.as_set)
    planned = asking.plan(studio(), wish)
    told = asdict(planned) | {"clips": planned.clips, "standing": planned.standing}
    if new.dry_run or not planned.to_do:
        return answer({"number": None, "plan": told})
    number = asking.start(studio(), wish, planned, actor().who)
    return answer({"number": number, "plan": told}, HTTPStatus.CREATED, {"Location": f"/api/v1/regenerations/{number}"})


@bp.get("/regenerations/<number>")
@allowed(Operation(Scope.REGENERATE))
def get_regeneration(number: str) -> Response:
    """Tell how far a regeneration is, and what could not be made, by article."""
    return answer(_told(_known(number)))


@bp.post("/regenerations/<number>/pause")
@allowed(Operation(Scope.REGENERATE))
def pause_regeneration(number: str) -> Response:
    """Stop a regeneration until it is resumed."""
    regeneration.pause(studio(), _known(number))
    return answer(_told(int(number)))


@bp.post("/regenerations/<number>/resume")
@allowed(Operation(Scope.REGENERATE))
def resume_regeneration(number: str) -> Response:
    """Go on with a regeneration that was paused."""
    regeneration.resume(studio(), _known(number))
    return answer(_told(int(number)))


@bp.post("/regenerations/<number>/cancel")
@allowed(Operation(Scope.REGENERATE))
def cancel_regeneration(number: str) -> Response:
    """Give up what is not made yet; those articles are heard as before."""
    regeneration.cancel(studio(), _known(number))
    return answer(_told(int(number)))


def _told(number: int) -> dict[str, object]:
    return progress_document(regeneration.progress(studio(), number))


def _known(number: str) -> int:
    """The number of a regeneration that there is. Raises Problem."""
    try:
        return studio().ledger.read(int(number)).number
    except (ValueError, UnknownRegeneration) as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no regeneration {number}.") from error
