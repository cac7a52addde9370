"""Recordings in an object store, against a real one: Ceph's RADOS gateway."""

import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import obstore
import pytest
from flask import Flask

from audio_cache import FileShelf, Recording, ShelfUnreachable, object_shelf
from audio_cache.bucket import Bucket, Links, key_of
from audio_cache.errors import AlteredRecording, MissingRecording, TruncatedRecording
from audio_cache.near import Near
from audio_cache.object_shelf import PART, ObjectShelf
from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

from .ceph import Gateway, needs_ceph

PAGE = b"""<html lang="en"><title>On tea</title><h1>On tea</h1><p>Tea warms the hands.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>Leaves</h2><p>Three minutes are enough for most leaves.</p></html>"""
SECTION = "/a/on-tea/sections/leaves.mp3"

pytestmark = needs_ceph


@pytest.fixture
def bucket(gateway: Gateway, request: pytest.FixtureRequest) -> Bucket:
    """The bucket, with a prefix for each test."""
    return bucket_of(gateway, re.sub(r"\W+", "-", request.node.name))


@pytest.fixture
def shelf(bucket: Bucket, tmp_path: Path) -> ObjectShelf:
    return shelf_of(bucket, tmp_path)


@pytest.fixture(scope="module")
def settings(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data=tmp_path_factory.mktemp("data"),
        engine="silence",
        store="s3://voice/service",
        store_endpoint=gateway.endpoint,
        store_key=gateway.key,
        store_secret=gateway.secret,
    )


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    """A service with an article, all of it made."""
    app = create_app(settings)
    studio: Studio = app.extensions["studio"]
    studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    studio.publisher.heard("on-tea")
    with crew_at_work(studio):
        for order in studio.stock.orders("on-tea"):
            studio.wait(order)
        yield app
    studio.close()


def bucket_of(gateway: Gateway, prefix: str) -> Bucket:
    return Bucket("voice", prefix, gateway.endpoint, key=gateway.key, secret=gateway.secret)


def shelf_of(bucket: Bucket, folder: Path) -> ObjectShelf:
    return ObjectShelf(bucket, Near(FileShelf(folder / "near"), 10_000_000), {"mp3": "audio/mpeg"})


def kept(shelf: ObjectShelf, sound: bytes, suffix: str = "mp3") -> Recording:
    return Recording("d" * 64, shelf.put(sound, suffix), suffix, len(sound), 1000)


def overwrite(gateway: Gateway, bucket: Bucket, recording: Recording, sound: bytes) -> None:
    key = f"{bucket.prefix}/{key_of(recording.fingerprint, recording.suffix)}"
    obstore.put(gateway.store("voice"), key, sound)


@pytest.mark.parametrize("size", [1, 1000, PART + 1_000_000])
def test_what_was_put_is_read_back_in_parts_or_not(shelf: ObjectShelf, size: int) -> None:
    recording = kept(shelf, b"s" * size)
    assert shelf.read(recording) == b"s" * size
    assert shelf.holds(recording)
    assert shelf.put(b"s" * size, "mp3") == recording.fingerprint


def test_what_is_there_is_not_written_twice(gateway: Gateway, bucket: Bucket, shelf: ObjectShelf) -> None:
    recording = kept(shelf, b"sound")
    key = f"{bucket.prefix}/{key_of(recording.fingerprint, 'mp3')}"
    before = obstore.head(gateway.store("voice"), key)["last_modified"]
    kept(shelf, b"sound")
    assert obstore.head(gateway.store("voice"), key)["last_modified"] == before


@pytest.mark.parametrize(("left", "error"), [(b"so", TruncatedRecording), (b"SOUND", AlteredRecording)])
def test_a_store_that_lies_is_found_out_and_mended(
    gateway: Gateway, bucket: Bucket, shelf: ObjectShelf, left: bytes, error: type[Exception]
) -> None:
    recording = kept(shelf, b"sound")
    overwrite(gateway, bucket, recording, left)
    with pytest.raises(error):
        shelf.read(recording)
    assert shelf.checked(recording.fingerprint, "mp3") is None
    shelf.put(b"sound", "mp3")
    assert shelf.read(recording) == b"sound"


def test_what_is_not_there_is_missing(shelf: ObjectShelf) -> None:
    recording = kept(shelf, b"sound")
    shelf.discard(recording)
    shelf.discard(recording)
    with pytest.raises(MissingRecording):
        shelf.read(recording)
    assert not shelf.holds(recording)


def test_everything_that_is_there_is_listed_by_its_first_digits(shelf: ObjectShelf) -> None:
    recordings = [kept(shelf, b"sound %d" % n, "mp3" if n % 2 else "take.flac") for n in range(30)]
    parts = list(shelf.stored())
    assert len(parts) == 256
    assert {each.fingerprint for part in parts for each in part} == {each.fingerprint for each in recordings}
    assert all(each.fingerprint.startswith(f"{n:02x}") for n, part in enumerate(parts) for each in part)
    shelf.remove(next(each for part in parts for each in part))
    assert sum(len(part) for part in shelf.stored()) == 29


@pytest.mark.parametrize(
    ("other", "told"),
    [({"secret": "wrong"}, "does not let this service in"),
     ({"key": "nobody"}, "does not let this service in"),
     ({"name": "nowhere"}, "does not exist"),
     ({"endpoint": "http://127.0.0.1:9"}, "does not answer")],
)  # fmt: skip
def test_a_store_that_cannot_be_used_says_why_and_nothing_is_called_missing(
    bucket: Bucket, tmp_path: Path, other: dict[str, str], told: str
) -> None:
    shelf = shelf_of(replace(bucket, patience_s=2, **other), tmp_path)
    recording = Recording("d" * 64, "f" * 64, "mp3", 5, 1000)
    asked = (
        lambda: shelf.put(b"sound", "mp3"),
        lambda: shelf.read(recording),
        lambda: shelf.holds(recording),
        lambda: shelf.checked("f" * 64, "mp3"),
        lambda: list(shelf.stored()),
    )
    for ask in asked:
        with pytest.raises(ShelfUnreachable, match=told):
            ask()


def connections(server: socket.socket) -> int:
    """How many have called since this was last asked."""
    count = 0
    with suppress(BlockingIOError):
        while True:
            server.accept()[0].close()
            count += 1
    return count


def test_who_comes_after_one_whom_a_store_did_not_answer_does_not_wait_for_it(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_shelf, "BREATHER_S", 600.0)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        shelf = shelf_of(replace(bucket, endpoint=endpoint, patience_s=1), tmp_path)
        silent.setblocking(False)
        called = []
        for _ in range(20):
            with pytest.raises(ShelfUnreachable, match="does not answer"):
                shelf.read(Recording("d" * 64, "f" * 64, "mp3", 5, 1000))
            called.append(connections(silent))
        assert called[0] > 0
        assert not any(called[1:])


def test_clips_are_served_from_the_store_with_ranges_and_conditions(app: Flask) -> None:
    client = app.test_client()
    address = client.get(SECTION).location
    whole = client.get(address, buffered=True)
    assert (whole.status_code, whole.mimetype) == (200, "audio/mpeg")
    part = client.get(address, headers={"Range": "bytes=100-199"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole.data[100:200])
    assert client.get(address, headers={"If-None-Match": whole.headers["ETag"]}, buffered=True).status_code == 304
    assert client.get(address, headers={"Range": "bytes=99999999-"}, buffered=True).status_code == 416


def test_a_clip_that_was_altered_in_the_store_is_found_and_made_again(app: Flask, gateway: Gateway) -> None:
    studio: Studio = app.extensions["studio"]
    order = studio.stock.orders("on-tea")[0]
    clip = studio.find(order)
    assert clip
    overwrite(gateway, bucket_of(gateway, "service"), clip, bytes(clip.size))
    shutil.rmtree(studio.settings.data / "near")
    assert [each.recording.digest for each in studio.stock.verify() if each.fault] == [clip.digest]
    mending = studio.stock.heal([clip])
    assert mending.orders == (order,)
    studio.want(mending.orders, urgent=True)
    assert studio.wait(order).fingerprint == clip.fingerprint
    assert not [each for each in studio.stock.verify() if each.fault]


def test_a_sweep_takes_what_nobody_knows_out_of_the_store(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    studio: Studio = app.extensions["studio"]
    studio._shelf.put(b"nobody's", "mp3")
    monkeypatch.setattr("audio_cache.sweeping.STRANGER_S", -60)
    assert studio.stock.sweep().strangers.count == 1
    assert studio.stock.sweep().strangers.count == 0
    assert not [each for each in studio.stock.verify() if each.fault]


@pytest.mark.parametrize("links", [Links.SIGNED, Links.PUBLIC])
def test_listeners_are_led_to_the_store_and_never_to_what_has_no_disclaimer(
    app: Flask, settings: Settings, gateway: Gateway, links: Links
) -> None:
    public = f"{gateway.endpoint}/voice/service"
    gateway.open_to_all("voice", "service/public/" if links is Links.PUBLIC else "none/")
    other = create_app(replace(settings, store_links=links, store_public=public))
    client, studio = other.test_client(), other.extensions["studio"]
    answer = client.get(client.get(SECTION).location)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert f"media-src 'self' {gateway.endpoint};" in answer.headers["Content-Security-Policy"]
    part = httpx.get(answer.location, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["Content-Type"], len(part.content)) == (206, "audio/mpeg", 10)
    bare = studio.find(next(order for order in studio.stock.orders("on-tea") if not order.alone))
    assert studio.stock.link(bare.fingerprint) == ""
    for key in (key_of(bare.fingerprint, bare.suffix), key_of(bare.fingerprint, "mp3")):
        assert httpx.get(f"{public}/{key}").status_code in {403, 404}
    studio.close()


def test_a_store_that_dies_is_told_and_pages_are_served_all_the_same(settings: Settings, tmp_path: Path) -> None:
    app = create_app(replace(settings, data=tmp_path, store_endpoint="http://127.0.0.1:9"))
    studio: Studio = app.extensions["studio"]
    studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.html"))
    client = app.test_client()
    assert client.get("/a/on-tea").status_code == 200
    known = Recording("d" * 64, "f" * 64, "mp3", 10, 10)
    studio._leases.claim([known.digest])
    studio._leases.complete([known])
    answer = client.get(f"/c/{known.fingerprint}.mp3", headers={"Accept": "application/json"})
    assert (answer.status_code, "does not answer" in answer.json["detail"]) == (503, True)
    with pytest.raises(ShelfUnreachable):
        studio.work_once()
    assert studio.progress(map(studio.digest, studio.stock.orders("on-tea"))).left > 0
    studio.close()
