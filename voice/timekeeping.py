"""The timekeeper: sees to it that every take has the times of its words, told by its engine or found out."""

from dataclasses import replace
from threading import Lock

from voice.alignment import aligned, shared_out
from voice.booth import Booth
from voice.choosing import voice_for
from voice.errors import VoiceError
from voice.speech import Pcm, SpeechRequest

# It tells when its words are heard, in more than 100 languages, and costs little.
PROMPTER = "espeak"
# Beyond it the prompter does not tell; a sound may be aligned with a slower one.
FASTEST_PROMPT = 2.0


class Timekeeper:
    """Has the prompter, in a booth of its own, say what an engine that tells no times has said."""

    def __init__(self) -> None:
        self._booth = Booth(PROMPTER)
        self._turn = Lock()

    def timed(self, request: SpeechRequest, pcm: Pcm) -> Pcm:
        """The take with the times of its words; as exact as its engine tells them, or none of them exact."""
        if pcm.words:
            return pcm
        reference = self._prompted(request)
        words = aligned(pcm, reference) if reference and reference.words else shared_out(request.text, pcm)
        return replace(pcm, words=words)

    def close(self) -> None:
        """Send the prompter home."""
        with self._turn:
            self._booth.close()

    def _prompted(self, request: SpeechRequest) -> Pcm | None:
        """The words as the prompter says them; nothing where it can't."""
        try:
            voice = voice_for(request.voice.lang, PROMPTER)
            with self._turn:
                return self._booth.speak(replace(request, voice=voice, rate=min(request.rate, FASTEST_PROMPT)))
        except VoiceError:
            return None
