"""The notes of a page: the marks in its text, and what they lead to, which is read on demand."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import accumulate, islice, pairwise
from urllib.parse import unquote

from content.article import Note
from content.blocks import Known, stream
from content.pagetree import PageTree, Tag, attribute, names, plain_text
from content.unlinked import unlinked_marks

_MARK = re.compile(
    r"[\[(]?\s*((?:notes?|fn|ref|nb|n)?\.? ?\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§¶#]{1,3})\s*[\])]?", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[\[(].{1,8}[\])]\s*|\s*[*†‡§¶]+\s*")
_TYPES = ("role", "epub:type")
_MARK_TYPES = frozenset({"doc-noteref", "noteref"})
_NOTE_TYPES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "footnotes", "endnote", "endnotes",
                         "rearnote", "rearnotes"})  # fmt: skip
_MARK_NAMES = frozenset({"noteref", "fnref", "footnoteref", "ftnref"})
_NOTE_NAMES = frozenset({"footnote", "footnotes", "endnote", "endnotes", "references", "reflist", "notes", "fn", "fns"})
_BACK_NAMES = frozenset({"backlink", "backref", "reversefootnote", "backlinks"})
_BODIES = frozenset({"li", "p", "div", "dd", "dt", "aside", "section", "tr", "blockquote"})
_LONGEST_MARK, _LONGEST_NOTE, _MOST_TAGS = 12, 5000, 400
_NEAR = 4
_BACK = re.compile(r"[\s^↩↑⤴⏎↵\ufe0e\ufe0f\w()\[\]]{0,8}")


@dataclass(frozen=True, slots=True)
class Body:
    """What a mark leads to: the note's id and label, the places of its tags, and of those in them that are not read."""

    id: str
    label: str
    places: tuple[int, ...]
    silent: frozenset[int]


@dataclass(frozen=True, slots=True)
class PageNotes:
    """The notes of a page.

    `refs` are the marks (place -> ids of the notes); `silent` is what leaves the text: the notes, and headings that
    stand over nothing else.
    """

    refs: Mapping[int, tuple[str, ...]]
    bodies: tuple[Body, ...]
    silent: frozenset[int]


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note, and the places of the tags that it was read from."""

    note: Note
    span: range


@dataclass(frozen=True, slots=True)
class _Ref:
    """A mark at `place` that leads to `target`; `sure` where nothing but a note has such a mark."""

    place: int
    label: str
    sure: bool
    target: int


@dataclass(slots=True)
class _Found:
    labels: dict[int, str] = field(default_factory=dict)  # place of the note -> its mark
    refs: dict[int, list[int]] = field(default_factory=dict)  # place of the mark -> places of notes


def notes_of(tree: PageTree, within: range, hidden: Set[int], headings: Mapping[int, object]) -> PageNotes:
    """Find the notes that marks in a part of the page lead to, wherever they stand."""
    found = _Found()
    taken: list[tuple[int, int]] = []
    unlinked = (
        _Ref(place, label, sure=True, target=target) for place, label, target in unlinked_marks(tree) if place in within
    )
    for ref in sorted([*_refs(tree, within), *unlinked], key=lambda ref: ref.target):
        body = _body(tree, ref, headings)
        if body is None or body.place in hidden or (taken and taken[-1][0] < body.place < taken[-1][1]):
            continue
        if not taken or taken[-1][0] != body.place:
            taken.append((body.place, body.end))
        found.labels.setdefault(body.place, ref.label)
        found.refs.setdefault(ref.place, []).append(body.place)
    return _page_notes(tree, found, headings) if found.labels else PageNotes({}, (), frozenset())


def _refs(tree: PageTree, within: range) -> Iterator[_Ref]:
    links = [tag for tag in tree.named("a") if tag.place in within and "#" in attribute(tag, "href")]
    if not links:
        return
    by_id = {name: tag.place for tag in tree.tags[::-1] for name in _anchors(tag)}
    for link in links:
        target = by_id.get(unquote(attribute(link, "href").rpartition("#")[2]))
        if target is None or target <= link.place or link.end - link.place > _NEAR:
            continue
        text = " ".join(plain_text(link).split())
        declared = _is_declared(link)
        mark = _MARK.fullmatch(text)
        if len(text) > _LONGEST_MARK or not (mark or declared):
            continue
        holder = _holder(tree, link)
        sure = declared or holder != link.place or any(tag.name == "sup" for tag in tree.within(link.place))
        yield _Ref(holder, mark[1] if mark else text, sure or bool(_BRACKETED.fullmatch(text)), target)


def _anchors(tag: Tag) -> Iterator[str]:
    if "id" in tag.attrs:
        yield tag.attrs["id"]
    if tag.name == "a" and "name" in tag.attrs:
        yield tag.attrs["name"]


def _types(tag: Tag) -> set[str]:
    return {word for name in _TYPES if name in tag.attrs for word in tag.attrs[name].lower().split()}


def _is_declared(link: Tag) -> bool:
    named = attribute(link, "class").lower().replace("-", "").replace("_", "").split()
    return bool(_MARK_TYPES & _types(link)) or not _MARK_NAMES.isdisjoint(named)


def _holder(tree: PageTree, link: Tag) -> int:
    """The raised text around a mark; else the mark itself."""
    near = islice(tree.ancestors(link.place), 3)
    return next((place for place in near if tree.tags[place].name == "sup"), link.place)


def _body(tree: PageTree, ref: _Ref, headings: Mapping[int, object]) -> Tag | None:
    """The box of the note that a mark leads to; None where that is no note."""
    around = (tree.tags[place] for place in (ref.target, *islice(tree.ancestors(ref.target), _NEAR)))
    body = next((tag for tag in around if tag.name in _BODIES), None)
    if body is None or ref.place in range(body.place, body.end) or body.end - body.place > _MOST_TAGS:
        return None
    if any(place in headings for place in range(body.place, body.end)):
        return None
    if sum(map(len, tree.texts[body.place : body.end])) > _LONGEST_NOTE:
        return None
    return body if ref.sure or _is_named(tree, body) or _begins_with(tree, body, ref.label) else None


def _begins_with(tree: PageTree, body: Tag, label: str) -> bool:
    """Say whether a box begins with a mark in brackets, as notes do."""
    start = "".join(tree.texts[body.place : body.place + _NEAR]).strip()
    return start.startswith((f"[{label}]", f"({label})"))


def _is_named(tree: PageTree, body: Tag) -> bool:
    near = (tree.tags[place] for place in (body.place, *islice(tree.ancestors(body.place), _NEAR)))
    return any(_NOTE_TYPES & _types(tag) or not _NOTE_NAMES.isdisjoint(names(tag)) for tag in near)


def _page_notes(tree: PageTree, found: _Found, headings: Mapping[int, object]) -> PageNotes:
    order = dict.fromkeys(note for place in sorted(found.refs) for note in found.refs[place])
    labels = {place: found.labels[place] for place in order} | dict(_beside(tree, found.labels))
    ids = {place: f"note-{number}" for number, place in enumerate(labels, 1)}
    bodies = tuple(
        Body(ids[place], label, (place, *_meaning(tree, place)), frozenset(_not_read(tree, place, label)))
        for place, label in labels.items()
    )
    quiet = {place for body in bodies for place in body.places}
    refs = {place: tuple(dict.fromkeys(ids[note] for note in notes)) for place, notes in found.refs.items()}
    return PageNotes(refs, bodies, frozenset(quiet | set(_empty_headings(tree, quiet, headings))))


def _beside(tree: PageTree, known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Notes of a list of notes that no mark leads to."""
    lists = {
        tag.parent.place: tag.parent for tag in map(tree.tags.__getitem__, known) if tag.name == "li" and tag.parent
    }
    for each in lists.values():
        places = [tag.place for tag in each.contents if isinstance(tag, Tag) and tag.name == "li"]
        if sum(place in known for place in places) * 2 >= len(places) or _is_named(tree, each):
            yield from ((place, str(number)) for number, place in enumerate(places, 1) if place not in known)


def _meaning(tree: PageTree, place: int) -> Iterator[int]:
    """The text of a note whose mark is a term."""
    tag = tree.tags[place]
    following = tree.tags[tag.end] if tag.end < len(tree.tags) else None
    if tag.name == "dt" and following and following.name == "dd":
        yield following.place


def _not_read(tree: PageTree, place: int, label: str) -> Iterator[int]:
    """The note's own mark before it, and links back to where one came from."""
    begun = bool(tree.texts[place].strip()) and not _first(tree.tags[place])
    for tag in tree.within(place):
        text = " ".join(plain_text(tag).split()) if tag.end - tag.place <= _NEAR else ""
        is_own_mark = not begun and bool(text) and text.strip("[]().: ") == label
        if is_own_mark or _leads_back(tag, text):
            yield tag.place
        begun = begun or (bool(text) and tag.name not in {"a", "sup", "span"})


def _leads_back(tag: Tag, text: str) -> bool:
    if "doc-backlink" in _types(tag) or not _BACK_NAMES.isdisjoint(names(tag)):
        return True
    return tag.name == "a" and "#" in attribute(tag, "href") and bool(text) and bool(_BACK.fullmatch(text))


def _first(tag: Tag) -> Tag | None:
    """The tag that a tag's contents begin with."""
    first = next((each for each in tag.contents if isinstance(each, Tag) or each.strip()), None)
    return first if isinstance(first, Tag) else None


def _empty_headings(tree: PageTree, quiet: Set[int], headings: Mapping[int, object]) -> Iterator[int]:
    """Headings that stand over notes and nothing else."""
    sizes = list(accumulate((len(text.strip()) for text in tree.texts), initial=0))
    silent = [0] * (len(tree.tags) + 1)
    for place in sorted(quiet):
        for at in range(place, tree.ends[place]):
            silent[at + 1] = sizes[at + 1] - sizes[at]
    quiet_sizes = list(accumulate(silent))
    places = sorted(headings)
    for place, following in pairwise([*places, len(tree.tags)]):
        start, end = tree.ends[place], min(following, _region_end(tree, place, sizes))
        if end > start and sizes[end] - sizes[start] == quiet_sizes[end] - quiet_sizes[start] > 0:
            yield place


def _region_end(tree: PageTree, place: int, sizes: list[int]) -> int:
    """Where the box ends that a heading stands in, past one that holds the heading alone."""
    own = sizes[tree.ends[place]] - sizes[place]
    for around in islice(tree.ancestors(place), _NEAR):
        if sizes[tree.ends[around]] - sizes[around] > own:
            return tree.ends[around]
    return tree.ends[place]


def notes_read(tree: PageTree, notes: PageNotes, hidden: Set[int]) -> tuple[PlacedNote, ...]:
    """Read the notes; `hidden` is never read. A note without text is none."""
    return tuple(each for body in notes.bodies for each in _read(tree, body, hidden, notes.refs))


def _read(tree: PageTree, body: Body, hidden: Set[int], refs: Mapping[int, tuple[str, ...]]) -> Iterator[PlacedNote]:
    parts = stream(tree, body.places, Known(hidden | body.silent, {}, refs))
    text = " ".join(part.text for part in parts)
    spelled = re.match(rf"[\[(]?{re.escape(body.label)}(?:[\])]|[.:](?=\s)|(?<![\w\])]))\s*", text)
    text = text[spelled.end() :] if spelled else text
    if text := text.removeprefix("^ "):
        span = range(body.places[0], tree.ends[body.places[-1]])
        yield PlacedNote(Note(body.id, body.label, text, parts[0].lang), span)
