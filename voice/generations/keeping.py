"""Generations kept: planned, made, current, past; switched and rolled back in one transaction."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

import sqlalchemy
from sqlalchemy import Connection, Engine, Select, bindparam, func, select

from audio_cache import Recording
from audio_cache.tables import State as Recorded
from audio_cache.tables import alone, recordings
from voice.audit import Change, Kind
from voice.audit import note as note_change
from voice.errors import NothingToRollBack
from voice.generations import record
from voice.generations.generation import Draft, Generation, Standing, State, name_of
from voice.generations.record import Sound
from voice.generations.tables import IS_CURRENT, clips, generation_of, generations, standing_of, text_of
from voice.generations.wordings import Wording
from voice.timestamps import later, now

# So long a page that names a generation which has been replaced is answered with it.
GRACE = timedelta(hours=48)
# Asked with every request of a listener, and so built once.
_CURRENT_OF = select(generations.c.number).where(generations.c.slug == bindparam("of"), IS_CURRENT)
_ANSWERABLE = select(generations.c.number).where(
    generations.c.slug == bindparam("of"),
    generations.c.number == bindparam("named"),
    IS_CURRENT | ((generations.c.state == State.PAST) & (generations.c.current_until >= bindparam("since"))),
)


class Generations:
    """The generations in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")
        # What a generation says never changes; where it stands does, and is not kept here.
        self.read = lru_cache(256)(self._read)
        self.clips = lru_cache(256)(self._read_clips)

    def number_current(self, slug: str) -> int | None:
        """Which generation of an article is current; None where it has none yet."""
        return self._number(_CURRENT_OF, of=slug)

    def numbers_current(self) -> dict[str, int]:
        """Which generation of each article is current, by slug; articles are not read for it."""
        with self._reader.connect() as connection:
            rows = connection.execute(select(generations.c.slug, generations.c.number).where(IS_CURRENT)).all()
        return {row.slug: row.number for row in rows}

    def current(self, slug: str) -> Generation | None:
        """The generation of an article that is current."""
        return next(self._found(select(generations).where(generations.c.slug == slug, IS_CURRENT)), None)

    def standings(self) -> dict[str, Standing]:
        """By what each current generation was made, by slug; articles are not read for it."""
        names = ("slug", "revision", "delivery", "edition", "voices", "held", "chosen")
        with self._reader.connect() as connection:
            rows = connection.execute(select(*(generations.c[name] for name in names)).where(IS_CURRENT)).all()
        return {row.slug: standing_of(row) for row in rows}

    def history(self, slug: str) -> tuple[Generation, ...]:
        """Every generation of an article, the newest first."""
        query = select(generations).where(generations.c.slug == slug).order_by(generations.c.number.desc())
        return tuple(self._found(query))

    def answerable(self, slug: str, number: int) -> bool:
        """Whether a page of that generation may still be answered with it: it is current, or was within 48 hours."""
        return self._number(_ANSWERABLE, of=slug, named=number, since=later(-GRACE)) is not None

    def publish(self, draft: Draft, by: str) -> Generation:
        """Keep an article's first generation, which is current at once; where it has one already, that."""
        with alone(self._engine, generations) as connection:
            slug = draft.article.slug
            number = connection.execute(_CURRENT_OF, {"of": slug}).scalar()
            if number is None:
                number = _write(connection, draft, State.CURRENT, by)
                record.note_sounds(connection, number)
            return next(generation_of(row) for row in connection.execute(_numbered(number)))

    def prepare(self, draft: Draft, by: str) -> Generation:
        """The generation that says what the draft does: the current one, one in the making, or a new one to be made."""
        with alone(self._engine, generations) as connection:
            ours = (generations.c.slug == draft.article.slug, generations.c.state.in_([State.CURRENT, State.MAKING]))
            same = (generations.c.article == text_of(draft.article), generations.c.delivery == text_of(draft.delivery))
            alike = connection.execute(select(generations.c.number).where(*ours, *same)).scalars()
            number = next((n for n in alike if _digests(connection, n) == list(draft.clips.values())), None)
            if number is None:
                number = _write(connection, draft, State.MAKING, by)
            # The newest edition in which it says the same, so that it is known to be up to date.
            same_today = {"edition": text_of(draft.edition), "voices": text_of(draft.voices), "held": 0}
            same_today |= {"revision": draft.revision, "chosen": int(draft.chosen)}
            of_it = generations.c.number == number
            connection.execute(generations.update().where(of_it).values(same_today))
            if connection.execute(select(generations.c.noted_at).where(of_it)).scalar():
                record.note(connection, number, draft.wordings)  # telephones may play more of it by now
            return next(generation_of(row) for row in connection.execute(_numbered(number)))

    def settle(self, number: int) -> bool:
        """Let a generation in the making be current, if every clip of it is ready; whether it is current now."""
        with alone(self._engine, generations) as connection:
            row = connection.execute(_numbered(number)).first()
            if row is None or row.state != State.MAKING or _left(connection, number):
                return row is not None and row.state == State.CURRENT
            _switch(connection, row.slug, number)
        return True

    def settle_with(self, digest: str) -> None:
        """Let those generations be current whose last clip was the one of that digest; its bytes go on record."""
        made = select(clips.c.generation).join(generations, generations.c.number == clips.c.generation)
        query = made.where(clips.c.digest == digest, generations.c.state == State.MAKING)
        with self._reader.connect() as connection:
            numbers = list(connection.execute(query).scalars())
            heard = list(connection.execute(record.heard_with(digest)).scalars())
        for number in numbers:
            self.settle(number)
        for number in heard:
            self.note_sounds(number)

    def note_sounds(self, number: int) -> None:
        """Put on record which bytes the clips with disclaimers have that are ready by now."""
        with alone(self._engine, generations) as connection:
            record.note_sounds(connection, number)

    def note(self, number: int, said: Iterable[Wording], *, later: bool) -> None:
        """Put on record what is heard of a generation in voices that listeners chose, beside what is on it.

        Or all of one that nothing is on record of, though it was heard: that is worked out `later`.
        """
        with alone(self._engine, generations) as connection:
            noted_at = connection.execute(select(generations.c.noted_at).where(generations.c.number == number)).scalar()
            if bool(noted_at) is not later:
                record.note(connection, number, said, later=later)
                record.note_sounds(connection, number)

    def has_on_record(self, number: int, digest: str) -> bool:
        """Whether the clip of that digest is on record with a generation."""
        return self._number(record.knows(number, digest)) is not None

    def unnoted(self, most: int) -> list[int]:
        """So many generations that were heard and are not on record, the newest first."""
        with self._reader.connect() as connection:
            return list(connection.execute(record.unnoted(most)).scalars())

    def on_record(self, number: int) -> tuple[tuple[Wording, tuple[Sound, ...]], ...]:
        """Each wording of a disclaimer in a generation, with the bytes of the clips that it stands in."""
        with self._reader.connect() as connection:
            return tuple(record.read(connection, number))

    def drop(self, number: int) -> None:
        """Give up a generation in the making."""
        making = (generations.c.number == number, generations.c.state == State.MAKING)
        with self._engine.begin() as connection:
            connection.execute(generations.update().where(*making).values(state=State.DROPPED))

    def roll_back(self, slug: str, by: str) -> Generation:
        """Let what was heard before be heard again, as a generation of its own that stays until another is asked for.

        The audit trail has it, by whom. Raises NothingToRollBack.
        """
        with alone(self._engine, generations) as connection:
            current = connection.execute(select(generations).where(generations.c.slug == slug, IS_CURRENT)).first()
            past = select(generations).where(generations.c.slug == slug, generations.c.state == State.PAST)
            before = connection.execute(past.order_by(generations.c.number.desc()).limit(1)).first()
            if current is None or before is None:
                raise NothingToRollBack(f"{slug} has been heard in one way only, so there is nothing to go back to.")
            says = {name: getattr(before, name) for name in _SAYS}
            new = says | {"state": State.MAKING, "held": 1, "planned_by": by, "planned_at": now()}
            number = _insert(connection, new)
            same = select(sqlalchemy.literal(number), *(clips.c[name] for name in _CLIP))
            connection.execute(
                clips.insert().from_select(["generation", *_CLIP], same.where(clips.c.generation == before.number))
            )
            record.copy(connection, before.number, number)
            _switch(connection, slug, number)
            rolled_back = f"rolled back: {name_of(number)}"
            note_change(connection, Change(Kind.RECORDINGS, slug, after=rolled_back, article=slug, who=by))
            return next(generation_of(row) for row in connection.execute(_numbered(number)))

    def says(self, generation: Generation, draft: Draft) -> bool:
        """Whether a generation would be heard as the draft would."""
        same = (generation.article, generation.delivery) == (draft.article, draft.delivery)
        return same and self.digests(generation.number) == list(draft.clips.values())

    def left(self, number: int) -> int:
        """How many clips of a generation are not ready."""
        with self._reader.connect() as connection:
            return _left(connection, number)

    def digests(self, number: int) -> list[str]:
        """The digests of a generation's clips, in the order in which a listener comes to them."""
        with self._reader.connect() as connection:
            return _digests(connection, number)

    def recorded(self) -> Iterator[tuple[str, Recording | None]]:
        """Each clip of each current generation with its article's slug, without its marks; None where none is ready."""
        about = (clips.c.digest, *(recordings.c[name] for name in ("fingerprint", "suffix", "size", "duration_ms")))
        ready = (recordings.c.digest == clips.c.digest) & (recordings.c.state == Recorded.READY)
        current = (generations.c.number == clips.c.generation) & IS_CURRENT
        query = select(generations.c.slug, *about).select_from(clips).join(generations, current)
        with self._reader.connect() as connection:
            for slug, *row in connection.execute(query.outerjoin(recordings, ready)):
                yield slug, None if row[1] is None else Recording(*row)

    def needed(self) -> dict[str, dict[int, State]]:
        """By slug, those that may still be heard: current, in the making, to be gone back to, or current of late."""
        query = select(generations.c.slug, generations.c.number, generations.c.state, generations.c.current_until)
        kept, since = [State.CURRENT, State.MAKING, State.PAST], later(-GRACE)
        found: dict[str, dict[int, State]] = {}
        with self._reader.connect() as connection:
            rows = connection.execute(query.where(generations.c.state.in_(kept)).order_by(generations.c.number.desc()))
            for row in rows:
                ours = found.setdefault(row.slug, {})
                if row.state != State.PAST or State.PAST not in ours.values() or row.current_until >= since:
                    ours[row.number] = State(row.state)
        return found

    def _read(self, number: int) -> Generation | None:
        return next(self._found(_numbered(number)), None)

    def _read_clips(self, number: int) -> dict[tuple[str, bool, bool], str]:
        query = select(clips).where(clips.c.generation == number)
        with self._reader.connect() as connection:
            return {(c.section, bool(c.alone), bool(c.first)): c.digest for c in connection.execute(query)}

    def _found(self, query: Select[tuple[object, ...]]) -> Iterator[Generation]:
        with self._reader.connect() as connection:
            rows = connection.execute(query).all()
        yield from map(generation_of, rows)

    def _number(self, query: Select[int], **values: object) -> int | None:
        with self._reader.connect() as connection:
            return connection.execute(query, values).scalar_one_or_none()


_SAYS = ("slug", "revision", "article", "delivery", "edition", "voices", "chosen")
_CLIP = ("place", "section", "alone", "first", "digest")


def _numbered(number: int) -> Select[tuple[object, ...]]:
    return select(generations).where(generations.c.number == number)


def _write(connection: Connection, draft: Draft, state: State, by: str) -> int:
    says: dict[str, object] = {
        name: text_of(getattr(draft, name)) for name in ("article", "delivery", "edition", "voices")
    }
    at = now()
    says |= {"slug": draft.article.slug, "revision": draft.revision, "chosen": int(draft.chosen), "held": 0}
    since = {"state": state, "current_from": at if state is State.CURRENT else ""}
    number = _insert(connection, says | since | {"planned_by": by, "planned_at": at})
    rows = [
        {"generation": number, "place": place, "section": order.section, "alone": int(order.alone),
         "first": int(order.first), "digest": digest}
        for place, (order, digest) in enumerate(draft.clips.items())
    ]  # fmt: skip
    if rows:
        connection.execute(clips.insert(), rows)
    record.note(connection, number, draft.wordings)
    return number


def _insert(connection: Connection, values: Mapping[str, object]) -> int:
    return int(connection.execute(generations.insert().values(**values).returning(generations.c.number)).scalar_one())


def _switch(connection: Connection, slug: str, number: int) -> None:
    at, ours = now(), generations.c.slug == slug
    connection.execute(generations.update().where(ours, IS_CURRENT).values(state=State.PAST, current_until=at))
    new = generations.c.number == number
    connection.execute(generations.update().where(new).values(state=State.CURRENT, current_from=at))
    late = (ours, generations.c.state == State.MAKING, generations.c.number < number)
    connection.execute(generations.update().where(*late).values(state=State.DROPPED))
    record.note_sounds(connection, number)


def _left(connection: Connection, number: int) -> int:
    """How many clips of a generation are not ready."""
    query = (
        select(func.count(clips.c.digest.distinct()))
        .select_from(clips)
        .outerjoin(recordings, recordings.c.digest == clips.c.digest)
    )
    unready = recordings.c.state.is_(None) | (recordings.c.state != Recorded.READY)
    return int(connection.execute(query.where(clips.c.generation == number, unready)).scalar_one())


def _digests(connection: Connection, number: int) -> list[str]:
    query = select(clips.c.digest).where(clips.c.generation == number).order_by(clips.c.place)
    return list(connection.execute(query).scalars())
