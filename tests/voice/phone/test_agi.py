"""Calls by Asterisk's FastAGI: a channel that plays, presses keys and hangs up as Asterisk does."""

import asyncio
import re
import shlex
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice.phone.dialects.agi import MOST_LINES, serving

END_OF_CALL = ("HANGUP", "SET VARIABLE")


@pytest.fixture(scope="module")
def port(telephone: Flask) -> Iterator[int]:
    loop, found = asyncio.new_event_loop(), []
    ready = threading.Event()

    def told(port: int) -> None:
        found.append(port)
        ready.set()

    task = loop.create_task(serving(telephone.extensions["phone"], "127.0.0.1", 0, told))
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([task])))
    thread.start()
    assert ready.wait(10)
    yield found[0]
    loop.call_soon_threadsafe(task.cancel)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def code(telephone: Flask) -> str:
    return telephone.extensions["studio"].codes.of("on-tea")


async def call(port: int, code: str, presses: list[str], *, number: str = "", after_ms: int = 3_000) -> list[list[str]]:
    """The commands of a call in which each sound that can be broken off is, or is not (""); then it hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = ["agi_network: yes", f"agi_request: agi://host/read/{code}", f"agi_uniqueid: {id(presses)}.{len(presses)}"]
    writer.write("\n".join([*lines, f"agi_callerid: {number}", "", ""]).encode())
    commands, left = [], list(presses)
    while line := (await asyncio.wait_for(reader.readline(), 20)).decode().strip():
        commands.append(words := shlex.split(line))
        if line.startswith(END_OF_CALL):
            writer.write(b"200 result=1\n")
            break
        answer = "200 result=0 endpos=8000"
        if not line.startswith("STREAM FILE"):
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
            if ("CONTROL", "back_before") in sections(commands):
                return
            await asyncio.sleep(0.1)

    asyncio.run(again())
    assert ("CONTROL", "how-long-it-should-steep") in sections(
        asyncio.run(call(port, "", ["", "", "", "1", ""], number="5550199"))
    )


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


def test_a_slow_caller_keeps_nobody_waiting(port: int, code: str) -> None:
    async def many() -> int:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
        calls = await asyncio.gather(*(call(port, code, ["", "3", "5", "5", "9"]) for _ in range(20)))
        for _, writer in idle:
            writer.close()
        return sum(len(commands) > 4 for commands in calls)

    assert asyncio.run(many()) == 20


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["", *"0123456789*#"]), max_size=10))
def test_the_disclaimers_come_whole_before_any_section(port: int, code: str, keys: list[str]) -> None:
    played = sections(asyncio.run(call(port, code, keys)))
    for place, (how, name) in enumerate(played):
        assert name == "end" or (how == "STREAM") == (name == "disclaimers" or place == 0)
        if name in {"opening", "how-long-it-should-steep"}:
            assert ("STREAM", "disclaimers") in played[:place]
