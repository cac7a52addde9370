"""Regenerations: list, plan or start one, see how far it is, pause, resume, cancel."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus

from flask import Response

from voice.accounts import Scope
from voice.audit import actor
from voice.errors import UnknownRegeneration
from voice.jobs import regeneration
from voice.web.api.operation import Operation, Problem, allowed, answer, body, bp
from voice.web.finding import studio

LISTED = 50


@dataclass(frozen=True, slots=True)
class NewRegeneration:
    """Which articles to regenerate: those of `slugs`, every one (`all`), or, where there are none, what has changed.

    With a `voice`, or a `rate` of 0.5 to 3, they are spoken so from now on.
    """

    slugs: tuple[str, ...] = ()
    all: bool = False
    voice: str = ""
    rate: float | None = None
    dry_run: bool = False


@bp.get("/regenerations")
@allowed(Operation(Scope.REGENERATE))
def list_regenerations() -> Response:
    """List the last regenerations, the newest first."""
    return answer({"items": [_told(each.number) for each in studio().ledger.latest(LISTED)]})


@bp.post("/regenerations")
@allowed(Operation(Scope.REGENERATE, takes=NewRegeneration))
def regenerate() -> Response:
    """Plan a regeneration and, unless it is a dry run, start it."""
    new = body(NewRegeneration)
    delivery = regeneration.chosen_delivery(studio().delivery(), voice=new.voice, rate=new.rate)
    planned = regeneration.plan(studio(), _named(new), delivery, afresh=bool(new.slugs))
    told = asdict(planned) | {"clips": planned.clips, "standing": planned.standing}
    if new.dry_run or not planned.to_do:
        return answer({"number": None, "plan": told})
    what = " ".join(new.slugs) or ("every article" if new.all else "what has changed")
    number = regeneration.start(studio(), planned, what, actor().who, delivery)
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


def _named(new: NewRegeneration) -> Sequence[str]:
    if new.slugs and new.all:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Give slugs, or all, not both.", pointer="/all")
    if new.all:
        return [row.slug for row in studio().library.list()]
    return new.slugs or studio().publisher.outdated()


def _told(number: int) -> dict[str, object]:
    found = regeneration.progress(studio(), number)
    of = {name: value for name, value in asdict(found.regeneration).items() if name != "delivery"}
    return of | {"made": found.made, "clips": found.clips, "articles": [asdict(part) for part in found.parts]}


def _known(number: str) -> int:
    """The number of a regeneration that there is. Raises Problem."""
    try:
        return studio().ledger.read(int(number)).number
    except (ValueError, UnknownRegeneration) as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no regeneration {number}.") from error
