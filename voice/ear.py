"""The ear: which takes are listened to, and what becomes of those that were misheard."""

import logging
import threading
import time

from voice.casting import Line
from voice.errors import ListeningFailed, Misheard
from voice.hearing import Hearing, compared, has_number
from voice.listening import Recogniser, Whisper
from voice.settings import Settings
from voice.speech import Pcm, Role

# Seconds before a recogniser that failed is asked again: takes are not to wait for it one by one.
REST_S = 60.0

log = logging.getLogger(__name__)


class Ear:
    """Listens for one process. What the recogniser can't hear is kept all the same: it mishears names of drugs."""

    def __init__(self, settings: Settings) -> None:
        self._recogniser = _recogniser(settings)
        self._one_in = settings.listen_to_one_in
        self._rests_until = 0.0
        # Booths that share a clip are heard one after the other: a recogniser uses every core by itself.
        self._one_at_a_time = threading.Lock()

    def hear(self, line: Line, pcm: Pcm, *, last: bool) -> Hearing | None:
        """Listen to a take that is due for it: what was heard.

        Raises Misheard for a disclaimer that was not heard word for word, unless this is its `last` try.
        """
        if not self._recogniser or not self._is_due(line):
            return None
        wanted, lang = line.request.text, line.utterance.lang
        if (heard := self._heard(self._recogniser, pcm, lang)) is None:
            return None
        errors, words = compared(wanted, heard, lang)
        if errors and not last and line.utterance.role is Role.DISCLAIMER:
            raise Misheard(f"The disclaimer's words {wanted!r} were heard as {heard!r}.")
        return Hearing(line.request.digest, self._recogniser.name, wanted, heard, errors, words)

    def _heard(self, recogniser: Recogniser, pcm: Pcm, lang: str) -> str | None:
        with self._one_at_a_time:
            if time.monotonic() < self._rests_until:
                return None
            try:
                return recogniser.hear(pcm, lang)
            except ListeningFailed as error:
                self._rests_until = time.monotonic() + REST_S
                log.warning("%s What is spoken in the next minute is not listened to.", error)
                return None

    def _is_due(self, line: Line) -> bool:
        required = line.utterance.role is Role.DISCLAIMER or has_number(line.request.text, line.utterance.lang)
        return required or (bool(self._one_in) and int(line.request.digest[:12], 16) % self._one_in == 0)


def _recogniser(settings: Settings) -> Recogniser | None:
    if settings.listen == "off":
        return None
    if settings.listen_url:
        from voice.transcribing import TranscriptionServer  # noqa: PLC0415 - few have one, and all wait for modules

        return TranscriptionServer(settings.listen_url, settings.listen_key, settings.listen_server_model)
    return Whisper(settings.listen_model) if settings.listen_model else None
