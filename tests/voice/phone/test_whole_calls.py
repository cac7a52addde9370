"""Calls of any kind: disclaimers come whole before their article, and every call has an end."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from voice.phone.programme import Offer, Place, Sound

from .caller import Caller

Make = Callable[..., Offer]
MOST_TURNS = 400

presses = st.lists(
    st.tuples(
        st.one_of(st.text("0123456789*#", max_size=2), st.sampled_from(["1001", "2000", "12345678", "", "#", "99999"])),
        st.integers(0, 100_000),
    ),
    max_size=25,
)
beginnings = st.fixed_dictionaries(
    {"code": st.sampled_from(["", "1001", "2000"]), "back": st.sampled_from([None, Place("1003", "s2", 3, 0.75)])}
)


@given(
    presses=presses, beginning=beginnings, crisis=st.booleans(), langs=st.sampled_from([("en",), ("en", "es", "de")])
)
def test_the_disclaimers_are_heard_whole_before_any_part_of_their_article(
    make_offer: Make, presses: list[tuple[str, int]], beginning: dict[str, object], crisis: bool, langs: tuple[str, ...]
) -> None:
    caller = Caller.calls(make_offer(langs=langs, crisis=crisis, place=Place("1002", "s3", 4, 2.0)), **beginning)
    whole: list[Sound] = list(caller.turn.first)
    _only_after_disclaimers(caller, whole)
    for keys, after_ms in presses:
        caller.press(keys, after_ms)
        whole += caller.turn.first
        _only_after_disclaimers(caller, whole)


def _only_after_disclaimers(caller: Caller, whole: list[Sound]) -> None:
    """Sections are only ever what a key breaks off, disclaimers never, and stand before them in the same call."""
    assert not [sound for sound in caller.turn.then if sound.code != "0" and sound.section in {"disclaimers", "end"}]
    for sound in caller.turn.then:
        if sound.code not in {"0", "2000"} and sound.section[0] == "s" and not sound.section.endswith("_heading"):
            disclaimers = [each for each in whole if each.code == sound.code and each.section == "disclaimers"]
            assert [(each.part, each.from_ms, each.to_ms) for each in disclaimers[:2]] == [(1, 0, 0), (2, 0, 0)]


@given(presses=presses, beginning=beginnings, crisis=st.booleans())
def test_every_call_ends_when_the_caller_does_nothing_any_more(
    make_offer: Make, presses: list[tuple[str, int]], beginning: dict[str, object], crisis: bool
) -> None:
    caller = Caller.calls(make_offer(crisis=crisis), **beginning)
    for keys, after_ms in presses:
        caller.press(keys, after_ms)
    assert _turns_to_the_end(caller, "") <= 30


@given(presses=presses, beginning=beginnings, keys=st.sampled_from(["777", "\x00", "é", "9" * 5_000, "A"]))
def test_every_call_ends_when_a_machine_sends_the_same_nonsense_for_ever(
    make_offer: Make, presses: list[tuple[str, int]], beginning: dict[str, object], keys: str
) -> None:
    caller = Caller.calls(make_offer(), **beginning)
    for each, after_ms in presses:
        caller.press(each, after_ms)
    caller.press("*").press("*")
    assert _turns_to_the_end(caller, keys) <= 30


@given(presses=presses, langs=st.sampled_from([("en",), ("es",), ("de", "en")]), kept=st.booleans())
def test_a_call_goes_on_and_ends_whatever_is_taken_from_the_offer_meanwhile(
    make_offer: Make, presses: list[tuple[str, int]], langs: tuple[str, ...], kept: bool
) -> None:
    before, after = make_offer(langs=("en", "es", "de")), make_offer(langs=langs)
    caller = Caller.calls(before)
    less = {lang: after.prompts[lang] for lang in langs}
    programme = before.programme if kept else lambda _code, _version: None
    for keys, after_ms in presses:
        caller.press(keys, after_ms)
    caller.offer = Offer(langs, less, before.entries[:1], programme)
    for keys, after_ms in presses:
        caller.press(keys, after_ms)
    assert _turns_to_the_end(caller, "") <= 30


def _turns_to_the_end(caller: Caller, keys: str) -> int:
    """After how many turns of nothing but those keys, each once all is played, the call is over."""
    for turns in range(MOST_TURNS):
        if caller.turn.over:
            return turns
        caller.press(keys, sum(sound.duration_ms for sound in caller.turn.then))
    return MOST_TURNS
