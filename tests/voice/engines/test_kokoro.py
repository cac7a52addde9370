"""Kokoro: how texts are spelled for it, and how its model speaks; the latter where its extra is installed."""

import numpy as np
import pytest

from voice.booth import Booth
from voice.choosing import Preference, choose
from voice.engine import missing_engines, open_engine, voices_of
from voice.engines import espeak_library, kokoro, kokoro_east, kokoro_model
from voice.engines.kokoro_spelling import Spelled, in_english, spelled
from voice.engines.onnx_output import with_output
from voice.engines.word_sounds import sounds_of
from voice.errors import EngineNotSetUp, SpeechFailed
from voice.speech import Phonemes, SpeechRequest

CLAUSE = "Tome una tableta por la mañana, y otra por la noche. "


def say(words: str) -> str:
    """A stand-in for eSpeak: each word sounds as it is written."""
    return words.lower()


def written(text: str, lang: str = "es", known: tuple[Phonemes, ...] = ()) -> str:
    return " ".join(word.signs for word in spelled(text, lang, say, known))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("¿Cuándo? ¡Hoy!", "cuándo? hoy!"),
        ("uno, dos; tres…", "uno, dos; tres…"),
        ("«así» (o no)", "“así” (o no)"),
        ("uno – dos", "uno — dos"),
        ("l’ami", "l’ami"),
        ("5 €, o 3 %", "5 €, o 3 %"),
        ("*nota*", "nota"),
        ("ta\0ble", "ta ble"),
    ],
)
def test_marks_are_heard_and_no_word_is_lost(text, signs):
    assert written(text) == signs


@pytest.mark.parametrize(
    ("ipa", "signs"),
    [
        ("lə (^e^n)ɹˈɪθm(^f^r) kaʁdjˈak", "lə ʁˈitm kaʁdjˈak"),
        ("(^e^n)ˈɑːɹɪθmi(^f^r)", "ˈaʁitmi"),
        ("(^e^n)kˈə^ʊt^ʃ(^f^r)", "kˈoʧ"),
        ("(^e^n)lˈiːdə(^f^r)", "lˈidœʁ"),
        ("(^e^n)stɹˈɛs", "stʁˈɛs"),
    ],
)
def test_what_espeak_says_in_english_within_french_is_said_in_french(ipa, signs):
    words = " ".join(["x"] * len(signs.split()))
    assert " ".join(word.sound for word in spelled(words, "fr-FR", lambda _: ipa)) == signs


@pytest.mark.parametrize(
    ("ipa", "lang", "signs"),
    [
        ("tʃaɪldz", "en-US", "ʧˈIldz"),
        ("ˈfɜrst", "en-US", "fˈɜɹst"),
        ("ˈfɜrst", "en-GB", "fˈɜst"),
        ("ˈt͡ʃe", "it", "ʧˈe"),
        ("ˈtʃao", "it", "ʧˈao"),
        ("ɡaˈto", "es", "ɡatˈo"),
    ],
)
def test_sounds_that_are_given_are_written_in_the_model_s_signs(ipa, lang, signs):
    assert written("x", lang, (Phonemes(0, 1, ipa),)) == signs


@pytest.mark.parametrize(
    ("ipa", "signs"),
    [("t^ʃˈa^ɪldz", "ʧˈIldz"), ("bˈɑːɾə^l", "bˈɑTᵊl"), ("fˈɜːst", "fˈɜɹst"), ("(fr)sɛt-a-diʁ", "sɛtadiʁ")],
)
def test_sounds_of_espeak_are_written_in_the_model_s_signs(ipa, signs):
    assert in_english(ipa) == signs


def test_a_word_that_is_known_sounds_as_it_is_told():
    assert written("Tome el baclofeno hoy.", known=(Phonemes(8, 9, "baklofˈeno"),)) == "tome el baklofˈeno hoy."


def test_languages_that_espeak_changes_to_are_not_spoken():
    assert [word.sound for word in spelled("das Week-end", "de", lambda _: "das (en)wˈiːkˈɛnd")] == [
        "das",
        "wˈiːkˈɛnd",
    ]


@pytest.mark.parametrize(
    ("words", "together", "shared"),
    [
        (["all", "of", "the", "day"], ["ɔl", "ʌvðə", "deɪ"], ["ɔl", "ʌv", "ðə", "deɪ"]),
        (["anti-viral", "drug"], ["anti", "vaɪral", "drug"], ["antivaɪral", "drug"]),
        (["a", "", "b"], ["a", "b"], ["a", "", "b"]),
        (["a", "b"], [], ["", ""]),
    ],
)
def test_each_word_has_its_sound_though_they_were_joined_or_parted(words, together, shared):
    alone = {"all": "ɔl", "of": "ʌv", "the": "ðə", "day": "deɪ", "anti-viral": "anti vaɪral", "drug": "drug"}
    assert sounds_of(words, together, lambda word: alone.get(word, word)) == shared


@pytest.fixture
def signs(monkeypatch):
    """The model's alphabet, as far as these tests go."""
    monkeypatch.setattr(kokoro, "alphabet", lambda: {sign: number for number, sign in enumerate(" abc,.", 1)})


@pytest.mark.parametrize("sounds", [["abc"] * 400, ["abc,"] * 400, ["a" * 2_000], ["a" * 508, "b"], ["abc"]])
def test_a_long_text_is_cut_and_nothing_of_it_lost(signs, sounds):
    words = [
        Spelled(n, 1, sound.rstrip(","), after="," if sound.endswith(",") else "") for n, sound in enumerate(sounds)
    ]
    pieces = list(kokoro._pieces(words))
    assert max(len(piece.tokens) for piece in pieces) <= kokoro_model.MOST_TOKENS
    spaces = kokoro.alphabet()[" "]
    said = [token for piece in pieces for token in piece.tokens if token != spaces]
    assert said == [kokoro.alphabet()[sign] for sound in sounds for sign in sound]


def test_a_long_text_is_cut_after_a_mark(signs):
    words = [Spelled(n, 1, "abc", after="," if n == 70 else "") for n in range(160)]
    assert len([owner for owner in dict.fromkeys(next(kokoro._pieces(words)).owners) if owner]) == 71


class SteadyModel:
    """Says every token in four frames, whatever the pace."""

    def speak(self, tokens, _pack, _speed):
        frames = np.full(len(tokens) + 2, 4)
        return kokoro_model.Sound(np.zeros(frames.sum() * kokoro_model.FRAME, np.float32), frames)


@pytest.mark.parametrize(("rate", "ahead_ms"), [(0.75, 100), (1.0, 75), (1.25, 60)])
def test_words_are_heard_three_frames_before_the_model_counts_them(signs, monkeypatch, tmp_path, rate, ahead_ms):
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(tmp_path))
    (tmp_path / "kokoro").mkdir()
    np.zeros(256, "<f4").tofile(tmp_path / "kokoro" / "ef_dora.bin")
    engine = kokoro.engine()
    engine._model = SteadyModel()
    pieces = list(kokoro._pieces([Spelled(0, 3, "abc"), Spelled(4, 3, "cab")]))
    first, second = engine._spoken(pieces, "ef_dora", rate).words
    # A pad, three sounds and a space, of 100 ms each, stand before the second word.
    assert (first.start_ms, second.start_ms) == (pytest.approx(100 - ahead_ms), pytest.approx(500 - ahead_ms))


def test_a_model_with_one_more_output_begins_as_it_was():
    assert with_output(b"model", "/t") == b"model" + bytes.fromhex("3a0c620a0a022f7412040a020801")


def test_without_its_extra_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(kokoro_model, "PARTS", ("a_package_that_is_not_there",))
    with pytest.raises(EngineNotSetUp, match=r"article-voice\[kokoro\]"):
        kokoro.engine().voices()


@pytest.fixture
def model(asked_anew):
    """The engine, where it is set up; in CI it is."""
    if lacking := missing_engines().get("kokoro"):
        pytest.skip(lacking)
    return open_engine("kokoro")


@pytest.fixture(scope="module")
def booth():
    with Booth("kokoro") as lent:
        yield lent


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("zh", "zf_xiaoxiao", "每天两次，随餐服用 ibuprofen。"),
        ("ja", "jf_alpha", "毎日二回、食事と一緒に飲んでください。"),
    ],
)
def test_chinese_and_japanese_are_spoken_with_extras_of_their_own(model, booth, lang, name, text):
    voice = choose(lang).voice
    if extra := kokoro_east.missing_extra(voice.lang):
        pytest.skip(f"pip install 'article-voice[{extra}]'")
    assert voice.name == name
    pcm = booth.speak(SpeechRequest(text, voice))
    assert 2_000 < pcm.duration_ms < 8_000
    assert pcm.words == ()


@pytest.mark.parametrize("lang", ["cmn", "ja"])
def test_a_phrase_of_another_script_keeps_its_place_and_its_marks(monkeypatch, lang):
    monkeypatch.setattr(kokoro_east, "_tongue", lambda _: lambda phrase: f"<{phrase}>")
    phrases = kokoro_east.spelled_east("二回、CT で（食事）。", lang, lambda english: english.lower())
    assert [(phrase.start, phrase.sound, phrase.after) for phrase in phrases] == [
        (0, "<二回>", ""),
        (2, "", ","),
        (3, "ct", ""),
        (6, "<で>", ""),
        (7, "", "("),
        (8, "<食事>", ""),
        (10, "", ")."),
    ]


def test_a_pack_without_its_extra_is_left_out_and_named(model, monkeypatch, caplog):
    monkeypatch.setattr(kokoro, "missing_extra", lambda lang: "kokoro-ja" if lang == "ja" else "")
    assert "ja" not in {voice.lang for voice in kokoro.engine().voices()}
    assert "article-voice[kokoro-ja]" in caplog.text


def test_a_model_that_is_not_the_one_it_should_be_does_not_speak(model, monkeypatch):
    monkeypatch.setattr(kokoro_model, "MODEL_SHA256", "0" * 64)
    with pytest.raises(SpeechFailed, match="again"):
        kokoro.engine().load()


@pytest.mark.parametrize(
    ("lang", "name"), [("es", "ef_dora"), ("fr", "ff_siwis"), ("it", "if_sara"), ("pt-BR", "pf_dora")]
)
def test_its_languages_are_spoken_by_it(model, booth, lang, name):
    choice = choose(lang)
    assert (choice.voice.engine, choice.voice.name, choice.passed_over) == ("kokoro", name, ())
    pcm = booth.speak(SpeechRequest("No, 3 x 5.", choice.voice))
    assert [word.start for word in pcm.words] == [0, 4, 6, 8]


def test_english_and_german_are_left_to_others(model):
    assert choose("en").voice.engine == "hibari"
    assert choose("de").voice.engine == "espeak"


def test_german_is_spoken_when_it_is_asked_for(model, booth):
    voice = choose("de", Preference(voice="kokoro:if_sara@de")).voice
    assert voice.experimental
    assert len(booth.speak(SpeechRequest("Zweimal täglich.", voice)).words) == 2


def test_a_text_that_is_too_long_for_it_is_spoken_whole(model, booth):
    voice = choose("es").voice
    pcm = booth.speak(SpeechRequest(CLAUSE * 10, voice, 3.0))
    assert len(pcm.words) == len((CLAUSE * 10).split())


def test_a_pack_that_is_not_what_it_should_be_is_left_out(model, monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("VOICE_VOICE_FOLDER", str(tmp_path))
    (tmp_path / "kokoro").mkdir()
    (tmp_path / "kokoro" / "ef_dora.bin").write_bytes(b"something else")
    with pytest.raises(EngineNotSetUp, match="voice voices add"):
        kokoro.engine().voices()
    assert "left out" in caplog.text


def test_a_revision_names_all_that_sounds(model):
    [voice] = [each for each in voices_of("kokoro") if each.name == "ef_dora"]
    for part in (kokoro_model.MODEL_SHA256[:8], kokoro.engine()._packs["ef_dora"][:8], espeak_library.revision()):
        assert part in voice.revision
