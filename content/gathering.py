"""An article with all that it was read from: the pages that it goes on to, or the one where its text really is."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from content.archive import archive
from content.article import Article
from content.confining import Read, read_confined
from content.decoding import MAX_BYTES
from content.errors import ArticleTooLarge, ContentError, FetchFailed, NotFromTheWeb, UnreadableArticle
from content.fetching import fetch_changed, fetch_page
from content.gathered import Gathered
from content.joining import join
from content.listing import Entry, Listing, listing_of
from content.page import Origin, Page, Source
from content.paging import follows, same_place, same_title
from content.sources import is_markdown

MOST_PAGES = 20
MOST_SITEMAPS = 10
# A page with fewer characters than this holds a notice, a picture or a script, and hardly an article.
_LITTLE = 400

Fetch = Callable[[str], Page]
FetchChanged = Callable[[Origin], Page | None]


def gather(page: Page, name: str = "", *, lang: str | None = None, fetch: Fetch = fetch_page) -> Gathered | Listing:
    """Read what a page holds: an article with the pages that it goes on to, or the list that it is.

    `name` names the source where it has no address. Raises `UnreadableArticle`, `ArticleTooLarge` or `FetchFailed`.
    """
    read = read_confined(page, lang=lang)
    if read.listing:
        return _with_sitemaps(read.listing, fetch)
    name = page.url or name
    if instead := _lighter(page, read, lang, fetch):
        return instead
    first = read.article_or_refusal()
    pages, articles, notes = [page], [first], list[str]()
    for next_page, article in _next_pages(page, read, lang, fetch):
        if not same_title(first.title, article.title):
            notes.append(f"The next page, {next_page.url}, is another article and was left out.")
            break
        pages.append(next_page)
        articles.append(article)
    if len(pages) == 1:
        return Gathered(first, Source(_kept(page), name, _origins(page)), tuple(notes))
    notes.insert(0, f"Read {len(pages)} pages.")
    return Gathered(join(articles), Source(archive(pages), name, _origins(*pages)), tuple(notes))


def gather_entry(entry: Entry, name: str, *, lang: str | None = None, fetch: Fetch = fetch_page) -> Gathered:
    """Read an article that a listing names, from its address.

    Its page comes first, for disclaimers stand there that a feed leaves out; the text in the feed (`name`) is read
    where there is no address, or none that can be read. Raises `UnreadableArticle`, `ArticleTooLarge` or `FetchFailed`.
    """
    notes = []
    if entry.url:
        try:
            return as_article(gather(fetch(entry.url), lang=lang, fetch=fetch))
        except (FetchFailed, UnreadableArticle) as error:
            if not entry.html:
                raise
            notes.append(f"Read from the feed itself. {error}")
    if not entry.html:
        raise UnreadableArticle("The feed gives neither an address nor a text.")
    page = Page(entry.url, entry.html.encode(), "text/html", "utf-8")
    article = read_confined(page, lang=lang).article_or_refusal()
    return Gathered(article, Source(page.content, entry.url or f"{name}#{entry.key}"), tuple(notes))


def gather_again(
    source: Source, *, lang: str, ask: FetchChanged = fetch_changed, fetch: Fetch = fetch_page
) -> Gathered | None:
    """Read an article again from where it came from; None where each of its pages is what it was.

    Pages are asked for one after the other until one is another. Raises `NotFromTheWeb`, and as `gather` does.
    """
    if not (origins := source.asked_at):
        raise NotFromTheWeb(f"It was read from {source.name}, which is no address. To read that again, add it again.")
    changed = next(((origin.address, page) for origin in origins if (page := ask(origin))), None)
    if changed is None:
        return None
    known, first = dict([changed]), origins[0].address
    page = known.get(first) or fetch(first)
    return as_article(gather(page, lang=lang, fetch=lambda address: known.get(address) or fetch(address)))


def as_article(found: Gathered | Listing) -> Gathered:
    """Return what was gathered, if it is an article; raises `UnreadableArticle` for a listing."""
    if isinstance(found, Listing):
        raise UnreadableArticle(f"This is a {found.kind}, not an article. Give the address of one article.")
    return found


def _next_pages(first: Page, read: Read, lang: str | None, fetch: Fetch) -> Iterator[tuple[Page, Article]]:
    """Yield the pages that follow, as far as their addresses belong to the first and each leads back."""
    page, size = first, len(first.content)
    for number in range(2, MOST_PAGES + 1):
        address = read.relations.next
        if read.relations.lists or not follows(first.url, page.url, address):
            return
        try:
            following = fetch(address)
            read = read_confined(following, lang=lang)
            article = read.article_or_refusal()
        except ContentError as error:
            raise type(error)(f"Page {number} of this article could not be read: {error}") from error
        back, size = read.relations.previous or page.url, size + len(following.content)
        if not same_place(following.url, address) or not same_place(back, page.url):
            return
        if size > MAX_BYTES:
            raise ArticleTooLarge(
                f"The pages of this article are over {MAX_BYTES / 1e6:.0f} MB. Add its text as a file."
            )
        page = following
        more = number == MOST_PAGES and follows(first.url, page.url, read.relations.next)
        cut = f"The article has more than {MOST_PAGES} pages; those after were left out."
        yield page, replace(article, cuts=(*article.cuts, cut)) if more else article


def _lighter(page: Page, read: Read, lang: str | None, fetch: Fetch) -> Gathered | None:
    """The AMP form of a page that holds little or no text of its own, where that one holds more."""
    mine = _size(read.article)
    if not read.relations.amp or mine >= _LITTLE:
        return None
    with suppress(ContentError):  # what the page itself holds is then all there is
        other = fetch(read.relations.amp)
        article = read_confined(other, lang=lang).article_or_refusal()
        if _size(article) > max(2 * mine, _LITTLE):
            canonical = article.url if article.url != other.url else page.url
            note = f"The page itself holds little text; its AMP version was read: {other.url}."
            url = read.article.url if read.article else canonical
            return Gathered(replace(article, url=url), Source(_kept(other), page.url, _origins(page, other)), (note,))
    return None


def _origins(*pages: Page) -> tuple[Origin, ...]:
    return tuple(page.origin for page in pages if page.origin)


def _kept(page: Page) -> bytes:
    known = page.charset.lower() in {"", "utf-8"} and not is_markdown(page)
    return page.content if known else archive([page])


def _size(article: Article | None) -> int:
    return sum(len(section.text) for section in article.sections) if article else 0


def _with_sitemaps(index: Listing, fetch: Fetch) -> Listing:
    """What the newest sitemaps of an index name; one that can't be read is told of, and the others count."""
    if not index.sitemaps:
        return index
    entries, count, notes = list[Entry](), 0, list[str]()
    for address in index.sitemaps[:MOST_SITEMAPS]:
        try:
            part = read_confined(fetch(address)).listing
        except ContentError as error:
            notes.append(f"The sitemap {address} was left out. {error}")
            continue
        entries += part.entries if part else ()
        count += part.count if part else 0
    if len(index.sitemaps) > MOST_SITEMAPS:
        notes.append(f"Of its {len(index.sitemaps)} sitemaps only the newest {MOST_SITEMAPS} were looked at.")
    if not entries:
        raise UnreadableArticle(" ".join(["There is no article in this sitemap.", *notes]))
    return replace(listing_of("sitemap", entries, notes=tuple(notes)), count=count)
