"""Calls by Asterisk's FastAGI: a channel that plays, presses keys and hangs up as Asterisk does."""

import asyncio
import itertools
import logging
import re
import shlex
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from types import MappingProxyType
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.phone.conversing import TRIES
from voice.phone.dialects import agi
from voice.phone.dialects.agi import MOST_LINES

END_OF_CALL = ("HANGUP", "SET")
# A call that nobody says anything in is told no more than this.
MOST_COMMANDS = 60
WHOLE, UNPLAYED = "200 result=0 endpos=8000", "200 result=-1 endpos=0"
CALLS = itertools.count()


@pytest.fixture(scope="module")
def port(telephone: Flask) -> Iterator[int]:
    ready, stop = Future[int](), asyncio.Event()

    ready, stop = Future[int](), asyncio.Event()

    async def served() -> None:
        loops.set_result(asyncio.get_running_loop())
        server = asyncio.create_task(agi.serving(telephone.extensions["phone"], "127.0.0.1", 0, ready.set_result))
        await stop.wait()
        server.cancel()

    loops = Future[asyncio.AbstractEventLoop]()
    thread = threading.Thread(target=lambda: asyncio.run(served()))
    thread.start()
    yield ready.result(10)
    loops.result().call_soon_threadsafe(stop.set)
    thread.join()


async def begun(port: int, code: str, number: str = "") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A call that Asterisk has just begun."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = ["agi_network: yes", f"agi_request: agi://host/read/{code}", f"agi_uniqueid: {next(CALLS)}"]
    writer.write("\n".join([*lines, f"agi_callerid: {number}", "", ""]).encode())
    return reader, writer


async def call(port: int, code: str, presses: list[str], *, number: str = "", **how: Any) -> list[list[str]]:
    """The commands of a call in which each sound that can be broken off is, or is not (""); then it hangs up."""
    reader, writer = await begun(port, code, number)
    return await played(reader, writer, presses, **how)


async def played(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    presses: list[str],
    *,
    after_ms: int = 3_000,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> list[list[str]]:
    """What a call is told from where it is; `answers` are by what stands in a command that is answered otherwise."""
    commands, left = [], list(presses)
    while line := (await asyncio.wait_for(reader.readline(), 20)).decode().strip():
        commands.append(words := shlex.split(line))
        if line.startswith(END_OF_CALL):
            writer.write(b"200 result=1\n")
            break
        otherwise = next((told for part, told in answers.items() if part in line), "")
        answer = otherwise or WHOLE
        if not otherwise and not line.startswith("STREAM FILE"):
            if not left:
                writer.write(b"HANGUP\n")
                break
            key = left.pop(0)
            answer = f"200 result={ord(key or chr(0))} endpos={int(words[-1]) + after_ms}"
        writer.write(f"{answer}\n".encode())
    writer.close()
    return commands


def sections(commands: list[list[str]]) -> list[tuple[str, str]]:
    """Each sound: how it is played, and of which section."""
    played = [words for words in commands if "FILE" in words]
    return [(words[0], re.search(r"/\d+-(.+)-[\d.]+-en-", words[words.index("FILE") + 1])[1]) for words in played]


def test_a_call_to_an_article_plays_its_disclaimer_to_the_end_and_then_its_section(port: int, code: str) -> None:
    commands = asyncio.run(call(port, code, ["", "5"]))
    assert sections(commands)[:3] == [
        ("STREAM", "greeting"),
        ("STREAM", "disclaimers"),
        ("CONTROL", "opening"),
    ]
    assert commands[1][3] == ""  # no key ends it
    assert commands[2][4:] == ["0123456789*#", "3000", "A", "B", "C", "0"]


def test_a_place_is_kept_to_the_sentence_and_the_same_clip_serves_it(port: int, code: str) -> None:
    commands = asyncio.run(call(port, code, ["3", "5", "5"], after_ms=7_000))
    first, second = [words for words in commands if "how-long" in " ".join(words)][:2]
    assert first[3] == second[3]
    assert 0 < int(second[-1]) <= 7_000


def test_a_number_of_several_keys_is_waited_for_until_pound(port: int, code: str) -> None:
    commands = asyncio.run(call(port, code, ["8", "", "", "", "2", "#"]))
    assert sections(commands)[-1] == ("CONTROL", "how-long-it-should-steep")


def test_who_hangs_up_is_led_back_to_the_place(telephone: Flask, port: int, code: str) -> None:
    asyncio.run(call(port, code, ["3"], number="5550199"))
    commands: list[list[str]] = []

    async def again() -> None:
        for _ in range(50):  # the place is kept once the line has noticed
            commands[:] = await call(port, "", ["", "1"], number="5550199")
            if ("CONTROL", "back_after") in sections(commands):
                return
            await asyncio.sleep(0.1)

    asyncio.run(again())
    assert ("CONTROL", "how-long-it-should-steep") in sections(
        asyncio.run(call(port, "", ["", "1", ""], number="5550199"))
    )


def test_who_hangs_up_once_a_section_has_ended_comes_back_to_its_end(
    port: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        before = asyncio.run(call(port, code, ["3", *[""] * 3], number="5550188"))
        while "was hung up" not in caplog.text:
            time.sleep(0.01)
    assert before[-1][0] == "WAIT"
    commands = asyncio.run(call(port, "", ["", "1"], number="5550188"))
    assert "-how-long-it-should-steep-3-" in commands[-1][3]


def test_a_crisis_line_is_left_to_the_dialplan(telephone: Flask, port: int) -> None:
    code = telephone.extensions["studio"].codes.of("on-grief")
    assert asyncio.run(call(port, code, ["", "0", ""]))[-1] == ["SET", "VARIABLE", "VOICE_DIAL", "988"]


@pytest.mark.parametrize(
    "sent", [b"", b"\n", b"GET / HTTP/1.1\r\n\r\n", b"a: b\n" * (MOST_LINES + 1), b"x" * 100_000, b"\xff\xfe\n\n"]
)
def test_garbage_and_floods_are_hung_up_on_and_others_are_served(port: int, code: str, sent: bytes) -> None:
    async def flood() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        writer.write_eof()
        try:
            return await asyncio.wait_for(reader.read(), 10)
        except ConnectionError:
            return b""
        finally:
            writer.close()

    assert asyncio.run(flood()) == b""
    assert asyncio.run(call(port, code, ["5"]))


def test_who_says_nothing_keeps_nobody_waiting(port: int, code: str) -> None:
    async def many() -> int:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
        calls = await asyncio.gather(*(call(port, code, ["", "3", "5", "5", "9"]) for _ in range(20)))
        for _, writer in idle:
            writer.close()
        return sum(len(commands) > 4 for commands in calls)

    assert asyncio.run(many()) == 20


def test_who_begins_a_call_too_slowly_is_hung_up_on(port: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def drip() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        ended = asyncio.create_task(reader.read())
        sent = 0
        while not ended.done():
            writer.write(b"a: b\n")
            sent += 1
            await asyncio.sleep(0.2)
        writer.close()
        return sent

    with monkeypatch.context() as hurried:
        hurried.setattr(agi, "BEGINS_S", 0.3)
        assert asyncio.run(asyncio.wait_for(drip(), 19)) < MOST_LINES
    assert asyncio.run(call(port, code, ["5"]))


def test_with_all_places_of_strangers_taken_calls_go_on(port: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agi, "BEGINS_S", 3.0)

    async def crowd() -> list[list[str]]:
        reader, writer = await begun(port, code)
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(agi.MOST_STRANGERS + 20)]
        refused = [asyncio.wait_for(reader.read(), 20) for reader, _ in idle]
        commands = await played(reader, writer, ["3", "5", "9"])
        assert set(await asyncio.gather(*refused)) == {b""}
        for _, other in idle:
            other.close()
        return commands

    assert len(asyncio.run(crowd())) > 4
    assert asyncio.run(call(port, code, ["5"]))


@pytest.mark.parametrize("answer", ["200 result=0 endpos=0", "510 Invalid", "200 result=x", "HANGUP\nHANGUP\nHANGUP"])
def test_without_its_disclaimers_nothing_of_an_article_is_played(port: int, code: str, answer: str) -> None:
    commands = asyncio.run(call(port, code, ["", "", ""], answers={"-disclaimers-": answer}))
    assert ("STREAM", "disclaimers") in sections(commands)
    assert not [how for how, _ in sections(commands) if how == "CONTROL"]


def test_a_clip_that_cant_be_fetched_is_tried_again_and_then_passed_over(port: int, code: str) -> None:
    commands = asyncio.run(call(port, code, [""], answers={"-opening-": UNPLAYED, "CHANNEL": "200 result=6"}))
    assert [name for _, name in sections(commands) if name == "opening"] == ["opening"] * TRIES
    assert sections(commands)[-1] == ("CONTROL", "how-long-it-should-steep")


@pytest.mark.parametrize("status", ["HANGUP\n511 Command Not Permitted on a dead channel", "200 result=0"])
def test_who_has_hung_up_is_played_nothing_more(port: int, code: str, status: str) -> None:
    commands = asyncio.run(call(port, code, ["", "5"], answers={"-opening-": UNPLAYED, "CHANNEL": status}))
    assert commands[-1] == ["CHANNEL", "STATUS"]
    assert [name for _, name in sections(commands) if name == "opening"] == ["opening"]


@pytest.mark.parametrize("key", ["99999999", "0", "-1", "x", "65", ""])
def test_a_key_that_is_on_no_telephone_is_none(port: int, code: str, key: str) -> None:
    async def garbled() -> bytes:
        reader, writer = await begun(port, code)
        while (line := await asyncio.wait_for(reader.readline(), 20)).startswith(b"STREAM"):
            writer.write(b"200 result=0 endpos=8000\n")
        writer.write(f"200 result={key} endpos=100\n".encode())
        line = await asyncio.wait_for(reader.readline(), 20)
        writer.close()
        return line

    assert asyncio.run(garbled())[:4] in {b"WAIT", b"CHAN", b""}


def test_a_call_in_which_no_key_is_ever_pressed_ends(port: int, code: str) -> None:
    commands = asyncio.run(call(port, code, [""] * MOST_COMMANDS))
    assert commands[-1] == ["HANGUP"]
    assert sections(commands)[-1] == ("CONTROL", "goodbye")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#"]), max_size=20))
def test_a_call_ends_however_it_went_on_until_the_caller_fell_silent(port: int, code: str, keys: list[str]) -> None:
    assert asyncio.run(call(port, code, [*keys, *[""] * MOST_COMMANDS]))[-1][0] in END_OF_CALL


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#"]), max_size=10))
def test_the_disclaimers_come_whole_before_any_section(port: int, code: str, keys: list[str]) -> None:
    played = sections(asyncio.run(call(port, code, keys)))
    for place, (how, name) in enumerate(played):
        assert name == "end" or (how == "STREAM") == (name == "disclaimers" or place == 0)
        if name in {"opening", "how-long-it-should-steep"}:
            assert ("STREAM", "disclaimers") in played[:place]
