"""What a caller may ask about what was just heard: a word spelled, a number slowly, a code to come back with."""

import unicodedata
from dataclasses import replace

from voice.phone.asking import Answer, Unheeded, asked
from voice.phone.listening import helping, resumed, track_of
from voice.phone.numbers import digits_in, is_number
from voice.phone.programme import Offer, Programme, Sound, Word
from voice.phone.state import State, Turn

# A caller asks for a word some time after it was heard, in milliseconds; short ones are seldom meant.
REACTION_MS, SHORTEST_SPELLED = 500, 4


def more(answer: Answer) -> Turn:
    """What # opens: 1 spells a word, 2 says a number slowly, 3 gives a code to come back, the rest goes on."""
    programme = answer.programme()
    match answer.keys:
        case "1":
            return _spelled(answer, programme)
        case "2":
            return _number(answer, programme)
        case "3" if answer.state.ticket:
            told = answer.offer.said(answer.state.lang, "ticket")
            digits = answer.offer.digits(answer.state.lang, answer.state.ticket)
            again = answer.offer.said(answer.state.lang, "again")
            state = replace(answer.state, given=True)
            return asked(state, answer.offer, told + digits + again + digits)
        case "0":
            return helping(answer, programme)
        case "" | "5" | "#":
            return resumed(answer, programme)
    raise answer.wrong()


def _spelled(answer: Answer, programme: Programme) -> Turn:
    """The last word of some length, spelled; asked again, the one before it."""
    state, offer = answer.state, answer.offer
    words = [word for word in _words_heard(state, programme) if _spellable(word)]
    if len(words) <= state.words_back:
        raise Unheeded("no_word")
    word = words[-1 - state.words_back].text
    spelled = (sound for sign in word.casefold() for sound in _named(sign, state.lang, offer))
    return asked(replace(state, words_back=state.words_back + 1), offer, tuple(spelled))


def _named(sign: str, lang: str, offer: Offer) -> tuple[Sound, ...]:
    """A sign's name: a letter's, if need be without its accent, or a digit's."""
    plain = unicodedata.normalize("NFD", sign)[0]
    return (
        offer.said_if_any(lang, f"letter_{sign}")
        or offer.said_if_any(lang, f"letter_{plain}")
        or offer.digits(lang, sign)
    )


def _number(answer: Answer, programme: Programme) -> Turn:
    """The sentence of the last number once more, as slowly as it goes, then the number, where digits are all it is."""
    state, offer = answer.state, answer.offer
    heard = reversed(_words_heard(state, programme))
    word = next((each for each in heard if is_number(each, programme.lang)), None)
    if word is None:
        raise Unheeded("no_number")
    slowest = programme.sections[state.section].tracks[0]
    said = tuple(slowest.sounds(slowest.start_of(word.sentence), slowest.end_of(word.sentence)))
    return asked(state, offer, said + offer.digits(state.lang, digits_in(word, programme.lang)))


def _spellable(word: Word) -> bool:
    return sum(sign.isalpha() for sign in word.text) >= SHORTEST_SPELLED


def _words_heard(state: State, programme: Programme) -> list[Word]:
    """The words of the section that had begun by where the caller is: all of them after the article's end."""
    track = track_of(state, programme)
    at_ms = max(state.at_ms - REACTION_MS, 0)
    words = programme.sections[state.section].words
    if state.ended:
        return list(words)
    return [word for word in words if track.start_of_word(word) <= at_ms]
