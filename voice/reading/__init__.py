"""Written words to spoken words, with a map from each spoken character back to the written ones.

A reading is made by a chain of small rules, one family a module, each a callable from `Reading` to `Reading`. A rule
changes only what it knows; a language without rules is read as it is written. `docs/reading.md` tells how to write one.
"""

from voice.reading.chain import read_aloud
from voice.reading.words import Reader, Reading

__all__ = ["Reader", "Reading", "read_aloud"]
