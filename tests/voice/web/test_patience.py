"""Senders who never get to the end, and those who do."""

import io
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from wsgiref.util import setup_testing_defaults

import pytest
from flask import Flask, request
from werkzeug.test import Client

from voice.web.patience import MOST_FROM_ONE, MOST_WAITING, patient, sender_of


class Slow(io.BytesIO):
    """A body of which nothing comes until the sender is `let_go`."""

    def __init__(self, let_go: threading.Event, begun: threading.Semaphore) -> None:
        super().__init__()
        self._let_go, self._begun = let_go, begun

    def read(self, _size: int | None = -1) -> bytes:
        self._begun.release()
        assert self._let_go.wait(20)
        return b""


@pytest.fixture
def app() -> Flask:
    app = Flask("echo")
    app.add_url_rule("/", view_func=lambda: request.get_data(as_text=True) or "nothing", methods=["GET", "POST"])
    app.wsgi_app = patient(app.wsgi_app)
    return app


@pytest.fixture
def slow(app: Flask) -> Iterator[object]:
    """Has senders from an address begin, and never end until the test does."""
    let_go, stack = threading.Event(), ExitStack()

    def begin(address: str, senders: int) -> None:
        begun = threading.Semaphore(0)
        for _ in range(senders):
            environ = {"REMOTE_ADDR": address, "REQUEST_METHOD": "POST", "CONTENT_LENGTH": "9"}
            environ["wsgi.input"] = Slow(let_go, begun)
            setup_testing_defaults(environ)
            thread = threading.Thread(target=lambda environ=environ: list(app.wsgi_app(environ, lambda *_: None)))
            thread.start()
            stack.callback(thread.join)
        for _ in range(senders):
            assert begun.acquire(timeout=20)

    yield begin
    let_go.set()
    stack.close()


def posted(app: Flask, address: str) -> str:
    answer = Client(app).post("/", data="tea", environ_overrides={"REMOTE_ADDR": address})
    return answer.text if answer.status_code == 200 else f"{answer.status_code}, {answer.headers['Retry-After']}"


def test_who_sends_slowly_keeps_nobody_else_waiting(app: Flask, slow) -> None:
    slow("192.0.2.1", MOST_FROM_ONE)
    assert posted(app, "192.0.2.1") == "503, 5"
    assert posted(app, "192.0.2.2") == "tea"


def test_pages_are_answered_whoever_sends_slowly(app: Flask, slow) -> None:
    slow("192.0.2.1", MOST_FROM_ONE)
    slow("192.0.2.2", MOST_WAITING - MOST_FROM_ONE)
    assert posted(app, "192.0.2.99") == "503, 5"
    assert Client(app).get("/").text == "nothing"


def test_any_number_may_send_one_after_another(app: Flask) -> None:
    assert {posted(app, "192.0.2.1") for _ in range(MOST_FROM_ONE + 1)} == {"tea"}


def test_a_network_of_ipv6_has_no_more_places_than_an_address(app: Flask, slow) -> None:
    for number in range(MOST_FROM_ONE):
        slow(f"2001:db8::{number + 1:x}", 1)
    assert posted(app, "2001:db8::ffff:1") == "503, 5"
    assert posted(app, "2001:db8:0:1::1") == "tea"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unix:", False),
    ],
)
def test_a_network_of_ipv6_is_one_sender(one: str, other: str, same: bool) -> None:
    assert (sender_of(one) == sender_of(other)) is same
