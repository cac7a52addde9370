"""An article's sections as scripts: what is spoken, in which order, with which pauses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from content import Article, Block, BlockKind, Section, SpokenAs
from voice.announcing import announce
from voice.manners import stressed_in
from voice.passages import (
    AFTER_BLOCK,
    AFTER_CELL,
    AFTER_HEADING,
    AFTER_ITEM,
    AFTER_SENTENCE,
    Passage,
    aloud,
    cut,
    ended_with,
    with_full_stop,
)
from voice.reading import Reader, read_aloud
from voice.speech import Role, Script, Source

_CLOSING = frozenset(".,;:!?…”»)")


def section_script(article: Article, section: Section, read: Reader = read_aloud) -> Script:
    """What is spoken for one section alone, without any disclaimer: its heading, then its blocks."""
    return aloud([*_heading(article, section), *_blocks(section)], read)


def name_script(article: Article, section_id: str, read: Reader = read_aloud) -> Script:
    """What a section is called; the article's title for one without a heading, and where there is none of that id."""
    section = article.section(section_id)
    name, lang = (section.heading, section.lang) if section and section.heading else (article.title, article.lang)
    return aloud([_whole(name, lang, Role.HEADING, "name", AFTER_HEADING)], read)


def text_script(text: str, lang: str, read: Reader = read_aloud) -> Script:
    """A text that stands by itself, sentence by sentence."""
    return aloud(_sentences(Block("text", BlockKind.PARAGRAPH, text), lang, AFTER_SENTENCE), read)


def _heading(article: Article, section: Section) -> Iterator[Passage]:
    """The section's heading; the article's title too before its first section."""
    # The title of a text that has none is its own first words; nobody wants to hear those twice.
    if section is article.sections[0] and not section.text.startswith(article.title.rstrip("…")):
        yield _whole(article.title, article.lang, Role.HEADING, "page_title", AFTER_HEADING)
    if section.heading:
        yield _whole(section.heading, section.lang, Role.HEADING, f"{section.id}_heading", AFTER_HEADING)
    if section.parts > 1:
        yield from _announcement("part", section.lang, n=section.part, of=section.parts)


def _blocks(section: Section) -> Iterator[Passage]:
    group = _Group("", BlockKind.PARAGRAPH, "", 0)
    groups = _groups(section)
    begun: set[str] = set()
    for block in section.blocks:
        if block.list_id != group.id:
            yield from _group_ended(group)
            group = groups.get(block.list_id, _Group("", BlockKind.PARAGRAPH, "", 0))
            yield from _group_announced(group, again=group.id in begun)
            begun.add(group.id)
        yield from _block(block, block.lang or section.lang)
    yield from _group_ended(group)


@dataclass(frozen=True, slots=True)
class _Group:
    """The items of a list, or the parts of a quote: how many there are, and how they are announced."""

    id: str
    kind: BlockKind
    lang: str
    count: int


def _groups(section: Section) -> dict[str, _Group]:
    depths: dict[str, list[int]] = {}
    first: dict[str, Block] = {}
    for block in section.blocks:
        first.setdefault(block.list_id, block)
        if block.kind is first[block.list_id].kind:
            depths.setdefault(block.list_id, []).append(block.depth)
    # What a term means stands one deeper than the term, and is no item more.
    return {
        name: _Group(name, first[name].kind, first[name].lang or section.lang, found.count(min(found)))
        for name, found in depths.items()
        if name
    }


def _group_announced(group: _Group, *, again: bool) -> Iterator[Passage]:
    if group.kind is BlockKind.ITEM and group.count > 1:
        yield from _announcement("back" if again else "list", group.lang, n=group.count)
    elif group.kind is BlockKind.QUOTE:
        yield from _announcement("quote", group.lang)


def _group_ended(group: _Group) -> Iterator[Passage]:
    if group.kind is BlockKind.QUOTE and group.count > 1:
        yield from _announcement("quote_end", group.lang)


def _block(block: Block, lang: str) -> Iterator[Passage]:
    match block.kind:
        case BlockKind.ROW if block.cells:
            yield from ended_with(_row(block, lang), AFTER_BLOCK)
        case BlockKind.ITEM:
            if block.label:
                yield from _announcement("item", lang, label=block.label)
            yield from _sentences(block, lang, AFTER_ITEM)
        case BlockKind.SOURCE | BlockKind.CODE | BlockKind.VIDEO | BlockKind.AUDIO:
            yield from _announcement(str(block.kind), lang)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.FIGURE:
            yield from _announcement("figure", lang, label=with_full_stop(block.label))
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.NOTE:
            label = block.label if block.label[-1:].isalnum() else ""
            yield from _announcement("note", lang, label=label)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case _:
            yield from _sentences(block, lang, AFTER_BLOCK)


def _row(block: Block, lang: str) -> Iterator[Passage]:
    first = block.cells[0]
    numbered = first.heads_row and bool(first.header) and block.text[: first.length] == block.label  # "Week 1"
    if not numbered:
        yield from _announcement("row", lang, n=block.label)
    for cell in block.cells:
        if cell.header and (numbered or not cell.heads_row):
            yield from _announcement("cell", lang, header=cell.header)
        yield from _stretch(block, range(cell.start, cell.start + cell.length), lang, AFTER_CELL)


def _announcement(name: str, lang: str, **values: object) -> Iterator[Passage]:
    yield Passage(announce(name, lang, **values), lang, Role.ANNOUNCEMENT, AFTER_CELL)


def _sentences(block: Block, lang: str, pause_ms: int) -> Iterator[Passage]:
    parts = list(cut(block.text, lang))
    for place, (start, sentence) in enumerate(parts):
        pause = pause_ms if place == len(parts) - 1 else AFTER_SENTENCE
        yield from _stretch(block, range(start, start + len(sentence)), lang, pause)


def _stretch(block: Block, within: range, lang: str, pause_ms: int) -> Iterator[Passage]:
    """Characters of a block, in the language of each, a line of a poem or an address after the other."""
    said: list[Passage] = []
    for start, end, spoken_lang, line_ends in _runs(block, within, lang):
        passage = _passage(block, start, end, spoken_lang)
        around = "" if spoken_lang == lang else lang
        said.append(replace(passage, pause_ms=AFTER_SENTENCE if line_ends else 0, around=around, ends=line_ends))
    yield from ended_with(said, pause_ms)


def _passage(block: Block, start: int, end: int, lang: str) -> Passage:
    written = block.text[start:end]
    start += len(written) - len(written.lstrip())
    written = written.strip()
    near = tuple(
        replace(each, start=each.start - start)
        for each in block.spoken
        if each.start < start + len(written) and start <= each.start + each.length
    )
    whole = (each for each in near if each.start >= 0 and each.start + each.length <= len(written))
    spoken = (*(each for each in whole if each.how is not SpokenAs.EMPHASIS), *stressed_in(written, near))
    return Passage(written, lang, Role.SENTENCE, 0, Source(block.id, start, len(written)), spoken=spoken)


def _runs(block: Block, within: range, lang: str) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, language, whether a line ends there) of what is spoken in one voice and one breath."""
    turns = {within.stop: True}  # where a voice or a line ends -> whether a line does
    langs: list[tuple[int, int, str]] = []
    for each in block.spoken:
        start, end = max(each.start, within.start), min(each.start + each.length, within.stop)
        if each.how is SpokenAs.LINE and start in within and _begins_line(block.text, start):
            turns[start] = True
        elif each.how is SpokenAs.LANGUAGE and start < end and not _same_language(each.value, lang):
            while end < within.stop and block.text[end] in _CLOSING:
                end += 1  # a comma alone is nothing to begin with
            langs.append((start, end, each.value))
            for turn in (start, end):
                turns.setdefault(turn, False)
    start = within.start
    for end in sorted(turns):
        if end > start:
            spoken = next((value for first, last, value in reversed(langs) if first <= start < last), lang)
            yield start, end, spoken, turns[end]
            start = end


def _begins_line(text: str, start: int) -> bool:
    """Whether a line break parts two lines; within a sentence that goes on it only fits the page."""
    return not text[start : start + 1].islower() or not text[:start].rstrip()[-1:].isalnum()


def _same_language(one: str, other: str) -> bool:
    return one.split("-", maxsplit=1)[0].lower() == other.split("-", maxsplit=1)[0].lower()


def _whole(written: str, lang: str, role: Role, block: str, pause_ms: int) -> Passage:
    return Passage(written, lang, role, pause_ms, Source(block, 0, len(written)))
