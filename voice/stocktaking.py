"""What is kept, line by line, as the command `voice cache`, its JSON and the editors' page tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from audio_cache.figures import Figures, Inventory
from voice.amounts import counted, duration, sized
from voice.encoding import TAKE_SUFFIX
from voice.settings import Settings

BARE = "bare."
HEADINGS = ("Recordings", "Format", "Voice", "Count", "Size", "Length", "Last used", "Not used since", "Pinned")


@dataclass(frozen=True, slots=True)
class Kept:
    """Recordings of a kind: takes or clips, in what format; `bare` are clips without disclaimers."""

    kind: str
    format: str
    bare: bool
    figures: Figures

    @property
    def name(self) -> str:
        """What they are, in words."""
        return f"{self.kind.capitalize()}s{' without disclaimers' if self.bare else ''}"


def kept(found: Inventory) -> list[Kept]:
    """What there is, a line for each kind, format and voice: takes first, then clips, then bare ones."""
    lines = [_kept(each) for each in found.figures]
    return sorted(lines, key=lambda line: (line.kind == "clip", line.bare, line.format, line.figures.speaker))


def table(found: Inventory) -> list[tuple[str, ...]]:
    """The same in words, as `HEADINGS` has them; all of it together in a last line, where there is any."""
    rows = [(line.name, line.format, line.figures.speaker or "not noted", *_told(line.figures)) for line in kept(found)]
    return [*rows, ("All", "", "", *_told(_sum(found.figures)))] if rows else []


def further(found: Inventory, settings: Settings) -> list[str]:
    """What else there is to know, a sentence each."""
    spare = f"{counted(found.spare, 'recording')}, {sized(found.spare_size)}"
    return [
        f"Needed by no article: {spare}, at the last sweep.",
        f"Limits: {_limits(settings)}.",
        f"Wanted: {found.wanted}. Failed: {found.failed}. Known to be broken: {found.broken}.",
    ]


def document(found: Inventory, settings: Settings) -> dict[str, object]:
    """All of it for programs."""
    rows = [
        {"kind": line.kind, "format": line.format, "bare": line.bare, "voice": line.figures.speaker}
        | _counted(line.figures)
        for line in kept(found)
    ]
    return {
        "recordings": rows,
        "total": _counted(_sum(found.figures)) if rows else None,
        "spare": {"count": found.spare, "bytes": found.spare_size},
        "limits": {"gb": settings.cache_gb, "days": settings.cache_days},
        "wanted": found.wanted,
        "failed": found.failed,
        "broken": found.broken,
    }


def _kept(figures: Figures) -> Kept:
    if figures.suffix == TAKE_SUFFIX:
        return Kept("take", "flac", bare=False, figures=figures)
    return Kept("clip", figures.suffix.removeprefix(BARE), figures.suffix.startswith(BARE), figures)


def _sum(figures: Iterable[Figures]) -> Figures:
    every = list(figures)
    return Figures(
        suffix="",
        speaker="",
        count=sum(each.count for each in every),
        size=sum(each.size for each in every),
        duration_ms=sum(each.duration_ms for each in every),
        used_at=min(each.used_at for each in every),
        last_used_at=max(each.last_used_at for each in every),
        pinned=sum(each.pinned for each in every),
    )


def _told(figures: Figures) -> tuple[str, ...]:
    sums = (f"{figures.count:,}", sized(figures.size), duration(figures.duration_ms))
    return (*sums, _day(figures.last_used_at), _day(figures.used_at), f"{figures.pinned:,}")


def _counted(figures: Figures) -> dict[str, object]:
    return {
        "count": figures.count,
        "bytes": figures.size,
        "minutes": round(figures.duration_ms / 60_000, 2),
        "last_use": _day(figures.last_used_at),
        "oldest_use": _day(figures.used_at),
        "pinned": figures.pinned,
    }


def _limits(settings: Settings) -> str:
    size = None if settings.cache_gb is None else f"{settings.cache_gb:g} GB"
    age = None if settings.cache_days is None else f"{settings.cache_days:g} days without use"
    return " and ".join(filter(None, [size, age])) or "none"


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
