"""How long a caller waits while many calls are under way: for the first prompt, and from a key to what is played next.

    python benchmarks/phone_load.py --calls 500

The calls come in one after another within ten seconds. Each caller then presses a key every one to three seconds, in an
article of two sections by the engine of silence. FastAGI is answered by `voice phone agi`, TwiML by `voice serve`, to
which each step is a signed request. Sounds are not fetched. What the callers do costs time of the same machine.
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
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
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
# Within so many seconds all calls have come in.
COMING_IN_S = 10.0
Press = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Waits:
    """How long callers waited, in milliseconds: for their first prompt, and after each key."""

    first_ms: list[float] = field(default_factory=list)
    step_ms: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20, help="How long keys are pressed in each call.")
    parser.add_argument("--only", choices=["agi", "twiml"])
    asked = parser.parse_args()
    measures = {"agi": by_agi, "twiml": by_twiml}
    with tempfile.TemporaryDirectory() as folder:
        code = prepared(Path(folder))
        for name in [asked.only] if asked.only else measures:
            waits = asyncio.run(measures[name](Path(folder), code, asked))
            print(f"{name}, {asked.calls} calls, load {os.getloadavg()[0]:.1f}")
            print(f"  first prompt: {shown(waits.first_ms)}")
            print(f"  after a key:  {shown(waits.step_ms)}", flush=True)


def prepared(folder: Path) -> str:
    """An article and prompts, recorded; the article's code."""
    studio = Studio(Settings(data=folder, engine="silence", phone="on", phone_rates="1,2"))
    kept = studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    orders = [*studio.phone_orders(kept.article, kept.revision), *Prompter(studio).orders()]
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


async def pressed(press: Press, seconds: float, waits: Waits) -> None:
    """A caller who presses keys for so many seconds."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        await asyncio.sleep(random.uniform(1, 3))  # noqa: S311
        with timed(waits.step_ms):
            await press(random.choice(KEYS))  # noqa: S311


async def coming_in() -> None:
    """Not everybody calls at the same moment."""
    await asyncio.sleep(random.uniform(0, COMING_IN_S))  # noqa: S311


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


async def by_agi(folder: Path, code: str, asked: argparse.Namespace) -> Waits:
    waits = Waits()

    async def call(number: int) -> None:
        await coming_in()
        with timed(waits.first_ms):
            reader, writer = await asyncio.open_connection("127.0.0.1", AGI_PORT)
            writer.write(f"agi_request: agi://host/read/{code}\nagi_uniqueid: {number}\n\n".encode())
            line = await reader.readline()
        while line.startswith(b"STREAM"):
            writer.write(b"200 result=0 endpos=8000\n")
            line = await reader.readline()

        async def press(key: str) -> None:
            writer.write(f"200 result={ord(key)} endpos=3000\n".encode())
            await reader.readline()

        await pressed(press, asked.seconds, waits)
        writer.close()

    with serving(folder, "phone", "agi", "--port", str(AGI_PORT)):
        _, writer = await connected(AGI_PORT)
        writer.close()
        await asyncio.gather(*(call(number) for number in range(asked.calls)))
    return waits


async def by_twiml(folder: Path, code: str, asked: argparse.Namespace) -> Waits:
    waits, signer = Waits(), RequestValidator(TOKEN)

    async def call(client: httpx.AsyncClient, number: int) -> None:
        action = f"/phone/twiml/call/{code}"

        async def press(key: str) -> None:
            nonlocal action
            form = {"CallSid": f"CA{number}", "Digits": key}
            headers = {"X-Twilio-Signature": signer.compute_signature(URL + action, form)}
            answer = (await client.post(action, data=form, headers=headers)).raise_for_status()
            action = re.search(f'action="{URL}([^"]+)"', answer.text)[1]  # type: ignore[index]

        await coming_in()
        with timed(waits.first_ms):
            await press("")
        await pressed(press, asked.seconds, waits)

    limits = httpx.Limits(max_connections=asked.calls, max_keepalive_connections=asked.calls)
    with serving(folder, "serve", "--port", "0") as served:
        assert served.stdout
        root = next(found[0] for line in served.stdout if (found := re.search("http://[^/]+", line)))
        async with httpx.AsyncClient(base_url=root, limits=limits, timeout=60) as client:
            await asyncio.gather(*(call(client, number) for number in range(asked.calls)))
    return waits


if __name__ == "__main__":
    main()
