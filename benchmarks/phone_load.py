"""How long a caller waits while many calls are under way: for the first prompt, and from a key to what is played next.

    python benchmarks/phone_load.py --calls 500 [--pace listening|worst] [--only agi|twiml]

In an article of two sections by the engine of silence. At the pace of listening, the calls come in within a minute, and
each caller presses a key, or a section ends, every 5 to 15 seconds: far more often than somebody who listens, to whom a
section of two minutes is one step. At the worst, all calls come in within ten seconds and each key follows the one
before after 1 to 3 seconds. FastAGI is answered by `voice phone agi`, TwiML by `voice serve`, to which each step is a
signed request. Sounds are not fetched. The callers are one process that keeps a connection for each call and computes
next to nothing; how much of a core it took is printed, as it is a core of the same machine.
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from twilio.request_validator import RequestValidator

from content import parse_article
from content.library import Source
from voice.jobs.crew import crew_at_work, make_all
from voice.phone.prompting import Prompter
from voice.phone.repertoire import Repertoire
from voice.settings import Settings
from voice.studio import Studio

TEXT = " ".join(f"Sentence number {n} says that 5 mg of tea are enough." for n in range(30))
PAGE = f"""<html lang="en"><head><title>On tea</title></head><body><h1>On tea</h1><p>{TEXT}</p>
<h2>Medical disclaimer</h2><p>This is not a substitute for professional medical advice, diagnosis or treatment.</p>
<h2>More</h2><p>{TEXT}</p></body></html>""".encode()
AGI_PORT, URL = 14573, "https://voice.example.org"
TOKEN = "a-token"  # noqa: S105 - of this measurement alone
KEYS = "1234579"
Press = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Within so many seconds all calls have come in; a key follows another after so many, at least and at most."""

    coming_in_s: float
    least_s: float
    most_s: float


PACES = {"listening": Pace(60, 5, 15), "worst": Pace(10, 1, 3)}


@dataclass(frozen=True, slots=True)
class Waits:
    """How long callers waited, in milliseconds: for their first prompt, and after each key."""

    first_ms: list[float] = field(default_factory=list)
    step_ms: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30, help="How long keys are pressed in each call.")
    parser.add_argument("--pace", nargs="*", choices=PACES, default=list(PACES))
    parser.add_argument("--only", nargs="*", choices=SYSTEMS, default=list(SYSTEMS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        code = prepared(Path(folder))
        for system, pace in product(asked.only, asked.pace):
            callers = Callers(Path(folder), code, asked.calls, asked.seconds, PACES[pace])
            begun, cpu_s = time.perf_counter(), time.process_time()
            waits = asyncio.run(SYSTEMS[system](callers))
            lasted_s, cpu_s = time.perf_counter() - begun, time.process_time() - cpu_s
            each_s = (PACES[pace].least_s + PACES[pace].most_s) / 2
            print(f"{system}, {asked.calls} calls, {pace}: {asked.calls / each_s:.0f} steps a second once all are in")
            print(f"  first prompt: {shown(waits.first_ms)}")
            print(f"  after a key:  {shown(waits.step_ms)}")
            print(f"  the callers took {cpu_s / lasted_s:.0%} of a core; load {os.getloadavg()[0]:.1f}", flush=True)


def prepared(folder: Path) -> str:
    """An article and prompts, recorded for pages too, so that nothing is left to be made; the article's code."""
    studio = Studio(Settings(data=folder, engine="silence", phone="on", phone_rates="1,2"))
    kept = studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    orders = [*studio.orders(kept.article, kept.revision, studio.delivery()), *Prompter(studio).orders()]
    with crew_at_work(studio):
        make_all(studio, studio.want(orders, urgent=False), lambda _progress: None)
    Repertoire(studio).publish(kept.article.slug)
    code = studio.codes.of(kept.article.slug)
    studio.close()
    return code


def shown(waits_ms: list[float]) -> str:
    median, high, highest = np.percentile(waits_ms, [50, 99, 100])
    return f"{len(waits_ms)}, median {median:.1f} ms, 99th percentile {high:.1f} ms, longest {highest:.1f} ms"


@contextmanager
def timed(waits_ms: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    waits_ms.append((time.perf_counter() - begun) * 1000)


@dataclass(frozen=True, slots=True)
class Callers:
    """So many who call for the article of that code, each for so many seconds; where the service keeps it all."""

    folder: Path
    code: str
    calls: int
    seconds: float
    pace: Pace

    async def all_at_once(self, call: Callable[[int], Awaitable[None]]) -> None:
        """Every call, each begun at some moment of its own."""

        async def begun(number: int) -> None:
            await asyncio.sleep(random.uniform(0, self.pace.coming_in_s))  # noqa: S311
            await call(number)

        await asyncio.gather(*(begun(number) for number in range(self.calls)))

    async def press_keys(self, press: Press, waits: Waits) -> None:
        """Keys until the caller has had enough."""
        until = time.perf_counter() + self.seconds
        while time.perf_counter() < until:
            await asyncio.sleep(random.uniform(self.pace.least_s, self.pace.most_s))  # noqa: S311
            with timed(waits.step_ms):
                await press(random.choice(KEYS))  # noqa: S311


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[subprocess.Popen[str]]:
    """The service as its operators start it."""
    told = {
        "DATA": str(folder),
        "ENGINE": "silence",
        "PHONE": "on",
        "PHONE_RATES": "1,2",
        "PHONE_TWILIO_TOKEN": TOKEN,
        "PHONE_URL": URL,
    }
    environment = os.environ | {f"VOICE_{name}": value for name, value in told.items()}
    words = [sys.executable, "-m", "voice.cli", *command]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env=environment, text=True, **piped) as served:
        try:
            yield served
        finally:
            served.terminate()


async def connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection, as soon as there is somebody to connect to."""
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)


async def dialled(code: str, number: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]:
    """A call by FastAGI, and what it is told first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", AGI_PORT)
    writer.write(f"agi_request: agi://host/read/{code}\nagi_uniqueid: {number}\n\n".encode())
    return reader, writer, await reader.readline()


async def hear_out(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: bytes) -> None:
    """Listen to what no key ends."""
    while line.startswith(b"STREAM"):
        writer.write(b"200 result=0 endpos=8000\n")
        line = await reader.readline()


async def by_agi(callers: Callers) -> Waits:
    waits = Waits()

    async def call(number: int) -> None:
        with timed(waits.first_ms):
            reader, writer, line = await dialled(callers.code, number)
        await hear_out(reader, writer, line)

        async def press(key: str) -> None:
            nonlocal reader, writer
            writer.write(f"200 result={ord(key)} endpos=3000\n".encode())
            if await reader.readline() in {b"", b"HANGUP\n"}:  # they call again
                writer.close()
                reader, writer, line = await dialled(callers.code, number)
                await hear_out(reader, writer, line)

        await callers.press_keys(press, waits)
        writer.close()

    with serving(callers.folder, "phone", "agi", "--port", str(AGI_PORT)):
        _, writer = await connected(AGI_PORT)
        writer.close()
        await callers.all_at_once(call)
    return waits


async def by_twiml(callers: Callers) -> Waits:
    waits, signer = Waits(), RequestValidator(TOKEN)

    async def call(number: int) -> None:
        beginning = action = f"/phone/twiml/call/{callers.code}"
        sid = f"CA{number}.{time.time()}"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def press(key: str) -> None:
            nonlocal action, sid
            answer = await posted(reader, writer, signed(signer, action, sid, key))
            found = re.search(f'action="{URL}([^"]+)"', answer)
            sid, action = (sid, found[1]) if found else (f"{sid}.", beginning)  # it was hung up: they call again

        with timed(waits.first_ms):
            await press("")
        await callers.press_keys(press, waits)
        writer.close()

    with serving(callers.folder, "serve", "--port", "0") as served:
        assert served.stdout
        port = next(int(found[1]) for line in served.stdout if (found := re.search(r"http://[^/]+:(\d+)", line)))
        await callers.all_at_once(call)
    return waits


def signed(signer: RequestValidator, action: str, sid: str, key: str) -> bytes:
    """The request as Twilio sends it, but for the fields that nobody reads here."""
    form = {"CallSid": sid, "Digits": key}
    signature, body = signer.compute_signature(URL + action, form), urlencode(form)
    return (
        f"POST {action} HTTP/1.1\r\nHost: voice.example.org\r\nX-Twilio-Signature: {signature}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def posted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> str:
    """The answer's body."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = re.search(rb"(?i)content-length: (\d+)", head)
    assert length, head
    return (await reader.readexactly(int(length[1]))).decode()


SYSTEMS: dict[str, Callable[[Callers], Coroutine[None, None, Waits]]] = {"agi": by_agi, "twiml": by_twiml}


if __name__ == "__main__":
    main()
