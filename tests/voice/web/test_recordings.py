"""Recordings by their addresses: where they lead, what may be kept, what is checked."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web_server import web_server
from voice.casting import Line
from voice.speaking import Speakers
from voice.studio import Studio
from voice.web import audio

from .clips import SECTION, clip_of


def test_a_sections_address_leads_to_its_recording_and_is_not_kept_by_caches(client: FlaskClient) -> None:
    clip_of(client)
    answer = client.get(SECTION)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert client.get(answer.location, buffered=True).mimetype == "audio/mpeg"


def test_a_clip_may_be_kept_for_ever(client: FlaskClient) -> None:
    address = clip_of(client)
    with client.get(address, buffered=True) as answer:
        assert answer.headers["ETag"].strip('"') in address
        assert {"public", "immutable", "max-age=31536000"} == set(answer.headers["Cache-Control"].split(", "))


def test_the_marks_of_a_clip_point_at_the_written_words_in_order(client: FlaskClient, studio: Studio) -> None:
    answer = client.get(clip_of(client).replace(".mp3", ".marks.json"))
    assert {"public", "immutable", "max-age=31536000"} == set(answer.headers["Cache-Control"].split(", "))
    section = studio.library.current("on-tea").article.section("how-long-it-should-steep")
    texts = {block.id: block.text for block in section.blocks}
    words = [mark for mark in answer.json if mark["kind"] == "word" and mark["block"] in texts]
    said = [texts[word["block"]][word["start"] : word["start"] + word["length"]] for word in words]
    assert " ".join(said).startswith("Three minutes are enough for most leaves Five make it bitter Green tea 2 minutes")
    starts = [mark["start_ms"] for mark in answer.json]
    assert starts == sorted(starts)
    assert all(word["start_ms"] < word["end_ms"] and word["exact"] for word in words)


def test_marks_that_are_known_are_not_sent_again(client: FlaskClient) -> None:
    address = clip_of(client).replace(".mp3", ".marks.json")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_clip_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    address = clip_of(client)
    etag = client.get(address, buffered=True).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}, buffered=True).status_code == 304


def test_a_part_of_a_clip_can_be_asked_for(client: FlaskClient) -> None:
    address = clip_of(client)
    whole = client.get(address, buffered=True).data
    part = client.get(address, headers={"Range": "bytes=100-199"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"


def test_a_part_beyond_the_end_is_refused(client: FlaskClient) -> None:
    assert client.get(clip_of(client), headers={"Range": "bytes=99999999-"}, buffered=True).status_code == 416


def test_the_head_of_a_clip_tells_its_size(client: FlaskClient) -> None:
    address = clip_of(client)
    head = client.head(address, buffered=True)
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(client.get(address, buffered=True).data)


@pytest.mark.parametrize(
    "address",
    ["/c/" + "0" * 64 + ".mp3",
     "/c/" + "0" * 64 + ".marks.json",
     "/c/" + "0" * 64 + ".flac", "/c/../voice.db", "/c/%2e%2e%2fsecret.mp3", "/a/no-tea",
     "/a/on-tea/sections/none.mp3", "/nowhere"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_takes_are_not_for_the_public(client: FlaskClient, studio: Studio) -> None:
    clip_of(client)
    take = next(studio._shelf._root.rglob("*.flac"))
    assert client.get(f"/c/{take.stem}.flac").status_code == 404


def test_an_altered_recording_is_never_served(client: FlaskClient, studio: Studio) -> None:
    address = clip_of(client)
    fingerprint, suffix = address.removeprefix("/c/").split(".")
    place = studio._shelf.path(fingerprint, suffix)
    place.write_bytes(bytes(place.stat().st_size))
    assert client.get(address).status_code == 404
    assert client.get(clip_of(client), buffered=True).status_code == 200


def test_a_broken_recording_is_made_again(client: FlaskClient, studio: Studio) -> None:
    address = clip_of(client)
    fingerprint, suffix = address.removeprefix("/c/").split(".")
    studio._shelf.path(fingerprint, suffix).write_bytes(b"torn")
    assert client.get(clip_of(client), buffered=True).status_code == 200


def test_64_listeners_at_once_hear_a_cold_section_of_one_synthesis(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/a/on-tea")
    spoken, speak = list[str](), Speakers.speak

    def speak_once_all_listen(self: Speakers, lines: Sequence[Line]) -> Iterator[Any]:
        until = time.monotonic() + 8  # within a lease
        while audio._waiting.total() < 64 and time.monotonic() < until:
            time.sleep(0.02)
        for said in speak(self, lines):
            spoken.append(said.line.request.digest)
            yield said

    monkeypatch.setattr(Speakers, "speak", speak_once_all_listen)
    server = web_server(app)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def listen(address: str) -> tuple[int, int]:
        connection = HTTPConnection("127.0.0.1", server.server_port)
        connection.request("GET", address)
        answer = connection.getresponse()
        sound = answer.read()
        connection.close()
        return listen(answer.headers["Location"]) if answer.status == 302 else (answer.status, len(sound))

    with ThreadPoolExecutor(64) as listeners:
        heard = list(listeners.map(listen, [SECTION] * 64))
    server.shutdown()
    server.server_close()
    assert {status for status, _ in heard} == {200}
    assert min(size for _, size in heard) > 1000
    assert sorted(spoken) == sorted(set(spoken)) != []


def test_what_no_row_knows_is_not_looked_for_in_the_store(
    client: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Studio, "sound_file", lambda *_: pytest.fail("The store was asked."))
    assert client.get(f"/c/{'0' * 64}.mp3").status_code == 404
