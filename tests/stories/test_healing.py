"""Everything that was made is damaged, and what mends it is killed in the middle: the next one ends what it began."""

import os
import subprocess
import sys
import time
from pathlib import Path

from audio_cache.tables import State, recordings
from content import parse_article
from content.library import Source
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

STORY = ("A story\n\n" + "\n\n".join(f"Part {n}\n\nThis is sentence {n}. It goes on." for n in range(6))).encode()


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {"VOICE_DATA": str(folder), "VOICE_ENGINE": "silence"}
    return subprocess.Popen(
        [sys.executable, "-m", "voice.cli", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def waiting(studio: Studio) -> int:
    """How many recordings were found broken and are not made again yet."""
    with studio._database.connect() as connection:
        rows = connection.execute(recordings.select().where(recordings.c.state != State.READY)).all()
    return len([row for row in rows if row.fingerprint])


def test_a_healing_that_is_killed_is_ended_by_the_next(tmp_path: Path) -> None:
    studio = Studio(Settings(data=tmp_path, engine="silence"))
    studio.library.keep(parse_article(STORY), Source(STORY, "story.txt"), slug="a-story")
    studio.publisher.heard("a-story")
    with crew_at_work(studio):
        for order in studio.stock.orders("a-story"):
            studio.wait(order)
    for place in (tmp_path / "recordings").rglob("*.*"):
        place.write_bytes(b"torn")
    killed = start(tmp_path, "verify", "--heal")
    while not waiting(studio) and killed.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    killed.kill()
    killed.communicate()
    told, errors = start(tmp_path, "verify", "--heal").communicate(timeout=240)
    assert "Spoken again" in told, errors
    assert not [each for each in studio.stock.verify() if each.fault]
    assert all(studio.find_all(studio.stock.orders("a-story")))
    studio.close()
