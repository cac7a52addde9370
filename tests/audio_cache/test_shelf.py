"""The shelf keeps whole recordings, and nothing else."""

from pathlib import Path

import pytest

from audio_cache import BrokenRecording, EmptySound, FileShelf, Recording, ShelfUnwritable


def recording_of(shelf: FileShelf, sound: bytes) -> Recording:
    return Recording("d" * 64, shelf.put(sound, "mp3"), "mp3", len(sound), 1000)


def test_what_was_put_is_read_back(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    assert shelf.read(recording_of(shelf, b"sound")) == b"sound"


def test_empty_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptySound):
        FileShelf(tmp_path).put(b"", "mp3")


@pytest.mark.parametrize("left", [b"", b"sou", b"SOUND"])
def test_a_truncated_or_altered_recording_is_never_read(tmp_path: Path, left: bytes) -> None:
    shelf = FileShelf(tmp_path)
    recording = recording_of(shelf, b"sound")
    shelf.path(recording.fingerprint, "mp3").write_bytes(left)
    with pytest.raises(BrokenRecording):
        shelf.read(recording)


def test_a_truncated_recording_is_not_held(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    recording = recording_of(shelf, b"sound")
    shelf.path(recording.fingerprint, "mp3").write_bytes(b"sou")
    assert not shelf.holds(recording)


def test_putting_a_recording_again_mends_it(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    recording = recording_of(shelf, b"sound")
    shelf.path(recording.fingerprint, "mp3").write_bytes(b"so")
    shelf.put(b"sound", "mp3")
    assert shelf.read(recording) == b"sound"


def test_nothing_is_left_aside(tmp_path: Path) -> None:
    recording_of(FileShelf(tmp_path), b"sound")
    assert [place.name for place in tmp_path.rglob("*") if place.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file stands in its place")
    with pytest.raises(ShelfUnwritable, match="can't be written"):
        FileShelf(tmp_path / "shelf").put(b"sound", "mp3")
