"""The front door: a page or a plain text -> an `Article`."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from slugify import slugify

from content.accordions import accordions_of
from content.article import Article, Note, Section
from content.blocks import Heading, Known, Piece, Stream, stream
from content.cleaning import main_content, revealed
from content.decoding import decode
from content.disclaimer import Disclaimer
from content.disclaiming import Found, Surroundings, disclaimers_in
from content.errors import UnreadableArticle
from content.furniture import unread
from content.language import language_of, primary
from content.markup import selector, surroundings
from content.maths import formulas_behind
from content.metadata import Metadata, metadata_of
from content.notes import PlacedNote, notes_of, notes_read
from content.outline import headings_of
from content.pagetree import PageTree, parse
from content.plaintext import is_plain, plain_stream, title_of
from content.pruning import pruned
from content.sectioning import begins_with, sections_of, starts_of
from content.skipped import Skipped
from content.skipping import Heard, skipped_of

_LONGEST_SLUG = 80
_NOTHING = "There is nothing to read in it. Give a page or a text with an article's words."


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a page or a text: its own words on itself, its main stream, and all of it."""

    about: Metadata
    main: Stream
    whole: Stream
    around: Surroundings
    span: range
    tree: PageTree | None = None
    notes: tuple[PlacedNote, ...] = ()
    silent: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the text stands, disclaimers left out: its pieces, and the ids of its sections with their starts."""

    pieces: tuple[int, ...]
    starts: tuple[int, ...]
    sections: tuple[str, ...]

    @classmethod
    def of(cls, body: Stream, sections: tuple[Section, ...]) -> "_Places":
        pieces = tuple(part.place for part in body if isinstance(part, Piece))
        return cls(pieces, starts_of(body, sections), tuple(section.id for section in sections))


def parse_article(
    html: bytes | str, url: str | None = None, *, lang: str | None = None, rejected: Container[str] = ()
) -> Article:
    """Read a web page or a plain text; `url` is where it was found, `lang` overrides the language it says it has.

    What would be a disclaimer, but whose key is in `rejected`, is text like any other, in the place where it stands.

    Raises `UnreadableArticle` or `ArticleTooLarge`.
    """
    return _parsed(html, url, lang, rejected)[0]


def skipped_in(
    html: bytes | str, url: str | None = None, *, lang: str | None = None, rejected: Container[str] = ()
) -> tuple[Skipped, ...]:
    """What `parse_article` leaves out of the same page, and why. Raises as it does."""
    return skipped_of(_parsed(html, url, lang, rejected)[1])


def _parsed(html: bytes | str, url: str | None, lang: str | None, rejected: Container[str]) -> tuple[Article, Heard]:
    text, cuts = decode(html)
    reading = _read_plain(text, url) if is_plain(text) else _read_page(text, url)
    about = reading.about
    spoken = lang or about.lang or language_of(_words(reading.main or reading.whole))
    found = disclaimers_in(reading.whole, spoken, reading.around, rejected)
    said = {id_of(part) for one in found if not one.stays for part in one.parts}
    main = pruned(tuple(part for part in reading.main if id_of(part) not in said), spoken)
    title = about.title or title_of(_words(main or reading.whole))
    body = _without_title(main, title)
    notes = tuple(_notes(reading.notes, found, spoken))
    sections = sections_of(body, spoken, frozenset(note.id for note in notes))
    if not found and not any(section.blocks for section in sections):
        raise UnreadableArticle(_NOTHING)
    article = Article(
        slug=slugify(title, max_length=_LONGEST_SLUG, word_boundary=True) or "article",
        title=title,
        lang=spoken,
        url=about.url,
        sections=sections,
        disclaimers=tuple(_disclaimers(found, reading, _Places.of(body, sections), spoken)),
        author=about.author,
        published=about.published,
        modified=about.modified,
        cuts=cuts,
        keywords=about.keywords,
        notes=notes,
    )
    return article, _heard(reading, main, body, found)


def id_of(part: Heading | Piece) -> tuple[int, str]:
    """Name a part of a stream, so that it is known again in another stream of the same page."""
    return part.place, part.text


def _read_plain(text: str, url: str | None) -> _Reading:
    title, parts = plain_stream(text)
    about = Metadata(title, "", url, "", "", "", ())
    return _Reading(about, parts, parts, Surroundings(lambda _: frozenset(), lambda _, __: True), range(len(text)))


def _read_page(html: str, url: str | None) -> _Reading:
    tree = parse(html)
    about = metadata_of(tree, url)
    accordions = accordions_of(tree)
    headings = headings_of(tree, accordions.leads)
    formulas, drawn = formulas_behind(tree)
    shown = accordions.shown | formulas
    unshown = unread(tree, shown)
    if to_be_shown := revealed(tree, unshown):
        unshown = unread(tree, shown | to_be_shown)
    hidden = unshown | drawn
    main = main_content(tree, hidden, accordions.leads)
    span = range(main.root, tree.ends[main.root])
    notes = notes_of(tree, span, hidden, headings)
    return _Reading(
        about=about,
        main=stream(tree, [main.root], Known(main.silent | notes.silent, headings, notes.refs)),
        whole=stream(tree, [0], Known(hidden, headings, notes.refs)),
        around=surroundings(tree),
        span=span,
        tree=tree,
        notes=notes_read(tree, notes, hidden),
        silent=main.silent,
        hidden=frozenset(unshown),
    )


def _heard(reading: _Reading, main: Stream, body: Stream, found: tuple[Found, ...]) -> Heard:
    title = {part.place for part in main} - {part.place for part in body}
    notes = {place for note in reading.notes for place in note.span}
    said = {part.place for one in found for part in one.parts}
    shown = reading.main if reading.tree else reading.whole
    elsewhere = title | notes | said
    return Heard(reading.whole, shown, body, elsewhere, reading.silent, reading.hidden, reading.span, reading.tree)


def _words(parts: Iterable[Heading | Piece]) -> str:
    return "\n".join(part.text for part in parts)


def _without_title(main: Stream, title: str) -> Stream:
    """Leave out the heading that is the title again, or its beginning; what stood before it opens all the same."""
    for place, part in enumerate(main):
        if isinstance(part, Heading):
            repeats = part.text == title or (part.level == 1 and begins_with(title, part.text))
            return main[:place] + main[place + 1 :] if repeats else main
    return main


def _notes(placed: tuple[PlacedNote, ...], found: tuple[Found, ...], lang: str) -> Iterator[Note]:
    """The notes; what is a disclaimer is none, for it must be heard."""
    said = {part.place for one in found for part in one.parts}
    for each in placed:
        if said.isdisjoint(each.span):
            yield each.note if each.note.lang else replace(each.note, lang=lang)


def _disclaimers(found: tuple[Found, ...], reading: _Reading, places: _Places, lang: str) -> Iterator[Disclaimer]:
    for number, one in enumerate(found, 1):
        at = one.parts[-1].place
        place = _place(at, reading, places)
        yield Disclaimer(
            id=f"disclaimer_{number}",
            kind=one.kind,
            text=one.text,
            lang=next((tag for tag in (one.parts[-1].lang, lang) if primary(tag) == one.lang), one.lang),
            heading=one.heading,
            origin=one.origin,
            place=place,
            selector=selector(reading.tree, at) if reading.tree else "",
            confidence=one.confidence,
            section="" if place == "outside" else _section(one, places),
        )


def _place(at: int, reading: _Reading, places: _Places) -> str:
    if at not in reading.span:
        return "outside"
    if not places.pieces or at <= places.pieces[0]:
        return "start"
    return "end" if at >= places.pieces[-1] else "middle"


def _section(one: Found, places: _Places) -> str:
    """Find the section it stands in; under a heading of its own, the one that follows, for that is what it is for."""
    number = bisect_right(places.starts, one.parts[0].place) - (0 if one.heading else 1)
    return places.sections[number] if 0 <= number < len(places.sections) else ""
