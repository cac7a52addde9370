"""The prompt book: what is said in each clip that is ordered, and in which voice, by the editors' rules and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from content import Article
from voice.casting import Line, cast, clip_digest
from voice.choosing import choose
from voice.desk import Desk
from voice.lexicon.keeping import Lexicons
from voice.orders import ClipOrder, Delivery, Part, parts_of, script_of
from voice.script import text_script
from voice.settings import check_rate
from voice.speech import Script


@dataclass(frozen=True, slots=True)
class Edition:
    """What editors have set so far: what is known of an order is known for as long as that stands."""

    rules: str
    words: int


class PromptBook:
    """Remembers what it has read; a change of the editors' turns the page by itself."""

    def __init__(self, desk: Desk, lexicons: Lexicons) -> None:
        self._desk = desk
        self._lexicons = lexicons
        self._article = lru_cache(64)(self._read_article)
        self._part = lru_cache(4096)(self._read_part)
        self._digest = lru_cache(4096)(self._read_digest)

    def digests(self, orders: Iterable[ClipOrder]) -> list[str]:
        """The digest of each ordered clip. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, InvalidRules."""
        wanted = list(orders)
        rules = self._desk.rules_file.rules().edition
        words = {slug: self._lexicons.version(slug) for slug in {order.slug for order in wanted}}
        return [self._digest(order, Edition(rules, words[order.slug])) for order in wanted]

    def lines(self, order: ClipOrder) -> tuple[Line, ...]:
        """The lines of the ordered clip. Raises as `digests` does."""
        return self._lines(order, self._edition(order.slug))

    def cast(self, script: Script, delivery: Delivery) -> tuple[Line, ...]:
        """The lines of any script. Raises UnspokenLanguage, DisclaimerUnspoken, UnknownVoice, RateOutOfRange."""
        check_rate(delivery.rate)
        return cast(script, lambda lang: choose(lang, delivery.preference).voice, delivery.rate)

    def _edition(self, slug: str) -> Edition:
        return Edition(self._desk.rules_file.rules().edition, self._lexicons.version(slug))

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
        return self._desk.due(self._desk.library.revision(slug, revision).article)

    def _read_part(self, article: tuple[str, str, Edition], part: Part, delivery: Delivery) -> tuple[Line, ...]:
        slug, _, edition = article
        return self.cast(script_of(self._article(*article), part, self._lexicons.reader(slug, edition.words)), delivery)
