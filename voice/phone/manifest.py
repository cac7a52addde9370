"""What an article consists of, for telephone systems that play it by themselves.

Anybody may ask for it, so the sections that it leads to begin with the article's disclaimers, as policy says for what
is fetched alone. Where a system plays `disclaimer` first, as it must, they are heard in full as well. Sections without
any disclaimer are given out in calls alone, after it, under addresses that nobody can guess.
"""

from collections.abc import Sequence

import msgspec

from voice.encoding.pressing import SUFFIXES
from voice.phone.addresses import path_of
from voice.phone.programme import Programme, Sound, Track


def manifest_of(programme: Programme, alone: Sequence[Sequence[Track]], root: str) -> bytes:
    """The manifest of an article as JSON; `root` is the service's own address.

    `alone` has, for each section, the tracks that begin with the disclaimers.
    """
    document = {
        "version": programme.version,
        "code": programme.code,
        "title": programme.title.text,
        "lang": programme.lang,
        "rates": programme.rates,
        "crisis_line": programme.line,
        "disclaimer": {"must_be_played": "whole, before anything else", **_parts(programme.opening, root)},
        "sections": [
            {
                "id": section.id,
                "heading": section.heading.text,
                "rates": [
                    {"rate": rate, **_parts(track.parts, root)}
                    for rate, track in zip(programme.rates, tracks, strict=True)
                ],
            }
            for section, tracks in zip(programme.sections, alone, strict=True)
        ],
        "ending": _parts(programme.ending, root),
    }
    return msgspec.json.encode(document)


def _parts(sounds: Sequence[Sound], root: str) -> dict[str, object]:
    parts = [
        {"duration_ms": sound.duration_ms, **{suffix: f"{root}{path_of(sound, suffix)}" for suffix in SUFFIXES}}
        for sound in sounds
    ]
    return {"duration_ms": sum(sound.duration_ms for sound in sounds), "parts": parts}
