"""Where a page says it goes on, where it came from, and that another form of it exists (`rel` next, prev, amphtml)."""

import re
from dataclasses import dataclass

from content.listing import web_address
from content.pagetree import PageTree, Tag, attribute, names, parse

_ANY = re.compile(r"\brel\s*=\s*[\"']?[^\"'>]{0,100}\b(next|amphtml)\b", re.IGNORECASE)
_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w*Article|\w+Posting|NewsReport)"')
_COLLECTION = re.compile(r'"@type"\s*:\s*\[?\s*"(CollectionPage|SearchResultsPage|ProfilePage)"')
_COLLECTION_NAMES = frozenset({"archive", "blog", "category", "search"})  # WordPress's classes of a page's body


@dataclass(frozen=True, slots=True)
class Relations:
    """Addresses that a page names, absolute, "" where it names none; `lists` says whether it lists many articles."""

    next: str = ""
    previous: str = ""
    amp: str = ""
    lists: bool = False


NO_RELATIONS = Relations()


def relations_of(html: str, url: str) -> Relations:
    """Find a page's relations; `url` is its own address. A page without any is not parsed."""
    if not _ANY.search(html):
        return NO_RELATIONS
    tree = parse(html)
    return Relations(
        next=_linked(tree, url, "next"),
        previous=_linked(tree, url, "prev", "previous"),
        amp=_linked(tree, url, "amphtml"),
        lists=_lists(tree),
    )


def _linked(tree: PageTree, url: str, *relations: str) -> str:
    """Return the first address of such a relation: what the page's head says before what its body says."""
    for name in ("link", "a"):
        for tag in tree.named(name):
            if set(attribute(tag, "rel").lower().split()) & set(relations) and attribute(tag, "href"):
                return web_address(attribute(tag, "href"), url)
    return ""


def _lists(tree: PageTree) -> bool:
    linked = [tag.source for tag in tree.named("script") if "ld+json" in attribute(tag, "type").lower()]
    if any(map(_COLLECTION.search, linked)) or any(names(tag) & _COLLECTION_NAMES for tag in tree.named("body")):
        return True
    if any(map(_ARTICLE.search, linked)) or any(map(_says_article, tree.named("meta"))):
        return False
    return sum(not _within_article(tree, tag) for tag in tree.named("article")) > 1


def _says_article(meta: Tag) -> bool:
    return attribute(meta, "property") == "og:type" and attribute(meta, "content") == "article"


def _within_article(tree: PageTree, tag: Tag) -> bool:
    return any(tree.tags[around].name == "article" for around in tree.ancestors(tag.place))
