"""The stock by its commands: what articles need stays, what is broken is spoken again."""

import json
import os
import re
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, update

from audio_cache.tables import recordings
from voice.database import open_database
from voice.encoding import TAKE_SUFFIX
from voice.generations.tables import generations
from voice.settings import Settings
from voice.studio import Studio

from .typed import TEXT, voice

CHANGED = TEXT.replace("Five make it bitter.", "Seven are too many.")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an article, all of it spoken."""
    place = tmp_path_factory.mktemp("spoken")
    (place / "tea.txt").write_text(TEXT)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VOICE_DATA", str(place / "data"))
        environment.setenv("VOICE_ENGINE", "espeak")
        assert voice("add", str(place / "tea.txt"), "--slug", "tea").exit_code == 0
    return place


@pytest.fixture
def folder(spoken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, for the commands of one test."""
    monkeypatch.setenv("VOICE_DATA", str(tmp_path / "copy" / "data"))
    monkeypatch.setenv("VOICE_ENGINE", "espeak")
    shutil.copytree(spoken, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    return tmp_path / "copy" / "data"


def pass_days(folder: Path, days: float) -> None:
    database: Engine = open_database(folder)
    with database.begin() as connection:
        for column in (recordings.c.used_at, recordings.c.spare_since):
            connection.execute(update(recordings).where(column > 0).values({column: column - days * 86_400}))
    database.dispose()


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def files(folder: Path, ending: str) -> list[Path]:
    return sorted((folder / "recordings").rglob(f"*.{ending}"))


def test_the_cache_is_told_in_words_and_for_programs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "2")
    told = voice("cache").stdout.splitlines()
    assert told[0].split("  ")[0] == "Recordings"
    assert re.match(r"Takes +flac +espeak:\S+ +\d+  ", told[1])
    assert re.match(r"Clips without disclaimers +mp3 +espeak:\S+ +\d+  ", told[3])
    assert {line.index(today()) for line in told[1:5]} == {told[0].index("Last used")}
    assert told[4].startswith("All ")
    assert "Limits: 2 GB." in told
    document = json.loads(voice("cache", "--json").stdout)
    kinds = {(row["kind"], row["format"]): row for row in document["recordings"]}
    assert kinds["take", "flac"]["bytes"] == sum(place.stat().st_size for place in files(folder, TAKE_SUFFIX))
    assert kinds["clip", "mp3"]["minutes"] > 0
    assert document["total"]["count"] == sum(row["count"] for row in document["recordings"])
    assert (document["total"]["last_use"], document["total"]["pinned"]) == (today(), 0)
    assert document["limits"] == {"gb": 2, "days": None}


def test_a_sweep_spares_what_the_current_article_needs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "0")
    before = files(folder, "*")
    voice("sweep")
    pass_days(folder, 100)
    swept = voice("sweep")
    assert swept.exit_code == 0
    assert files(folder, "*") == before
    assert "over the limit" in swept.stdout


def test_an_old_version_answers_for_its_grace_and_then_only_its_clips_stay_to_go_back_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "0")
    voice("sweep")
    old = set(files(folder, "*"))
    (folder.parent / "tea.txt").write_text(CHANGED)
    assert voice("add", "tea.txt", "--slug", "tea").exit_code == 0
    pass_days(folder, 100)
    assert "kept until 48 hours are over" in voice("sweep").stdout
    assert old <= set(files(folder, "*"))
    pass_days(folder, 2.1)
    assert "Would take away, as they are over the limits: 1 recording," in voice("sweep", "--dry-run").stdout
    assert old <= set(files(folder, "*"))
    voice("sweep")
    [gone] = old - set(files(folder, "*"))
    assert gone.name.endswith(TAKE_SUFFIX)
    assert "none is broken" in voice("verify").stdout
    assert "0 of them new" in voice("regenerate", "tea").stdout


def take_voice_away(folder: Path, slug: str = "tea") -> None:
    """From now on no installed engine speaks what readers hear of that article."""
    database: Engine = open_database(folder)
    gone = func.replace(generations.c.delivery, "espeak", "gone")
    with database.begin() as connection:
        connection.execute(update(generations).where(generations.c.slug == slug).values(delivery=gone))
    database.dispose()


def test_a_sweep_spares_the_clips_of_an_article_that_no_voice_speaks_any_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "0")
    take_voice_away(folder)
    clips = files(folder, "mp3")
    voice("sweep")
    pass_days(folder, 100)
    assert voice("sweep").exit_code == 0
    assert files(folder, "mp3") == clips


def test_what_an_article_needed_before_it_lost_its_voice_is_needed_still(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "0")
    voice("sweep")
    take_voice_away(folder)
    monkeypatch.setenv("VOICE_PHONE", "on")  # more is needed by now
    before = files(folder, "*")
    voice("sweep")
    pass_days(folder, 100)
    voice("sweep")
    assert set(before) <= set(files(folder, "*"))


def test_an_article_that_can_not_be_spoken_keeps_no_other_from_being_healed(folder: Path) -> None:
    (folder.parent / "coffee.txt").write_text(TEXT.replace("tea", "coffee").replace("Tea", "Coffee"))
    assert voice("add", "coffee.txt", "--slug", "coffee").exit_code == 0
    voice("sweep")
    take_voice_away(folder, "coffee")
    for place in files(folder, "bare.mp3"):
        place.write_bytes(b"torn")
    healed = voice("verify", "--heal")
    assert healed.exit_code == 1
    assert "coffee can't be spoken at the moment" in healed.stderr
    assert "tea can't" not in healed.stderr
    again = voice("verify").stdout
    assert "needed by coffee" in again
    assert "needed by tea" not in again


def test_an_article_that_nothing_has_changed_in_is_not_read_again(folder: Path) -> None:
    studio = Studio(Settings.from_environment())
    studio.stock.note_needs()
    noted = studio.stock.needs.noted()
    studio.stock.needs.note("tea", [], *noted["tea"])
    studio.stock.note_needs()
    assert studio.stock.needs.holders_of([studio.digest(studio.stock.orders("tea")[0])]) == {}
    studio.desk.rules_file.save("[policy]\nend = false")
    studio.publisher.keep(studio.publisher.draft("tea")[0], by="somebody")
    studio.stock.note_needs()
    assert studio.stock.needs.noted() != noted
    assert studio.stock.needs.holders_of([studio.digest(studio.stock.orders("tea")[0])])
    studio.close()


def test_what_is_broken_is_found_and_exits_with_1(folder: Path) -> None:
    files(folder, "bare.mp3")[0].write_bytes(b"torn")
    found = voice("verify")
    assert found.exit_code == 1
    assert "truncated, needed by tea" in found.stdout
    assert "--heal" in found.stderr


def test_what_is_broken_is_spoken_again_clips_and_takes(folder: Path) -> None:
    clip, take, other = files(folder, "bare.mp3")[0], *files(folder, TAKE_SUFFIX)[:2]
    clip.write_bytes(bytes(clip.stat().st_size))
    take.write_bytes(b"torn")
    other.unlink()
    healed = voice("verify", "--heal")
    assert healed.exit_code == 0, healed.output
    assert "1 altered, 1 missing, 1 truncated" in healed.stdout
    assert "Spoken again: 3 recordings." in healed.stdout
    assert "Checked 12 recordings" in voice("verify").stdout
    assert voice("verify").exit_code == 0


def test_what_nobody_needs_is_forgotten_and_not_spoken_again(folder: Path) -> None:
    voice("say", "A word by itself.", "-o", "word.mp3")
    voice("sweep")
    newest = max(files(folder, TAKE_SUFFIX), key=lambda place: place.stat().st_mtime)
    newest.write_bytes(b"torn")
    healed = voice("verify", "--heal")
    assert healed.exit_code == 0, healed.output
    assert "made again when asked for: 1 recording." in healed.stdout
    assert json.loads(voice("cache", "--json").stdout)["broken"] == 0


def test_a_clip_in_use_is_noted_and_one_in_a_call_is_pinned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", "0")
    voice("say", "A word by itself.", "-o", "word.mp3")
    voice("say", "Another word.", "-o", "word.mp3")
    voice("sweep")
    pass_days(folder, 100)
    studio = Studio(Settings.from_environment())
    used, pinned = studio.say("A word by itself.", "en-US", studio.delivery())[0], files(folder, "mp3")[-1]
    studio.stock.pin([pinned.name.partition(".")[0]], time.time() + 60)
    studio.close()
    assert json.loads(voice("cache", "--json").stdout)["total"]["pinned"] == 1
    voice("sweep")
    assert {used.fingerprint, pinned.name.partition(".")[0]} <= {
        place.name.partition(".")[0] for place in files(folder, "mp3")
    }


@pytest.mark.parametrize("limit", ["-1", "nan", "much"])
def test_a_limit_that_is_none_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("VOICE_CACHE_GB", limit)
    refused = voice("cache")
    assert refused.exit_code == 1
    assert os.linesep not in refused.stderr.strip()
