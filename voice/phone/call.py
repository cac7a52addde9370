"""The call: a state and a key in, what to play next and the next state out. Knows no dialect, no web and no studio.

Keys while an article is heard: 1 previous section, 2 this one again, 3 next; 4 and 6 ten seconds back and forward; 5
pause; 7 and 9 slower and faster; 8 the sections; * another article; 0 help; # more: a word spelled, a number slowly, a
code to come back with. A key that means nothing, or none, is named and changes no place; the third in a row leads to
help, the next one to goodbye.
"""

from collections.abc import Callable
from dataclasses import replace

from voice.phone import choosing, inquiring, listening
from voice.phone.asking import KEYS, Answer, Unheeded, asked, goodbye
from voice.phone.programme import Offer, Place
from voice.phone.state import Stage, State, Turn

STRIKES_TO_HELP = 3
KEYPAD, MOST_KEYS = frozenset("0123456789*#"), 20
# What is said after the keys that were pressed, so many of them at most; what leads back to the beginning.
KEYS_NAMED, MOST_NAMED = frozenset({"wrong_key", "no_such_code"}), 10
NOTHING_TO_PLAY = frozenset({"gone", "not_ready"})

_ANSWERS: dict[Stage, Callable[[Answer], Turn]] = {
    Stage.LANGUAGE: choosing.language,
    Stage.BACK: choosing.back,
    Stage.MAIN: choosing.main,
    Stage.CODE: choosing.code,
    Stage.CHOSEN: choosing.chosen,
    Stage.LIST: choosing.listed,
    Stage.TOPICS: choosing.topic,
    Stage.SEARCH: choosing.search,
    Stage.CRISIS: listening.crisis,
    Stage.SECTION: listening.section,
    Stage.PAUSED: listening.paused,
    Stage.SECTIONS: listening.sections,
    Stage.MORE: inquiring.more,
    Stage.HELP: listening.helped,
    Stage.END: listening.ended,
}


def begin(offer: Offer, ticket: str = "", code: str = "", back: Place | None = None) -> Turn:
    """The first turn of a call; of one that the telephone system sent straight to an article, its `code`.

    `ticket` is a code that nobody has yet, to be told the caller who wants to come back, where it is given so early;
    `back` is where this caller was the last time, where that is known.
    """
    state = State(Stage.LANGUAGE, offer.langs[0], ticket)
    greeting = offer.said(state.lang, "greeting")
    if code and (entry := choosing.entry_of(offer, code)):
        return _straight(Answer(replace(state, lang=entry.lang), offer), code)
    if back and (entry := choosing.entry_of(offer, back.code)):
        return asked(replace(state, stage=Stage.BACK, lang=entry.lang, back_to=back.code), offer)
    if len(offer.langs) > 1:
        return asked(state, offer)
    return asked(replace(state, stage=Stage.MAIN), offer, greeting)


def step(state: State, keys: str, played_ms: int, offer: Offer, back: Place | None = None) -> Turn:
    """What comes after a turn that ended with those keys, or with "" where all was played and none was pressed.

    `played_ms` is how much of what a key breaks off had been heard by then. A turn is never handed on its own: what it
    was to play `first` has been played whole.
    """
    if state.stage is Stage.OVER:
        return Turn(state)
    if state.lang not in offer.prompts:  # the last article in it has gone meanwhile
        state = replace(state, lang=offer.langs[0])
    answer = Answer(state, offer, _meant(state.stage, keys), played_ms, back)
    try:
        turn = _ANSWERS[state.stage](answer)
    except Unheeded as unheeded:
        return _missed(answer, unheeded)
    return turn if turn.state.strikes != state.strikes else replace(turn, state=replace(turn.state, strikes=0))


def _meant(stage: Stage, keys: str) -> str:
    """What a telephone has of the keys: all before #, where several make an answer, or else the first."""
    pressed = "".join(key for key in keys if key in KEYPAD)
    return pressed.partition("#")[0][:MOST_KEYS] if stage in KEYS else pressed[:1]


def _straight(answer: Answer, code: str) -> Turn:
    greeting = answer.offer.said(answer.state.lang, "greeting")
    try:
        return choosing.open_article(answer, code, greeting)
    except Unheeded as unheeded:
        return _missed(replace(answer, state=replace(answer.state, stage=Stage.MAIN)), unheeded)


def _missed(answer: Answer, unheeded: Unheeded) -> Turn:
    """Nothing, or what means nothing here: it is said so, and asked again."""
    state, offer, lang = answer.state, answer.offer, answer.state.lang
    strikes = state.strikes + 1
    if strikes > STRIKES_TO_HELP:
        return goodbye(state, offer)
    named = offer.said(lang, unheeded.prompt)
    if unheeded.prompt in KEYS_NAMED:
        named = offer.digits(lang, answer.keys[:MOST_NAMED]) + named
    if unheeded.prompt in NOTHING_TO_PLAY:
        state = replace(state, stage=Stage.MAIN)
    if strikes == STRIKES_TO_HELP:
        named += offer.said(lang, f"help_{state.stage}")
    return asked(replace(state, strikes=strikes), offer, named)
