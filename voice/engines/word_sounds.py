"""Which sound is which word's: a phonetician says several words together, and joins some and parts others."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise


def sounds_of(words: Sequence[str], together: Sequence[str], say: Callable[[str], str]) -> list[str]:
    """The sound of each word, cut from what was said `together`: groups of signs, a word each as a rule.

    Where there are more or fewer groups than words, `say` gives each word's sound alone, and the signs are matched. An
    empty word has no sound.
    """
    if len(together) == sum(map(bool, words)):
        said = iter(together)
        return [next(said) if word else "" for word in words]
    return _shared_out("".join(together), [say(word).replace(" ", "") if word else "" for word in words])


def _shared_out(together: str, alone: Sequence[str]) -> list[str]:
    """What was said together, cut where the words' own sounds, one after another, match it best."""
    joined = "".join(alone)
    place = {0: 0, len(joined): len(together)}
    for block in SequenceMatcher(None, joined, together, autojunk=False).get_matching_blocks():
        place |= {block.a + step: block.b + step for step in range(block.size)}
    cuts, at = [0], 0
    for sound in alone:
        at += len(sound)
        nearest = next(spot for spot in range(at, -1, -1) if spot in place)
        cuts.append(max(cuts[-1], min(place[nearest] + at - nearest, len(together))))
    cuts[-1] = len(together)
    return [together[start:end] for start, end in pairwise(cuts)]
