"""Recordings go from files to an object store and back, whole, against a real one: Ceph's RADOS gateway."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice.amounts import sized
from voice.cli import main

from .ceph import Gateway, needs_ceph

PAGE = """<html lang="en"><title>On tea</title><h1>On tea</h1><p>Tea warms the hands.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside></html>"""

pytestmark = needs_ceph


def voice(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def told(*words: str) -> str:
    result = voice(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def on_files(gateway: Gateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an article, all of it made into files there, and the way to the store."""
    (tmp_path / "tea.html").write_text(PAGE)
    store = {"VOICE_STORE_KEY": gateway.key, "VOICE_STORE_SECRET": gateway.secret, "VOICE_STORE_LINKS": "through"}
    place = {"VOICE_DATA": str(tmp_path / "data"), "VOICE_ENGINE": "silence", "VOICE_STORE_ENDPOINT": gateway.endpoint}
    for name, value in (store | place).items():
        monkeypatch.setenv(name, value)
    assert voice("add", str(tmp_path / "tea.html")).exit_code == 0
    return tmp_path / "data"


def test_recordings_go_from_files_to_a_store_and_back_and_each_is_whole(
    on_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {place.name: place.read_bytes() for place in (on_files / "recordings").rglob("*.*")}
    broken = next(place for place in (on_files / "recordings").rglob("*.flac"))
    broken.write_bytes(b"altered".ljust(broken.stat().st_size))
    refused = voice("cache", "copy", "s3://voice/moved")
    assert (refused.exit_code, "voice verify --heal" in refused.stderr) == (1, True)
    broken.write_bytes(files[broken.name])
    assert f"Copied: 1 recording, {sized(len(files[broken.name]))}; {len(files) - 1} were there already." in told(
        "cache", "copy", "s3://voice/moved"
    )
    shutil.rmtree(on_files / "recordings")
    monkeypatch.setenv("VOICE_STORE", "s3://voice/moved")
    assert "none is broken" in told("verify")
    assert voice("cache", "copy", "s3://voice/moved/").exit_code == 2
    assert f"Copied: {len(files)} recordings" in told("cache", "copy", "files")
    monkeypatch.delenv("VOICE_STORE")
    assert "none is broken" in told("verify")
    assert {place.name: place.read_bytes() for place in (on_files / "recordings").rglob("*.*")} == files


def test_a_backup_of_files_is_restored_into_a_store(on_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("backup", str(on_files / "all.zip"), "--recordings")
    monkeypatch.setenv("VOICE_DATA", str(on_files / "elsewhere"))
    monkeypatch.setenv("VOICE_STORE", "s3://voice/restored")
    count = len(list((on_files / "recordings").rglob("*.*")))
    assert f"Restored: 1 article, {count} recordings." in told("restore", str(on_files / "all.zip"))
    assert "none is broken" in told("verify")
    assert not (on_files / "elsewhere" / "recordings").exists()
