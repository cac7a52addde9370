"""Generations: what readers hear of an article, kept whole from the day it is planned to long after it was replaced.

A generation has the article as it was due, and the digest of every clip of it. One of an article is current; the next
is made beside it, and takes its place in one transaction, once every clip of it is ready. None is ever taken away: with
each it is on record which disclaimer, in which wording, stood in which clip, from when to when.
"""

from voice.generations.generation import Draft, Edition, Generation, Standing, State, name_of, number_of
from voice.generations.keeping import Generations
from voice.generations.record import Sound
from voice.generations.wordings import Said, Spot, Wording, wordings_of

__all__ = [
    "Draft",
    "Edition",
    "Generation",
    "Generations",
    "Said",
    "Sound",
    "Spot",
    "Standing",
    "State",
    "Wording",
    "name_of",
    "number_of",
    "wordings_of",
]
