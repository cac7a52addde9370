"""Articles that were read from the pages of one -> that one."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import count

from content.article import Article, Block, Section
from content.disclaimer import Disclaimer


def join(pages: Sequence[Article]) -> Article:
    """Join the pages of an article, in order; it is what its first page says it is.

    What a later page says before its first heading goes on with the section before. A disclaimer that stands on
    several pages is there once. Ids stay unique; those of the first page stay as they are.
    """
    first = pages[0]
    sections, disclaimers, notes = list(first.sections), list(first.disclaimers), list(first.notes)
    for number, page in enumerate(pages[1:], 2):
        named: dict[str, str] = {}  # the page's ids of sections -> the article's
        for section in page.sections:
            blocks = tuple(_apart(block, number) for block in section.blocks)
            if section.heading or not sections:
                named[section.id] = _free(section.id, {each.id for each in sections})
                sections.append(replace(section, id=named[section.id], blocks=blocks))
            else:
                named[section.id] = sections[-1].id
                sections[-1] = _longer(sections[-1], section, blocks)
        notes += (replace(note, id=_of_page(note.id, number)) for note in page.notes)
        disclaimers += (replace(each, section=named.get(each.section, each.section)) for each in page.disclaimers)
    return replace(
        first,
        sections=tuple(map(_numbered, sections)),
        disclaimers=_once(disclaimers),
        notes=tuple(notes),
        cuts=tuple(dict.fromkeys(cut for page in pages for cut in page.cuts)),
    )


def _apart(block: Block, number: int) -> Block:
    """Keep the lists and the notes of one page apart from those of others."""
    refs = tuple(replace(ref, note=_of_page(ref.note, number)) for ref in block.notes)
    return replace(block, list_id=_of_page(block.list_id, number) if block.list_id else "", notes=refs)


def _of_page(name: str, number: int) -> str:
    return f"{name}-page-{number}"


def _longer(section: Section, more: Section, blocks: Sequence[Block]) -> Section:
    """Let a section go on; blocks keep the language that they are in."""
    spoken = [replace(block, lang=_lang(block.lang or more.lang, section.lang)) for block in blocks]
    return replace(section, blocks=(*section.blocks, *spoken))


def _lang(lang: str, around: str) -> str:
    return "" if lang == around else lang


def _free(name: str, taken: Container[str]) -> str:
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def _numbered(section: Section) -> Section:
    blocks = (replace(block, id=f"{section.id}_{number}") for number, block in enumerate(section.blocks, 1))
    return replace(section, blocks=tuple(blocks))


def _once(disclaimers: Iterable[Disclaimer]) -> tuple[Disclaimer, ...]:
    found: dict[str, Disclaimer] = {}
    for disclaimer in disclaimers:
        found.setdefault(disclaimer.key, disclaimer)
    return tuple(replace(one, id=f"disclaimer_{number}") for number, one in enumerate(found.values(), 1))
