"""What a lexicon costs, and what the shipped one is worth.

    python benchmarks/lexicon.py

Prints the milliseconds in which a sentence's words are met, by the lexicon's size: they should not grow with it. Then
how many of the shipped English words hibari would say otherwise, by its own phonemes: stress, and the vowels that carry
it, and the consonants; reduced vowels are taken for equal.
"""

import re
import time

from hibari.g2p import G2P

from voice.engines.ipa import alphabet
from voice.lexicon import Lexeme, Lexicon
from voice.lexicon.shipping import shipped

SENTENCE = "The patient took baclofen and many other things that nobody knows of, for COPD. "
RUNS = 200
# Vowels that differ from one accent, or one dictionary, to the next.
SHADES = str.maketrans({"ɔ": "ɑ", "T": "t", "ɾ": "t", "ᵊ": "ə", "ᵻ": "ə", "ɐ": "ə", "ˌ": "", "ː": ""})
SHORT = str.maketrans(dict.fromkeys("ɪɛʊiuæɑɜʌ", "ə"))


def milliseconds(count: int) -> float:
    """The time to meet the words of a sentence in a lexicon of `count` words besides those that are shipped."""
    words = [Lexeme.checked([f"word{n}" if n % 2 else f"phrase {n} of two"], "en", alias="x") for n in range(count)]
    lexicon = Lexicon([words, shipped()])
    lexicon.find(SENTENCE, "en")
    begun = time.process_time()
    for _ in range(RUNS):
        lexicon.find(SENTENCE, "en")
    return (time.process_time() - begun) / RUNS * 1000


def outline(phonemes: str) -> str:
    """The consonants, and every vowel but the reduced ones."""
    return re.sub("[.!? ]", "", phonemes.translate(SHADES).translate(SHORT))


def otherwise() -> tuple[int, int]:
    """How many of the shipped English words with sounds hibari says otherwise by itself, and of how many."""
    g2p, letters = G2P(), alphabet("misaki", "en-US")
    words = [lexeme for lexeme in shipped() if lexeme.lang == "en" and lexeme.ipa]
    other = sum(outline(g2p(word.graphemes[0])) != outline(letters.spell(word.ipa)) for word in words)
    return other, len(words)


if __name__ == "__main__":
    for count in (0, 1_000, 10_000):
        print(f"{count:>6} words more: {milliseconds(count):.3f} ms a sentence")
    print("hibari alone would say {} of the {} shipped words otherwise".format(*otherwise()))
