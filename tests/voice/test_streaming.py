"""A section that is not made yet plays while it is being made, for any number of listeners."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from flask.testing import FlaskClient

from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.library import Source
from voice.app import create_app
from voice.errors import ClipFailed, ClipLate
from voice.jobs.crew import crew_at_work
from voice.loudness import TARGET_LUFS, loudness
from voice.orders import ClipOrder
from voice.settings import Settings
from voice.studio import Studio
from voice.web import audio

FAKES = Path(__file__).parent / "engines" / "fakes"
SENTENCES = [f"Sentence number {n} of a story takes its time." for n in range(8)]
SECTION = Section("s", 2, "", "en", (Block("s_1", BlockKind.PARAGRAPH, " ".join(SENTENCES)),))
STORY = Article("story", "A story", "en", None, (SECTION,))
# Samples: of the encoder, and of any decoder.
LATE = 576 + 529
ADDRESS = "/a/story/sections/s.mp3"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    monkeypatch.syspath_prepend(FAKES)
    app = create_app(Settings(data=tmp_path, engine="fake-slow", wait_s=20))
    studio: Studio = app.extensions["studio"]
    studio.library.keep(STORY, Source(b"source", "test"))
    with crew_at_work(studio):
        yield app.test_client()
    studio.close()


@pytest.fixture
def studio(client: FlaskClient) -> Studio:
    found: Studio = client.application.extensions["studio"]
    return found


def order_of(studio: Studio, slug: str = "story") -> ClipOrder:
    kept = studio.library.current(slug)
    return studio.orders(kept.article, kept.revision, studio.delivery())[-1]


def takes(studio: Studio) -> int:
    return len(list(studio._shelf._root.rglob("*.flac")))


def ending_in(text: str) -> Article:
    block = replace(SECTION.blocks[0], text=" ".join([*SENTENCES, text]))
    # Klingon: no other engine speaks it in the place of the one that fails.
    return replace(STORY, slug="failing", lang="tlh", sections=(replace(SECTION, lang="tlh", blocks=(block,)),))


def test_the_first_bytes_come_before_the_last_take_is_made(client: FlaskClient, studio: Studio) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (200, "audio/mpeg", "no-store")
    assert not {"ETag", "Accept-Ranges", "Content-Length"} & set(answer.headers.keys())
    sound = answer.iter_encoded()
    assert next(sound)
    assert takes(studio) < len(SENTENCES)
    assert sum(map(len, sound))
    assert client.get(ADDRESS).status_code == 302
    answer.close()


def test_what_is_streamed_sounds_as_the_clip_that_replaces_it(client: FlaskClient, studio: Studio) -> None:
    streamed, rate = soundfile.read(io.BytesIO(client.get(ADDRESS).data), dtype="float32")
    clip = studio.find(order_of(studio))
    made, _ = soundfile.read(io.BytesIO(studio._shelf.read(clip)), dtype="float32")
    assert abs(loudness(streamed, rate) - TARGET_LUFS) < 1
    # No frame in front tells a player of a stream to leave out what the codec is late.
    late = streamed[LATE : LATE + len(made)]
    assert np.corrcoef(late, made[: len(late)])[0, 1] > 0.99
    assert abs(len(streamed) - len(made)) < 0.1 * rate


def test_eight_listeners_share_one_synthesis_and_a_late_one_gets_all_of_it(client: FlaskClient, studio: Studio) -> None:
    heard: list[bytes] = []

    def listen(late_s: float) -> None:
        threading.Event().wait(late_s)
        answer = client.application.test_client().get(ADDRESS)
        assert answer.status_code == 200
        heard.append(answer.data)

    listeners = [threading.Thread(target=listen, args=(0.1 * n,)) for n in range(8)]
    for listener in listeners:
        listener.start()
    for listener in listeners:
        listener.join()
    assert len(heard) == 8
    assert len(set(heard)) == 1
    assert takes(studio) == len(studio._book.lines(order_of(studio)))


def test_a_listener_who_leaves_stops_nothing(client: FlaskClient, studio: Studio) -> None:
    stays, leaves = client.get(ADDRESS), client.application.test_client().get(ADDRESS)
    next(leaves.iter_encoded())
    leaves.close()
    assert stays.data
    assert studio.find(order_of(studio))


def test_an_engine_that_fails_breaks_the_stream_off_and_leaves_nothing_torn(
    client: FlaskClient, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    studio.library.keep(ending_in("Crash now, please."), Source(b"source", "test"))
    answer = client.get("/a/failing/sections/s.mp3")
    assert answer.status_code == 200
    sound = answer.iter_encoded()
    assert next(sound)
    with pytest.raises(ClipFailed, match="Crash now"):
        list(sound)
    assert "broke off" in caplog.text
    answer.close()
    assert not list(studio._shelf._root.rglob("*.mp3"))
    assert not list(studio._shelf._root.rglob(".aside-*"))
    again = client.get("/a/failing/sections/s.mp3")
    assert (again.status_code, again.mimetype) == (503, "application/problem+json")
    assert client.head("/a/failing/sections/s.mp3").status_code == 503


def test_nothing_goes_out_before_every_disclaimer_is_spoken(client: FlaskClient, studio: Studio) -> None:
    warning = Disclaimer("d", DisclaimerKind.MEDICAL, "This much can be said. But crash now, please.", "tlh")
    studio.library.keep(replace(STORY, slug="warned", disclaimers=(warning,)), Source(b"source", "test"))
    answer = client.get("/a/warned/first/s.mp3")
    assert answer.status_code == 503
    assert "disclaimer's words" in answer.json["detail"]


def test_nobody_makes_anything_for_a_head(client: FlaskClient, studio: Studio) -> None:
    answer = client.head(ADDRESS)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/mpeg", b"")
    assert "Content-Length" not in answer.headers
    assert studio.progress([studio.digest(order_of(studio))]).left == 0


def test_a_part_from_the_middle_is_cut_from_what_is_ready(client: FlaskClient) -> None:
    assert client.get(ADDRESS, headers={"Range": "bytes=0-1"}).status_code == 302


def test_a_player_that_asks_from_the_start_need_not_wait(client: FlaskClient) -> None:
    with client.get(ADDRESS, headers={"Range": "bytes=0-"}) as answer:
        assert answer.status_code == 200


def test_beyond_so_many_listeners_one_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio, "MOST_FOR_ONE", 2)
    listening = [client.application.test_client().get(ADDRESS) for _ in range(2)]
    refused = client.get(ADDRESS)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    for answer in listening:
        answer.close()
    with client.get(ADDRESS) as answer:
        assert answer.status_code == 200


def test_one_who_waits_in_vain_is_told_so(tmp_path: Path) -> None:
    studio = Studio(Settings(data=tmp_path, engine="silence", wait_s=0.2))
    studio.library.keep(STORY, Source(b"source", "test"))
    with pytest.raises(ClipLate, match="try again"):
        studio.follow(order_of(studio))
    studio.close()
