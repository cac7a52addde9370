"""What a page says about itself: title, author, dates, language, address; read before anything is thrown away."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from content.inline import fold, written
from content.language import canonical_lang
from content.pagetree import attribute

_ARTICLE_TYPES = re.compile(r"(Article|Posting|NewsReport|WebPage|Report|Recipe|HowTo|FAQPage|Review)$")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/\\]\s+|\s*[|»]\s*")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_AUTHOR_PREFIX = re.compile(r"^(by|von|por|par|di)\s+", re.IGNORECASE)
_MOST_JSON = 500_000
_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; "" (or None) where it does not say."""

    title: str
    lang: str
    url: str | None
    author: str
    published: str
    modified: str


def metadata_of(soup: BeautifulSoup, url: str | None) -> Metadata:
    """Read what a page says about itself; `url` is where it was found."""
    metas = _metas(soup)
    linked = _linked(soup)
    return Metadata(
        title=_title(soup, metas, linked),
        lang=_lang(soup, metas, linked),
        url=_url(soup, metas, url),
        author=_author(soup, metas, linked),
        published=_date(linked.get("datePublished"), metas, "article:published_time", "date", "dc.date", "pubdate"),
        modified=_date(linked.get("dateModified"), metas, "article:modified_time", "last-modified", "og:updated_time"),
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        name = name or attribute(tag, "http-equiv")
        content = fold(attribute(tag, "content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked(soup: BeautifulSoup) -> dict[str, object]:
    """Return what JSON-LD says of the article, the first object of an article's type."""
    for script in soup.find_all("script", type="application/ld+json"):
        for thing in _things(script.string or ""):
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


def _title(soup: BeautifulSoup, metas: dict[str, str], linked: dict[str, object]) -> str:
    """Choose the title: what the page says to those who quote it, else its only h1, else its window's title."""
    window = fold(soup.title.get_text()) if soup.title else ""
    told = metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title") or ""
    headline = fold(str(linked.get("headline") or ""))
    site = fold(metas.get("og:site_name", ""))
    said = [name for name in (headline, told, window) if name]
    firsts = [
        text for tag in soup.find_all("h1")[:20] if not _leads_home(tag) and (text := written(tag).rstrip("#¶§ "))
    ]
    firsts = [text for text in firsts if text.casefold() != site.casefold()]
    for heading in firsts:
        if any(_repeats(name, heading) for name in said):
            return heading
    for heading in firsts:
        # A heading that shares its words with what the page is called is the title as its author wrote it.
        if len(heading.split()) >= 3 and (not said or any(_shares(name, heading) for name in said)):
            return heading
    return _without_site(said[0], site) if said else next(iter(firsts), "")


def _leads_home(heading: Tag) -> bool:
    link = heading.find("a")
    return isinstance(link, Tag) and urlsplit(attribute(link, "href")[:200].strip("[]")).path in {"", "/"}


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
    if not site and len(rest.split()) >= 3 and len(tail.split()) <= 3:
        return rest
    return title


def _lang(soup: BeautifulSoup, metas: dict[str, str], linked: dict[str, object]) -> str:
    html = soup.find("html")
    body = soup.find("body")
    said = [attribute(tag, name) for tag in (html, body) if isinstance(tag, Tag) for name in ("lang", "xml:lang")]
    said += [metas.get(name, "") for name in ("content-language", "og:locale", "language", "dc.language")]
    said.append(str(linked.get("inLanguage") or ""))
    for name in said:
        if lang := canonical_lang(name):
            return lang
    return ""


def _url(soup: BeautifulSoup, metas: dict[str, str], url: str | None) -> str | None:
    links = (tag for tag in soup.find_all("link", rel=True) if "canonical" in attribute(tag, "rel").lower().split())
    canonical = next((attribute(tag, "href") for tag in links), "") or metas.get("og:url", "")
    try:
        address = urljoin(url or "", canonical.strip())
        parts = urlsplit(address)
    except ValueError:
        return url
    return address if canonical and parts.scheme in {"http", "https"} and parts.netloc else url


def _author(soup: BeautifulSoup, metas: dict[str, str], linked: dict[str, object]) -> str:
    names = _names(linked.get("author"))
    told = metas.get("author") or metas.get("dc.creator") or metas.get("article:author") or ""
    if not names and told and "/" not in told:
        names = told
    if not names:
        tag = soup.find(_is_author)
        names = written(tag) if isinstance(tag, Tag) else ""
    return _AUTHOR_PREFIX.sub("", names) if len(names) <= 200 else ""


def _is_author(tag: Tag) -> bool:
    return "author" in attribute(tag, "rel").split() or "author" in attribute(tag, "itemprop").split()


def _names(authors: object) -> str:
    many = authors if isinstance(authors, list) else [authors]
    names = [author.get("name") if isinstance(author, dict) else author for author in many]
    return ", ".join(fold(name) for name in names if isinstance(name, str) and "/" not in name)


def _date(linked: object, metas: dict[str, str], *names: str) -> str:
    for said in (str(linked or ""), *(metas.get(name, "") for name in names)):
        if _DATE.match(said):
            return said
    return ""
