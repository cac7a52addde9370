"""What is asked in each stage of a call, and how an answer to it is handed on."""

from dataclasses import dataclass, replace

from voice.phone.programme import Offer, Place, Programme, Sound
from voice.phone.state import Stage, State, Turn

# Items read of a list before the caller may go on.
A_PAGE = 8
# How many keys make an answer, where it is more than one: of codes, mistyped and corrected, of a number in a list, of a
# title's beginning. Vonage takes no more than 20.
KEYS = {Stage.CODE: 20, Stage.SEARCH: 20, Stage.LIST: 4, Stage.TOPICS: 4, Stage.SECTIONS: 4}
# Seconds one waits for a key where it is not 8: short where the call goes on by itself, a minute in a pause.
CHOOSE_S, GO_ON_S = 8.0, 1.5
_WAITS = {
    Stage.PAUSED: 60.0,
    Stage.CHOSEN: GO_ON_S,
    **dict.fromkeys([Stage.LIST, Stage.TOPICS, Stage.SECTIONS, Stage.MORE, Stage.HELP, Stage.CRISIS], 4.0),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a turn: its state, the keys pressed, and how much was heard of what a key breaks off."""

    state: State
    offer: Offer
    keys: str = ""
    played_ms: int = 0
    back: Place | None = None

    def programme(self) -> Programme:
        """The version of the article that this call is pinned to. Raises Unheeded where it is there no more."""
        found = self.offer.programme(self.state.code, self.state.version)
        if found is None:
            raise Unheeded("gone")
        return found

    def wrong(self) -> "Unheeded":
        """The keys mean nothing here, or there were none."""
        return Unheeded("wrong_key" if self.keys else "silence")


class Unheeded(Exception):
    """An answer that changes nothing; `prompt` names what is said of it."""

    def __init__(self, prompt: str) -> None:
        super().__init__(prompt)
        self.prompt = prompt


def asked(state: State, offer: Offer, lead: tuple[Sound, ...] = ()) -> Turn:
    """The question of the state's stage, after `lead`."""
    wait_s = _WAITS.get(state.stage, CHOOSE_S)
    return Turn(state, then=lead + _question(state, offer), wait_s=wait_s, keys=KEYS.get(state.stage, 1))


def goodbye(state: State, offer: Offer) -> Turn:
    """The end of the call."""
    return Turn(replace(state, stage=Stage.OVER), then=offer.said(state.lang, "goodbye"), wait_s=0, keys=0)


def items(state: State, offer: Offer) -> tuple[Sound, ...]:
    """What the list of the state's stage has, each item's name."""
    match state.stage:
        case Stage.TOPICS:
            return offer.topics.get(state.lang, ())
        case Stage.SECTIONS:
            programme = offer.programme(state.code, state.version)
            return tuple(section.heading for section in programme.sections) if programme else ()
        case _:
            titles = {entry.code: entry.title for entry in offer.entries}
            return tuple(titles[code] for code in state.choices if code in titles)


def more_pages(state: State, offer: Offer) -> bool:
    """Whether items of the list are left after the page that was read."""
    return len(items(state, offer)) > (state.page + 1) * A_PAGE


def _question(state: State, offer: Offer) -> tuple[Sound, ...]:
    match state.stage:
        case Stage.LANGUAGE:
            choices = (offer.said(lang, f"for_this_language_{n}") for n, lang in enumerate(offer.langs, 1))
            return offer.said(state.lang, "greeting") + sum(choices, start=())
        case Stage.LIST | Stage.TOPICS | Stage.SECTIONS:
            return _page(state, offer)
        case Stage.BACK:
            # Whoever calls from the same number hears this: it does not say what was listened to.
            return offer.said(state.lang, "greeting", "back_after")
        case Stage.CHOSEN:
            title = next((entry.title for entry in offer.entries if entry.code == state.code), None)
            named = (title,) if title else ()
            return offer.digits(state.lang, state.code) + named + offer.said(state.lang, "chosen")
        case _:
            return offer.said(state.lang, str(state.stage))


def _page(state: State, offer: Offer) -> tuple[Sound, ...]:
    """A page of a list: each item's number and its name, then what to key in."""
    first = state.page * A_PAGE
    read = tuple(
        sound
        for number, item in list(enumerate(items(state, offer), 1))[first : first + A_PAGE]
        for sound in (*offer.number(state.lang, number), item)
    )
    how = offer.said(state.lang, "more_items" if more_pages(state, offer) else "choose_item")
    opening = () if state.page else offer.said(state.lang, str(state.stage))
    return opening + read + how
