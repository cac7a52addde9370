"""What callers are told, as it is recorded: prompts by language, and the names of topics."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from audio_cache import Recording
from voice.choosing import choose
from voice.orders import ClipOrder, text_order
from voice.phone.programme import Prompts, Sound
from voice.phonebook.programmes import Kept
from voice.phonebook.wording import Texts
from voice.speech import digest_of
from voice.studio import Studio

# In addresses of clips, the code of what stands in no article.
NO_ARTICLE = "0"


@dataclass(frozen=True, slots=True)
class Prompter:
    """The prompts of a studio's telephone."""

    studio: Studio

    def texts(self) -> dict[str, Texts]:
        """What is told, by language and name. Raises InvalidPrompts."""
        return self.studio.prompts_file.told()

    def orders(self) -> list[ClipOrder]:
        """The clips of every prompt that calls need."""
        texts = self.texts()
        return [self._order(text, lang) for lang in self._spoken() for text in texts[lang].values()]

    def keep(self) -> None:
        """Hold on to what is recorded, before anybody has called for it too."""
        for lang in self._spoken():
            self.prompts(lang)

    def prompts(self, lang: str) -> Prompts:
        """A language's prompts by name, as they are worded now, or while not all of that is recorded, as they were.

        None at all where they never were. Raises UnspokenLanguage, UnknownVoice, InvalidPrompts.
        """
        version, last = self._version(lang), self.studio.programmes.version(lang)
        told = self._told(last) if last else {}
        if version == last and self._are_there(told):
            return told
        orders = {name: self._order(text, lang) for name, text in self.texts()[lang].items()}
        clips = ready(self.studio, orders.values())
        if len(clips) < len(set(orders.values())):
            return told
        prompts = {name: _sound(clips[order], name, order) for name, order in orders.items()}
        document = msgspec.json.encode(prompts).decode()
        clips_told = {sound.fingerprint for sound in prompts.values()}
        self.studio.programmes.publish(Kept(version, lang, document=document, clips=clips_told))
        return prompts

    def topics(self, names: Iterable[str], lang: str) -> tuple[Sound, ...]:
        """The topics of those names, as far as they are recorded; they are in use from now on."""
        clips = ready(self.studio, [self._order(name, lang) for name in names])
        self.studio.stock.uses.touch(*(clip.fingerprint for clip in clips.values()))
        return tuple(_sound(clip, "topic", order) for order, clip in clips.items())

    def _spoken(self) -> list[str]:
        """The languages of the articles that there are, or the first."""
        texts = self.texts()
        spoken = {fitting(row.lang, texts) for row in self.studio.library.list()} or {next(iter(texts))}
        return [lang for lang in texts if lang in spoken]

    def _version(self, lang: str) -> str:
        """Names all that decides how a language's prompts sound, without casting one of them."""
        voice = choose(lang, self.studio.phone_delivery().preference).voice
        return digest_of([lang, self.texts()[lang], voice, self.studio.publisher.book.edition("")])

    def _told(self, version: str) -> Prompts:
        document = self.studio.programmes.document(version)
        return msgspec.json.decode(document, type=dict[str, Sound]) if document else {}

    def _are_there(self, prompts: Prompts) -> bool:
        clips = {sound.fingerprint for sound in prompts.values()}
        return self.studio.stock.index.known(clips) == clips

    def _order(self, text: str, lang: str) -> ClipOrder:
        return text_order(text, lang, self.studio.phone_delivery())


def fitting(lang: str, texts: Mapping[str, Texts]) -> str:
    """The language of the prompts that fit an article's, or the first there is."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return primary if primary in texts else next(iter(texts))


def ready(studio: Studio, orders: Iterable[ClipOrder]) -> dict[ClipOrder, Recording]:
    """Those of the clips that are ready; the others are asked for."""
    wanted = list(dict.fromkeys(orders))
    clips = dict(zip(wanted, studio.find_all(wanted), strict=True))
    if missing := [order for order, clip in clips.items() if clip is None]:
        studio.want(missing, urgent=False)
    return {order: clip for order, clip in clips.items() if clip}


def _sound(clip: Recording, name: str, order: ClipOrder) -> Sound:
    return Sound(clip.fingerprint, NO_ARTICLE, name, order.lang, clip.duration_ms, text=order.text)
