"""How a text sounds, in Kokoro's alphabet: eSpeak's phonemes, word by word, and the marks that the model heeds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from voice.engines.ipa import alphabet
from voice.engines.stressing import stressed
from voice.engines.word_sounds import sounds_of
from voice.engines.wording import plain
from voice.ipa import stress_at_vowels
from voice.speech import How, Manner, Phonemes

# eSpeak ties what belongs together with "^"; the model has a sign for some of it. Longer ones are replaced first.
TIED = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
}
# What English has besides, and other languages don't.
ENGLISH = {"ə^l": "ᵊl", "ɜː": "ɜɹ", "ɚ": "əɹ", "ɐ": "ə", "ɾ": "T", "r": "ɹ", "e": "A", "ː": ""}
BRITISH = {"ə^l": "ᵊl", "ɐ": "ə", "r": "ɹ", "iə": "ɪə"}
# Punctuation as the model writes it, and what is not heard at a word's edge; any other sign eSpeak has a word for.
HEARD = {sign: sign for sign in ';:,.!?—…"()“”'} | {"«": "“", "»": "”", "„": "“", "–": "—", "-": "—", "。": "."}
UNHEARD = "¿¡'‘’‚‹›[]{}*_|~•·"
_LANGUAGE_SWITCH = re.compile(r"\([^)]*\)")

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word, `length` characters of the text from `start`: its sound in the model's signs, and the marks around it."""

    start: int
    length: int
    sound: str = ""
    before: str = ""
    after: str = ""

    @property
    def signs(self) -> str:
        """All of it, as the model is given it."""
        return f"{self.before}{self.sound}{self.after}"


def spelled(text: str, lang: str, say: Say, known: Sequence[Phonemes] = ()) -> list[Spelled]:
    """The words of a text and how they sound.

    `say` gives eSpeak's phonemes of a few words without punctuation, with a space between words; `known` says how some
    words sound.
    """

    def native(written: str) -> str:
        """Without the names of languages that eSpeak changes to, such as "(en)"."""
        return _LANGUAGE_SWITCH.sub("", say(written))

    words = [_cut(match) for match in re.finditer(r"\S+", plain(text))]
    sounding: list[Spelled] = []
    for clause in _clauses(words):
        written = [text[word.start : word.start + word.length] for word in clause]
        said = sounds_of(written, native(" ".join(written)).split(), native)
        sounding += [replace(word, sound=_signs(sound, lang)) for word, sound in zip(clause, said, strict=True)]
    for phonemes in known:
        sounding = _told(sounding, phonemes, lang)
    return sounding


def with_stress(words: Sequence[Spelled], manners: Sequence[Manner]) -> list[Spelled]:
    """The words, those that are to be stressed sounding so."""
    return [
        replace(word, sound=stressed(word.sound)) if any(_meets(manner, word) for manner in manners) else word
        for word in words
    ]


def _meets(manner: Manner, word: Spelled) -> bool:
    stressed_here = manner.how is How.STRESSED and word.length
    return bool(stressed_here and manner.start < word.start + word.length and word.start < manner.start + manner.length)


def in_english(ipa: str) -> str:
    """ESpeak's phonemes of American English in the model's signs."""
    return _signs(_LANGUAGE_SWITCH.sub("", ipa), "en-US")


def _cut(match: "re.Match[str]") -> Spelled:
    """A word without the marks around it; a word of marks alone has no length."""
    whole = match.group()
    inner = whole.strip("".join(HEARD) + UNHEARD)
    if not inner:
        return Spelled(match.start(), 0, after=_heard(whole))
    before, _, after = whole.partition(inner)
    return Spelled(match.start() + len(before), len(inner), "", _heard(before), _heard(after))


def _heard(marks: str) -> str:
    return "".join(HEARD.get(mark, "") for mark in marks)


def _clauses(words: Sequence[Spelled]) -> Iterator[list[Spelled]]:
    """Words that are said in one breath, so that those next to each other sound together."""
    clause: list[Spelled] = []
    for word in words:
        if clause and (clause[-1].after or word.before):
            yield clause
            clause = []
        clause.append(word)
    if clause:
        yield clause


def _signs(ipa: str, lang: str) -> str:
    """IPA in the model's signs."""
    written = ipa.replace("\u0361", "^").replace("\u035c", "^").replace("g", "ɡ")
    tables = [TIED]
    if lang.startswith("en"):
        tables.append(BRITISH if lang == "en-GB" else ENGLISH)
    for table in tables:
        for old in sorted(table, key=len, reverse=True):
            written = written.replace(old, table[old])
    return written.replace("^", "").replace("-", "").replace("_", "")


def _told(words: Sequence[Spelled], phonemes: Phonemes, lang: str) -> list[Spelled]:
    """The words with the phonemes in place of the sounds they stand for."""
    end = phonemes.start + phonemes.length
    within = [n for n, word in enumerate(words) if word.start < end and phonemes.start < word.start + word.length]
    told = list(words)
    for n in within:
        told[n] = replace(words[n], sound=_given(phonemes.ipa, lang) if n == within[0] else "")
    return told


def _given(ipa: str, lang: str) -> str:
    """What a lexicon gives, which ties no sounds, in the model's signs."""
    if lang.startswith("en"):
        return alphabet("misaki", lang).spell(ipa)
    return _signs(stress_at_vowels(ipa).replace("tʃ", "t^ʃ").replace("dʒ", "d^ʒ"), lang)
