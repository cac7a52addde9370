"""A regeneration as programs are told of it, by the API and by commands alike."""

from dataclasses import asdict

from voice.jobs.regeneration import Outline, Progress
from voice.ledger import Regeneration, Step


def outline_document(found: Outline) -> dict[str, object]:
    """One in a list of them: `counts` says how many of its articles are how far."""
    return _of(found.regeneration) | {"counts": found.steps}


def progress_document(found: Progress) -> dict[str, object]:
    """One by itself: `articles` has each of them as well, with its error."""
    counts = {step: found.count(step) for step in Step if found.count(step)}
    told = {"made": found.made, "clips": found.clips, "articles": [asdict(part) for part in found.parts]}
    return _of(found.regeneration) | {"counts": counts} | told


def _of(regeneration: Regeneration) -> dict[str, object]:
    return {name: value for name, value in asdict(regeneration).items() if name != "delivery"}
