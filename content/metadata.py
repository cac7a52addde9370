"""What a page says of itself: title, author, dates, language, address, keywords; read before anything is dropped."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from content.inline import fold, written
from content.language import canonical_lang
from content.pagetree import PageTree, Tag, attribute, first_within, plain_text

_ARTICLE_TYPES = re.compile(r"(Article|Posting|NewsReport|WebPage|Report|Recipe|HowTo|FAQPage|Review)$")
# Chinese and Japanese set no spaces around what stands before the name of a site.
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:/\\]\s+|\s*[|»]\s*|(?<=[\u3040-\u9fff])\s?[-_—：]+\s?(?=[\u3040-\u9fff])")
# A word, or two signs of a script that sets none apart.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_AUTHOR_PREFIX = re.compile(r"^(by|von|por|par|di)\s+", re.IGNORECASE)
_MOST_JSON = 500_000
_SHARED = 0.4
_MOST_KEYWORDS = 20
_LONGEST_KEYWORD = 60
_HEADLINE_WORDS = 6
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; "" (or None) where it does not say."""

    title: str
    lang: str
    url: str | None
    author: str
    published: str
    modified: str
    keywords: tuple[str, ...]


def metadata_of(tree: PageTree, url: str | None) -> Metadata:
    """Read what a page says about itself; `url` is where it was found."""
    metas = _metas(tree)
    linked = _linked(tree)
    return Metadata(
        title=_title(tree, metas, linked),
        lang=_lang(tree, metas, linked),
        url=_url(tree, metas, url),
        author=_author(tree, metas, linked),
        published=_date(linked.get("datePublished"), metas, "article:published_time", "date", "dc.date", "pubdate"),
        modified=_date(linked.get("dateModified"), metas, "article:modified_time", "last-modified", "og:updated_time"),
        keywords=_keywords(metas, linked),
    )


def _metas(tree: PageTree) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.named("meta"):
        name = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        name = name or attribute(tag, "http-equiv")
        content = fold(attribute(tag, "content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked(tree: PageTree) -> dict[str, object]:
    """Return what JSON-LD says of the article, the first object of an article's type."""
    for script in tree.named("script"):
        linked = attribute(script, "type").lower().startswith("application/ld+json")
        for thing in _things(script.source) if linked else ():
            kinds = thing.get("@type")
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return thing
    return {}


def _things(source: str) -> Iterator[dict[str, object]]:
    try:
        todo = [json.loads(source[:_MOST_JSON], strict=False)]
    except (ValueError, RecursionError):
        return
    while todo:
        thing = todo.pop(0)
        if isinstance(thing, list):
            todo.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            todo.extend(graph if isinstance(graph, list) else [])


def _title(tree: PageTree, metas: dict[str, str], linked: dict[str, object]) -> str:
    """Choose the title: what the page says to those who quote it, else its only h1, else its window's title."""
    window = fold(next((plain_text(tag) for tag in tree.named("title")), ""))
    told = metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title") or ""
    headline = fold(str(linked.get("headline") or ""))
    site = fold(metas.get("og:site_name", ""))
    said = [name for name in (headline, told, window) if name]
    firsts = [
        text for tag in islice(tree.named("h1"), 20) if not _leads_home(tag) and (text := written(tag).rstrip("#¶§ "))
    ]
    firsts = [text for text in firsts if text.casefold() != site.casefold()]
    for heading in firsts:
        if told and len(told) < len(heading) and _repeats(window, told) and heading.startswith(told):
            return told  # the heading goes on with what its markup hides
        if any(_repeats(name, heading) for name in said):
            return _fuller(window, heading)
    for heading in firsts:
        if _is_headline(heading, said):
            return heading
    return _without_site(said[0], site) if said else next(iter(firsts), "")


def _fuller(window: str, heading: str) -> str:
    """Return what the window's title adds to a heading of a word or two: "Array - JavaScript | MDN" tells of what."""
    parts = list(_SEPARATOR.finditer(window))
    if _count(heading) > 2 or len(parts) < 2 or not _repeats(window, heading):
        return heading
    return window[: parts[-1].start()]


def _is_headline(heading: str, said: list[str]) -> bool:
    """Say whether a heading is the title as its author wrote it, though the page is called otherwise.

    It shares its words with one of those names, or is as long as only headlines are; capitals throughout are a display.
    """
    words = _count(heading)
    if not said or words >= _HEADLINE_WORDS:
        return words >= 3
    return words >= 3 and not heading.isupper() and any(_shares(name, heading) for name in said)


def _count(text: str) -> int:
    return len(_WORDS.findall(text))


def _leads_home(heading: Tag) -> bool:
    link = first_within(heading, "a")
    href = attribute(link, "href")[:200].strip("[]") if link else "#"
    return not href.startswith("#") and urlsplit(href).path in {"", "/"}


def _repeats(longer: str, shorter: str) -> bool:
    """Say whether a name begins with a heading and goes on, if at all, with the name of the site."""
    rest = longer[len(shorter) :]
    return longer.casefold().startswith(shorter.casefold()) and (not rest or bool(_SEPARATOR.match(rest)))


def _shares(name: str, heading: str) -> bool:
    one, other = (set(re.findall(r"\w+", each.casefold())) for each in (name, heading))
    return len(one & other) >= _SHARED * len(other)


def _without_site(title: str, site: str) -> str:
    """Drop the name of the site from the end of a title."""
    parts = list(_SEPARATOR.finditer(title))
    if not parts:
        return title
    last = parts[-1]
    tail, rest = title[last.end() :], title[: last.start()]
    if site and tail.casefold() == site.casefold():
        return rest
    words, more = _count(tail), _count(rest)
    # No site is named after a year; a long name is a site's only after a much longer title.
    is_site = not site and not _DIGIT.search(tail) and more >= 3 and (words <= 3 or more >= 2 * words)
    return rest if is_site else title


def _lang(tree: PageTree, metas: dict[str, str], linked: dict[str, object]) -> str:
    said = [attribute(tag, name) for tag in tree.named("html", "body") for name in ("lang", "xml:lang")]
    said += [metas.get(name, "") for name in ("content-language", "og:locale", "language", "dc.language")]
    said.append(str(linked.get("inLanguage") or ""))
    for name in said:
        if lang := canonical_lang(name):
            return lang
    return ""


def _url(tree: PageTree, metas: dict[str, str], url: str | None) -> str | None:
    links = (tag for tag in tree.named("link") if "canonical" in attribute(tag, "rel").lower().split())
    canonical = next((attribute(tag, "href") for tag in links), "") or metas.get("og:url", "")
    try:
        address = urljoin(url or "", canonical.strip())
        parts = urlsplit(address)
    except ValueError:
        return url
    # A page may name another of its own site; what it says of other sites is a claim, and we know where we found it.
    trusted = not url or parts.hostname == urlsplit(url).hostname
    return address if canonical and trusted and parts.scheme in {"http", "https"} and parts.netloc else url


def _author(tree: PageTree, metas: dict[str, str], linked: dict[str, object]) -> str:
    names = _names(linked.get("author"))
    told = metas.get("author") or metas.get("dc.creator") or metas.get("article:author") or ""
    if not names and told and "/" not in told:
        names = told
    if not names:
        names = next((written(tag) for tag in tree.tags if _is_author(tag)), "")
    return _AUTHOR_PREFIX.sub("", names) if len(names) <= 200 else ""


def _is_author(tag: Tag) -> bool:
    attrs = tag.attrs
    return ("rel" in attrs or "itemprop" in attrs) and any(
        "author" in attribute(tag, name).split() for name in ("rel", "itemprop")
    )


def _names(authors: object) -> str:
    many = authors if isinstance(authors, list) else [authors]
    names = [author.get("name") if isinstance(author, dict) else author for author in many]
    return ", ".join(fold(name) for name in names if isinstance(name, str) and "/" not in name)


def _date(linked: object, metas: dict[str, str], *names: str) -> str:
    for said in (str(linked or ""), *(metas.get(name, "") for name in names)):
        if _DATE.match(said):
            return said
    return ""


def _keywords(metas: dict[str, str], linked: dict[str, object]) -> tuple[str, ...]:
    """Collect what the page says it is about, in lower case, each once."""
    said = [linked.get("keywords"), linked.get("articleSection")]
    said += [metas.get(name) for name in ("keywords", "news_keywords", "article:section", "article:tag")]
    lists = (each if isinstance(each, list) else str(each or "").split(",") for each in said)
    words = (fold(word).casefold() for some in lists for word in some if isinstance(word, str))
    return tuple(dict.fromkeys(word for word in words if 0 < len(word) <= _LONGEST_KEYWORD))[:_MOST_KEYWORDS]
