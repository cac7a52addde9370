"""The record of disclaimers: which wording stands in which clip of a generation, and in which bytes, since when.

The wordings are noted with the generation, by the program that reads it; the bytes as the generation becomes current,
and whenever a clip of it is made after that. So no later program can tell otherwise of what was heard.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, Select, literal, select, update

from audio_cache.tables import State as Recorded
from audio_cache.tables import recordings
from voice.generations.generation import State
from voice.generations.tables import generations, sounds, spots, wordings
from voice.generations.wordings import Spot, Wording
from voice.timestamps import now

_WORDING = ("key", "kind", "lang", "form", "text", "voice")
_SPOT = tuple(Spot.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Sound:
    """The bytes of a clip, by their SHA-256, and since when the clip is these (ISO 8601, UTC)."""

    digest: str
    fingerprint: str
    duration_ms: int
    since: str


def note(connection: Connection, number: int, said: Iterable[Wording], *, later: bool = False) -> None:
    """Note what is said in the clips of a generation, beside what is noted; `later`, after it was first heard."""
    rows = connection.execute(_of(number, select(wordings))).all()
    known = {(row.form, row.kind, row.key, row.voice): row.place for row in rows}
    there = {(row.wording, *(getattr(row, name) for name in _SPOT)) for row in connection.execute(_spots(number))}
    places, next_spot = len(known), len(there)
    for each in said:
        place = known.get((each.form, each.kind, each.key, each.voice))
        if place is None:
            place, places = places, places + 1
            values = {name: getattr(each, name) for name in _WORDING}
            takes = msgspec.json.encode(each.takes).decode()
            connection.execute(wordings.insert().values(generation=number, place=place, takes=takes, **values))
        fresh = [row for spot in each.spots if (place, *(row := _row(spot)).values()) not in there]
        added = [{"generation": number, "place": next_spot + n, "wording": place} | row for n, row in enumerate(fresh)]
        next_spot += len(added)
        if added:
            connection.execute(spots.insert(), added)
    unnoted = (generations.c.number == number, generations.c.noted_at == "")
    connection.execute(update(generations).where(*unnoted).values(noted_at=now(), noted_later=int(later)))


def copy(connection: Connection, old: int, new: int) -> None:
    """Let a generation that says the same have the same record; of its bytes, those that are there now."""
    for table in (wordings, spots):
        rest = [column.name for column in table.columns if column.name != "generation"]
        same = select(literal(new), *(table.c[name] for name in rest)).where(table.c.generation == old)
        connection.execute(table.insert().from_select(["generation", *rest], same))
    noted = connection.execute(
        select(generations.c.noted_at, generations.c.noted_later).where(generations.c.number == old)
    ).one()
    values = {"noted_at": noted.noted_at, "noted_later": noted.noted_later}
    connection.execute(update(generations).where(generations.c.number == new).values(values))


def note_sounds(connection: Connection, number: int) -> None:
    """Note the bytes of those clips of a generation that are ready, unless it was replaced before they were made."""
    times = select(generations.c.current_from, generations.c.current_until)
    stood = connection.execute(times.where(generations.c.number == number)).one()
    ours = select(spots.c.digest).where(spots.c.generation == number)
    about = (recordings.c.digest, recordings.c.fingerprint, recordings.c.duration_ms, recordings.c.made_at)
    ready = select(*about).where(recordings.c.digest.in_(ours), recordings.c.state == Recorded.READY)
    known = {(sound.digest, sound.fingerprint) for sound in _sounds(connection, number)}
    found = (
        Sound(row.digest, row.fingerprint, row.duration_ms, max(stood.current_from, _moment(row.made_at)))
        for row in connection.execute(ready).all()
        if (row.digest, row.fingerprint) not in known
    )
    rows = [
        {"generation": number} | {name: getattr(sound, name) for name in Sound.__dataclass_fields__}
        for sound in found
        if not stood.current_until or sound.since < stood.current_until
    ]
    if rows:
        connection.execute(sounds.insert(), rows)


def heard_with(digest: str) -> Select[int]:
    """Asks for the current generations in whose clip of that digest a disclaimer is said."""
    of_it = select(spots.c.generation).where(spots.c.digest == digest)
    return select(generations.c.number).where(generations.c.number.in_(of_it), generations.c.state == State.CURRENT)


def read(connection: Connection, number: int) -> Iterator[tuple[Wording, tuple[Sound, ...]]]:
    """Each wording of a generation, in order, with the bytes of its clips, the earliest first."""
    found: dict[int, list[Spot]] = {}
    for row in connection.execute(_spots(number)):
        spot = Spot(row.section, bool(row.alone), bool(row.first), row.suffix, row.rate, row.digest)
        found.setdefault(row.wording, []).append(spot)
    heard = _sounds(connection, number)
    for row in connection.execute(_of(number, select(wordings)).order_by(wordings.c.place)).all():
        takes = msgspec.json.decode(row.takes, type=tuple[tuple[str, str], ...])
        stand = tuple(found.get(row.place, []))
        digests = {spot.digest for spot in stand}
        said = Wording(row.key, row.kind, row.lang, row.form, row.text, row.voice, takes, stand)
        yield said, tuple(sound for sound in heard if sound.digest in digests)


def knows(number: int, digest: str) -> Select[int]:
    """Asks for a place in a generation's record of the clip of that digest."""
    return select(spots.c.place).where(spots.c.generation == number, spots.c.digest == digest).limit(1)


def unnoted(most: int) -> Select[int]:
    """Asks for so many generations that were heard and of which nothing is noted, the newest first."""
    heard = (generations.c.noted_at == "", generations.c.current_from != "")
    return select(generations.c.number).where(*heard).order_by(generations.c.number.desc()).limit(most)


def _row(spot: Spot) -> dict[str, object]:
    values = {name: getattr(spot, name) for name in _SPOT}
    return values | {"alone": int(spot.alone), "first": int(spot.first)}


def _of(number: int, query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return query.where(wordings.c.generation == number)


def _spots(number: int) -> Select[tuple[object, ...]]:
    return select(spots).where(spots.c.generation == number).order_by(spots.c.place)


def _sounds(connection: Connection, number: int) -> list[Sound]:
    query = select(*(sounds.c[name] for name in Sound.__dataclass_fields__)).where(sounds.c.generation == number)
    return [Sound(*row) for row in connection.execute(query.order_by(sounds.c.since))]


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
