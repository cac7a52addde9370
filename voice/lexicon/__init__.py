"""Pronunciation lexicons: what a word is to be read as, or how it is to be sounded.

An article's own words come before the library's, and those before the words that are shipped. `docs/lexicon.md` tells
editors how to write one.
"""

from voice.lexicon.lexeme import Case, Lexeme
from voice.lexicon.lexicon import Lexicon
from voice.lexicon.reader import reader_of

__all__ = ["Case", "Lexeme", "Lexicon", "reader_of"]
