"""An article on the telephone: the keys while a section is heard, in a pause, among the sections, and at the end."""

from dataclasses import replace

from voice.phone.asking import GO_ON_S, Answer, Unheeded, asked, items, more_pages
from voice.phone.programme import Offer, Programme, Sound, Track, Word
from voice.phone.state import Stage, State, Turn

# What the keys do: lead to other questions, sections on, milliseconds on, rates on. Zero is for help.
_ASKING = {"5": Stage.PAUSED, "8": Stage.SECTIONS, "*": Stage.CODE, "#": Stage.MORE}
_SECTIONS, _JUMPS_MS, _RATES = {"1": -1, "2": 0, "3": 1}, {"4": -10_000, "6": 10_000}, {"7": -1, "9": 1}
# A caller asks for a word some time after it was heard, in milliseconds; short ones are seldom meant.
REACTION_MS, SHORTEST_SPELLED = 500, 4


def enter(state: State, programme: Programme, lead: tuple[Sound, ...] = ()) -> Turn:
    """The section from where the state is; the disclaimers before it, whole, where this call has not heard them."""
    fingerprint = programme.opening[0].fingerprint if programme.opening else ""
    due = bool(fingerprint) and fingerprint not in state.heard
    first, lead = ((*lead, *programme.opening), ()) if due else ((), lead)
    heard = (*state.heard, fingerprint) if due else state.heard
    rest = tuple(_track(state, programme).sounds(state.at_ms))
    lead_ms = sum(sound.duration_ms for sound in lead)
    state = replace(state, stage=Stage.SECTION, heard=heard, lead_ms=lead_ms, words_back=0)
    return Turn(state, first, lead + rest, wait_s=GO_ON_S)


def crisis(answer: Answer) -> Turn:
    """Zero connects; anything else goes on to the article, whose disclaimers begin with the crisis text."""
    programme = answer.programme()
    if answer.keys == "0":
        return _connected(answer, programme)
    return enter(answer.state, programme)


def section(answer: Answer) -> Turn:
    """A key while a section is heard; without one it has ended, and the next one follows."""
    programme = answer.programme()
    track = _track(answer.state, programme)
    if not answer.keys:
        return _turned_to(answer.state, answer.offer, programme, answer.state.section + 1)
    heard_ms = max(answer.played_ms - answer.state.lead_ms, 0)
    at_ms = min(answer.state.at_ms + heard_ms, track.duration_ms)
    return _keyed(replace(answer, state=replace(answer.state, at_ms=at_ms, lead_ms=0)), programme)


def paused(answer: Answer) -> Turn:
    """A key in a pause: 5 goes on where it was, the others are those of a section."""
    if not answer.keys:
        raise Unheeded("silence")
    programme = answer.programme()
    return _resumed(answer, programme) if answer.keys == "5" else _keyed(answer, programme)


def ended(answer: Answer) -> Turn:
    """A key after the article's end."""
    if not answer.keys or answer.keys in "3569":
        raise answer.wrong()
    return _keyed(answer, answer.programme())


def helped(answer: Answer) -> Turn:
    """After help the article goes on, and the key, if one was pressed, does what it does there."""
    programme = answer.programme()
    if answer.keys == "0" and programme.line:
        return _connected(answer, programme)
    if answer.keys in {"", "0", "5"}:
        return _resumed(answer, programme)
    return _keyed(answer, programme)


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
            return _help(answer, programme)
        case "" | "5" | "#":
            return _resumed(answer, programme)
    raise answer.wrong()


def sections(answer: Answer) -> Turn:
    """The sections: a number leads to one, a star to another article, silence to the next page and then back."""
    programme = answer.programme()
    state, offer = answer.state, answer.offer
    if "*" in answer.keys:
        return asked(replace(state, stage=Stage.CODE), offer)
    if answer.keys == "0":
        return _help(answer, programme)
    if not answer.keys and more_pages(state, offer):
        return asked(replace(state, page=state.page + 1), offer)
    if not answer.keys:
        return _resumed(answer, programme)
    if not 1 <= int(answer.keys) <= len(items(state, offer)):
        raise answer.wrong()
    return _turned_to(state, offer, programme, int(answer.keys) - 1)


def _keyed(answer: Answer, programme: Programme) -> Turn:
    """What each key does; `at_ms` of the state is where the caller is."""
    state, offer, key = answer.state, answer.offer, answer.keys
    if key in _ASKING:
        return asked(replace(state, stage=_ASKING[key], page=0), offer)
    if key in _SECTIONS:
        return _turned_to(state, offer, programme, state.section + _SECTIONS[key])
    if key in _JUMPS_MS:
        return _jumped(state, offer, programme, _JUMPS_MS[key])
    return _at_rate(state, offer, programme, state.rate + _RATES[key]) if key in _RATES else _help(answer, programme)


def _turned_to(state: State, offer: Offer, programme: Programme, section: int) -> Turn:
    """Another section's beginning; before the first is the first, after the last the end."""
    if section >= len(programme.sections):
        end = replace(state, stage=Stage.END, section=len(programme.sections) - 1, at_ms=0, lead_ms=0)
        return replace(asked(end, offer), first=programme.ending)
    lead = offer.said(state.lang, "first_section") if section < 0 else ()
    return enter(replace(state, section=max(section, 0), at_ms=0), programme, lead)


def _jumped(state: State, offer: Offer, programme: Programme, by_ms: int) -> Turn:
    """Ten seconds on or back, and from there to where a sentence begins, so that it makes sense."""
    track = _track(state, programme)
    target = state.at_ms + by_ms
    sentence = track.sentence_after(target) if by_ms > 0 else track.sentence_at(max(target, 0))
    if sentence is None:
        return _turned_to(state, offer, programme, state.section + 1)
    return enter(replace(state, at_ms=track.start_of(sentence)), programme)


def _at_rate(state: State, offer: Offer, programme: Programme, rate: int) -> Turn:
    """Slower or faster, from the beginning of the sentence that was heard."""
    lead: tuple[Sound, ...] = ()
    if not 0 <= rate < len(programme.rates):
        lead = offer.said(state.lang, "slowest" if rate < 0 else "fastest")
        rate = state.rate
    sentence = _track(state, programme).sentence_at(state.at_ms)
    turned = replace(state, rate=rate)
    return enter(replace(turned, at_ms=_track(turned, programme).start_of(sentence)), programme, lead)


def _resumed(answer: Answer, programme: Programme) -> Turn:
    track = _track(answer.state, programme)
    at_ms = track.start_of(track.sentence_at(answer.state.at_ms))
    return enter(replace(answer.state, at_ms=at_ms), programme)


def _help(answer: Answer, programme: Programme) -> Turn:
    state, offer = answer.state, answer.offer
    lead = offer.said(state.lang, "help_crisis") if programme.line else ()
    return asked(replace(state, stage=Stage.HELP), offer, lead)


def _connected(answer: Answer, programme: Programme) -> Turn:
    said = answer.offer.said(answer.state.lang, "connecting")
    return Turn(replace(answer.state, stage=Stage.OVER), then=said, wait_s=0, keys=0, dial=programme.line)


def _spelled(answer: Answer, programme: Programme) -> Turn:
    """The last word of some length, spelled; asked again, the one before it."""
    state, offer = answer.state, answer.offer
    words = [word for word in _words_heard(state, programme) if _spellable(word)]
    if len(words) <= state.words_back:
        raise Unheeded("no_word")
    word = words[-1 - state.words_back].text
    letters = offer.said(state.lang, *(f"letter_{letter}" for letter in word.casefold()))
    return asked(replace(state, words_back=state.words_back + 1), offer, letters)


def _number(answer: Answer, programme: Programme) -> Turn:
    """The sentence of the last number once more, as slowly as it goes, then the number digit by digit."""
    state, offer = answer.state, answer.offer
    words = [word for word in _words_heard(state, programme) if any(sign.isdigit() for sign in word.text)]
    if not words:
        raise Unheeded("no_number")
    slowest = programme.sections[state.section].tracks[0]
    sentence = words[-1].sentence
    said = tuple(slowest.sounds(slowest.start_of(sentence), slowest.end_of(sentence)))
    return asked(state, offer, said + offer.digits(state.lang, _number_in(words[-1].text)))


def _number_in(text: str) -> str:
    signs = "".join(sign for sign in text if sign.isdigit() or sign in ".,")
    return signs.strip(".,")


def _spellable(word: Word) -> bool:
    return sum(sign.isalpha() for sign in word.text) >= SHORTEST_SPELLED


def _words_heard(state: State, programme: Programme) -> list[Word]:
    """The words of the section that had begun by where the caller is."""
    track = _track(state, programme)
    at_ms = max(state.at_ms - REACTION_MS, 0)
    words = programme.sections[state.section].words
    return [word for word in words if begins(word, track) <= at_ms]


def begins(word: Word, track: Track) -> float:
    """When a word is heard, in milliseconds of a track of its section."""
    start = track.start_of(word.sentence)
    return start + word.at * (track.end_of(word.sentence) - start)


def _track(state: State, programme: Programme) -> Track:
    return programme.sections[state.section].tracks[state.rate]
