"""How long a step of a call takes while many calls are under way: from a key to what is to be played next.

    python benchmarks/phone_load.py --calls 500

Each caller presses a key every one to three seconds, in an article of two sections by the engine of silence. By FastAGI
the calls are held in one process; by TwiML each step is a signed request to `voice serve`. Sounds are not fetched.
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
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import numpy as np
from twilio.request_validator import RequestValidator

from content import parse_article
from content.library import Source
from voice.jobs.crew import make_all
from voice.phone.dialects.agi import serving
from voice.phone.line import Line
from voice.settings import Settings
from voice.studio import Studio

TEXT = " ".join(f"Sentence number {n} says that 5 mg of tea are enough." for n in range(30))
PAGE = f"""<html lang="en"><head><title>On tea</title></head><body><h1>On tea</h1><p>{TEXT}</p>
<h2>Medical disclaimer</h2><p>This is not a substitute for professional medical advice, diagnosis or treatment.</p>
<h2>More</h2><p>{TEXT}</p></body></html>""".encode()
TOKEN = "a-token"  # noqa: S105 - of this measurement alone
KEYS = "1234579"
Press = Callable[[str], Awaitable[None]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), engine="silence", phone="on", phone_rates="1,2", phone_url="http://none")
        studio = Studio(settings)
        code = prepared(studio)
        for name, measure in (("FastAGI", by_agi(studio, code, asked)), ("TwiML", by_twiml(Path(folder), code, asked))):
            print(f"{name:8}", shown(asyncio.run(measure)), flush=True)
        studio.close()


def prepared(studio: Studio) -> str:
    """An article and prompts, recorded; the article's code."""
    kept = studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    line = Line(studio)
    orders = studio.phone_orders(kept.article, kept.revision) + line.stock.prompt_orders()
    make_all(studio, studio.want(orders, urgent=False), lambda _progress: None)
    line.stock.publish(kept.article.slug)
    return studio.codes.of(kept.article.slug)


def shown(steps_ms: list[float]) -> str:
    median, high, highest = np.percentile(steps_ms, [50, 99, 100])
    return f"{len(steps_ms)} steps: median {median:.1f} ms, 99th percentile {high:.1f} ms, longest {highest:.1f} ms"


async def pressed(press: Press, seconds: float, steps_ms: list[float]) -> None:
    """A caller who presses keys for so many seconds."""
    until = time.perf_counter() + seconds
    await asyncio.sleep(random.uniform(0, 2))  # noqa: S311 - not everybody at the same moment
    while time.perf_counter() < until:
        begun = time.perf_counter()
        await press(random.choice(KEYS))  # noqa: S311
        steps_ms.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(random.uniform(1, 3))  # noqa: S311


async def by_agi(studio: Studio, code: str, asked: argparse.Namespace) -> list[float]:
    steps_ms: list[float] = []
    port = asyncio.get_running_loop().create_future()
    server = asyncio.create_task(serving(Line(studio), "127.0.0.1", 0, port.set_result))
    await port

    async def call(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port.result())
        writer.write(f"agi_request: agi://host/read/{code}\nagi_uniqueid: {number}\n\n".encode())
        while (await reader.readline()).startswith(b"STREAM"):
            writer.write(b"200 result=0 endpos=0\n")

        async def press(key: str) -> None:
            writer.write(f"200 result={ord(key)} endpos=3000\n".encode())
            await reader.readline()

        await pressed(press, asked.seconds, steps_ms)
        writer.close()

    await asyncio.gather(*(call(number) for number in range(asked.calls)))
    server.cancel()
    return steps_ms


async def by_twiml(folder: Path, code: str, asked: argparse.Namespace) -> list[float]:
    steps_ms: list[float] = []
    told = {"DATA": str(folder), "ENGINE": "silence", "PHONE": "on", "PHONE_RATES": "1,2", "PHONE_TWILIO_TOKEN": TOKEN}
    environment = os.environ | {f"VOICE_{name}": value for name, value in told.items()}
    command = [sys.executable, "-m", "voice.cli", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    root = re.search(r"http://[^/]+", next(line for line in process.stdout if "http://" in line))[0]  # type: ignore[index]
    signer = RequestValidator(TOKEN)

    async def call(client: httpx.AsyncClient, number: int) -> None:
        action = f"{root}/phone/twiml/call/{code}"

        async def press(key: str) -> None:
            nonlocal action
            form = {"CallSid": f"CA{number}", "Digits": key}
            headers = {"X-Twilio-Signature": signer.compute_signature(action, form)}
            answer = (await client.post(action, data=form, headers=headers)).raise_for_status()
            action = re.search(r'action="([^"]+)"', answer.text)[1]  # type: ignore[index]

        await press("")
        await pressed(press, asked.seconds, steps_ms)

    limits = httpx.Limits(max_connections=asked.calls, max_keepalive_connections=asked.calls)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:
        await asyncio.gather(*(call(client, number) for number in range(asked.calls)))
    process.terminate()
    process.wait(20)
    return steps_ms


if __name__ == "__main__":
    main()
