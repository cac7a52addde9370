"""The disclaimers that are due: those found in an article and those that editors set, in the order they are heard."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from urllib.parse import urlsplit

from content.article import Article, Section
from content.disclaimer import HEARD, INTERESTS, Disclaimer, DisclaimerKind, Length, words_of
from content.language import primary
from content.notices import Notice, Policy, Rules, topic_of

EDITOR = "editor"
# Shares of an article's text: a quoted sentence does not make the page one in its language.
_SPOKEN_SHARE = 0.1


def with_due(article: Article, rules: Rules) -> Article:
    """Return the article with the disclaimers that are due, placed by policy; doing it again changes nothing.

    Crisis texts come first, then kind by kind, editors' own before those found; what says the same is said once.
    """
    found = [disclaimer for disclaimer in article.disclaimers if disclaimer.origin != EDITOR]
    ours = [each for notice in notices_for(article, rules) for each in _spoken(notice, article, rules.policy)]
    placed = [*ours, *(_placed(each, article, rules.policy) for each in found)]
    in_order = sorted(_each_once(placed), key=lambda each: HEARD.index(each.kind))
    return replace(article, disclaimers=tuple(in_order))


def notices_for(article: Article, rules: Rules) -> tuple[Notice, ...]:
    """Return what editors set for the article: for every one, for its site, or for one of its topics."""
    host = (urlsplit(article.url or "").hostname or "").lower()
    topics = set(map(topic_of, article.topics))
    return tuple(
        notice
        for notice in rules.notices
        if not (notice.sites or notice.topics)
        or any(host == site or host.endswith(f".{site}") for site in notice.sites)
        or topics & set(notice.topics)
    )


def unspoken_languages(article: Article, rules: Rules) -> tuple[tuple[Notice, str], ...]:
    """Return the notices of an article with each language of it that they have no text for."""
    spoken = languages_of(article)
    return tuple((notice, lang) for notice in notices_for(article, rules) for lang in spoken if not notice.speaks(lang))


def languages_of(article: Article) -> tuple[str, ...]:
    """Return the page's languages (BCP 47), its main one first: those of whole sections, and of a tenth of its text."""
    characters = Counter[str]()
    for section in article.sections:
        for block in section.blocks:
            characters[block.lang or section.lang] += len(block.text)
    enough = _SPOKEN_SHARE * characters.total()
    much = (lang for lang, count in characters.items() if count >= enough)
    every = [article.lang, *(section.lang for section in article.sections), *much]
    named: dict[str, str] = {}
    for lang in every:
        named.setdefault(primary(lang), lang)
    return tuple(named.values())


def _spoken(notice: Notice, article: Article, policy: Policy) -> Iterator[Disclaimer]:
    """A notice in each language of the article that it speaks; in its own where it speaks none of them."""
    langs = [lang for lang in languages_of(article) if notice.speaks(lang)] or [notice.fallback]
    for lang in langs:
        yield Disclaimer(
            id=f"disclaimer_{notice.id}" + ("" if lang == langs[0] else f"_{lang}"),
            kind=notice.kind,
            text=notice.text_in(lang),
            lang=lang,
            origin=EDITOR,
            place="outside",
            short=notice.short_in(lang),
            alone=_alone(notice.kind, notice.alone or policy.alone),
            end=policy.end if notice.end is None else notice.end,
            before=_claiming(notice, article) if policy.claims else (),
        )


def _claiming(notice: Notice, article: Article) -> tuple[str, ...]:
    """The ids of the sections that make the notice's claims."""
    claims = [f" {words_of(claim)} " for claim in notice.claims]
    texts = ((section.id, f" {words_of(_text(section, article))} ") for section in article.sections if claims)
    found = (_with_all_of_it(section, article) for section, text in texts if any(claim in text for claim in claims))
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _text(section: Section, article: Article) -> str:
    return " ".join([section.heading, section.text, *(note.text for note in article.notes_of(section))])


def _with_all_of_it(section_id: str, article: Article) -> Iterator[str]:
    """The ids of all parts of the section that one is a part of, and of their notes: listeners enter anywhere."""
    place = next((at for at, section in enumerate(article.sections) if section.id == section_id), None)
    if place is None:
        return
    first = place - article.sections[place].part + 1
    for section in article.sections[first : first + article.sections[place].parts]:
        yield section.id
        if notes := article.notes_section(section):
            yield notes.id


def _placed(found: Disclaimer, article: Article, policy: Policy) -> Disclaimer:
    """A disclosure that stood in the midst of the text was put there for the section it stood in."""
    claims = policy.claims and found.kind in INTERESTS and found.place == "middle" and found.section
    return replace(
        found,
        alone=_alone(found.kind, policy.alone),
        end=policy.end,
        before=tuple(_with_all_of_it(found.section, article)) if claims else (),
    )


def _alone(kind: DisclaimerKind, wanted: Length) -> Length:
    return Length.FULL if kind is DisclaimerKind.CRISIS else wanted


def _each_once(disclaimers: list[Disclaimer]) -> Iterator[Disclaimer]:
    said: list[tuple[DisclaimerKind, str]] = []
    for one in disclaimers:
        words = words_of(one.text)
        if not any(kind is one.kind and words in other for kind, other in said):
            said.append((one.kind, words))
            yield one
