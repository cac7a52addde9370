"""Processes are killed in the middle, and callers come all at once: nothing is torn, nothing is made twice."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import soundfile
from sqlalchemy import func, select

from audio_cache.tables import State, recordings
from content import parse_article
from content.library import Source
from voice.database import open_database
from voice.settings import Settings
from voice.studio import Studio

PARAGRAPHS = [
    f"This is sentence number {n} of a long story. It goes on, and on, and never tires of itself." for n in range(50)
]
STORY = ("A long story\n\n" + "\n\n".join(f"Part {n}\n\n{text}" for n, text in enumerate(PARAGRAPHS))).encode()

CALLER = """
import sys, threading
from pathlib import Path
from voice.settings import Settings
from voice.studio import Studio
studio = Studio(Settings(data=Path(sys.argv[1]), engine="silence", booths=1))
article = studio.library.current("a-long-story").article
made = []
def call(): made.append(studio.speak(article, article.sections[0], studio.delivery())[0])
callers = [threading.Thread(target=call) for _ in range(8)]
[caller.start() for caller in callers]
[caller.join() for caller in callers]
studio.close()
print(*sorted({clip.fingerprint for clip in made}), len(made))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    studio = Studio(Settings(data=tmp_path, engine="silence"))
    studio.library.keep(parse_article(STORY), Source(STORY, "story.txt"), slug="a-long-story")
    studio.close()
    return tmp_path


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {"VOICE_DATA": str(folder), "VOICE_ENGINE": "silence"}
    return subprocess.Popen(
        [sys.executable, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ready(folder: Path) -> int:
    database = open_database(folder)
    with database.connect() as connection:
        count = connection.execute(select(func.count()).where(recordings.c.state == State.READY)).scalar_one()
    database.dispose()
    return count


def test_a_regeneration_that_is_killed_leaves_nothing_torn_and_is_finished_by_the_next(folder: Path) -> None:
    for kill_at in (20, 60):
        process = start(folder, "-m", "voice.cli", "regenerate", "--all")
        while ready(folder) < kill_at and process.poll() is None:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        for place in (folder / "recordings").rglob("*.*"):
            if not place.name.startswith(".aside-"):
                assert hashlib.sha256(place.read_bytes()).hexdigest() == place.name.split(".")[0]
                soundfile.info(place)
    output, errors = start(folder, "-m", "voice.cli", "regenerate", "--all").communicate(timeout=120)
    assert "recordings ready" in output, errors


def test_thirty_two_cold_callers_in_four_processes_cause_one_synthesis(folder: Path) -> None:
    processes = [start(folder, "-c", CALLER, str(folder)) for _ in range(4)]
    answers = {process.communicate(timeout=120)[0] for process in processes}
    assert len(answers) == 1
    assert answers.pop().split()[1:] == ["8"]
    studio = Studio(Settings(data=folder, engine="silence"))
    [order, *_] = studio.orders(*_current(studio), studio.delivery())
    assert ready(folder) == len(studio._book.lines(order)) + 1
    assert len(list((folder / "recordings").rglob("*.mp3"))) == 1
    studio.close()


def test_a_disk_without_room_stops_the_work_and_says_what_to_do(folder: Path) -> None:
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)); "
    limited += "from voice.cli import main; main(['regenerate', '--all'])"
    full = start(folder, "-c", limited)
    _, errors = full.communicate(timeout=60)
    assert full.returncode == 1
    assert "try again" in errors
    assert "Traceback" not in errors
    output, errors = start(folder, "-m", "voice.cli", "regenerate", "--all").communicate(timeout=120)
    assert "recordings ready" in output, errors


def _current(studio: Studio) -> tuple:
    kept = studio.library.current("a-long-story")
    return kept.article, kept.revision
