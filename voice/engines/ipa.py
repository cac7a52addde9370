"""IPA in the letters of an engine, by the tables in `alphabets/`, and a request as an engine is told it."""

import logging
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voice.ipa import BETWEEN, DIACRITICS, STRESSES, VOWELS, stress_at_vowels
from voice.reading import Reading
from voice.speech import Phonemes, SpeechRequest

log = logging.getLogger(__name__)

# An r that no vowel follows colours the vowel before it, and is one sound with it in the tables. Other accents of
# English do not say it at all, or leave a schwa in its place.
_CODA_R = re.compile(rf"(?<=[{VOWELS}ː])[rɹɻ](?![{STRESSES}{BETWEEN}]*[{VOWELS}])")
_RHOTIC = {"en", "en-US", "en-CA", "en-IE", "en-GB-scotland"}
COLOURED = "ɚ\u032f"
_UNCOLOURED = str.maketrans({"ɚ": "ə", "ɝ": "ɜː"})


@dataclass(frozen=True, slots=True)
class Alphabet:
    """An engine's letters for one language: the longest sounds first; `lang` is a BCP 47 tag."""

    lang: str
    letters: dict[str, str]
    sounds: re.Pattern[str]

    def spell(self, ipa: str) -> str:
        """The sounds in the engine's letters, stress before its vowel; "" where it has no letter for one of them.

        A diacritic that the engine has no letter for is left out, as the sound is the same but for a shade.
        """
        near = stress_at_vowels(_in_accent(ipa, self.lang))
        letters = self.sounds.sub(lambda sound: self.letters.get(sound[0], ""), near)
        return letters if not self.sounds.sub("", near) else ""


@cache
def alphabet(name: str, lang: str) -> Alphabet:
    """The table of that name for a language: what every language has, the language's own letters over it."""
    tables = tomllib.loads(files("voice.engines").joinpath("alphabets", f"{name}.toml").read_text("utf-8"))
    parts = lang.split("-")
    letters: dict[str, str] = {}
    for tag in ["any", *("-".join(parts[:length]) for length in range(1, len(parts) + 1))]:
        letters |= tables.get(tag, {})
    longest_first = sorted(letters, key=len, reverse=True)
    sounds = re.compile("|".join([*map(re.escape, longest_first), f"[{re.escape(DIACRITICS + BETWEEN)}]"]))
    return Alphabet(lang, letters, sounds)


def sounds_of(request: SpeechRequest, table: str) -> list[tuple[Phonemes, str]]:
    """What is given sounds in a request, in the letters of that table; what can't be spelled is told the log."""
    letters = alphabet(table, request.voice.lang)
    spelled = [(given, letters.spell(given.ipa)) for given in request.phonemes]
    for given, sounds in spelled:
        if not sounds:
            words = request.text[given.start : given.start + given.length]
            log.warning("%s can't say /%s/; “%s” is spoken as written.", request.voice.engine, given.ipa, words)
    return [(given, sounds) for given, sounds in spelled if sounds]


def told(request: SpeechRequest, table: str, form: str) -> Reading:
    """The request's text with `form` of the sounds, such as "[[{}]]", in place of the words that they are for.

    The reading's spans lead from what is told back to the text, for the times of its words.
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    done = 0
    for given, sounds in sounds_of(request, table):
        end, said = given.start + given.length, form.format(sounds)
        parts += [request.text[done : given.start], said]
        spans += [*_each(done, given.start), *[(given.start, end)] * len(said)]
        done = end
    return Reading("".join([*parts, request.text[done:]]), (*spans, *_each(done, len(request.text))))


def _each(start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((place, place + 1) for place in range(start, end))


def _in_accent(ipa: str, lang: str) -> str:
    if not lang.startswith("en"):
        return ipa
    if lang in _RHOTIC:
        return _CODA_R.sub(COLOURED, ipa)
    return _CODA_R.sub(lambda r: "ə" if r.string[r.start() - 1] in "ɪɛʊ" else "", ipa.translate(_UNCOLOURED))
