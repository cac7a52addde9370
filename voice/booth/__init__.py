"""A booth: an engine in a child process, so that a crash or a hang of native code costs one utterance alone."""

from voice.booth.parent import Booth
from voice.booth.pool import Booths

__all__ = ["Booth", "Booths"]
