"""A clip as it is delivered: as loud as every other, nowhere over full scale, its disclaimers as loud as the rest."""

from pathlib import Path

import miniaudio
import numpy as np
import pyloudnorm
import pytest
import soxr

from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from voice.settings import Settings
from voice.studio import Studio

TEXT = (
    "Tea warms the hands, and then the rest of us. Three minutes are enough for most leaves, and five make it bitter. "
    "Nobody has to hurry: a cup that waits a while is still a good cup, and the second one is often better."
)
WARNING = Disclaimer("d", DisclaimerKind.MEDICAL, "Ask a doctor before you drink more than four cups a day.", "en")
ARTICLE = Article(
    "tea", "Tea", "en", None, (Section("s", 1, "", "en", (Block("b", BlockKind.PARAGRAPH, TEXT),)),), (WARNING,)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what was spoken for one format is there for the next."""
    return tmp_path_factory.mktemp("data")


@pytest.mark.parametrize("engine", ["hibari", "espeak", "system"])
@pytest.mark.parametrize("suffix", ["wav", "mp3", "wav8"])
def test_a_clip_is_as_loud_as_it_should_be(engine: str, suffix: str, folder: Path) -> None:
    studio = Studio(Settings(data=folder, engine=engine, booths=1))
    clip, place = studio.speak(ARTICLE, None, studio.delivery(suffix))
    studio.close()
    sound, rate = decoded(place)
    assert pyloudnorm.Meter(rate).integrated_loudness(sound) == pytest.approx(-19, abs=0.5)
    assert 20 * np.log10(np.abs(soxr.resample(sound, rate, 4 * rate, "VHQ")).max()) < -1
    # The disclaimer comes first, and once more at the end.
    told = [mark for mark in clip.marks if mark.block != "d"]
    first, last = (int(ms / 1000 * rate) for ms in (told[0].start_ms, told[-1].end_ms))
    warning, body = (pyloudnorm.Meter(rate).integrated_loudness(part) for part in (sound[:first], sound[first:last]))
    assert warning == pytest.approx(body, abs=1)


def decoded(place: Path) -> tuple[np.ndarray, int]:
    """By miniaudio, which none of the encoders comes from."""
    named = {".mp3": miniaudio.mp3_get_file_info}.get(place.suffix, miniaudio.wav_get_file_info)
    info = named(str(place))
    heard = miniaudio.decode_file(str(place), nchannels=1, sample_rate=info.sample_rate)
    return np.array(heard.samples) / 32768, info.sample_rate
