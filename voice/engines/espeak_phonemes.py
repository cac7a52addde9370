"""eSpeak NG as a phonetician: how a text sounds, in the IPA's letters, for engines that are told so."""

import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_int

from voice.engines import espeak_library
from voice.errors import SpeechFailed

_NO_SOUND, _DONT_EXIT = 2, 0x8000
_UTF8 = 1
# IPA (2), with "^" (in the second byte) between letters that are one sound (0x80).
_IPA = 0x82 | ord("^") << 8


class Phonetician:
    """eSpeak, loaded for its phonemes alone. It is one for the whole process, which must be a booth."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(str(espeak_library.library_path()))
        self._library.espeak_Initialize.argtypes = [c_int, c_int, c_char_p, c_int]
        self._library.espeak_SetVoiceByName.argtypes = [c_char_p]
        self._library.espeak_TextToPhonemes.argtypes = [POINTER(c_char_p), c_int, c_int]
        self._library.espeak_TextToPhonemes.restype = c_char_p
        data = os.fsencode(espeak_library.data_parent())
        if self._library.espeak_Initialize(_NO_SOUND, 0, data, _DONT_EXIT) <= 0:
            raise SpeechFailed("eSpeak could not read its data; install espeakng-loader again.")

    def phonemes(self, text: str, voice: str) -> str:
        """The text's sounds, words parted by spaces, as that voice of eSpeak's says them."""
        known = voice in {file.path for file in espeak_library.lang_files()}
        if not known or self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise SpeechFailed(f"eSpeak has no voice {voice!r} to tell how a text sounds.")
        rest, clauses = c_char_p(text.encode()), []
        while rest.value is not None:
            clauses.append((self._library.espeak_TextToPhonemes(byref(rest), _UTF8, _IPA) or b"").decode())
        return " ".join(clauses)
