"""Many real calls at once, over SIP and RTP: sipp dials, presses keys by RFC 4733, and sends back all that it hears.

    apt install sip-tester
    pip install 'article-voice[phone]'
    python benchmarks/phone_sipp.py [--calls 20] [--engine espeak]

`sip_bridge.py` stands where Asterisk would and does what `voice phone agi` orders; what sipp sends back is recorded for
each call. In each, 1 is pressed in the middle of the disclaimer, where it must do nothing, and 3 in the first section,
which leads to the second; then the caller hangs up. Printed is in how many calls all that was heard is, byte
for byte, the greeting, the disclaimer whole, the beginning of the first section and then that of the second.
sipp needs to be root to press keys.
"""

import argparse
import asyncio
import socket
import subprocess
import tempfile
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from phone_heard import recorded
from phone_sip import SIP, WEB, Quiet
from sip_bridge import Address, Exchange, Media, pcmu
from sip_bridge import Line as SipLine
from werkzeug.serving import make_server

from voice.app import create_app
from voice.phone import line as phone
from voice.phone.addresses import path_of
from voice.phone.dialects import agi
from voice.settings import Settings

SIPP, RTP = 15_064, 16_000
# Milliseconds of the first section before the key, and of the second after it.
OF_EACH_MS = 2_000
# The first message of a call, and what the caller does in it; sipp fills in what stands in brackets.
SCENARIO = """<?xml version="1.0" encoding="ISO-8859-1" ?><scenario name="listen">
<send retrans="500"><![CDATA[
INVITE sip:read@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:read@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 {key_payload}
a=rtpmap:0 PCMU/8000
a=rtpmap:{key_payload} telephone-event/8000
]]></send>
<recv response="200"/>
<send><![CDATA[
ACK sip:read@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:read@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Content-Length: 0

]]></send>
{pauses}
<send retrans="500"><![CDATA[
BYE sip:read@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:read@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Content-Length: 0

]]></send>
<recv response="200"/>
</scenario>
"""
PRESS = '<pause milliseconds="{after_ms}"/><nop><action><exec play_pcap_audio="{key}"/></action></nop>'
# Two different keys, as the files of either have one time stamp each, by which a key is told from the one before.
KEY_FILES, KEY_PAYLOAD = [f"/usr/share/sip-tester/dtmf_2833_{key}.pcap" for key in "13"], 101


Call = tuple[Exchange, Media]


def main() -> None:
    """Record, call and compare."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--calls", type=int, default=20)
    ask.add_argument("--engine", default="espeak")
    asked = ask.parse_args()
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"http://127.0.0.1:{WEB}"
        app = create_app(
            Settings(data=data, engine=asked.engine, phone="on", phone_rates="1", phone_url=url, listen="off")
        )
        stack.callback(app.extensions["studio"].close)
        code = recorded(app.extensions["studio"])
        server = make_server("127.0.0.1", WEB, app, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        line = app.extensions["phone"]
        programme, greeting = line.repertoire.programme(code, ""), line.repertoire.offer().said("en", "greeting")
        first, second = (section.tracks[0].parts[0] for section in programme.sections[:2])
        before = (*greeting, *programme.opening)
        place = data / "scenario.xml"
        place.write_text(scenario(sum(sound.duration_ms for sound in before), programme.opening[-1].duration_ms))
        calls = asyncio.run(called(line, code, place, asked.calls))
        sounds = {sound: app.test_client().get(path_of(sound, "ulaw")).data for sound in (*before, first, second)}
        print(told(calls, [sounds[sound] for sound in before], sounds[first], sounds[second]))


def scenario(before_ms: int, disclaimer_ms: int) -> str:
    """The keys: in the middle of the disclaimer, which ends what stands first, and in the first section."""
    middle_ms = before_ms - disclaimer_ms // 2
    presses = zip([middle_ms, before_ms - middle_ms + OF_EACH_MS], KEY_FILES, strict=True)
    pauses = [PRESS.format(after_ms=after_ms, key=key) for after_ms, key in presses]
    pauses.append(f'<pause milliseconds="{OF_EACH_MS + 1_000}"/>')
    return SCENARIO.format(pauses="\n".join(pauses), key_payload=KEY_PAYLOAD)


async def called(line: phone.Line, code: str, scenario: Path, calls: int) -> list[Call]:
    """So many calls by sipp at once: what was played in each, and what came back."""
    loop = asyncio.get_running_loop()
    port = loop.create_future()
    serving = asyncio.create_task(agi.serving(line, "127.0.0.1", 0, port.set_result))
    switchboard = Switchboard(("127.0.0.1", await port), code)
    sip = SipLine(pcmu(), switchboard.begin, lambda call: switchboard.going_on[call].cancel())
    transport, _ = await loop.create_datagram_endpoint(lambda: sip, local_addr=("127.0.0.1", SIP))
    here = ["-i", "127.0.0.1", "-p", str(SIPP), "-mi", "127.0.0.1", "-mp", str(RTP), "-rtp_echo"]
    many = ["-m", str(calls), "-l", str(calls), "-r", str(calls), "-timeout", "120", "-nostdin"]
    command = ["sipp", f"127.0.0.1:{SIP}", "-sf", str(scenario), *here, *many]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    await asyncio.gather(*switchboard.going_on.values(), return_exceptions=True)
    transport.close()
    serving.cancel()
    return switchboard.made


@dataclass(frozen=True, slots=True)
class Switchboard:
    """Calls to an article, each with a port of its own, and a connection to the server that says what is played."""

    server: Address
    code: str
    made: list[Call] = field(default_factory=list)
    going_on: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def begin(self, call: str, far: Address, key_payload: int) -> int:
        """Let a call begin; the port that its sound comes from."""
        way = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        way.bind(("127.0.0.1", 0))
        media = Media(pcmu(), far, key_payload)
        exchange = Exchange(media, lambda _clip: None)
        self.made.append((exchange, media))
        self.going_on[call] = asyncio.create_task(self._one(exchange, media, way))
        return int(way.getsockname()[1])

    async def _one(self, exchange: Exchange, media: Media, way: socket.socket) -> None:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: media, sock=way)
        with closing(transport):
            await exchange.call(self.server, self.code)


def told(calls: list[Call], before: list[bytes], first: bytes, second: bytes) -> str:
    """In how many calls what came back is what was to be heard."""
    whole = led_on = lost = sent = 0
    for _, media in calls:
        heard = b"".join(media.heard[number] for number in sorted(media.heard))
        opening = b"".join(framed(sound) for sound in before)
        whole += heard.startswith(opening + first[: 8 * (OF_EACH_MS - 1_000)])
        led_on += second[: 8 * (OF_EACH_MS - 1_000)] in heard[len(opening) :]
        sent += media.sent
        lost += media.sent - len(media.heard)
    keys = sum(bool(played.key) for exchange, _ in calls for played in exchange.played)
    return (
        f"{len(calls)} calls at once by sipp: in {whole} greeting, disclaimer whole, then the first section; "
        f"in {led_on} the second section after the key. {keys} of {2 * len(calls)} keys broke something off; "
        f"of {sent} packets {lost} did not come back."
    )


def framed(sound: bytes) -> bytes:
    """A sound as it is sent, the last frame filled up with silence."""
    return sound + b"\xff" * (-len(sound) % 160)


if __name__ == "__main__":
    main()
