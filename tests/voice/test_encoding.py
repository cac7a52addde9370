"""Every format is accepted by a decoder that is not its encoder's library, sample for sample where it should be."""

import io
import shutil
import struct
import subprocess

import miniaudio
import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3

from voice.encoding import FORMATS, Chapter, Tags
from voice.encoding.mp3 import FRAME, ROOM, cuts, mp3
from voice.errors import FormatUnavailable
from voice.loudness import Samples

CLICKS_MS = (500, 1_500, 2_900)
LENGTH_MS = 3_210
# Of decoders: how a clip without a header is named.
HEADLESS = {
    "ulaw": ["-f", "mulaw", "-ar", "8000"],
    "alaw": ["-f", "alaw", "-ar", "8000"],
    "g722": ["-f", "g722"],
}

RAW_48K = ["-f", "s16le", "-ac", "1", "-ar", "48000", "-"]


def clicking(rate: int) -> Samples:
    """Silence with a short tone at each of the clicks' times."""
    sound = np.zeros(LENGTH_MS * rate // 1000, np.float32)
    tone = 0.5 * np.sin(2 * np.pi * 1_000 * np.arange(rate // 20) / rate)
    for ms in CLICKS_MS:
        sound[ms * rate // 1000 :][: len(tone)] = tone
    return sound


def by_ffmpeg(sound: bytes, suffix: str) -> tuple[Samples, int]:
    command = [
        "ffmpeg",
        "-v",
        "error",
        *HEADLESS.get(suffix, []),
        "-i",
        "-",
        *["-f", "s16le", "-ac", "1", "-ar", "48000", "-"],
    ]
    ran = subprocess.run(command, input=sound, capture_output=True, check=True, timeout=60)
    assert not ran.stderr
    return np.frombuffer(ran.stdout, "<i2") / np.float32(32768), 48_000


def by_sox(sound: bytes, suffix: str) -> tuple[Samples, int]:
    kind = {"ulaw": ["-t", "ul", "-r", "8000"], "alaw": ["-t", "al", "-r", "8000"]}.get(suffix, ["-t", suffix[:3]])
    command = ["sox", *kind, "-c", "1", "-", *["-t", "raw", "-e", "signed", "-b", "16", "-r", "48000", "-"]]
    ran = subprocess.run(command, input=sound, capture_output=True, check=True, timeout=60)
    return np.frombuffer(ran.stdout, "<i2") / np.float32(32768), 48_000


def by_faad(sound: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Samples, int]:
    place = tmp_path_factory.mktemp("aac") / f"clip.{suffix}"
    place.write_bytes(sound)
    heard = place.with_suffix(".wav")
    command = ["faad", "-q", "-o", str(heard), str(place)]
    subprocess.run(command, capture_output=True, check=True, timeout=60)
    samples, rate = soundfile.read(heard, dtype="float32", always_2d=True)
    return samples[:, 0], rate


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"no {program} on this machine: nobody decoded")


def onsets_ms(sound: Samples, rate: int) -> list[float]:
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    first = loud[np.diff(loud, prepend=-rate) > rate // 10]
    return list(first / rate * 1000)


@needs("ffmpeg")
@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in {"m4a", "phone"}])
def test_what_is_heard_is_heard_when_it_was_laid(suffix: str) -> None:
    delivery = FORMATS[suffix]
    for rate in (delivery.sample_rate, *delivery.also):
        decoded, decoded_rate = by_ffmpeg(delivery.encode(clicking(rate), rate), suffix)
        assert onsets_ms(decoded, decoded_rate) == pytest.approx(CLICKS_MS, abs=3)
        assert len(decoded) / decoded_rate * 1000 == pytest.approx(LENGTH_MS, abs=10)


@needs("sox")
@pytest.mark.parametrize("suffix", ["wav", "wav8", "ulaw", "alaw"])
def test_sox_hears_the_same(suffix: str) -> None:
    delivery = FORMATS[suffix]
    decoded, rate = by_sox(delivery.encode(clicking(delivery.sample_rate), delivery.sample_rate), suffix)
    assert onsets_ms(decoded, rate) == pytest.approx(CLICKS_MS, abs=3)


@needs("faad")
def test_faad_hears_aac(tmp_path_factory: pytest.TempPathFactory) -> None:
    decoded, rate = by_faad(FORMATS["m4a"].encode(clicking(24_000), 24_000), "m4a", tmp_path_factory)
    late = onsets_ms(decoded, rate)[0] - CLICKS_MS[0]
    assert np.diff(onsets_ms(decoded, rate)) == pytest.approx(np.diff(CLICKS_MS), abs=3)
    assert 0 <= late <= 90  # faad gives the encoder's delay too, which the file's edit list tells players to skip


@pytest.mark.parametrize("kbit_s", [48, 64])
def test_an_mp3_says_how_much_of_it_is_sound(kbit_s: int) -> None:
    sound = mp3(clicking(24_000), 24_000, kbit_s)
    assert sound[13:17] == b"Info"
    decoded = miniaudio.decode(sound, nchannels=1, sample_rate=24_000)
    assert onsets_ms(np.array(decoded.samples) / 32768, 24_000) == pytest.approx(CLICKS_MS, abs=3)


def test_who_seeks_in_an_mp3_as_ffmpeg_does_lands_within_a_frame_of_where_they_meant() -> None:
    heard = np.random.default_rng(0).standard_normal(60 * 24_000).astype(np.float32) / 8
    sound = mp3(heard, 24_000, 48)
    frames, told = struct.unpack_from(">2I", sound, 21)
    size = len(sound) - 192
    for frame in range(0, frames, 100):
        found = round(frame * size / frames * frames / told) * len(heard) / frames
        assert found == pytest.approx(frame * 576, abs=576)


@pytest.mark.parametrize(("rate", "kbit_s"), [(24_000, 48), (24_000, 64), (22_050, 48), (16_000, 24)])
def test_an_mp3_in_pieces_is_heard_like_one_in_one_piece(rate: int, kbit_s: int, monkeypatch) -> None:
    noise = np.random.default_rng(0)
    seconds = np.arange(round(2.4 * rate)) / rate
    said = (0.3 * np.sin(1_100 * seconds) + 0.05 * noise.standard_normal(len(seconds))).astype(np.float32)
    sound = np.concatenate([np.concatenate([said, np.zeros(round(0.3 * rate), np.float32)]) for _ in range(20)])
    assert len(list(cuts(sound, rate))) == 2
    encoded = [mp3(sound, rate, kbit_s)]
    monkeypatch.setattr("voice.encoding.mp3.PIECE_S", 3_600)
    encoded.append(mp3(sound, rate, kbit_s))
    heard = [np.array(miniaudio.decode(each, nchannels=1, sample_rate=rate).samples) / 32768 for each in encoded]
    assert len(heard[0]) == len(heard[1]) == len(sound)
    off = [np.abs(np.sqrt(np.mean((each - sound).reshape(-1, rate // 10) ** 2, axis=1))) for each in heard]
    assert off[0] == pytest.approx(off[1], abs=0.005)
    assert np.abs(heard[0][sound == 0]).max() == pytest.approx(np.abs(heard[1][sound == 0]).max(), abs=0.01)


def test_a_sound_is_cut_only_where_it_is_silent_for_long_enough() -> None:
    rate = 24_000
    sound = np.ones(60 * rate, np.float32)
    sound[20 * rate : 20 * rate + 7 * FRAME] = 0
    sound[30 * rate : 30 * rate + 9 * FRAME] = 0
    [cut] = cuts(sound, rate)
    assert cut % FRAME == 0
    assert not sound[cut - ROOM * FRAME : cut + ROOM * FRAME].any()


def test_an_mp3_has_its_title_and_chapters() -> None:
    chapters = (Chapter("Opening", 0, 1_200), Chapter("Über Öl", 1_200, LENGTH_MS))
    plain = FORMATS["mp3"].encode(clicking(24_000), 24_000)
    tagged = FORMATS["mp3"].tag(plain, Tags("On tea", chapters))
    assert tagged.endswith(plain)
    frames = ID3(io.BytesIO(tagged))
    assert frames["TIT2"].text == ["On tea"]
    found = [frames[f"CHAP:{name}"] for name in frames["CTOC:contents"].child_element_ids]
    assert [(c.sub_frames["TIT2"].text[0], c.start_time, c.end_time) for c in found] == [
        (chapter.title, chapter.start_ms, chapter.end_ms) for chapter in chapters
    ]


@pytest.mark.parametrize(("suffix", "extra"), [("webm", "formats"), ("m4a", "formats"), ("g722", "phone")])
def test_a_format_whose_library_is_missing_says_which_extra_to_install(suffix, extra, monkeypatch) -> None:
    monkeypatch.setattr("voice.encoding.optional.find_spec", lambda _: None)
    with pytest.raises(FormatUnavailable, match=rf"article-voice\[{extra}\]"):
        FORMATS[suffix].check()
