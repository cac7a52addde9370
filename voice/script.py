"""An article's sections as scripts: what is spoken, in which order, with which pauses.

Everything is put together as it is written, in passages, and read aloud at the end, each once, by the reader that is
handed in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from content import Article, Block, BlockKind, Section
from voice.announcing import announce
from voice.reading import Reader, Reading, read_aloud
from voice.reading.lines import with_lines
from voice.reading.sentences import sentences
from voice.speech import Role, Script, Source, Utterance

# Silence after an utterance, in milliseconds.
AFTER_SENTENCE, AFTER_BLOCK, AFTER_ITEM, AFTER_CELL, AFTER_HEADING = 250, 600, 400, 200, 700

# No engine gets more at once: a text without full stops must not hold a booth for minutes.
LONGEST_UTTERANCE = 800

_SPEAKABLE = re.compile(r"\w")
_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be spoken without a break, as it is written; fields as in `Utterance`.

    `lines` are numbers to be called, which are said digit by digit.
    """

    text: str
    lang: str
    role: Role
    pause_ms: int
    source: Source | None = None
    lines: tuple[str, ...] = ()


def aloud(passages: Iterable[Passage], read: Reader) -> Script:
    """The passages as they are spoken; one that can't be said leaves its pause to the one before it."""
    spoken: list[Utterance] = []
    for passage in passages:
        reading = _ended(_read(passage, read))
        if _SPEAKABLE.search(reading.text):
            spoken.append(_utterance(passage, reading))
        elif spoken:
            spoken[-1] = replace(spoken[-1], pause_ms=max(spoken[-1].pause_ms, passage.pause_ms))
    return Script(tuple(spoken))


def section_script(article: Article, section: Section, read: Reader = read_aloud) -> Script:
    """What is spoken for one section alone, without any disclaimer: its heading, then its blocks."""
    return aloud([*_heading(article, section), *_blocks(section)], read)


def text_script(text: str, lang: str, read: Reader = read_aloud) -> Script:
    """A text that stands by itself, sentence by sentence."""
    return aloud(_sentences(Block("text", BlockKind.PARAGRAPH, text), lang, AFTER_SENTENCE), read)


def warning(text: str, lang: str, block: str, lines: tuple[str, ...] = ()) -> Iterator[Passage]:
    """A disclaimer's words, sentence by sentence; they stand in `block`, and `lines` in them are to be called."""
    for start, sentence in _cut(text, lang):
        yield Passage(sentence, lang, Role.DISCLAIMER, AFTER_SENTENCE, Source(block, start, len(sentence)), lines)


def remark(text: str, lang: str, pause_ms: int) -> Passage:
    """What is said of a disclaimer, and stands nowhere."""
    return Passage(text, lang, Role.DISCLAIMER, pause_ms)


def ended_with(passages: Iterable[Passage], pause_ms: int) -> Iterator[Passage]:
    """The same, with the last one's pause made `pause_ms`."""
    written = list(passages)
    yield from written[:-1]
    if written:
        yield replace(written[-1], pause_ms=pause_ms)


def _read(passage: Passage, read: Reader) -> Reading:
    begun = with_lines(passage.text, passage.lang, passage.lines) if passage.lines else None
    return read(passage.text, passage.lang, begun)


def _utterance(passage: Passage, reading: Reading) -> Utterance:
    return Utterance(
        text=reading.text,
        lang=passage.lang,
        role=passage.role,
        pause_ms=passage.pause_ms,
        source=passage.source,
        spans=reading.spans if passage.source else (),
        phonemes=reading.phonemes,
    )


def _heading(article: Article, section: Section) -> Iterator[Passage]:
    """The section's heading; the article's title too before its first section."""
    # The title of a text that has none is its own first words; nobody wants to hear those twice.
    if section is article.sections[0] and not section.text.startswith(article.title.rstrip("…")):
        yield from _whole(article.title, article.lang, Role.HEADING, "page_title", AFTER_HEADING)
    if section.heading:
        yield from _whole(section.heading, section.lang, Role.HEADING, f"{section.id}_heading", AFTER_HEADING)


def _blocks(section: Section) -> Iterator[Passage]:
    lengths = Counter(block.list_id for block in section.blocks if block.kind is BlockKind.ITEM)
    announced = {""}
    for block in section.blocks:
        lang = block.lang or section.lang
        if block.list_id not in announced and lengths[block.list_id] > 1:
            yield from _announcement("list", lang, n=lengths[block.list_id])
        announced.add(block.list_id)
        yield from _block(block, lang)


def _block(block: Block, lang: str) -> Iterator[Passage]:
    match block.kind:
        case BlockKind.ROW if block.cells:
            yield from ended_with(_row(block, lang), AFTER_BLOCK)
        case BlockKind.ITEM:
            if block.label:
                yield from _announcement("item", lang, label=block.label)
            yield from _sentences(block, lang, AFTER_ITEM)
        case BlockKind.QUOTE | BlockKind.CODE:
            yield from _announcement(str(block.kind), lang)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case BlockKind.FIGURE:
            picture = _ended(Reading.of(block.label)).text
            yield from _announcement("figure", lang, label=picture)
            yield from _sentences(block, lang, AFTER_BLOCK)
        case _:
            yield from _sentences(block, lang, AFTER_BLOCK)


def _row(block: Block, lang: str) -> Iterator[Passage]:
    yield from _announcement("row", lang, n=block.label)
    for cell in block.cells:
        if cell.header:
            yield from _announcement("cell", lang, header=cell.header)
        written = block.text[cell.start : cell.start + cell.length]
        yield Passage(written, lang, Role.SENTENCE, AFTER_CELL, Source(block.id, cell.start, cell.length))


def _announcement(name: str, lang: str, **values: object) -> Iterator[Passage]:
    yield Passage(announce(name, lang, **values), lang, Role.ANNOUNCEMENT, AFTER_CELL)


def _sentences(block: Block, lang: str, pause_ms: int) -> Iterator[Passage]:
    parts = list(_cut(block.text, lang))
    for place, (start, sentence) in enumerate(parts):
        pause = pause_ms if place == len(parts) - 1 else AFTER_SENTENCE
        yield Passage(sentence, lang, Role.SENTENCE, pause, Source(block.id, start, len(sentence)))


def _whole(written: str, lang: str, role: Role, block: str, pause_ms: int) -> Iterator[Passage]:
    yield Passage(written, lang, role, pause_ms, Source(block, 0, len(written)))


def _ended(reading: Reading) -> Reading:
    """With a full stop, so that every voice lets its pitch fall at the end of a heading or a list item."""
    text = reading.text.rstrip()
    if not text or text.rstrip("\"'”’»)]").endswith(_ENDS):
        return replace(reading, text=text, spans=reading.spans[: len(text)])
    end = reading.spans[len(text) - 1][1]
    return replace(reading, text=text + ".", spans=(*reading.spans[: len(text)], (end, end)))


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
