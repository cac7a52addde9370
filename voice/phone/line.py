"""The telephone line: calls begun, taken on step by step, and left; what dialects stand on.

Logs and tables have keyed hashes of calls and callers, articles, sections and counts: never a number, never a key. What
is kept of a call that goes on is sealed.
"""

import hashlib
import hmac
import logging
import re
import secrets
from dataclasses import dataclass, replace

import msgspec

from voice.phone.call import begin, step
from voice.phone.choosing import TICKET_DIGITS
from voice.phone.programme import Offer, Place
from voice.phone.repertoire import Repertoire
from voice.phone.sealing import opened, sealed
from voice.phone.state import Stage, State, Turn
from voice.studio import Studio

# What is told as the number of a caller who withholds it: anonymous, restricted, blocked, unknown, unavailable, spelled
# on the keys (https://www.twilio.com/docs/voice/twiml#request-parameters); other systems send words.
WITHHELD = frozenset({"266696687", "7378742833", "2562533", "8656696", "86282452253"})
# The key that asks for a code to come back with, where it is asked for.
TELL_TICKET = "3"
_NUMBER = re.compile(r"\+?(\d{4,15})", re.ASCII)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the telephone system's id of the call, the caller's number where it is told, the article dialled."""

    call: str
    number: str = ""
    code: str = ""


class Line:
    """Calls over one studio."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.repertoire = Repertoire(studio)
        self._key = studio.secret
        self._call_key = bytes.fromhex(self.hashed("key", "calls"))
        self._know_callers = studio.settings.phone_know_callers == "on"

    def begin(self, caller: Caller) -> Turn:
        """The first turn of a call. Raises PhoneNotReady."""
        log.info("Call %s begins.", self.hashed("call", caller.call)[:12])
        return begin(self._offer(), code=caller.code, back=self._last_place(caller))

    def step(self, caller: Caller, state: State, keys: str, played_ms: int) -> Turn:
        """What follows a turn; see `voice.phone.call.step`. Keeps the place of whoever asked for it."""
        turn = self.following(caller, state, keys, played_ms)
        self.taken(caller, turn.state)
        return turn

    def following(self, caller: Caller, state: State, keys: str, played_ms: int) -> Turn:
        """What would follow a turn: nothing is kept before the step is `taken`, but for a code that is to be told."""
        if state.stage is Stage.MORE and TELL_TICKET in keys and not state.ticket:
            state = replace(state, ticket=self._new_ticket())
        back = self._last_place(caller) if state.stage is Stage.BACK else None
        return step(state, keys, played_ms, self._offer(), back)

    def taken(self, caller: Caller, state: State) -> None:
        """A call has been taken on to that state: its place is kept."""
        self.keep_place(caller, state)
        if state.stage is Stage.OVER:
            log.info("Call %s is over, in article %s.", self.hashed("call", caller.call)[:12], state.code or "none")

    def leave(self, caller: Caller, state: State, played_ms: int) -> None:
        """The caller has hung up: where they were is kept, if they may come back."""
        heard_ms = max(played_ms - state.lead_ms, 0) if state.stage is Stage.SECTION else 0
        self.keep_place(caller, replace(state, at_ms=state.at_ms + heard_ms))
        log.info("Call %s was hung up, in article %s.", self.hashed("call", caller.call)[:12], state.code or "none")

    def keep_place(self, caller: Caller, state: State) -> None:
        """Keep where a call is, by the code that was told its caller and by the number, where that is wanted."""
        keys = [self.hashed("ticket", state.ticket)] if state.given else []
        keys += [number] if (number := self._number(caller)) else []
        programme = self.repertoire.programme(state.code, state.version) if keys and state.version else None
        if programme is None:
            return
        section = programme.sections[state.section]
        place = Place(
            state.code,
            section.id,
            section.tracks[state.rate].sentence_at(state.at_ms),
            programme.rates[state.rate],
        )
        for key in keys:
            self.studio.places.keep(key, msgspec.json.encode(place).decode())

    def hashed(self, kind: str, word: str) -> str:
        """A keyed hash (HMAC-SHA256) by which something is known without being kept."""
        return hmac.new(self._key, f"{kind}:{word}".encode(), hashlib.sha256).hexdigest()

    def sealed(self, text: str) -> str:
        """A text as it is kept of a call that goes on."""
        return sealed(self._call_key, text)

    def opened(self, text: str) -> str:
        """What was sealed."""
        return opened(self._call_key, text)

    def _new_ticket(self) -> str:
        """A code to come back with that nobody has been told, and that nobody else is told until its days are over."""
        least = 10 ** (TICKET_DIGITS - 1)
        while True:
            ticket = str(least + secrets.randbelow(9 * least))
            if self.studio.places.reserve(self.hashed("ticket", ticket)):
                return ticket

    def _offer(self) -> Offer:
        return replace(self.repertoire.offer(), place=lambda code: self._place(self.hashed("ticket", code)))

    def _last_place(self, caller: Caller) -> Place | None:
        number = self._number(caller)
        return self._place(number) if number else None

    def _number(self, caller: Caller) -> str:
        """What the caller's number is known by, where it is told and the operator wants that; else ""."""
        told = _NUMBER.fullmatch(caller.number) if self._know_callers else None
        return self.hashed("number", told[0]) if told and told[1] not in WITHHELD else ""

    def _place(self, key: str) -> Place | None:
        found = self.studio.places.find(key)
        return msgspec.json.decode(found, type=Place) if found else None
