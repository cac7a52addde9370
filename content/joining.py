"""Articles that were read from the pages of one -> that one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content.article import Article, Block, Section
from content.disclaimer import Disclaimer
from content.inline import fold


def join(pages: Sequence[Article]) -> Article:
    """Join the pages of an article, in order; it is what its first page says it is.

    What a later page says before its first heading goes on with the section before. A disclaimer that stands on
    several pages is there once. Ids stay unique; those of the first page stay as they are.
    """
    first = pages[0]
    sections = list(first.sections)
    for number, page in enumerate(pages[1:], 2):
        for section in page.sections:
            blocks = tuple(_apart(block, number) for block in section.blocks)
            if section.heading or not sections:
                sections.append(replace(section, blocks=blocks))
            else:
                sections[-1] = _longer(sections[-1], section, blocks)
    cuts = dict.fromkeys(cut for page in pages for cut in page.cuts)
    return replace(
        first,
        sections=tuple(_renamed(sections)),
        disclaimers=_once(disclaimer for page in pages for disclaimer in page.disclaimers),
        cuts=tuple(cuts),
    )


def _apart(block: Block, number: int) -> Block:
    """Keep a list of one page apart from the lists of others."""
    return replace(block, list_id=f"{block.list_id}-page-{number}") if block.list_id else block


def _longer(section: Section, more: Section, blocks: Sequence[Block]) -> Section:
    """Let a section go on; blocks keep the language that they are in."""
    spoken = [replace(block, lang=_lang(block.lang or more.lang, section.lang)) for block in blocks]
    return replace(section, blocks=(*section.blocks, *spoken))


def _lang(lang: str, around: str) -> str:
    return "" if lang == around else lang


def _renamed(sections: Iterable[Section]) -> Iterable[Section]:
    taken: set[str] = set()
    for section in sections:
        name, number = section.id, 1
        while name in taken:
            number += 1
            name = f"{section.id}-{number}"
        taken.add(name)
        blocks = tuple(replace(block, id=f"{name}_{n}") for n, block in enumerate(section.blocks, 1))
        yield replace(section, id=name, blocks=blocks)


def _once(disclaimers: Iterable[Disclaimer]) -> tuple[Disclaimer, ...]:
    found: dict[str, Disclaimer] = {}
    for disclaimer in disclaimers:
        found.setdefault(fold(disclaimer.text).casefold(), disclaimer)
    return tuple(replace(one, id=f"disclaimer_{number}") for number, one in enumerate(found.values(), 1))
