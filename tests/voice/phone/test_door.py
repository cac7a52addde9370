"""Clips and manifests, as telephone systems fetch them."""

import io
import re
import subprocess
from pathlib import Path

import pytest
import soundfile
from flask import Flask
from flask.testing import FlaskClient

from voice.phone.addresses import path_of


@pytest.fixture(scope="module")
def manifest(telephone: Flask) -> dict:
    code = telephone.extensions["studio"].codes.of("on-tea")
    return telephone.test_client().get(f"/phone/v1/articles/{code}.json").json


def section_part(manifest: dict, part: int = 0) -> dict:
    return manifest["sections"][1]["rates"][1]["parts"][part]


def test_the_manifest_names_version_disclaimer_sections_rates_and_durations(manifest: dict) -> None:
    assert re.fullmatch("[0-9a-f]{64}", manifest["version"])
    assert manifest["rates"] == [0.75, 1.0, 2.0]
    assert [section["id"] for section in manifest["sections"]] == ["opening", "how-long-it-should-steep"]
    assert manifest["disclaimer"]["duration_ms"] > 0
    slow, _, fast = manifest["sections"][1]["rates"]
    assert slow["duration_ms"] > fast["duration_ms"] > 0


def test_parts_are_of_a_minute_at_most_and_add_up(manifest: dict) -> None:
    for rate in manifest["sections"][1]["rates"]:
        assert all(part["duration_ms"] <= 60_000 for part in rate["parts"])
        assert sum(part["duration_ms"] for part in rate["parts"]) == rate["duration_ms"]
    assert len(manifest["sections"][1]["rates"][0]["parts"]) > 1


@pytest.mark.parametrize(
    ("suffix", "media_type"), [("wav", "audio/wav"), ("ulaw", "audio/basic"), ("mp3", "audio/mpeg")]
)
def test_a_clip_may_be_kept_for_ever_and_says_so_in_few_words(
    client: FlaskClient, manifest: dict, suffix: str, media_type: str
) -> None:
    address = section_part(manifest)[suffix]
    assert len(address) >= 64
    assert not set(",&?") & set(address)
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert int(answer.headers["Content-Length"]) == len(answer.data) <= 1_000_000
    assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert answer.headers["ETag"].startswith('"')
    assert "Set-Cookie" not in answer.headers
    assert "Transfer-Encoding" not in answer.headers
    assert sum(len(name) + len(value) + 4 for name, value in answer.headers) < 1000


def test_what_is_known_is_not_sent_again_and_parts_of_it_can_be(client: FlaskClient, manifest: dict) -> None:
    address = section_part(manifest)["wav"]
    whole = client.get(address)
    for ask in (client.get, client.head):
        assert ask(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    head = client.head(address)
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(whole.data)))
    some = client.get(address, headers={"Range": "bytes=100-199"})
    assert (some.status_code, some.data) == (206, whole.data[100:200])


@pytest.mark.parametrize(
    "change", [("wav", "flac"), ("-1-en", "-9-en"), ("-1-en", "-1.77-en"), ("clips/", "clips/0"), ("-1-en", "-en")]
)
def test_what_is_no_clip_is_refused(client: FlaskClient, manifest: dict, change: tuple[str, str]) -> None:
    answer = client.get(section_part(manifest)["wav"].replace(*change))
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_a_wav_is_what_asterisk_plays_and_other_decoders_agree(
    client: FlaskClient, manifest: dict, tmp_path: Path
) -> None:
    part = section_part(manifest)
    raw = ["-t", "raw", "-e", "mu-law", "-b", "8", "-r", "8000", "-c", "1"]
    for suffix, kind in (("wav", []), ("ulaw", raw)):
        place = tmp_path / f"clip.{suffix}"
        place.write_bytes(client.get(part[suffix]).data)
        command = ["sox", *kind, place, "-n", "stat"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        assert float(told.split()[told.split().index("(seconds):") + 1]) * 1000 == pytest.approx(
            part["duration_ms"], abs=2
        )
    for suffix, kind in (("wav", []), ("ulaw", ["-f", "mulaw", "-ar", "8000"]), ("mp3", [])):
        place = tmp_path / f"clip.{suffix}"
        place.write_bytes(client.get(part[suffix]).data)
        command = ["ffmpeg", "-v", "error", *kind, "-i", place, "-f", "null", "-"]
        assert not subprocess.run(command, capture_output=True, check=True).stderr
    wav = soundfile.info(tmp_path / "clip.wav")
    assert (wav.samplerate, wav.channels, wav.subtype, wav.format) == (8_000, 1, "PCM_16", "WAV")


def test_pieces_of_a_part_begin_where_sentences_do(telephone: Flask, client: FlaskClient) -> None:
    studio = telephone.extensions["studio"]
    programme = telephone.extensions["phone"].repertoire.programme(studio.codes.of("on-tea"), "")
    track = programme.sections[1].tracks[1]
    [piece] = track.sounds(track.start_of(2), track.end_of(2))
    samples, _ = soundfile.read(io.BytesIO(client.get(path_of(piece)).data))
    assert len(samples) / 8 == pytest.approx(piece.duration_ms, abs=1)
    assert len(client.get(path_of(piece, "ulaw")).data) == len(samples)
    assert "37.5" in {word.text for word in programme.sections[1].words}
