"""What the engine espeak has beyond the contract of every engine: languages, tags, and its data."""

import pytest

from voice.engine import voices_of
from voice.engines import espeak_library


def test_espeak_leaves_out_languages_without_a_dictionary():
    # The package has a Faroese voice but no Faroese words: it would spell.
    assert "fo" not in {voice.lang for voice in voices_of("espeak")}


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("en-gb", "en-GB"),
        ("cmn-latn-pinyin", "cmn-Latn-pinyin"),
        ("vi-vn-x-south", "vi-VN-x-south"),
        ("pt_br", "pt-BR"),
    ],
)
def test_tags_have_their_usual_case(written, usual):
    assert espeak_library.bcp47(written) == usual


def test_the_data_is_found_by_a_short_path_where_it_lies_deep(monkeypatch, tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6, "espeakng_loader")
    deep.parent.mkdir(parents=True)
    deep.symlink_to(espeak_library.library_path().parent)
    monkeypatch.setattr(espeak_library, "_package", lambda: deep)
    espeak_library.data_parent.cache_clear()
    short = espeak_library.data_parent()
    espeak_library.data_parent.cache_clear()
    assert len(str(short)) < espeak_library.LONGEST_PATH
    assert (short / "espeak-ng-data" / "phontab").is_file()
