"""An article's sections and disclaimers as scripts: what is spoken, in which order, with which pauses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from content import Article, Block, BlockKind, Disclaimer, Section
from voice.announcing import announce
from voice.reading import Reading, read_aloud
from voice.reading.sentences import sentences
from voice.speech import Role, Script, Source, Utterance

# Silence after an utterance, in milliseconds.
AFTER_SENTENCE, AFTER_BLOCK, AFTER_ITEM, AFTER_CELL, AFTER_HEADING, AFTER_DISCLAIMER = 250, 600, 400, 200, 700, 1000

# No engine gets more at once: a text without full stops must not hold a booth for minutes.
LONGEST_UTTERANCE = 800

_SPEAKABLE = re.compile(r"\w")
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


def chapters(article: Article) -> tuple[tuple[str, int], ...]:
    """The parts of the whole article's script, to be skipped to: each one's title, and the number of its utterance."""
    found: list[tuple[str, int]] = []
    at = len(disclaimer_script(article).utterances)
    if article.disclaimers:
        first = article.disclaimers[0]
        found.append((first.heading or announce("disclaimer", first.lang), 0))
    for section in article.sections:
        length = len(section_script(article, section).utterances)
        if length:
            found.append((section.heading or article.title, at))
        at += length
    return tuple(found)


def _heading(article: Article, section: Section) -> Iterator[Utterance]:
    """The section's heading; the article's title too before its first section."""
    # The title of a text that has none is its own first words; nobody wants to hear those twice.
    if section is article.sections[0] and not section.text.startswith(article.title.rstrip("…")):
        yield from _whole(article.title, article.lang, Role.HEADING, "page_title", AFTER_HEADING)
    if section.heading:
        yield from _whole(section.heading, section.lang, Role.HEADING, f"{section.id}_heading", AFTER_HEADING)


def _blocks(section: Section) -> Iterator[Utterance]:
    lengths = Counter(block.list_id for block in section.blocks if block.kind is BlockKind.ITEM)
    announced = {""}
    for block in section.blocks:
        lang = block.lang or section.lang
        if block.list_id not in announced and lengths[block.list_id] > 1:
            yield from _announcement("list", lang, n=lengths[block.list_id])
        announced.add(block.list_id)
        yield from _block(block, lang)


def _block(block: Block, lang: str) -> Iterator[Utterance]:
    match block.kind:
        case BlockKind.ROW if block.cells:
            yield from _ended_with(_row(block, lang), AFTER_BLOCK)
        case BlockKind.ITEM:
            if block.label:
                yield from _announcement("item", lang, label=block.label)
            yield from _sentences(block, lang, AFTER_ITEM)
        case BlockKind.QUOTE | BlockKind.CODE:
            yield from _announcement(str(block.kind), lang)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.FIGURE:
            picture = _ended(read_aloud(block.label, lang)).text
            yield from _announcement("figure", lang, label=picture)
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
        if cell.header:
            yield from _announcement("cell", lang, header=read_aloud(cell.header, lang).text)
        written = block.text[cell.start : cell.start + cell.length]
        yield from _spoken(written, lang, Role.SENTENCE, Source(block.id, cell.start, cell.length), AFTER_CELL)


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
        yield from _spoken(sentence, lang, Role.SENTENCE, Source(block.id, start, len(sentence)), pause)


def _whole(written: str, lang: str, role: Role, block: str, pause_ms: int) -> Iterator[Utterance]:
    yield from _spoken(written, lang, role, Source(block, 0, len(written)), pause_ms)


def _spoken(written: str, lang: str, role: Role, source: Source | None, pause_ms: int) -> Iterator[Utterance]:
    """One utterance, or none where nothing in the text can be said."""
    reading = _ended(read_aloud(written.strip(), lang))
    before = len(written) - len(written.lstrip())
    if _SPEAKABLE.search(reading.text):
        spans = tuple((before + start, before + end) for start, end in reading.spans) if source else ()
        yield Utterance(reading.text, lang, role, pause_ms, source, spans)


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
