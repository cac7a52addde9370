"""Marks of notes that are raised and no link: the note below begins with the same raised mark."""

import re
from collections.abc import Iterator

from content.pagetree import PageTree, Tag, plain_text
from content.raised import is_note

_MARK = re.compile(r"\d{1,3}|[a-h]|[*†‡§¶]{1,3}")
_BODIES = frozenset({"p", "li", "div", "td", "dd", "small"})
_SHORTEST_NOTE = 3
_LOOK_BACK = 16
_MOST_TAGS = 400


def unlinked_marks(tree: PageTree) -> Iterator[tuple[int, str, int]]:
    """Yield (place of the mark, mark, place of its note), where one note alone begins with that mark."""
    notes: dict[str, list[int]] = {}
    raised = [tag for tag in tree.named("sup") if tag.end == tag.place + 1 and _MARK.fullmatch(plain_text(tag).strip())]
    for tag in raised:
        if body := _begun_by(tag):
            notes.setdefault(plain_text(tag).strip(), []).append(body.place)
    if not notes:
        return
    for tag, before in _with_text_before(raised):
        label = plain_text(tag).strip()
        [*places] = notes.get(label, [])
        if len(places) == 1 and places[0] > tag.place and is_note(label, before):
            yield tag.place, label, places[0]


def _begun_by(tag: Tag) -> Tag | None:
    """The box whose text begins with a raised mark, and goes on."""
    body = tag.parent
    if body is None or body.name not in _BODIES or body.end - body.place > _MOST_TAGS:
        return None
    first = next((each for each in body.contents if isinstance(each, Tag) or each.strip()), None)
    return body if first is tag and len(plain_text(body)) > len(plain_text(tag)) + _SHORTEST_NOTE else None


def _with_text_before(raised: list[Tag]) -> Iterator[tuple[Tag, str]]:
    for around in {tag.parent.place: tag.parent for tag in raised if tag.parent}.values():
        before = ""
        for each in around.contents:
            if isinstance(each, Tag):
                if each.name == "sup" and before.strip():
                    yield each, before
                before = plain_text(each)[-_LOOK_BACK:] if each.end == each.place + 1 else ""
            else:
                before = each[-_LOOK_BACK:]
