"""Who speaks what: each utterance of a script gets its voice, and the whole gets its name."""

from collections.abc import Callable
from dataclasses import dataclass

from voice.clauses import clause_first
from voice.engine import open_engine
from voice.errors import DisclaimerUnspoken, UnspokenLanguage
from voice.speech import PIPELINE, Role, Script, SpeechRequest, Utterance, Voice, digest_of

# Raised when the same script would be parted into other lines.
CASTING = 2


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance and what is asked of an engine for it."""

    utterance: Utterance
    request: SpeechRequest


def cast(script: Script, voice_for: Callable[[str], Voice], rate: float) -> tuple[Line, ...]:
    """The script's lines, each language in the voice that `voice_for` gives it.

    What a recording begins with is begun with a clause of its own where its engine wants that. Raises UnspokenLanguage;
    DisclaimerUnspoken where it is a disclaimer that has no voice.
    """
    lines: list[Line] = []
    for utterance in script.utterances:
        voice = _voice(utterance, voice_for)
        begins = not lines or utterance.role is Role.HEADING
        most = open_engine(voice.engine).capabilities.first_clause if begins else 0
        parts = clause_first(utterance, most) if most else (utterance,)
        lines += [Line(part, request_for(part, voice, rate)) for part in parts]
    return tuple(lines)


def request_for(utterance: Utterance, voice: Voice, rate: float) -> SpeechRequest:
    """The utterance as it is asked of that voice's engine."""
    manners = open_engine(voice.engine).capabilities.heeded(utterance.manners, voice.lang)
    return SpeechRequest(utterance.text, voice, rate, utterance.phonemes, manners)


def clip_digest(lines: tuple[Line, ...], suffix: str, *titles: object) -> str:
    """Names the clip before a sound is made: SHA-256 (64 hex digits) of its takes, its pauses and its format.

    Where the words stand in the page belongs to it too, as the clip carries its speech marks; so do titles in its file.
    """
    parts = [
        (line.request.digest, line.utterance.pause_ms, line.utterance.source, line.utterance.spans) for line in lines
    ]
    return digest_of([PIPELINE, suffix, parts, *titles])


def _voice(utterance: Utterance, voice_for: Callable[[str], Voice]) -> Voice:
    try:
        return voice_for(utterance.lang)
    except UnspokenLanguage as error:
        if utterance.around:
            return voice_for(utterance.around)
        if utterance.role is Role.DISCLAIMER:
            raise DisclaimerUnspoken(
                f"The disclaimer can't be spoken, so nothing of the article goes out. {error}"
            ) from error
        raise
