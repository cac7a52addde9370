"""What is ready to be heard by telephone: prompts and articles, looked up again every few seconds.

An article is offered once every clip of it is there, and stays as it was offered until a newer version is whole.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

from audio_cache import Recording
from content import ContentError
from content.library import Listed
from voice.errors import PhoneNotReady, VoiceError
from voice.orders import ClipOrder, text_order
from voice.phone.assembling import Assembly, entry_of
from voice.phone.programme import Entry, Offer, Programme, Prompts, Sound, Track
from voice.phone.wording import Texts, texts_by_language
from voice.phonebook.programmes import Kept as KeptProgramme
from voice.studio import Studio

# How long, in seconds, what was found ready is taken to be all there is.
KEEP_S = 30.0
# Prompts that are all recorded seldom change.
KEEP_PROMPTS_S = 300.0
# So many articles that are not offered yet are looked at each time.
LOOK_AT = 20
# In addresses of clips, the code of what stands in no article.
PROMPT = "0"
T = TypeVar("T")


class Repertoire:
    """What calls may come to, for one process."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._offer = _Fresh[Offer]()
        self._prompts: dict[tuple[str, int], _Fresh[Prompts]] = {}
        self._current: dict[str, _Fresh[Programme | None]] = {}
        self._decoded = lru_cache(256)(self._decode)

    def offer(self) -> Offer:
        """All that calls may come to now. Raises PhoneNotReady where no language's prompts are recorded."""
        return self._offer.get(self._look)

    def programme(self, code: str, version: str) -> Programme | None:
        """That version of an article, or, for "", the one that stands; None where it is not there."""
        if version:
            return self._decoded(version)
        return self._current.setdefault(code, _Fresh()).get(lambda: self._stands(code))

    def alone(self, version: str) -> tuple[tuple[Track, ...], ...]:
        """The sections of a version as they are fetched on their own: each begins with the disclaimers."""
        found = self._studio.programmes.alone(version)
        return msgspec.json.decode(found, type=tuple[tuple[Track, ...], ...]) if found else ()

    def _assembly(self, slug: str) -> Assembly | None:
        """The clips of an article for telephones; None, and they are asked for, where some are not ready."""
        kept = self._studio.publisher.heard(slug)
        orders = self._studio.phone_orders(kept.article, kept.revision)
        clips = self._ready(orders)
        if not orders or len(clips) < len(orders):
            return None
        return Assembly(self._studio, kept, self._studio.codes.of(slug), clips)

    def publish(self, slug: str) -> Programme | None:
        """Offer an article as it now stands; None where its clips are not all ready."""
        if (found := self._assembly(slug)) is None:
            return None
        if found.version in {kept.version for kept in self._studio.programmes.standing()}:
            return self._decoded(found.version)
        programme = found.programme()
        texts = texts_by_language(self._studio.settings.data)
        entry = entry_of(programme, found.kept.article, _prompts_for(found.kept.article.lang, texts))
        alone = [found.alone(section.id) for section in programme.sections]
        documents = (msgspec.json.encode(each).decode() for each in (entry, programme, alone))
        self._studio.programmes.publish(KeptProgramme(programme.version, programme.code, *documents))
        return programme

    def prompt_orders(self) -> list[ClipOrder]:
        """The clips of every prompt that calls need: those of the languages of the articles that there are."""
        texts = texts_by_language(self._studio.settings.data)
        listed = self._studio.library.list()
        langs = [lang for lang in texts if lang in {_prompts_for(row.lang, texts) for row in listed}]
        return [self._order(text, lang) for lang in langs or [next(iter(texts))] for text in texts[lang].values()]

    def _look(self) -> Offer:
        texts = texts_by_language(self._studio.settings.data)
        listed = {row.slug: row for row in self._studio.library.list()}
        entries = self._entries(listed)
        wanted = {entry.lang for entry in entries} or {next(iter(texts))}
        prompts = {lang: found for lang in texts if lang in wanted and (found := self._prompts_of(texts[lang], lang))}
        if not prompts:
            raise PhoneNotReady("What callers are told is still being recorded. Please call again in a few minutes.")
        first = next(iter(prompts))
        offered = tuple(each if each.lang in prompts else replace(each, lang=first) for each in entries)
        topics = {lang: self._topics(offered, lang) for lang in prompts}
        return Offer(tuple(prompts), prompts, offered, self.programme, topics)

    def _entries(self, listed: dict[str, Listed]) -> tuple[Entry, ...]:
        """The articles that are offered, the newest first; some that are not yet are looked at meanwhile."""
        codes = self._studio.codes.of_all(listed)
        standing = {kept.code: kept.entry for kept in self._studio.programmes.standing()}
        missing = [slug for slug, code in codes.items() if code not in standing]
        for slug in missing[:LOOK_AT]:
            self._try_to_publish(slug)
        if missing:
            standing = {kept.code: kept.entry for kept in self._studio.programmes.standing()}
        newest = sorted(listed.values(), key=lambda row: row.added_at, reverse=True)
        found = (standing.get(codes[row.slug]) for row in newest)
        return tuple(msgspec.json.decode(entry, type=Entry) for entry in found if entry)

    def _stands(self, code: str) -> Programme | None:
        """The version of an article that is whole: as it is now, else as it was offered last."""
        if (slug := self._studio.codes.slug(code)) is None:
            return None
        if programme := self._try_to_publish(slug):
            return programme
        last = next((kept.version for kept in self._studio.programmes.standing() if kept.code == code), None)
        return self._decoded(last) if last else None

    def _try_to_publish(self, slug: str) -> Programme | None:
        try:
            return self.publish(slug)
        except (ContentError, VoiceError):
            return None  # its page says why it can't be spoken

    def _decode(self, version: str) -> Programme | None:
        document = self._studio.programmes.document(version)
        return msgspec.json.decode(document, type=Programme) if document else None

    def _prompts_of(self, texts: Texts, lang: str) -> Prompts:
        """Each prompt's clip, by name; none where some are still to be recorded."""
        said = (lang, hash(tuple(texts.items())))
        found = self._prompts.setdefault(said, _Fresh(KEEP_PROMPTS_S)).get(lambda: self._recorded(texts, lang))
        if not found:
            del self._prompts[said]
        return found

    def _recorded(self, texts: Texts, lang: str) -> Prompts:
        orders = {name: self._order(text, lang) for name, text in texts.items()}
        clips = self._ready(list(orders.values()))
        if not all(order in clips for order in orders.values()):
            return {}
        return {name: _sound(clips[order], name, order) for name, order in orders.items()}

    def _topics(self, entries: Iterable[Entry], lang: str) -> tuple[Sound, ...]:
        """The topics of the articles in that language, as far as their names are recorded."""
        names = sorted({topic for entry in entries if entry.lang == lang for topic in entry.topics})
        clips = self._ready([self._order(name, lang) for name in names])
        return tuple(_sound(clip, "topic", order) for order, clip in clips.items())

    def _ready(self, orders: list[ClipOrder]) -> dict[ClipOrder, Recording]:
        """Those of the clips that are ready; the others are asked for."""
        clips = dict(zip(orders, self._studio.find_all(orders), strict=True))
        if missing := [order for order, clip in clips.items() if clip is None]:
            self._studio.want(missing, urgent=False)
        return {order: clip for order, clip in clips.items() if clip}

    def _order(self, text: str, lang: str) -> ClipOrder:
        return text_order(text, lang, self._studio.phone_delivery())


def _prompts_for(lang: str, texts: Mapping[str, Texts]) -> str:
    """The language of the prompts that fit an article's, or the first there is."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return primary if primary in texts else next(iter(texts))


def _sound(clip: Recording, name: str, order: ClipOrder) -> Sound:
    return Sound(clip.fingerprint, PROMPT, name, order.lang, clip.duration_ms, text=order.text)


class _Fresh(Generic[T]):
    """Something that is looked up again after a while, by one caller; the others get what there was meanwhile."""

    def __init__(self, keep_s: float = KEEP_S) -> None:
        self._keep_s = keep_s
        self._found: list[T] = []
        self._at = 0.0
        self._looking = threading.Lock()

    def get(self, look: Callable[[], T]) -> T:
        if self._found and time.monotonic() - self._at < self._keep_s:
            return self._found[0]
        if not self._looking.acquire(blocking=not self._found):
            return self._found[0]
        try:
            if not self._found or time.monotonic() - self._at >= self._keep_s:
                self._found, self._at = [look()], time.monotonic()
            return self._found[0]
        finally:
            self._looking.release()
