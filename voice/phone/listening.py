"""An article on the telephone: the keys while a section is heard, in a pause, among the sections, and at the end."""

from dataclasses import replace

from voice.phone.asking import GO_ON_S, Answer, Unheeded, asked, items, more_pages
from voice.phone.programme import Offer, Programme, Sound, Track
from voice.phone.state import Stage, State, Turn

# What the keys do: lead to other questions, sections on, milliseconds on, rates on. Zero is for help.
_ASKING = {"5": Stage.PAUSED, "8": Stage.SECTIONS, "*": Stage.CODE, "#": Stage.MORE}
_SECTIONS, _JUMPS_MS, _RATES = {"1": -1, "2": 0, "3": 1}, {"4": -10_000, "6": 10_000}, {"7": -1, "9": 1}


def enter(state: State, programme: Programme, lead: tuple[Sound, ...] = ()) -> Turn:
    """The section from where the state is; the disclaimers before it, whole, where this call has not heard them."""
    fingerprint = programme.opening[0].fingerprint if programme.opening else ""
    due = bool(fingerprint) and fingerprint not in state.heard
    first, lead = ((*lead, *programme.opening), ()) if due else ((), lead)
    heard = (*state.heard, fingerprint) if due else state.heard
    rest = tuple(track_of(state, programme).sounds(state.at_ms))
    lead_ms = sum(sound.duration_ms for sound in lead)
    state = replace(state, stage=Stage.SECTION, heard=heard, lead_ms=lead_ms, words_back=0, ended=False)
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
    track = track_of(answer.state, programme)
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
    return resumed(answer, programme) if answer.keys == "5" else _keyed(answer, programme)


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
        return resumed(answer, programme)
    return ended(answer) if answer.state.ended else _keyed(answer, programme)


def sections(answer: Answer) -> Turn:
    """The sections: a number leads to one, a star to another article, silence to the next page and then back."""
    programme = answer.programme()
    state, offer = answer.state, answer.offer
    if "*" in answer.keys:
        return asked(replace(state, stage=Stage.CODE), offer)
    if answer.keys == "0":
        return helping(answer, programme)
    if not answer.keys and more_pages(state, offer):
        return asked(replace(state, page=state.page + 1), offer)
    if not answer.keys:
        return resumed(answer, programme)
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
    return _at_rate(state, offer, programme, state.rate + _RATES[key]) if key in _RATES else helping(answer, programme)


def _turned_to(state: State, offer: Offer, programme: Programme, section: int) -> Turn:
    """Another section's beginning; before the first is the first, after the last the end."""
    if section >= len(programme.sections):
        last = len(programme.sections) - 1
        end = replace(state, stage=Stage.END, section=last, at_ms=0, lead_ms=0, words_back=0, ended=True)
        return replace(asked(end, offer, offer.said_if_any(state.lang, "ended")), first=programme.ending)
    lead = offer.said(state.lang, "first_section") if section < 0 else ()
    return enter(replace(state, section=max(section, 0), at_ms=0), programme, lead)


def _jumped(state: State, offer: Offer, programme: Programme, by_ms: int) -> Turn:
    """Ten seconds on or back, and from there to where a sentence begins, so that it makes sense."""
    track = track_of(state, programme)
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
    sentence = track_of(state, programme).sentence_at(state.at_ms)
    turned = replace(state, rate=rate)
    return enter(replace(turned, at_ms=track_of(turned, programme).start_of(sentence)), programme, lead)


def resumed(answer: Answer, programme: Programme) -> Turn:
    """The section from the sentence that was heard last; after the article's end, what can be pressed there."""
    if answer.state.ended:
        return asked(replace(answer.state, stage=Stage.END), answer.offer)
    track = track_of(answer.state, programme)
    at_ms = track.start_of(track.sentence_at(answer.state.at_ms))
    return enter(replace(answer.state, at_ms=at_ms), programme)


def helping(answer: Answer, programme: Programme) -> Turn:
    """What the keys do; a crisis line is named first."""
    state, offer = answer.state, answer.offer
    lead = offer.said(state.lang, "help_crisis") if programme.line else ()
    return asked(replace(state, stage=Stage.HELP), offer, lead)


def _connected(answer: Answer, programme: Programme) -> Turn:
    said = answer.offer.said(answer.state.lang, "connecting")
    return Turn(replace(answer.state, stage=Stage.OVER), then=said, wait_s=0, keys=0, dial=programme.line)


def track_of(state: State, programme: Programme) -> Track:
    """The section that is heard, at the caller's rate."""
    return programme.sections[state.section].tracks[state.rate]
