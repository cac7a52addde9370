"""What is ready to be heard by telephone: prompts and articles, looked up again every few seconds.

An article is offered once every clip of it is there, and stays as it was offered until a newer version is whole; so do
the prompts of a language.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

import msgspec

from content import ContentError
from content.errors import UnknownArticle
from voice.errors import PhoneNotReady, VoiceError
from voice.generations import name_of
from voice.phone.assembling import Assembly, entry_of
from voice.phone.fresh import Fresh
from voice.phone.programme import Entry, Offer, Programme, Prompts, Sound, Track
from voice.phone.prompting import Prompter, fitting, ready
from voice.phonebook.programmes import Kept as Versioned
from voice.studio import Studio

# How long, in seconds, what was found ready is taken to be all there is; prompts seldom change.
KEEP_S, KEEP_PROMPTS_S = 30.0, 300.0
# Many who call for an article at once have it looked at once, in seconds.
CHECK_S = 2.0
# So many articles that are not offered yet, or not as readers hear them now, are looked at each time.
LOOK_AT = 20
# Programmes kept in memory.
MOST_PROGRAMMES = 256


class Repertoire:
    """What calls may come to, for one process."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._prompter = Prompter(studio)
        self._rates = studio.settings.rates_by_phone
        self._offer = Fresh(self._look, KEEP_S)
        self._prompts: dict[str, Fresh[Prompts]] = {}
        self._newest: dict[str, Fresh[Programme | None]] = {}
        self._decoded = lru_cache(MOST_PROGRAMMES)(self._decode)
        self._checked = lru_cache(MOST_PROGRAMMES)(self._checking)

    def offer(self) -> Offer:
        """All that calls may come to now. Raises PhoneNotReady where no language's prompts are recorded."""
        return self._offer.get()

    def programme(self, code: str, version: str) -> Programme | None:
        """That version of an article, or, for "", the one that stands; None where it is not there."""
        return self._decoded(version) if version else self._checked(code).get()

    def alone(self, version: str) -> tuple[tuple[Track, ...], ...]:
        """The sections of a version as they are fetched on their own: each begins with the disclaimers."""
        found = self._studio.programmes.alone(version)
        return msgspec.json.decode(found, type=tuple[tuple[Track, ...], ...]) if found else ()

    def publish(self, slug: str) -> Programme | None:
        """Offer an article as it is heard now; None where its clips are not all ready.

        Raises UnknownArticle, UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules.
        """
        kept = self._studio.publisher.heard(slug)
        orders = self._studio.phone_orders(kept.article, kept.revision)
        clips = ready(self._studio, orders)
        if not orders or len(clips) < len(orders):
            return None
        found = Assembly(self._studio, kept, self._studio.codes.of(slug), clips)
        if found.version == self._studio.programmes.version(found.code):
            standing = self._decoded(found.version)
            if standing and standing.revision:
                return standing
            self._decoded.cache_clear()  # an older release wrote it, which did not tell what it is of
        programme = found.programme()
        entry = entry_of(programme, kept.article, fitting(kept.article.lang, self._prompter.texts()))
        alone = [found.alone(section.id) for section in programme.sections]
        fingerprints = programme.fingerprints | {sound.fingerprint for sound in _sounds(alone)}
        documents = (_json(entry), _json(programme), _json(alone))
        self._studio.programmes.publish(Versioned(programme.version, programme.code, *documents, fingerprints))
        return programme

    def _try_to_publish(self, slug: str) -> Programme | None:
        try:
            return self.publish(slug)
        except (ContentError, VoiceError):
            return None  # its page says why it can't be spoken

    def _checking(self, code: str) -> Fresh[Programme | None]:
        return Fresh(partial(self._stands, code), CHECK_S, behind=False)

    def _stands(self, code: str) -> Programme | None:
        """The version of an article that is whole: as it is heard now, else as it was offered last."""
        slug = self._studio.codes.slug(code)
        if slug is None or not self._is_given(slug):
            return None
        version = self._studio.programmes.version(code)
        last = self._whole(version) if version else None
        if last and self._is_heard(last, self._studio.publisher.generations.number_current(slug)):
            self._newest.pop(code, None)
            return last
        # To put a version together takes a second: whoever calls hears the last one meanwhile, where there is one.
        newest = self._newest.setdefault(code, Fresh(partial(self._try_to_publish, slug), KEEP_S, found=last))
        found = newest.get()
        return last or (self._whole(found.version) if found else None)

    def _whole(self, version: str) -> Programme | None:
        """That version, if every clip of it is still there."""
        programme = self._decoded(version)
        clips = programme.fingerprints if programme else set()
        return programme if self._studio.stock.index.known(clips) == clips else None

    def _is_given(self, slug: str) -> bool:
        try:
            self._studio.library.check_offered(slug)
        except UnknownArticle:
            return False
        return True

    def _is_heard(self, offered: Programme | Entry, number: int | None) -> bool:
        """Whether that is what the generation of that number says, at the rates that callers may choose now."""
        return number is not None and (offered.revision, offered.rates) == (name_of(number), self._rates)

    def _look(self) -> Offer:
        entries, texts = self._entries(), self._prompter.texts()
        spoken = {entry.lang for entry in entries} or {next(iter(texts))}
        prompts = {lang: found for lang in texts if lang in spoken and (found := self._prompts_of(lang))}
        if not prompts:
            raise PhoneNotReady(
                "What callers are told is not recorded yet. A running service does that; so does: voice phone prompts"
            )
        first = next(iter(prompts))
        offered = tuple(each if each.lang in prompts else replace(each, lang=first) for each in entries)
        topics = {lang: self._prompter.topics(_topics(offered, lang), lang) for lang in prompts}
        return Offer(tuple(prompts), prompts, offered, self.programme, topics)

    def _entries(self) -> tuple[Entry, ...]:
        """The articles that are offered, the newest first; some that are not yet are looked at meanwhile."""
        listed = sorted(self._studio.library.list(), key=lambda row: row.added_at, reverse=True)
        codes = self._studio.codes.of_all(row.slug for row in listed)
        standing = self._standing()
        self._studio.programmes.retire(standing.keys() - set(codes.values()))
        numbers = self._studio.publisher.generations.numbers_current()
        missing = [slug for slug, code in codes.items() if code not in standing]
        changed = [
            slug
            for slug, number in numbers.items()
            if (entry := standing.get(codes.get(slug, ""))) and not self._is_heard(entry, number)
        ]
        due = [*_some(changed), *_some(missing)]
        for slug in due:
            self._try_to_publish(slug)
        standing = self._standing() if due else standing
        return tuple(standing[codes[row.slug]] for row in listed if codes[row.slug] in standing)

    def _standing(self) -> Mapping[str, Entry]:
        rows = self._studio.programmes.standing()
        return {kept.code: msgspec.json.decode(kept.entry, type=Entry) for kept in rows if kept.entry}

    def _prompts_of(self, lang: str) -> Prompts:
        look = partial(self._prompter.prompts, lang)
        fresh = self._prompts.setdefault(lang, Fresh(look, KEEP_PROMPTS_S, behind=False))
        if not (found := fresh.get()):
            del self._prompts[lang]
        return found

    def _decode(self, version: str) -> Programme | None:
        document = self._studio.programmes.document(version)
        return msgspec.json.decode(document, type=Programme) if document else None


def _some(slugs: list[str]) -> list[str]:
    """As many as are looked at each time, whichever: those that can't be spoken keep no others waiting."""
    return random.sample(slugs, min(LOOK_AT, len(slugs)))


def _sounds(sections: Iterable[Iterable[Track]]) -> Iterator[Sound]:
    return (sound for tracks in sections for track in tracks for sound in track.parts)


def _json(document: object) -> str:
    return msgspec.json.encode(document).decode()


def _topics(entries: Iterable[Entry], lang: str) -> list[str]:
    return sorted({topic for each in entries if each.lang == lang for topic in each.topics})
