"""Calls by Asterisk's ARI: an Asterisk that plays, presses keys, hangs up and falls silent as Asterisk does."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.cli import main
from voice.errors import PhoneSystemRefused
from voice.phone import conversing
from voice.phone.dialects import ari
from voice.phone.line import Caller, Line
from voice.phone.state import State, Turn

from .asterisk import Asterisk, Channel, Playback

NAMES = (f"1790000000.{number}" for number in itertools.count())
SILENCE = [("", 0)]
SECTIONS = {"opening", "how-long-it-should-steep"}


class Hurried:
    """A line that waits for keys a hundredth of the time."""

    def __init__(self, line: Line, address: str) -> None:
        self.line, self.repertoire, self.left = line, line.repertoire, set[str]()
        told = {"phone_ari": address, "phone_url": "https://voice.example.org"}
        self.studio = SimpleNamespace(settings=replace(line.studio.settings, **told))

    def begin(self, caller: Caller) -> Turn:
        return self._hurried(self.line.begin(caller))

    def step(self, caller: Caller, state: State, keys: str, played_ms: int) -> Turn:
        return self._hurried(self.line.step(caller, state, keys, played_ms))

    def leave(self, caller: Caller, state: State, played_ms: int) -> None:
        self.line.leave(caller, state, played_ms)
        self.left.add(caller.call)

    def _hurried(self, turn: Turn) -> Turn:
        return replace(turn, wait_s=turn.wait_s / 100)


@pytest.fixture(scope="module")
def lasts(telephone: Flask) -> Callable[[str], int]:
    """How long the sound at an address is: it is fetched, as Asterisk would."""
    client = telephone.test_client()

    @cache
    def length_ms(url: str) -> int:
        clip = client.get(url.removeprefix("https://voice.example.org"))
        return (len(clip.data) - 44) // 16 if clip.status_code == 200 else 0

    return length_ms


@asynccontextmanager
async def at_work(telephone: Flask, lasts: Callable[[str], int]) -> AsyncIterator[Asterisk]:
    """Asterisk, and us connected to it."""
    async with Asterisk(lasts) as asterisk:
        line = Hurried(telephone.extensions["phone"], asterisk.address)
        calls = asyncio.create_task(ari.calling(line))
        try:
            yield asterisk
            async with asyncio.timeout(60):
                while not line.left >= {
                    name for name, each in asterisk.channels.items() if each.end == "by the caller"
                }:
                    await asyncio.sleep(0.01)
        finally:
            calls.cancel()
            with suppress(asyncio.CancelledError):
                await calls
    assert asterisk.complaints == []


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


def heard(channel: Channel) -> list[tuple[str, str]]:
    """Each sound: of which section, and how it ended for the caller."""
    ended = {True: "stopped", False: ""}
    return [(each.section, ended[each.stopped.is_set()] or each.end) for each in channel.played]


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


def test_an_operator_may_take_a_call_away_and_it_is_not_hung_up(telephone: Flask, lasts: Callable, code: str) -> None:
    async def taken_away() -> Channel:
        async with at_work(telephone, lasts) as asterisk:
            await asyncio.wait_for(asterisk.here.wait(), 60)
            channel = asterisk.enter(next(NAMES), (), code)
            asterisk.tell("StasisStart", channel, args=channel.args)
            asterisk.leave(channel, "to the dialplan")
            await asyncio.sleep(0.3)
            return channel

    assert "DELETE /channels/*" not in asyncio.run(taken_away()).orders


def test_calls_go_on_after_the_connection_fell_and_come_whole_to_their_disclaimer(
    telephone: Flask, lasts: Callable[[str], int], code: str
) -> None:
    async def fallen() -> Channel:
        async with at_work(telephone, lasts) as asterisk:

            def falls(url: str) -> int:
                if "-disclaimers-" in url and asterisk.connections == 1:
                    asterisk.silent = True  # Asterisk plays it, and nobody is told
                    asyncio.get_running_loop().call_later(0.2, asterisk.cut)
                    asyncio.get_running_loop().call_later(0.2, setattr, asterisk, "silent", False)
                return lasts(url)

            asterisk.lasts = falls
            channel = await asterisk.call(next(NAMES), SILENCE * 4, code)
            assert asterisk.connections == 2
            return channel

    assert [name for name, _ in heard(asyncio.run(fallen()))][:4] == [
        "greeting",
        "disclaimers",
        "disclaimers",
        "opening",
    ]


def test_a_call_that_nobody_has_any_more_begins_again(
    telephone: Flask, lasts: Callable[[str], int], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ari, "ALONE_S", 0.1)

    async def left_over() -> Channel:
        async with Asterisk(lasts) as asterisk:
            channel = asterisk.enter("a/b.1", SILENCE * 3, code)
            calls = asyncio.create_task(ari.calling(Hurried(telephone.extensions["phone"], asterisk.address)))
            await asyncio.wait_for(channel.over.wait(), 60)
            calls.cancel()
            return channel

    assert [name for name, _ in heard(asyncio.run(left_over()))][:3] == ["greeting", "disclaimers", "opening"]


def test_a_wrong_password_and_a_place_that_was_taken_end_it_with_a_word(
    telephone: Flask, lasts: Callable[[str], int]
) -> None:
    async def refused(change: Callable[[Asterisk], str], then: Callable[[Asterisk], Awaitable[None]]) -> None:
        async with Asterisk(lasts) as asterisk:
            calls = asyncio.create_task(ari.calling(Hurried(telephone.extensions["phone"], change(asterisk))))
            await then(asterisk)
            await asyncio.wait_for(calls, 60)

    async def nothing(_asterisk: Asterisk) -> None:
        return

    async def taken(asterisk: Asterisk) -> None:
        await asterisk.here.wait()
        asterisk.tell("ApplicationReplaced", Channel("", iter(()), [], ""))

    with pytest.raises(PhoneSystemRefused, match="VOICE_PHONE_ARI"):
        asyncio.run(refused(lambda asterisk: asterisk.address.replace("cret", "crete"), nothing))
    with pytest.raises(PhoneSystemRefused, match="Another process"):
        asyncio.run(refused(lambda asterisk: asterisk.address, taken))


def test_the_command_says_what_is_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(tmp_path_factory.mktemp("data"))
    env = {"VOICE_DATA": folder, "VOICE_PHONE": "on", "VOICE_PHONE_URL": "https://voice.example.org"}
    voice = CliRunner(env=env).invoke
    assert "Set VOICE_PHONE_ARI" in voice(main, ["phone", "serve", "ari"]).stderr
    assert "connects by itself" in voice(main, ["phone", "serve", "ari", "--port", "1"]).stderr
    nowhere = CliRunner(env=env | {"VOICE_PHONE_ARI": "asterisk.example.org"}).invoke
    assert "https://user:password@" in nowhere(main, ["phone", "serve", "ari"]).stderr


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
