"""An article's sections and disclaimers as scripts: what is spoken, in which order, with which pauses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from content import Article, Block, BlockKind, Disclaimer, Section, SpokenAs
from voice.announcing import announce
from voice.reading import Reading, read_aloud
from voice.reading.instead import read_instead
from voice.reading.sentences import sentences
from voice.speech import Role, Script, Source, Utterance

# Silence after an utterance, in milliseconds.
AFTER_SENTENCE, AFTER_BLOCK, AFTER_ITEM, AFTER_CELL, AFTER_HEADING, AFTER_DISCLAIMER = 250, 600, 400, 200, 700, 1000

# No engine gets more at once: a text without full stops must not hold a booth for minutes.
LONGEST_UTTERANCE = 800

_SPEAKABLE = re.compile(r"\w")
_CLOSING = frozenset(".,;:!?…”»)")
_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")


def section_script(article: Article, section: Section) -> Script:
    """What is spoken for one section alone, without any disclaimer: its heading, then its blocks."""
    return Script((*_heading(article, section), *_blocks(section)))


def disclaimer_script(article: Article) -> Script:
    """Every disclaimer of the article in full, verbatim, in the order of the page; empty where it has none."""
    return Script(tuple(spoken for disclaimer in article.disclaimers for spoken in _disclaimer(disclaimer)))


def standalone_script(article: Article, section: Section) -> Script:
    """What is spoken where a section is heard on its own: the disclaimers in full, then the section."""
    return disclaimer_script(article) + section_script(article, section)


def article_script(article: Article) -> Script:
    """The whole article in one piece: the disclaimers in full, then every section."""
    sections = (section_script(article, section) for section in article.sections)
    return sum(sections, start=disclaimer_script(article))


def _heading(article: Article, section: Section) -> Iterator[Utterance]:
    """The section's heading; the article's title too before its first section."""
    # The title of a text that has none is its own first words; nobody wants to hear those twice.
    if section is article.sections[0] and not section.text.startswith(article.title.rstrip("…")):
        yield from _whole(article.title, article.lang, Role.HEADING, "page_title", AFTER_HEADING)
    if section.heading:
        yield from _whole(section.heading, section.lang, Role.HEADING, f"{section.id}_heading", AFTER_HEADING)
    if section.parts > 1:
        yield from _announcement("part", section.lang, n=section.part, of=section.parts)


def _blocks(section: Section) -> Iterator[Utterance]:
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


def _group_announced(group: _Group, *, again: bool) -> Iterator[Utterance]:
    if group.kind is BlockKind.ITEM and group.count > 1:
        yield from _announcement("back" if again else "list", group.lang, n=group.count)
    elif group.kind is BlockKind.QUOTE:
        yield from _announcement("quote", group.lang)


def _group_ended(group: _Group) -> Iterator[Utterance]:
    if group.kind is BlockKind.QUOTE and group.count > 1:
        yield from _announcement("quote_end", group.lang)


def _block(block: Block, lang: str) -> Iterator[Utterance]:
    match block.kind:
        case BlockKind.ROW if block.cells:
            yield from _ended_with(_row(block, lang), AFTER_BLOCK)
        case BlockKind.ITEM:
            if block.label:
                yield from _announcement("item", lang, label=block.label)
            yield from _sentences(block, lang, AFTER_ITEM)
        case BlockKind.SOURCE | BlockKind.CODE | BlockKind.VIDEO | BlockKind.AUDIO:
            yield from _announcement(str(block.kind), lang)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.FIGURE:
            picture = _ended(read_aloud(block.label, lang)).text
            yield from _announcement("figure", lang, label=picture)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.NOTE:
            label = block.label if block.label[-1:].isalnum() else ""
            yield from _announcement("note", lang, label=label)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case _:
            yield from _sentences(block, lang, AFTER_BLOCK)


def _ended_with(utterances: Iterable[Utterance], pause_ms: int) -> Iterator[Utterance]:
    """The same, with the last one's pause made `pause_ms`."""
    spoken = list(utterances)
    yield from spoken[:-1]
    if spoken:
        yield replace(spoken[-1], pause_ms=pause_ms)


def _row(block: Block, lang: str) -> Iterator[Utterance]:
    yield from _announcement("row", lang, n=block.label)
    for cell in block.cells:
        if cell.header and not cell.heads_row:
            yield from _announcement("cell", lang, header=read_aloud(cell.header, lang).text)
        yield from _stretch(block, range(cell.start, cell.start + cell.length), lang, AFTER_CELL)


def _disclaimer(disclaimer: Disclaimer) -> Iterator[Utterance]:
    lang, block = disclaimer.lang, disclaimer.id
    announcement = disclaimer.heading or announce("disclaimer", lang)
    yield from _spoken(announcement, lang, Role.DISCLAIMER, None, AFTER_HEADING)
    parts = list(_cut(disclaimer.text, lang))
    for place, (start, sentence) in enumerate(parts):
        pause = AFTER_DISCLAIMER if place == len(parts) - 1 else AFTER_SENTENCE
        yield from _spoken(sentence, lang, Role.DISCLAIMER, Source(block, start, len(sentence)), pause)


def _announcement(name: str, lang: str, **values: object) -> Iterator[Utterance]:
    yield from _spoken(announce(name, lang, **values), lang, Role.ANNOUNCEMENT, None, AFTER_CELL)


def _sentences(block: Block, lang: str, pause_ms: int) -> Iterator[Utterance]:
    parts = list(_cut(block.text, lang))
    for place, (start, sentence) in enumerate(parts):
        pause = pause_ms if place == len(parts) - 1 else AFTER_SENTENCE
        yield from _stretch(block, range(start, start + len(sentence)), lang, pause)


def _stretch(block: Block, within: range, lang: str, pause_ms: int) -> Iterator[Utterance]:
    """Characters of a block, in the language of each, a line of a poem or an address after the other."""
    said: list[Utterance] = []
    for start, end, spoken_lang, line_ends in _runs(block, within, lang):
        reading, source = _read(block, start, end, spoken_lang)
        reading = _ended(reading) if line_ends else reading
        around = "" if spoken_lang == lang else lang
        if _SPEAKABLE.search(reading.text):
            pause = AFTER_SENTENCE if line_ends else 0
            said.append(Utterance(reading.text, spoken_lang, Role.SENTENCE, pause, source, reading.spans, around))
    yield from _ended_with(said, pause_ms)


def _read(block: Block, start: int, end: int, lang: str) -> tuple[Reading, Source]:
    written = block.text[start:end]
    start += len(written) - len(written.lstrip())
    written = written.strip()
    inside = [
        replace(each, start=each.start - start)
        for each in block.spoken
        if start <= each.start and each.start + each.length <= start + len(written)
    ]
    return read_instead(written, lang, inside), Source(block.id, start, len(written))


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


def _whole(written: str, lang: str, role: Role, block: str, pause_ms: int) -> Iterator[Utterance]:
    yield from _spoken(written, lang, role, Source(block, 0, len(written)), pause_ms)


def _spoken(written: str, lang: str, role: Role, source: Source | None, pause_ms: int) -> Iterator[Utterance]:
    """One utterance, or none where nothing in the text can be said."""
    reading = _ended(read_aloud(written.strip(), lang))
    if _SPEAKABLE.search(reading.text):
        yield Utterance(reading.text, lang, role, pause_ms, source, reading.spans if source else ())


def _ended(reading: Reading) -> Reading:
    """With a full stop, so that every voice lets its pitch fall at the end of a heading or a list item."""
    text = reading.text.rstrip()
    if not text or text.rstrip("\"'”’»)]").endswith(_ENDS):
        return Reading(text, reading.spans[: len(text)])
    end = reading.spans[len(text) - 1][1]
    return Reading(text + ".", (*reading.spans[: len(text)], (end, end)))


def _cut(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """(start, sentence) of each sentence, over-long ones cut at a space."""
    for start, sentence in sentences(text, lang):
        done = 0
        while len(sentence) - done > LONGEST_UTTERANCE:
            space = sentence.rfind(" ", done + 1, done + LONGEST_UTTERANCE)
            cut = space + 1 if space > 0 else done + LONGEST_UTTERANCE
            yield start + done, sentence[done:cut].rstrip()
            done = cut
        yield start + done, sentence[done:]
