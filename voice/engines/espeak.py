"""eSpeak NG, called directly: every language that no better engine speaks, in a plain and even voice."""

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p
from dataclasses import replace

from voice.engine import Capabilities, Kind
from voice.engines import espeak_library
from voice.engines.espeak_events import FASTEST_TOLD, Event, Told, told_in, word_times
from voice.engines.espeak_markup import marked_up
from voice.engines.ipa import told
from voice.engines.wording import before_speakable, speakable
from voice.errors import SpeechFailed, UnknownVoice
from voice.reading import Reading
from voice.speech import Pcm, SpeechRequest, Voice

NAME = "espeak"
# Words a minute at rate 1.
USUAL_PACE = 175
SAMPLE_RATE = 22_050

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_UTF8, _SSML, _PHONEMES, _END_PAUSE = 1, 0x10, 0x100, 0x1000
_RATE_PARAMETER = 1
_CALLBACK = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(Event))


class Espeak:
    """The engine. The library is one for the whole process, so only one is loaded, and only in a booth."""

    name = NAME
    capabilities = Capabilities(Kind.FORMANT, word_times=True, phonemes=True, emphasis=True, spelling=True)

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._sample_rate = 0
        self._heard = bytearray()
        self._told: list[Told] = []
        self._listener = _CALLBACK(self._hear)

    def voices(self) -> tuple[Voice, ...]:
        """A voice for each file of eSpeak's language data."""
        revision = espeak_library.revision()
        return tuple(
            Voice(NAME, file.path, file.lang, revision, sample_rate=SAMPLE_RATE) for file in espeak_library.lang_files()
        )

    def unlisted(self) -> str:
        """The variants."""
        names = ", ".join(espeak_library.variants())
        return f"Each voice of eSpeak's can be had in variants, such as espeak:en-US+f3. The variants are: {names}."

    def named(self, name: str) -> Voice | None:
        """A voice by a shorter name, and in a variant: "en+f3" for gmw/en in the manner of f3."""
        base, plus, variant = name.partition("+")
        genders = espeak_library.variants()
        file = espeak_library.file_named(base)
        if file is None or (plus and variant not in genders):
            return None
        return Voice(
            NAME,
            f"{file.path}{plus}{variant}",
            file.lang,
            espeak_library.revision(),
            genders.get(variant, ""),
            SAMPLE_RATE,
        )

    def load(self) -> None:
        """Loads the library."""
        self._loaded()

    def speak(self, request: SpeechRequest) -> Pcm:
        """The text as sound; the first clip of a process may differ in its noise from later ones."""
        said = marked_up(_with_sounds(request), request.manners) if request.manners else _with_sounds(request)
        words = speakable(said.text)
        library = self._loaded()
        self._choose(library, request.voice.name)
        pace = round(USUAL_PACE * request.rate)
        _check(library.espeak_SetParameter(_RATE_PARAMETER, pace, 0), "take that rate")
        self._heard.clear()
        self._told.clear()
        encoded = words.encode()
        flags = _UTF8 | _END_PAUSE | (_PHONEMES if request.phonemes else 0) | (_SSML if request.manners else 0)
        _check(library.espeak_Synth(encoded, len(encoded) + 1, 0, 0, 0, flags, None, None), "speak")
        if not self._heard:
            raise SpeechFailed(f"eSpeak found nothing to say in {request.text[:60]!r}.")
        pcm = Pcm(samples=bytes(self._heard), sample_rate=self._sample_rate)
        if pace > FASTEST_TOLD:
            return pcm
        spans = said.spans[before_speakable(said.text) :]
        return replace(pcm, words=word_times(request.text, self._told, pcm.duration_ms, spans))

    def _hear(self, samples: "ctypes._Pointer[c_short]", count: int, events: "ctypes._Pointer[Event]") -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, count * 2)
        self._told += told_in(events)
        return 0

    def _choose(self, library: ctypes.CDLL, name: str) -> None:
        known = self.named(name)
        if known is None or known.name != name or library.espeak_SetVoiceByName(name.encode()) != 0:
            raise UnknownVoice(f"eSpeak has no voice {name!r}. `voice voices` lists what there is.")

    def _loaded(self) -> ctypes.CDLL:
        if self._library is None:
            library = ctypes.CDLL(str(espeak_library.library_path()))
            _declare(library)
            data = os.fsencode(espeak_library.data_parent())
            self._sample_rate = library.espeak_Initialize(_SYNCHRONOUS, 1000, data, _DONT_EXIT)
            if self._sample_rate <= 0:
                raise SpeechFailed("eSpeak could not read its data; install espeakng-loader again.")
            library.espeak_SetSynthCallback(self._listener)
            self._library = library
        return self._library


def engine() -> Espeak:
    """The engine, opened by entry point."""
    return Espeak()


def _with_sounds(request: SpeechRequest) -> Reading:
    """The text with eSpeak's mnemonics between double brackets; those of the text itself are nothing of the kind."""
    if not request.phonemes:
        return Reading.of(request.text)
    return told(replace(request, text=request.text.replace("[[", "((")), NAME, "[[{}]]")


def _declare(library: ctypes.CDLL) -> None:
    library.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
    library.espeak_SetSynthCallback.argtypes = [_CALLBACK]
    library.espeak_SetSynthCallback.restype = None
    library.espeak_SetVoiceByName.argtypes = [c_char_p]
    library.espeak_SetParameter.argtypes = [c_int, c_int, c_int]
    library.espeak_Synth.argtypes = [c_char_p, c_size_t, c_uint, c_int, c_uint, c_uint, POINTER(c_uint), c_void_p]


def _check(status: int, doing: str) -> None:
    if status != 0:
        raise SpeechFailed(f"eSpeak could not {doing} (its status is {status}).")
