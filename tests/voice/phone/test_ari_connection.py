"""The connection to Asterisk's ARI: lost, refused, taken by somebody else; calls go on whatever becomes of it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from click.testing import CliRunner
from flask import Flask

from voice.cli import main
from voice.errors import PhoneSystemRefused
from voice.phone.dialects import ari

from .asterisk import Asterisk, Channel
from .by_ari import NAMES, SILENCE, Hurried, at_work, heard


def test_an_operator_may_take_a_call_away_and_nothing_is_ordered_of_it_any_more(
    telephone: Flask, lasts: Callable[[str], int], code: str
) -> None:
    async def taken_away() -> Channel:
        async with at_work(telephone, lasts) as asterisk:
            await asyncio.wait_for(asterisk.here.wait(), 60)
            channel = asterisk.enter(next(NAMES), (), code)
            asterisk.tell("StasisStart", channel, args=channel.args)
            async with asyncio.timeout(60):
                while not channel.waiting.qsize() and not channel.played:
                    await asyncio.sleep(0.01)
            asterisk.leave(channel, "to the dialplan")
            channel.orders.clear()
            await asterisk.call(next(NAMES), SILENCE, code)  # whatever would be ordered is, meanwhile
            return channel

    assert asyncio.run(taken_away()).orders == []


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
