"""What of a page is not heard, and why: shown to editors before an article is kept."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import groupby

from content.blocks import Heading, Piece, Stream
from content.furniture import UNREAD, is_gallery
from content.pagetree import PageTree, Tag, attribute, nodes_within
from content.skipped import Skipped, Why

# A page may have any number of menus; an editor reads so many, and of each its beginning.
MOST_SKIPPED = 200
LONGEST_EXCERPT = 300


# fmt: off
_ROLES = {
    "navigation": Why.NAVIGATION, "menu": Why.NAVIGATION, "menubar": Why.NAVIGATION, "toolbar": Why.NAVIGATION,
    "tablist": Why.NAVIGATION, "banner": Why.NAVIGATION, "search": Why.FORM, "contentinfo": Why.FOOTER,
    "complementary": Why.ASIDE, "dialog": Why.OVERLAY, "alertdialog": Why.OVERLAY,
}
_TAGS = {
    "nav": Why.NAVIGATION, "menu": Why.NAVIGATION, "header": Why.NAVIGATION, "footer": Why.FOOTER, "form": Why.FORM,
    "aside": Why.ASIDE,
}
# fmt: on
# What the names of a box say of it, the surest first.
_NAMES = tuple(
    (why, re.compile(names))
    for why, names in (
        (Why.COOKIES, r"cookie|gdpr|consent|cmpbox|onetrust|didomi|usercentrics|privacy"),
        (Why.COMMENTS, r"comment|coment|kommentar|reacties|disqus|repl(y|ies)|respond"),
        (Why.NEWSLETTER, r"newsletter|sign-?up|subscri"),
        (Why.SHARING, r"\bshar|social|addtoany"),
        (Why.ADVERT, r"advert|\bads?\b|adslot|adsby|outbrain|taboola|promo|sponsor"),
        (Why.RELATED, r"related|recommend|read-?(more|next)|you-?may|more-?(from|stories|articles)"),
        (Why.CREDITS, r"author|by-?line|meta(data)?\b|tag-?list|tags|signature"),
        (Why.NAVIGATION, r"nav|breadcrumb|pag(er|ination)|toc\b|table-of-contents|masthead|skip-?(link|to)"),
        (Why.FOOTER, r"footer"),
    )
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read of a page: `whole`, all that is shown on it, `main`, the article's box, and `body`, what is heard.

    `silent` are the places of tags in the box that were left out, `root` is its range; `elsewhere` are places that are
    heard in another way: disclaimers, notes, the title; `hidden` those of tags that nobody is meant to read. A plain
    text has no `tree`.
    """

    whole: Stream
    main: Stream
    body: Stream
    elsewhere: Set[int]
    silent: Set[int] = frozenset()
    hidden: Set[int] = frozenset()
    root: range = range(0)
    tree: PageTree | None = None


def skipped_of(heard: Heard) -> tuple[Skipped, ...]:
    """What is not heard of a page, in its order, at most `MOST_SKIPPED` parts."""
    found = [*_shown(heard), *(_hidden(heard.tree, heard.hidden) if heard.tree else ())]
    found.sort(key=lambda placed: placed[0])
    return tuple(skipped for _, skipped in found[:MOST_SKIPPED])


def _shown(heard: Heard) -> Iterator[tuple[int, Skipped]]:
    causes = _causes(heard.tree, heard.silent) if heard.tree else []
    left = _not_heard(heard)
    for (why, _), run in groupby(_with_reasons(left, heard, causes), key=lambda told: told[1]):
        parts = [part for part, _ in run]
        heading = parts[0].text if why is Why.HEADED and isinstance(parts[0], Heading) else ""
        yield parts[0].place, _skipped((part.text for part in parts), why, heading)


def _not_heard(heard: Heard) -> Iterator[Heading | Piece]:
    """The parts of the page whose words are not heard; a line of which some words are silent is heard."""
    main, body = ({(part.place, part.text) for part in stream} for stream in (heard.main, heard.body))
    places = {part.place for part in heard.body}
    for part in heard.whole:
        named = (part.place, part.text)
        if part.place not in heard.elsewhere and named not in body and (named in main or part.place not in places):
            yield part


def _with_reasons(
    parts: Iterable[Heading | Piece], heard: Heard, causes: list[int]
) -> Iterator[tuple[Heading | Piece, tuple[Why, int]]]:
    for part in parts:
        cause = causes[part.place] if causes else -1
        if heard.tree and cause >= 0:
            yield part, (_why(heard.tree.tags[cause]), cause)
        elif heard.tree and part.place not in heard.root:
            yield part, (Why.OUTSIDE, -1)
        else:
            yield part, (Why.HEADED, -1)


def _causes(tree: PageTree, silent: Set[int]) -> list[int]:
    """For each tag, the outermost silent one that it stands in, or is; -1 where there is none."""
    causes: list[int] = []
    for place, parent in enumerate(tree.parents):
        around = causes[parent] if parent >= 0 else -1
        causes.append(around if around >= 0 else place if place in silent else -1)
    return causes


def _why(tag: Tag) -> Why:
    named = f"{attribute(tag, 'class')} {attribute(tag, 'id')}".lower()[:500]
    if why := next((why for why, names in _NAMES if names.search(named)), None):
        return why
    if is_gallery(tag):
        return Why.GALLERY
    known = _ROLES.get(attribute(tag, "role")) or _TAGS.get(tag.name)
    return known or (Why.LINKS if tag.name in {"ul", "ol", "div", "section", "table", "dl"} else Why.AROUND)


def _hidden(tree: PageTree, hidden: Set[int]) -> Iterator[tuple[int, Skipped]]:
    """What the page itself hides; scripts, controls and the like are no text."""
    for place in sorted(hidden):
        tag = tree.tags[place]
        texts = (node for node in nodes_within(tag) if isinstance(node, str))
        if tag.name not in UNREAD and (skipped := _skipped(texts, Why.HIDDEN)).text:
            yield place, skipped


def _skipped(texts: Iterable[str], why: Why, heading: str = "") -> Skipped:
    excerpt, characters = "", 0
    for text in texts:
        words = " ".join(text.split())
        characters += len(words)
        if len(excerpt) < LONGEST_EXCERPT:
            excerpt = f"{excerpt} {words[:LONGEST_EXCERPT]}".strip()
    return Skipped(excerpt[:LONGEST_EXCERPT], characters, why, heading)
