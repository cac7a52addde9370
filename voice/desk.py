"""The editors' desk: what was found in an article, what they decide on it, and the rules they set for all."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from content import Article, Disclaimer, DisclaimerKind
from content.arranging import Arrangement, Arrangements, arranged
from content.disclaimer import words_of
from content.due import EDITOR, with_due
from content.errors import (
    CrisisRejected,
    EditedMeanwhile,
    InvalidDecision,
    UnknownDisclaimer,
)
from content.library import Kept, Library, Source
from content.notices import topic_of
from content.review import Decision, Reviews, Verdict, rejected, short_forms, standing
from content.withdrawing import Withdrawals
from voice.rules_file import RulesFile

UNREVIEWED = "unreviewed"


# Whoever arranges an article does so in several steps; each needs the same page, read again.
@lru_cache(4)
def _read_again(content: bytes, url: str | None, lang: str, rejected: frozenset[str]) -> Article:
    from content import parse_confined  # noqa: PLC0415 - what reads pages takes a quarter of a start to import

    return parse_confined(content, url, lang=lang, rejected=rejected)


@dataclass(frozen=True, slots=True)
class Finding:
    """A disclaimer that was found in an article, and where its review stands.

    `state` is "confirmed", "rejected" or "unreviewed"; `decision` is the last on whether it is one, if there is any.
    Of a rejected one, which is text like any other now, only its words and its kind are known.
    """

    key: str
    state: str
    disclaimer: Disclaimer
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What editors do; every decision is kept with who took it and when, and none is ever overwritten."""

    library: Library
    reviews: Reviews
    rules_file: RulesFile
    arrangements: Arrangements
    withdrawals: Withdrawals

    def publish(
        self, article: Article, source: Source, *, slug: str | None = None, may_lose_disclaimers: bool = False
    ) -> Kept:
        """Keep an article as editors have decided on what is found in it; see `Library.keep`."""
        article = self.decided(article, source, slug)
        return self.library.keep(article, source, slug=slug, may_lose_disclaimers=may_lose_disclaimers)

    def decided(self, article: Article, source: Source, slug: str | None = None) -> Article:
        """The article as it would be published: as editors have decided on it before, and arranged it."""
        named = slug or self.library.slug_for(article, source)
        decisions = self.reviews.of(named)
        article = _decided(article, source, decisions, anew=_is_stale(article, decisions))
        return replace(arranged(article, self.arrangements.of(named)), slug=named)

    def current(self, slug: str) -> Kept:
        """An article as it is heard: with the disclaimers that are due. Raises UnknownArticle, InvalidRules."""
        kept = self.library.current(slug)
        return replace(kept, article=self.due(kept.article))

    def due(self, article: Article) -> Article:
        """The article with the disclaimers that are due. Raises InvalidRules."""
        return with_due(article, self.rules_file.rules())

    def findings(self, slug: str) -> tuple[Finding, ...]:
        """What was found in an article, those that were rejected at the end. Raises UnknownArticle."""
        article = self.library.current(slug).article
        last = standing(self.reviews.of(slug))
        placed = {each.key: each for each in self.due(article).disclaimers if each.origin != EDITOR}
        there = {each.key: placed.get(each.key, each) for each in article.disclaimers}
        gone = [each for key, each in last.items() if key not in there and each.verdict is Verdict.REJECTED]
        return (
            *(Finding(key, _state(last.get(key)), each, last.get(key)) for key, each in there.items()),
            *(Finding(each.key, Verdict.REJECTED, _rejected(each, article.lang), each) for each in gone),
        )

    def history(self, slug: str) -> tuple[Decision, ...]:
        """Every decision on an article's disclaimers, the oldest first."""
        return self.reviews.of(slug)

    def confirm(self, slug: str, key: str, who: str, reason: str = "") -> Kept:
        """It is a disclaimer; one that was rejected is one again. Raises UnknownArticle, UnknownDisclaimer."""
        return self._decide(self._decision(slug, key, who, Verdict.CONFIRMED, reason=reason))

    def reject(self, slug: str, key: str, who: str, reason: str, *, even_crisis: bool = False) -> Kept:
        """It is none: from now on it is text like any other, where it stands in the article.

        Raises InvalidDecision without a reason, or for a crisis text unless `even_crisis`.
        """
        decision = self._decision(slug, key, who, Verdict.REJECTED, reason=reason)
        if not words_of(reason):
            raise InvalidDecision("Say why it is no disclaimer: whoever reviews this later will want to know.")
        if decision.kind is DisclaimerKind.CRISIS and not even_crisis:
            raise CrisisRejected("It leads people in need to help, so it is heard first. If not, say that you checked.")
        return self._decide(decision)

    def shorten(self, slug: str, key: str, who: str, short: str) -> Kept:
        """Set its short form; "" takes it back. Raises InvalidDecision for a crisis text."""
        decision = self._decision(slug, key, who, Verdict.SHORTENED, short=" ".join(short.split()))
        if decision.kind is DisclaimerKind.CRISIS:
            raise InvalidDecision("A crisis text is never shortened: it is heard in full, before anything else.")
        if decision.short and not words_of(decision.short):
            raise InvalidDecision("There is no word in this short form.")
        return self._decide(decision)

    def as_read(self, slug: str) -> Article:
        """The article with every section that its page has, in the page's own order and names. Raises UnknownArticle.

        It is read again from its source where editors have arranged it.
        """
        kept = self.library.current(slug)
        if self.arrangements.of(slug) == Arrangement():
            return kept.article
        source = self.library.source(slug, kept.revision)
        return _decided(kept.article, source, self.reviews.of(slug), anew=True)

    def arrange(self, slug: str, change: Callable[[Article, Arrangement], Arrangement], who: str) -> Kept:
        """Move, rename or silence sections: `change` makes of the arrangement that stands the one that is to.

        Raises UnknownArticle, InvalidArrangement.
        """
        first, article = self.library.current(slug), self.as_read(slug)
        self.arrangements.change(slug, partial(change, article), who)

        def rework(kept: Kept, source: Source) -> Article:
            is_first = kept.revision == first.revision
            whole = article if is_first else _decided(kept.article, source, self.reviews.of(slug), anew=True)
            return arranged(whole, self.arrangements.of(slug))

        return self._rework(slug, rework)

    def withdraw(self, slug: str, who: str) -> None:
        """Take an article off the list: it is kept with all that was decided on it, and given to nobody.

        Raises UnknownArticle.
        """
        self.library.current(slug)
        self.withdrawals.add(slug, who)

    def bring_back(self, slug: str) -> Kept:
        """Give out again what was taken off the list. Raises UnknownArticle."""
        self.withdrawals.take_back(slug)
        return self.library.current(slug)

    def give_topics(self, slug: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Kept:
        """Let an article have more or fewer topics. Raises UnknownArticle."""
        return self.library.give_topics(slug, filter(None, map(topic_of, add)), map(topic_of, remove))

    def _rework(self, slug: str, rework: Callable[[Kept, Source], Article]) -> Kept:
        """Keep what an article becomes as it stands; worked out again where somebody changes it meanwhile."""
        while True:
            kept = self.library.current(slug)
            source = self.library.source(slug, kept.revision)
            with suppress(EditedMeanwhile):
                return self.library.renew(kept, rework(kept, source), source, may_lose_disclaimers=True)

    def _decision(self, slug: str, key: str, who: str, verdict: Verdict, **words: str) -> Decision:
        found = next((finding for finding in self.findings(slug) if finding.key == key), None)
        if found is None:
            raise UnknownDisclaimer(
                f"No disclaimer {key!r} was found in {slug!r}. To see those that were: voice disclaimers review {slug}"
            )
        return Decision(slug, key, verdict, found.disclaimer.kind, found.disclaimer.text, who=who, **words)

    def _decide(self, decision: Decision) -> Kept:
        """Read the article as it is now decided, then note the decision: where that fails, nothing has changed."""
        slug = decision.slug
        before = self.reviews.of(slug)
        was_rejected = decision.key in rejected(before)

        def decided(kept: Kept, source: Source, decisions: tuple[Decision, ...]) -> Article:
            anew = was_rejected or _is_stale(kept.article, decisions)
            return arranged(_decided(kept.article, source, decisions, anew=anew), self.arrangements.of(slug))

        kept = self.library.current(slug)
        decided(kept, self.library.source(slug, kept.revision), (*before, decision))
        self.reviews.note(decision)
        return self._rework(slug, lambda kept, source: decided(kept, source, self.reviews.of(slug)))


def changed_wordings(article: Article, decisions: Iterable[Decision]) -> tuple[Disclaimer, ...]:
    """Those of an article's disclaimers that nobody has reviewed, where one of their kind that was is there no more."""
    last = standing(decisions)
    text = words_of(" ".join(section.text for section in article.sections))
    there = {each.key for each in article.disclaimers}
    gone = {each.kind for each in last.values() if each.key not in there and words_of(each.text) not in text}
    return tuple(each for each in article.disclaimers if each.key not in last and each.kind in gone)


def _is_stale(article: Article, decisions: tuple[Decision, ...]) -> bool:
    """Whether something stands among an article's disclaimers that is none."""
    return bool(rejected(decisions) & {each.key for each in article.disclaimers})


def _decided(article: Article, source: Source, decisions: tuple[Decision, ...], *, anew: bool) -> Article:
    """The article with what was rejected back in its text, and with editors' short forms; read `anew` where need be."""
    if anew:
        decided = _read_again(source.content, article.url, article.lang, rejected(decisions))
        article = replace(decided, topics=article.topics)
    shorts = short_forms(decisions)
    disclaimers = (replace(each, short=shorts.get(each.key, "")) for each in article.disclaimers)
    return replace(article, disclaimers=tuple(disclaimers))


def _state(last: Decision | None) -> str:
    return last.verdict if last else UNREVIEWED


def _rejected(decision: Decision, lang: str) -> Disclaimer:
    return Disclaimer(
        f"disclaimer_{decision.key}", decision.kind, decision.text, lang, origin="", place="", confidence=0.0
    )
