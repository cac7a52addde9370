"""Disclaimers as scripts: in full, in short, before a claim, at the article's end."""

from collections.abc import Iterable, Iterator
from itertools import chain

from content import Article, Disclaimer, DisclaimerKind
from content.disclaimer import Length
from content.lines import lines_of
from content.wording import closing, short_form
from voice.announcing import announce
from voice.passages import AFTER_HEADING, AFTER_SENTENCE, Passage, aloud, cut, ended_with
from voice.reading import Reader, read_aloud
from voice.reading.lines import line_aloud
from voice.script import section_script
from voice.speech import Role, Script, Source

AFTER_DISCLAIMER = 1000


def full_script(article: Article, read: Reader = read_aloud) -> Script:
    """Every disclaimer of the article in full, verbatim, in the order in which they are heard."""
    return _script(map(_in_full, article.disclaimers), read)


def short_script(article: Article, section: str = "", read: Reader = read_aloud) -> Script:
    """What is heard before a section that is fetched alone: the short forms, and in full what has none.

    In full too: crisis texts, what policy or an editor wants so, and what discloses an interest in that section's
    claims (its id is `section`).
    """
    shorts = {each.id: "" if section in each.before else short_of(each) for each in article.disclaimers}
    parts, said, closings = list[Iterable[Passage]](), set[str](), dict[str, str]()
    for disclaimer in article.disclaimers:
        if not (short := shorts[disclaimer.id]):
            parts.append(_in_full(disclaimer))
        elif short not in said:
            said.add(short)
            parts.append(_warning(short, disclaimer.lang, f"{disclaimer.id}_short"))
            closings |= {} if disclaimer.short else {closing(disclaimer.lang): disclaimer.lang}
    parts.append(_remark(text, lang, AFTER_SENTENCE) for text, lang in closings.items())
    return aloud(ended_with(chain.from_iterable(parts), AFTER_DISCLAIMER), read)


def claim_script(article: Article, section: str, read: Reader = read_aloud) -> Script:
    """What is heard again, in full, before the section that makes the claim; empty for most sections."""
    return _script((_in_full(each) for each in article.disclaimers if section in each.before), read)


def end_script(article: Article, read: Reader = read_aloud) -> Script:
    """What is heard again, in full, at the article's end."""
    return _script((_in_full(each) for each in article.disclaimers if each.end), read)


def article_parts(article: Article, read: Reader = read_aloud) -> tuple[tuple[str, Script], ...]:
    """The whole article in parts to be skipped to, each with its title.

    The disclaimers in full, every section, and at the end the disclaimers that are due there.
    """
    parts = [(_title(article.disclaimers), full_script(article, read))]
    for number, section in enumerate(article.sections):
        # The first section follows the disclaimers, so nothing is said twice in a row.
        claim = claim_script(article, section.id, read) if number else Script(())
        parts.append((section.heading or article.title, claim + section_script(article, section, read)))
    parts.append((_title(article.disclaimers), end_script(article, read)))
    return tuple((title, script) for title, script in parts if script.utterances)


def article_script(article: Article, read: Reader = read_aloud) -> Script:
    """The whole article in one piece."""
    return sum((script for _, script in article_parts(article, read)), start=Script(()))


def short_of(disclaimer: Disclaimer) -> str:
    """What is said in place of a disclaimer before a section that is fetched alone; "" where it is heard in full.

    A crisis text has no short form, nor has one that is no longer than it, nor one in a language without a table.
    """
    if disclaimer.kind is DisclaimerKind.CRISIS or disclaimer.alone is Length.FULL:
        return ""
    if disclaimer.short:
        return disclaimer.short
    short = short_form(disclaimer.kind, disclaimer.lang)
    longer = len(disclaimer.text) > len(short) + len(closing(disclaimer.lang))
    return short if longer else ""


def _title(disclaimers: tuple[Disclaimer, ...]) -> str:
    return next((each.heading or announce(f"disclaimer_{each.kind}", each.lang) for each in disclaimers), "")


def _in_full(disclaimer: Disclaimer) -> Iterator[Passage]:
    lang = disclaimer.lang
    yield _remark(_title((disclaimer,)), lang, AFTER_HEADING)
    yield from ended_with(_words(disclaimer), AFTER_DISCLAIMER)


def _words(disclaimer: Disclaimer) -> Iterator[Passage]:
    """Its words; each number to be called once more, slowly, after the sentence that gives it."""
    lang, lines = disclaimer.lang, lines_of(disclaimer)
    left = list(lines)
    for passage in _warning(disclaimer.text, lang, disclaimer.id, lines):
        yield passage
        given = [line for line in left if line in passage.text]
        left = [line for line in left if line not in given]
        yield from _again(given, lang)


def _again(lines: list[str], lang: str) -> Iterator[Passage]:
    if lines:
        slowly = ". ".join(line_aloud(line, lang, slowly=True) for line in lines)
        yield _remark(announce("again", lang, lines=slowly) or f"{slowly}.", lang, AFTER_SENTENCE)


def _warning(text: str, lang: str, block: str, lines: tuple[str, ...] = ()) -> Iterator[Passage]:
    """A disclaimer's words, sentence by sentence; they stand in `block`, and `lines` in them are to be called."""
    for start, sentence in cut(text, lang):
        source = Source(block, start, len(sentence))
        yield Passage(sentence, lang, Role.DISCLAIMER, AFTER_SENTENCE, source, lines=lines)


def _remark(text: str, lang: str, pause_ms: int) -> Passage:
    """What is said of a disclaimer, and stands nowhere."""
    return Passage(text, lang, Role.DISCLAIMER, pause_ms)


def _script(parts: Iterable[Iterable[Passage]], read: Reader) -> Script:
    return aloud(chain.from_iterable(parts), read)
