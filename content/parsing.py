"""The front door: a page or a plain text -> an `Article`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slugify import slugify

from content.accordions import accordions_of
from content.article import Article, Note
from content.blocks import Heading, Known, Piece, Stream, stream
from content.cleaning import main_content
from content.decoding import decode
from content.disclaimer import Disclaimer
from content.disclaiming import Found, Surroundings, disclaimers_in
from content.errors import UnreadableArticle
from content.furniture import unread
from content.language import language_of
from content.markup import selector, surroundings
from content.maths import formulas_behind
from content.metadata import Metadata, metadata_of
from content.notes import PlacedNote, notes_of, notes_read
from content.outline import headings_of
from content.pagetree import PageTree, parse
from content.plaintext import is_plain, plain_stream, title_of
from content.sectioning import same_words, sections_of

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


def parse_article(html: bytes | str, url: str | None = None, *, lang: str | None = None) -> Article:
    """Read a web page or a plain text; `url` is where it was found, `lang` overrides the language it says it has.

    Raises `UnreadableArticle` or `ArticleTooLarge`.
    """
    text, cuts = decode(html)
    reading = _read_plain(text, url) if is_plain(text) else _read_page(text, url)
    about = reading.about
    spoken = lang or about.lang or language_of(_words(reading.main or reading.whole))
    found = disclaimers_in(reading.whole, spoken, reading.around)
    said = {id_of(part) for one in found for part in one.parts}
    main = tuple(part for part in reading.main if id_of(part) not in said)
    title = about.title or title_of(_words(main or reading.whole))
    notes = tuple(_notes(reading.notes, found, spoken))
    sections = sections_of(_without_title(main, title), spoken, frozenset(note.id for note in notes))
    if not found and not any(section.blocks for section in sections):
        raise UnreadableArticle(_NOTHING)
    return Article(
        slug=slugify(title, max_length=_LONGEST_SLUG, word_boundary=True) or "article",
        title=title,
        lang=spoken,
        url=about.url,
        sections=sections,
        disclaimers=tuple(_disclaimers(found, reading, spoken)),
        author=about.author,
        published=about.published,
        modified=about.modified,
        cuts=cuts,
        notes=notes,
    )


def id_of(part: Heading | Piece) -> tuple[int, str]:
    """Name a part of a stream, so that it is known again in another stream of the same page."""
    return part.place, part.text


def _read_plain(text: str, url: str | None) -> _Reading:
    title, parts = plain_stream(text)
    about = Metadata(title, "", url, "", "", "")
    return _Reading(about, parts, parts, Surroundings(lambda _: frozenset(), lambda _, __: True), range(len(text)))


def _read_page(html: str, url: str | None) -> _Reading:
    tree = parse(html)
    about = metadata_of(tree, url)
    accordions = accordions_of(tree)
    headings = headings_of(tree, accordions.leads)
    formulas, drawn = formulas_behind(tree)
    hidden = unread(tree, accordions.leads | accordions.panels | formulas) | drawn
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
    )


def _words(parts: Iterable[Heading | Piece]) -> str:
    return "\n".join(part.text for part in parts)


def _without_title(main: Stream, title: str) -> Stream:
    """Leave out the heading that is the title again; what stood before it is the opening all the same."""
    for place, part in enumerate(main):
        if isinstance(part, Heading):
            return main[:place] + main[place + 1 :] if part.level == 1 and same_words(part.text, title) else main
    return main


def _notes(placed: tuple[PlacedNote, ...], found: tuple[Found, ...], lang: str) -> Iterator[Note]:
    """The notes; what is a disclaimer is none, for it must be heard."""
    said = {part.place for one in found for part in one.parts}
    for each in placed:
        if said.isdisjoint(each.span):
            yield each.note if each.note.lang else replace(each.note, lang=lang)


def _disclaimers(found: tuple[Found, ...], reading: _Reading, lang: str) -> Iterator[Disclaimer]:
    for number, one in enumerate(found, 1):
        at = one.parts[-1].place
        yield Disclaimer(
            id=f"disclaimer_{number}",
            kind=one.kind,
            text=one.text,
            lang=lang if lang[:2].lower() == one.lang else one.lang,
            heading=one.heading,
            origin=one.origin,
            place=_place(one, reading),
            selector=selector(reading.tree, at) if reading.tree else "",
            confidence=one.confidence,
        )


def _place(one: Found, reading: _Reading) -> str:
    at = one.parts[-1].place
    said = {id_of(part) for part in one.parts}
    pieces = [part.place for part in reading.main if isinstance(part, Piece) and id_of(part) not in said]
    if at not in reading.span:
        return "outside"
    if not pieces or at <= pieces[0]:
        return "start"
    return "end" if at >= pieces[-1] else "middle"
