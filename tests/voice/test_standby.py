"""A booth's child that is started before those who speak in it."""

import sys
from pathlib import Path

import pytest

from voice.booth import Booths
from voice.choosing import voice_for
from voice.speech import SpeechRequest
from voice.standby import USUAL_ENGINE, note, standing_by

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nobody stands by elsewhere than on Linux")


def words(text: str) -> SpeechRequest:
    return SpeechRequest(text, voice_for("en", "silence"))


def test_a_booth_speaks_in_the_child_that_stands_by(tmp_path: Path) -> None:
    with standing_by(tmp_path, "silence") as standby, Booths(1, standby) as booths, booths.lend("silence") as booth:
        assert booth.speak(words("Here already.")).samples
        assert standby
        assert standby.process.poll() is None


def test_who_stood_by_and_is_gone_is_noticed_and_another_one_speaks(tmp_path: Path) -> None:
    with standing_by(tmp_path, "silence") as standby, Booths(1, standby) as booths, booths.lend("silence") as booth:
        booth.warm(wait=True)
        assert standby
        standby.process.kill()
        standby.process.wait()
        assert booth.speak(words("Another one.")).samples
        assert booth.restarts == 1


def test_who_stood_by_in_vain_ends(tmp_path: Path) -> None:
    with standing_by(tmp_path, "silence") as standby:
        assert standby
    assert standby.process.wait(10) is not None


@pytest.mark.parametrize(
    ("preferred", "noted", "engine"), [("", "silence", "silence"), ("silence", "espeak", "silence")]
)
def test_the_preferred_engine_stands_by_or_that_of_the_last_time(
    tmp_path: Path, preferred: str, noted: str, engine: str
) -> None:
    note(tmp_path, noted)
    with standing_by(tmp_path, preferred) as standby:
        assert standby
        assert standby.engine == engine


def test_where_nobody_has_spoken_yet_the_usual_engine_stands_by(tmp_path: Path) -> None:
    with standing_by(tmp_path, "") as standby:
        assert standby
        assert standby.engine == USUAL_ENGINE
