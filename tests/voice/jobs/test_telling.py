"""The operator's webhook is told of regenerations: a real server on this machine, which checks each signature."""

import base64
import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from voice.errors import DatabaseUnusable, SettingsError
from voice.jobs import foreman
from voice.jobs.foreman import foreman_at_work
from voice.jobs.telling import PAUSES_S, tell_all
from voice.ledger import Stage
from voice.news import MOST_ERRORS, OLDEST
from voice.settings import Settings
from voice.signing import signed
from voice.studio import Studio

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


class Hook:
    """A webhook that answers with each of `answers` in turn, then with 204; `got` are the messages it was sent."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.got: list[dict[str, object]] = []
        self.ids: list[str] = []
        hook = self

        class Answer(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                content = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
                expected = base64.b64encode(hmac.new(bytes(range(32)), content, hashlib.sha256).digest()).decode()
                assert self.headers["webhook-signature"] == f"v1,{expected}"
                assert abs(time.time() - int(self.headers["webhook-timestamp"])) < 300
                hook.ids.append(self.headers["webhook-id"])
                hook.got.append(json.loads(body))
                status, headers = hook.answers.pop(0) if hook.answers else (204, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.http.server_port}/told"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,))
        self.thread.start()

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


@pytest.fixture
def studio(hook: Hook, settings: Settings) -> Iterator[Studio]:
    studio = Studio(replace(settings, webhook_url=hook.url, webhook_secret=SECRET))
    yield studio
    studio.close()


def ended(studio: Studio, error: str = "", count: int = 1) -> int:
    """A regeneration that has ended."""
    slugs = [f"tea-{number}" for number in range(count)]
    number = studio.ledger.open("tea", "Ida", dict.fromkeys(slugs, 3))
    for slug in slugs:
        studio.ledger.end(number, slug, error)
    assert studio.ledger.close(number)
    return number


class Clock:
    """The time as it is said to be: it stands still."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(time.time())
    monkeypatch.setattr(time, "time", clock)
    return clock


def test_what_is_done_or_has_failed_is_told_once(studio: Studio, hook: Hook) -> None:
    done, failed = ended(studio), ended(studio, "Nobody speaks it.", MOST_ERRORS + 1)
    studio.ledger.cancel(studio.ledger.open("mate", "Bo", {"mate": 1}))
    studio.ledger.open("cocoa", "Bo", {"cocoa": 1})
    for _ in range(2):
        tell_all(studio)
    assert [re.sub(r"-\d{17,}-", "-", each) for each in hook.ids] == ["regeneration-done-1", "regeneration-failed-2"]
    assert [told["type"] for told in hook.got] == ["regeneration.done", "regeneration.failed"]
    assert hook.got[0]["data"] | {"asked_at": "", "ended_at": ""} == {
        "number": done, "state": "done", "what": "tea", "asked_by": "Ida", "asked_at": "", "ended_at": "",
        "made": 3, "clips": 3, "counts": {"done": 1}, "errors": {},
    }  # fmt: skip
    assert hook.got[0]["timestamp"] == studio.ledger.read(done).ended_at
    assert hook.got[1]["data"]["number"] == failed
    assert hook.got[1]["data"]["counts"] == {"failed": MOST_ERRORS + 1}
    assert len(hook.got[1]["data"]["errors"]) == MOST_ERRORS


def swept(studio: Studio, *errors: str) -> None:
    """A sweep that has ended."""
    studio.timetable.plan("sweep", "* * * * *", 0.0)
    assert studio.timetable.claim("sweep", "* * * * *", time.time())
    studio.timetable.end("sweep", "Swept.", errors, failed=bool(errors))


def test_what_was_done_at_set_times_is_told_once_each_time(studio: Studio, hook: Hook, clock: Clock) -> None:
    swept(studio)
    clock.now += 120
    swept(studio, "No disk.")
    hook.answers = [(503, {})]
    tell_all(studio)
    assert [re.sub(r"-\d{17,}-", "-", each) for each in hook.ids] == ["schedule-done-1", "schedule-failed-2"]
    assert [told["type"] for told in hook.got] == ["schedule.done", "schedule.failed"]
    times = {"began_at": "", "ended_at": ""}
    assert hook.got[0]["timestamp"] == hook.got[0]["data"]["ended_at"]
    assert [told["data"] | times for told in hook.got] == [
        {"task": "sweep", "state": "done", "outcome": "Swept.", "errors": []} | times,
        {"task": "sweep", "state": "failed", "outcome": "Swept.", "errors": ["No disk."]} | times,
    ]
    clock.now += PAUSES_S[0]
    for _ in range(2):
        tell_all(studio)
    assert hook.ids[2] == hook.ids[0] != hook.ids[1]
    assert list(studio.news.due(99)) == []


def test_of_two_processes_one_tells_and_nobody_of_what_is_no_news(
    studio: Studio, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(studio)
    [news] = studio.news.due(99)
    assert [studio.news.try_telling(news, again_in_s=0) for _ in range(2)] == [True, False]
    monkeypatch.setattr("voice.news.OLDEST", timedelta(seconds=-1))
    tell_all(studio)
    assert hook.got == []


def test_what_nobody_is_told_of_is_not_kept_for_ever(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(studio)
    monkeypatch.setattr("voice.news.OLDEST", timedelta(seconds=-1))
    swept(studio)
    monkeypatch.undo()
    assert [news.kind for news in studio.news.due(99)] == ["schedule.done"]


def test_a_webhook_that_is_away_is_told_again_in_growing_pauses_and_not_for_ever(
    studio: Studio, hook: Hook, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    ended(studio)
    hook.answers = [(500, {}), (307, {"Location": f"{hook.url}/elsewhere"}), *[(503, {})] * 9]
    for tried, pause_s in enumerate(PAUSES_S, start=1):
        tell_all(studio)
        clock.now += pause_s - 1
        tell_all(studio)  # before its time
        assert len(hook.got) == tried
        clock.now += 1
    for _ in range(2):
        tell_all(studio)
        clock.now += 36_000
    assert len(hook.got) == 1 + len(PAUSES_S)
    assert len(set(hook.ids)) == 1
    assert "it answered 307. It is told again in 60 seconds" in caplog.text
    assert "it answered 503. It is not told again" in caplog.text


def test_one_that_is_gone_is_not_told_again(studio: Studio, hook: Hook) -> None:
    hook.answers = [(410, {})]
    ended(studio)
    tell_all(studio)
    assert list(studio.news.due(99)) == []


def test_what_can_not_be_told_is_logged_without_the_address(
    studio: Studio, hook: Hook, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    hook.close()
    ended(studio)
    tell_all(studio)
    assert "it could not be reached (ConnectError)" in caplog.text
    assert hook.url not in caplog.text
    clock.now += PAUSES_S[0]
    assert [news.tried for news in studio.news.due(99)] == [1]


def test_a_service_tells_though_its_database_was_away_when_it_began(
    studio: Studio, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, opened = [True, True], list[Settings]()

    def open_studio(settings: Settings) -> Studio:
        opened.append(settings)
        if away:
            away.pop()
            raise DatabaseUnusable("The database is away.")
        return Studio(settings)

    monkeypatch.setattr(foreman, "Studio", open_studio)
    monkeypatch.setattr(foreman, "TROUBLE_S", 0.05)
    number = studio.ledger.open("nothing", "Ida", {})
    with foreman_at_work(studio.settings):
        until = time.monotonic() + 20
        while not hook.got and time.monotonic() < until:
            time.sleep(0.02)
    assert studio.ledger.read(number).state is Stage.DONE
    assert [told["data"]["number"] for told in hook.got] == [number]
    assert (away, len(opened) >= 4) == ([], True)


def test_the_signature_is_that_of_the_specification() -> None:
    body = b'{"test": 2432232314}'
    secret, message, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
    assert signed(body, message, at, secret)["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("url", "secret", "told"),
    [
        ("example.org/told", SECRET, "VOICE_WEBHOOK_URL must be an address"),
        ("ftp://example.org", SECRET, "VOICE_WEBHOOK_URL"),
        ("https://example.org", "", "VOICE_WEBHOOK_SECRET must be whsec_"),
        ("https://example.org", "whsec_c2hvcnQ=", "24 to 64 bytes, not 5"),
        ("https://example.org", "whsec_no Base64", "openssl rand"),
    ],
)
def test_a_webhook_that_could_not_be_told_is_said_at_the_start(url: str, secret: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        Settings.from_environment({"VOICE_WEBHOOK_URL": url, "VOICE_WEBHOOK_SECRET": secret})
    kept = repr(Settings.from_environment({"VOICE_WEBHOOK_URL": "https://a.example/x", "VOICE_WEBHOOK_SECRET": SECRET}))
    assert SECRET not in kept


def test_the_pauses_grow_and_the_last_try_is_within_the_day() -> None:
    assert list(PAUSES_S) == sorted(PAUSES_S)
    assert sum(PAUSES_S) < OLDEST.total_seconds()
