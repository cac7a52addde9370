"""The International Phonetic Alphabet: which signs it has, and one way of writing what they say.

After the IPA chart of 2020, with the rhotic vowels ɚ and ɝ that English is written with.
"""

import re
import unicodedata

from voice.errors import UnknownSound

VOWELS = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻᵿ"
CONSONANTS = "pbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟwʍɥʜʢʡɕʑɺɧɓɗʄɠʛʘǀǃǂǁɫ"
STRESSES = "ˈˌ"
# Joined to the letter before them: above and below it, or behind it, with the marks of length.
DIACRITICS = (
    "\u0303\u0329\u030d\u0325\u030a\u032c\u0324\u0330\u033c\u032a\u033a\u033b\u031f\u0320\u0308\u033d\u0318\u0319"
    "\u031c\u0339\u031d\u031e\u0334\u032f\u0311\u0306\u031a\u0361\u035c\u030b\u0301\u0304\u0300\u030f\u030c\u0302"
    "ʰʲʷˠˤⁿˡ˞ʼːˑ"
)
# Between sounds: the end of a syllable or of a group, and linking.
BETWEEN = ". |‖‿"
# Other ways to write the same: ligatures, letters of a keyboard, stress as dictionaries print it.
_SAME = str.maketrans(
    {"g": "ɡ", ":": "ː", "'": "ˈ", "’": "ˈ", "ʧ": "tʃ", "ʤ": "dʒ", "ʦ": "ts", "ʣ": "dz", "ʨ": "tɕ", "ʥ": "dʑ",
     "\u00a0": " ", "\u0361": "", "\u035c": ""}
)  # fmt: skip
_KNOWN = frozenset(VOWELS + CONSONANTS + STRESSES + DIACRITICS + BETWEEN)
_LETTER = re.compile(f"[{VOWELS}{CONSONANTS}]")
_STRESS_AHEAD = re.compile(rf"([{STRESSES}])([^{VOWELS}{STRESSES} ]+)(?=[{VOWELS}])")


def checked_ipa(written: str) -> str:
    """The sounds in one way of writing, without the slashes or brackets around them.

    Raises UnknownSound, which names the first sign that is none of the IPA's.
    """
    composed = unicodedata.normalize("NFD", written.strip().strip("/[]").strip()).replace("c\u0327", "ç")
    ipa = " ".join(composed.translate(_SAME).split())
    for sign in ipa:
        if sign not in _KNOWN:
            name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
            raise UnknownSound(
                f"“{sign}” ({name}) in “{written}” is no sign of the International Phonetic Alphabet. "
                "Write the sounds as a dictionary does, such as /ˈbækləfən/."
            )
    if not _LETTER.search(ipa):
        raise UnknownSound(f"“{written}” has no sound in it. Write the sounds in IPA, such as /ˈbækləfən/.")
    return ipa


def stress_at_vowels(ipa: str) -> str:
    """Each stress moved from before its syllable to before its vowel; a word without one is stressed on its first."""
    stressed = ipa if "ˈ" in ipa else f"ˈ{ipa}"
    return _STRESS_AHEAD.sub(r"\2\1", stressed)
