"""Calls by Asterisk's ARI: an Asterisk that plays, presses keys, hangs up and falls silent as Asterisk does."""

import asyncio
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.phone import conversing

from .asterisk import Channel, Playback
from .by_ari import NAMES, SILENCE, at_work, heard

SECTIONS = {"opening", "how-long-it-should-steep"}


Run = Callable[..., Channel]


@pytest.fixture
def call(telephone: Flask, lasts: Callable[[str], int], monkeypatch: pytest.MonkeyPatch) -> Run:
    """One call, from its beginning to its end."""
    monkeypatch.setattr(conversing, "BETWEEN_KEYS_S", 0.2)

    def called(code: str, *presses: tuple[str, int], lasts: Callable[[str], int] = lasts, **more: str) -> Channel:
        async def one() -> Channel:
            async with at_work(telephone, lasts) as asterisk:
                return await asterisk.call(next(NAMES), presses, code, **more)

        return asyncio.run(one())

    return called


def test_a_call_to_an_article_plays_its_disclaimer_to_the_end_whatever_is_pressed(call: Run, code: str) -> None:
    channel = call(code, ("3", 100), ("3", 500), ("3", 900), ("", 0))
    assert channel.orders[0] == "POST /channels/*/answer"
    assert heard(channel)[:4] == [
        ("greeting", "done"),
        ("disclaimers", "done"),
        ("opening", "stopped"),
        ("how-long-it-should-steep", "done"),
    ]


def test_a_key_goes_on_from_the_sentence_in_the_same_clip_by_what_asterisk_s_clock_says(call: Run, code: str) -> None:
    channel = call(code, *SILENCE * 2, ("3", 0), ("5", 7_000), ("5", 10), ("", 0))
    first, again = [each for each in channel.played if each.section == "how-long-it-should-steep"][:2]
    assert first.media == again.media
    assert first.media.startswith("sound:https://voice.example.org/phone/clips/")
    assert (first.offset_ms, first.ms) == (0, 7_000)
    assert 0 < again.offset_ms <= 7_000


def test_a_key_that_was_still_held_when_the_disclaimer_ended_is_thrown_away(
    call: Run, code: str, lasts: Callable[[str], int]
) -> None:
    channel = call(code, ("", 0), ("3", 10**6), ("", 0), ("", 0))
    assert heard(channel)[1:3] == [("disclaimers", "done"), ("opening", "done")]


def test_a_number_of_several_keys_is_waited_for(call: Run, code: str) -> None:
    channel = call(code, *SILENCE * 2, ("8", 100), ("2#", 100), ("", 0))
    assert channel.played[-2].section == "how-long-it-should-steep"


def test_who_hangs_up_is_led_back_to_the_place(call: Run, code: str) -> None:
    call(code, *SILENCE * 2, ("3", 100), number="5550177")
    channel = call("", ("1", 100), ("", 0), number="5550177")
    assert [name for name, _ in heard(channel)] == ["greeting", "disclaimers", "how-long-it-should-steep"]
    assert channel.played[-1].offset_ms > 0


def test_who_hangs_up_in_the_disclaimer_has_heard_nothing_of_the_article(call: Run, code: str) -> None:
    call(code, ("", 0), number="5550178")
    channel = call("", ("1", 100), ("", 0), number="5550178")
    assert [(each.section, each.offset_ms) for each in channel.played][-1] == ("opening", 0)


def test_a_crisis_line_is_left_to_the_dialplan(call: Run, codes: dict[str, str]) -> None:
    channel = call(codes["on-grief"], ("", 0), ("0", 100), ("", 0), ("", 0))
    assert channel.variables == {"VOICE_DIAL": "988"}
    assert channel.end == "to the dialplan"


def test_without_its_disclaimers_nothing_of_an_article_is_played(
    call: Run, code: str, lasts: Callable[[str], int]
) -> None:
    for broken in (0, 1_000):  # it can't be fetched; it is not all there
        channel = call(code, *SILENCE * 9, lasts=lambda url, ms=broken: ms if "-disclaimers-" in url else lasts(url))
        assert {name for name, _ in heard(channel)} == {"greeting", "disclaimers"}
        assert [name for name, _ in heard(channel)].count("disclaimers") == conversing.TRIES
        assert channel.end == "to the dialplan"


def test_a_clip_that_cant_be_fetched_is_tried_again_and_then_passed_over(
    call: Run, code: str, lasts: Callable[[str], int]
) -> None:
    channel = call(code, *SILENCE * 4, lasts=lambda url: 0 if "-opening-" in url else lasts(url))
    assert heard(channel)[2:5] == [("opening", "failed")] * conversing.TRIES + [("how-long-it-should-steep", "done")]


def test_whoever_says_nothing_is_said_goodbye_to(call: Run, code: str) -> None:
    channel = call(code, *SILENCE * 60)
    assert channel.played[-1].section == "goodbye"
    assert channel.end == "by us"


def test_two_hundred_calls_at_once_are_one_process_s(telephone: Flask, lasts: Callable[[str], int], code: str) -> None:
    async def many() -> list[Channel]:
        async with at_work(telephone, lasts) as asterisk:
            presses = [*SILENCE * 2, ("3", 100), ("9", 1_000)]
            return await asyncio.gather(*(asterisk.call(next(NAMES), presses, code) for _ in range(200)))

    channels = asyncio.run(many())
    assert {name for channel in channels for name, how in heard(channel) if how == "stopped"} == SECTIONS
    assert {channel.end for channel in channels} == {"by the caller"}


presses = st.lists(
    st.tuples(st.sampled_from(["", *"0123456789*#", "1#", "99#", "A"]), st.integers(0, 9_000)), max_size=12
)
some_calls = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@some_calls
@given(presses=presses)
def test_the_disclaimers_are_heard_whole_before_any_section_and_whoever_hangs_up_ends_it(
    call: Run, code: str, lasts: Callable[[str], int], presses: list[tuple[str, int]]
) -> None:
    channel = call(code, *presses)
    assert channel.end
    for place, each in enumerate(channel.played):
        if each.section in SECTIONS:
            assert any(is_whole(before, lasts) for before in channel.played[:place])


@some_calls
@given(presses=presses)
def test_every_call_ends_once_its_caller_falls_silent(call: Run, code: str, presses: list[tuple[str, int]]) -> None:
    assert call(code, *presses, *SILENCE * 80).end in {"by us", "to the dialplan"}


def is_whole(sound: Playback, lasts: Callable[[str], int]) -> bool:
    """Whether it is the disclaimers, heard to their end."""
    whole_ms = lasts(sound.media.removeprefix("sound:"))
    return sound.section == "disclaimers" and (sound.end, sound.ms, sound.offset_ms) == ("done", whole_ms, 0)
