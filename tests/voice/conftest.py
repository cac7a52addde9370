"""A service with the engine of silence, and an article in it."""

import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from werkzeug.test import TestResponse

import voice.engine as engine_module
from content import parse_article
from content.library import Source
from voice.accounts import Role, passwords
from voice.app import create_app
from voice.booth import Booth, Booths
from voice.choosing import choose, voice_for
from voice.engine import open_engine
from voice.jobs.crew import crew_at_work
from voice.schema import open_at_head
from voice.settings import Settings
from voice.speech import SpeechRequest
from voice.studio import Studio
from voice.web.admin.gate import COOKIE, csrf_word

from .kept_booths import keeping

PAGE = b"""<!doctype html><html lang="en"><head><title>On tea</title></head><body>
<nav><a href="/">Home</a></nav><main><article>
<h1>On tea</h1><p>Tea warms the hands, and then the rest of us.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>How long it should steep</h2><p>Three minutes are enough for most leaves. Five make it bitter.</p>
<ul><li>Green tea: 2 minutes</li><li>Black tea: 4 minutes</li></ul>
<h2>What to drink it from</h2><p>A cup that you like is the best one.</p></article></main></body></html>"""


@pytest.fixture(scope="session", autouse=True)
def kept_booths() -> Iterator[None]:
    """Every studio has silence from the same booths."""
    with Booths(2) as kept, pytest.MonkeyPatch.context() as patch:
        patch.setattr("voice.studio.Booths", keeping(kept))
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords by the same algorithm, at its least cost: how long it takes is not asked here."""
    cheap = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap)
        yield


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, compiled once for all services."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where somebody types commands; what they keep lies in `data` beside."""
    monkeypatch.setenv("VOICE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOICE_ENGINE", "silence")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def at_head(either_database: str, tmp_path: Path) -> Iterator[Engine]:
    """A database with the tables of today."""
    engine = open_at_head(tmp_path, either_database)
    yield engine
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", engine="silence", wait_s=20)


@pytest.fixture
def app(settings: Settings, compiled_pages: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = compiled_pages
    studio: Studio = app.extensions["studio"]
    with crew_at_work(studio):
        yield app
    studio.close()


@pytest.fixture
def studio(app: Flask) -> Studio:
    found: Studio = app.extensions["studio"]
    return found


@pytest.fixture
def make_anew(studio: Studio) -> Callable[[str], None]:
    """Has readers hear an article as it is now."""

    def make(slug: str) -> None:
        generation = studio.publisher.keep(studio.publisher.draft(slug)[0], by="tests")
        digests = studio.want(studio.publisher.orders(generation), urgent=True)
        until = time.monotonic() + 20
        while studio.progress(digests).left and time.monotonic() < until:
            time.sleep(0.02)
        assert studio.publisher.generations.settle(generation.number)

    return make


@pytest.fixture
def client(app: Flask, studio: Studio) -> FlaskClient:
    studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    return app.test_client()


class SignedIn(FlaskClient):
    """A browser that has signed in to the admin's pages; what it posts has the form's hidden word with it."""

    def post_form(self, address: str, fields: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        with self.application.test_request_context("/admin/", headers={"Cookie": self.cookies}):
            word = csrf_word()
        return self.post(address, data={"csrf": word, **(fields or {})}, **options)

    @property
    def cookies(self) -> str:
        cookie = self.get_cookie(COOKIE, path="/admin")
        return f"{COOKIE}={cookie.value}" if cookie else ""


def signed_in(app: Flask, role: Role) -> SignedIn:
    accounts = app.extensions["studio"].accounts
    name = f"Some {role}"
    accounts.add(name, role)
    client = SignedIn(app, TestResponse)
    client.set_cookie(COOKIE, accounts.sessions.begin(name), path="/admin")
    return client


@pytest.fixture
def editor(app: Flask, client: FlaskClient) -> SignedIn:
    """An editor who has signed in, with the article on tea in the library."""
    return signed_in(app, Role.EDITOR)


@pytest.fixture
def viewer(app: Flask, client: FlaskClient) -> SignedIn:
    return signed_in(app, Role.VIEWER)


@pytest.fixture
def admin(app: Flask, client: FlaskClient) -> SignedIn:
    return signed_in(app, Role.ADMIN)


class SpeechServer:
    """A server that speaks the OpenAI speech API in eSpeak's voice, after as many `troubles` (status, headers)."""

    def __init__(self) -> None:
        self.troubles: list[tuple[int, dict[str, str]]] = []
        self.asked: list[dict[str, object]] = []
        self.keys: list[str] = []
        self.format = "WAV"
        self._booth = Booth("espeak")
        self._one_at_a_time = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_SpeechAnswer, self))
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def speak(self, text: str, speed: float) -> bytes:
        with self._one_at_a_time:
            pcm = self._booth.speak(SpeechRequest(text, voice_for("en", "espeak"), speed))
        if self.format == "PCM":
            return pcm.samples
        wave = io.BytesIO()
        soundfile.write(wave, np.frombuffer(pcm.samples, "<i2"), pcm.sample_rate, format=self.format)
        return wave.getvalue()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._booth.close()


class _SpeechAnswer(BaseHTTPRequestHandler):
    def __init__(self, server: SpeechServer, *connection: Any) -> None:
        self.speech = server
        super().__init__(*connection)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.speech.asked.append(asked)
        self.speech.keys.append(self.headers.get("Authorization", ""))
        if self.path != "/v1/audio/speech":
            self._answer(404, b"", {})
        elif self.speech.troubles:
            status, headers = self.speech.troubles.pop(0)
            self._answer(status, b'{"error": {"message": "not now"}}', headers)
        else:
            kind = "audio/pcm" if self.speech.format == "PCM" else "audio/wav"
            self._answer(200, self.speech.speak(asked["input"], asked["speed"]), {"Content-Type": kind})

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        with suppress(BrokenPipeError):  # who hangs up has had enough
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="session")
def speech_server() -> Iterator[SpeechServer]:
    server = SpeechServer()
    yield server
    server.close()


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """Engines are asked for their voices again, before the test and after it."""
    caches = (choose, voice_for, engine_module._asked, open_engine)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()
