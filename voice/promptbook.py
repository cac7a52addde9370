"""The prompt book: what is said in each clip that is ordered, and in which voice.

An order names a generation of an article, which says for ever what it says; or a revision of the library, which is read
by the editors' rules and words of now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from threading import Lock

from cachetools import LRUCache, cached

from content import Article
from content.errors import UnknownArticle
from content.library import Kept
from voice.casting import CASTING, Line, cast, clip_digest
from voice.choosing import Preference, choose
from voice.desk import Desk
from voice.errors import UnspokenLanguage, VoiceError
from voice.generations import Draft, Edition, Generation, Generations, Said, number_of, wordings_of
from voice.lexicon.keeping import EVERYWHERE, Lexicons
from voice.orders import ClipOrder, Delivery, Part, orders_of, parts_of, phone_orders_of, script_of
from voice.reading import Reader
from voice.script import text_script
from voice.settings import check_rate
from voice.speech import PIPELINE, Script, Utterance

# How this program reads and speaks: another release may read otherwise.
PROGRAM = f"{version('article-voice')}+{PIPELINE}.{CASTING}"

# Of the parts of articles that were read last, so many characters are remembered; each takes a hundred bytes.
MOST_CHARACTERS = 100_000
# An article as it is read: its slug, the revision or generation that is named, and by what it is read.
Read = tuple[str, str, Edition]
Spoken = dict[ClipOrder, tuple[Line, ...]]


class PromptBook:
    """Remembers what it has read; a change of the editors' turns the page by itself.

    What is ordered as `usual` is delivered as its generation was.
    """

    def __init__(self, desk: Desk, lexicons: Lexicons, generations: Generations, usual: Delivery) -> None:
        self._desk = desk
        self._lexicons = lexicons
        self._generations = generations
        self._usual = usual
        self._article = lru_cache(64)(self._read_article)
        self._part = cached(LRUCache(MOST_CHARACTERS, _characters), lock=Lock())(self._read_part)
        self._digest = lru_cache(4096)(self._read_digest)

    def resolved(self, order: ClipOrder) -> ClipOrder:
        """The order with the delivery of the generation that it names, so that every process understands it alike."""
        generation = self._generation(order)
        if generation is None or replace(order.delivery, suffix=self._usual.suffix) != self._usual:
            return order
        return replace(order, delivery=replace(generation.delivery, suffix=order.delivery.suffix))

    def digests(self, orders: Iterable[ClipOrder]) -> list[str]:
        """The digest of each ordered clip. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules."""
        wanted = [self.resolved(order) for order in orders]
        now = self.editions({each.slug for each in wanted if number_of(each.revision) is None})
        return [self._noted(order) or self._digest(order, self._edition_of(order, now)) for order in wanted]

    def lines(self, order: ClipOrder) -> tuple[Line, ...]:
        """The lines of the ordered clip. Raises as `digests` does."""
        order = self.resolved(order)
        generation = self._generation(order)
        return self._lines(order, generation.edition if generation else self.edition(order.slug))

    def said(self, order: ClipOrder) -> Said:
        """What the clip of an article says; where no voice for it is there, without takes. Raises UnknownArticle."""
        try:
            lines, digest = self.lines(order), self.digests([order])[0]
        except VoiceError:
            generation = self._generation(order)
            edition = generation.edition if generation else self.edition(order.slug)
            article = self._article(order.slug, order.revision, edition)
            read = self._lexicons.reader(order.slug, edition.words)
            said = [each for part in parts_of(article, order) for each in script_of(article, part, read).utterances]
            return Said(self._noted(order), tuple((_block(each), each.text, "") for each in said))
        return _said(digest, lines)

    def cast(self, script: Script, delivery: Delivery) -> tuple[Line, ...]:
        """The lines of any script. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, RateOutOfRange."""
        check_rate(delivery.rate)
        return cast(script, lambda lang: choose(lang, delivery.preference).voice, delivery.rate)

    def reader(self, slug: str, revision: str) -> Reader:
        """Reads as the generation of that name was read; what is not a generation, by the words of now."""
        number = number_of(revision)
        generation = None if number is None else self._generations.read(number)
        return self._lexicons.reader(slug, generation.edition.words if generation else None)

    def edition(self, slug: str) -> Edition:
        """By what the article of that slug is read now. Raises InvalidRules."""
        return self.editions([slug])[slug]

    def editions(self, slugs: Iterable[str]) -> dict[str, Edition]:
        """The same of many, by slug."""
        wanted = list(slugs)
        if not wanted:
            return {}
        rules, words = self._desk.rules_file.rules().edition, self._lexicons.versions()
        library = words.get(EVERYWHERE, 0)
        return {slug: Edition(rules, max(library, words.get(slug, 0)), PROGRAM) for slug in wanted}

    def draft(self, kept: Kept, delivery: Delivery, by_phone: Sequence[Delivery] = ()) -> tuple[Draft, Spoken]:
        """What a generation of a revision would be now, and the lines of each clip, also of those for telephones.

        Raises as `digests` does.
        """
        slug, edition = kept.article.slug, self.edition(kept.article.slug)
        article = self._article(slug, kept.revision, edition)
        spoken = {order: self._lines(order, edition) for order in orders_of(article, kept.revision, delivery)}
        utterances = {line.utterance for lines in spoken.values() for line in lines}
        langs = sorted({lang for each in utterances for lang in (each.lang, each.around) if lang})
        clips = {order: clip_digest(lines, order.suffix) for order, lines in spoken.items()}
        voices = voices_for(langs, delivery.preference)
        spoken |= {order: self._lines(order, edition) for order in phone_orders_of(article, kept.revision, by_phone)}
        digests = {order: clips.get(order) or clip_digest(lines, order.suffix) for order, lines in spoken.items()}
        said = {order: _said(digests[order], lines) for order, lines in spoken.items()}
        return Draft(article, kept.revision, delivery, edition, voices, clips, wordings_of(article, said)), spoken

    def _generation(self, order: ClipOrder) -> Generation | None:
        """The generation that the order names, if it names one. Raises UnknownArticle where there is none such."""
        number = number_of(order.revision)
        if number is None:
            return None
        found = self._generations.read(number)
        if found is None or found.slug != order.slug:
            raise UnknownArticle(f"The article {order.slug!r} has no generation {order.revision!r}.")
        return found

    def _noted(self, order: ClipOrder) -> str:
        """The digest that the order's generation has noted for the clip; "" where it has not."""
        generation = self._generation(order)
        if generation is None or generation.delivery != order.delivery:
            return ""
        return self._generations.clips(generation.number).get((order.section, order.alone, order.first), "")

    def _edition_of(self, order: ClipOrder, now: dict[str, Edition]) -> Edition:
        generation = self._generation(order)
        return generation.edition if generation else now[order.slug]

    def _read_digest(self, order: ClipOrder, edition: Edition) -> str:
        return clip_digest(self._lines(order, edition), order.suffix)

    def _lines(self, order: ClipOrder, edition: Edition) -> tuple[Line, ...]:
        """The lines of the ordered clip; its parts, which it shares with others, are read once."""
        if order.text:
            return self.cast(
                text_script(order.text, order.lang, self._lexicons.reader("", edition.words)), order.delivery
            )
        article = (order.slug, order.revision, edition)
        parts = parts_of(self._article(*article), order)
        return tuple(chain.from_iterable(self._part(article, part, order.delivery) for part in parts))

    def _read_article(self, slug: str, revision: str, _edition: Edition) -> Article:
        number = number_of(revision)
        generation = None if number is None else self._generations.read(number)
        return generation.article if generation else self._desk.due(self._desk.library.revision(slug, revision).article)

    def _read_part(self, article: Read, part: Part, delivery: Delivery) -> tuple[Line, ...]:
        slug, _, edition = article
        return self.cast(script_of(self._article(*article), part, self._lexicons.reader(slug, edition.words)), delivery)


def _characters(lines: Iterable[Line]) -> int:
    return sum(len(line.utterance.text) for line in lines)


def _said(digest: str, lines: Iterable[Line]) -> Said:
    return Said(digest, tuple((_block(line.utterance), line.request.text, line.request.digest) for line in lines))


def _block(utterance: Utterance) -> str:
    return utterance.source.block if utterance.source else ""


def voices_for(langs: Iterable[str], preference: Preference) -> dict[str, str]:
    """By language, what names the voice that speaks it now, with its revision; "" where none does."""
    return {lang: _voice_for(lang, preference) for lang in langs}


def _voice_for(lang: str, preference: Preference) -> str:
    try:
        voice = choose(lang, preference).voice
    except UnspokenLanguage:
        return ""
    return f"{voice} {voice.revision}"
