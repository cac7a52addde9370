"""The nouns of a call: where it is (`Stage`, `State`), and what is to be done next (`Turn`)."""

from dataclasses import dataclass
from enum import StrEnum

from voice.phone.programme import Sound


class Stage(StrEnum):
    """What the caller is being asked, or hears."""

    LANGUAGE = "language"
    BACK = "back"  # somebody who was here before is offered where they were
    MAIN = "main"
    CODE = "code"
    CHOSEN = "chosen"  # the article is named, and can be changed
    LIST = "list"
    TOPICS = "topics"
    SEARCH = "search"
    CRISIS = "crisis"
    SECTION = "section"
    PAUSED = "paused"
    SECTIONS = "sections"
    MORE = "more"
    HELP = "help"
    END = "end"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class State:
    """Where a call is. It has no number and no name of the caller's in it.

    `ticket` is the code that brings the caller back, theirs once it was `given`. `version` pins the article. `section`
    counts from 0, `at_ms` is where in it the last turn began, at the programme's `rate`-th rate, after `lead_ms` of
    prompts. `heard` has the fingerprints of disclaimers that were played whole in this call. `choices` are the codes in
    the list that is read, of which `page` is the page; `back_to` is the place a return was offered to. `ended`: the
    article has been heard to its end, and nothing of it since.
    """

    stage: Stage
    lang: str
    ticket: str = ""
    given: bool = False
    code: str = ""
    version: str = ""
    section: int = 0
    at_ms: int = 0
    rate: int = 0
    lead_ms: int = 0
    heard: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    page: int = 0
    strikes: int = 0
    words_back: int = 0
    back_to: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be played, and what is asked.

    `first` is heard whole: keys pressed meanwhile are thrown away. `then` ends with the first key. After it one waits
    `wait_s` seconds for a key. Up to `keys` keys make an answer; where that is more than one, # ends it. When the call
    is over, it is hung up, or connected to the number `dial`.
    """

    state: State
    first: tuple[Sound, ...] = ()
    then: tuple[Sound, ...] = ()
    wait_s: float = 8.0
    keys: int = 1
    dial: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.state.stage is Stage.OVER
