"""What callers may come to, looked up before they call: nobody waits for it, nor hears what was long replaced."""

import logging
import threading
import time

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError
from voice.phone.line import Line
from voice.phone.repertoire import KEEP_S

# How often, in seconds, one asks: often enough that what is `KEEP_S` seconds old is looked up again soon.
ASK_S = KEEP_S / 6

log = logging.getLogger(__name__)


def look_up_offer(line: Line) -> None:
    """Look now; what stands in the way of it is told of in the log."""
    try:
        line.repertoire.offer()
    except (ContentError, VoiceError, CacheError) as error:
        log.warning("Nobody can call yet: %s", error)


def keep_looking(line: Line) -> None:
    """Look now, and go on looking beside all else for as long as the process lasts, whether anybody calls or not."""
    look_up_offer(line)
    threading.Thread(target=_look_again, args=(line,), daemon=True).start()


def _look_again(line: Line) -> None:
    while True:
        time.sleep(ASK_S)
        look_up_offer(line)
