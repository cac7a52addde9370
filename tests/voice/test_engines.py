import json
import subprocess
import sys
import threading
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest

import voice.engine as engine_module
from voice.booth import Booth, Booths
from voice.choosing import voice_for
from voice.engine import engine_names, missing_engines, open_engine, voices_of
from voice.errors import SpeechFailed, UnknownVoice
from voice.speech import How, Manner, Pcm, Phonemes, SpeechRequest, Voice

FAKES = Path(__file__).parent / "engines" / "fakes"
SHORT = "Take it with food."
LONG = "Take it with food, twice a day, and tell your doctor before you stop, because stopping at once does harm."
ENGINES = engine_names()


@pytest.fixture(scope="module", autouse=True)
def server(speech_server):
    """The engine openai has a server to ask."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VOICE_OPENAI_URL", speech_server.url)
        engine_module._asked.cache_clear()
        yield
    engine_module._asked.cache_clear()


@pytest.fixture(scope="module")
def booths():
    with Booths(len(ENGINES)) as lent:
        yield lent


@pytest.fixture
def engine(request):
    """An engine that is set up; in CI, each is."""
    if lacking := missing_engines().get(request.param):
        pytest.skip(lacking)
    return request.param


each_engine = pytest.mark.parametrize("engine", ENGINES, indirect=True)


def speak(booths: Booths, engine: str, text: str, rate: float = 1.0, lang: str = "en") -> Pcm:
    with booths.lend(engine) as booth:
        return booth.speak(SpeechRequest(text, voice_for(lang, engine), rate))


@pytest.fixture(scope="module")
def spoken(booths):
    """What `speak` gives, each request made once."""
    return cache(partial(speak, booths))


# The contract of every installed engine.


@each_engine
def test_a_longer_text_is_longer_in_the_same_sample_rate(spoken, engine):
    short, long = spoken(engine, SHORT), spoken(engine, LONG)
    assert long.duration_ms > 2 * short.duration_ms
    assert long.sample_rate == short.sample_rate


@each_engine
@pytest.mark.parametrize("text", ["", " \n", "...", "—", "“”"])
def test_a_text_without_words_is_refused(booths, engine, text):
    with pytest.raises(SpeechFailed, match="nothing to say"):
        speak(booths, engine, text)


@each_engine
def test_an_engine_speaks_again_in_another_thread(booths, spoken, engine):
    lengths = [spoken(engine, SHORT).duration_ms]
    thread = threading.Thread(target=lambda: lengths.append(speak(booths, engine, SHORT).duration_ms))
    thread.start()
    thread.join(timeout=60)
    assert lengths == [pytest.approx(lengths[0], rel=0.02)] * 2


@each_engine
def test_a_faster_rate_is_shorter(spoken, engine):
    usual = spoken(engine, LONG).duration_ms
    rates = (0.5, 1.0, 1.5, 2.0, 3.0)
    paces = [usual / spoken(engine, LONG, rate).duration_ms for rate in rates]
    assert paces == sorted(set(paces))
    assert paces == pytest.approx(rates, rel=0.2)


@each_engine
def test_a_voice_has_a_language_and_a_revision(engine):
    voices = voices_of(engine)
    assert voices
    assert all(voice.engine == engine and voice.lang and voice.revision for voice in voices)
    assert len({voice.name for voice in voices}) == len(voices)


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "silence"], indirect=True)
def test_a_voice_that_is_not_there_is_refused(booths, engine):
    nobody = Voice(engine, "nobody", "en", "1")
    with booths.lend(engine) as booth, pytest.raises(UnknownVoice, match="nobody"):
        booth.speak(SpeechRequest(SHORT, nobody))


@pytest.mark.parametrize(
    "engine", [name for name in ENGINES if open_engine(name).capabilities.deterministic], indirect=True
)
def test_the_same_request_gives_the_same_bytes_in_another_process(spoken, engine):
    with Booth(engine) as other:
        other.speak(SpeechRequest(SHORT, voice_for("en", engine)))
        for rate in (1.0, 2.0):
            assert other.speak(SpeechRequest(LONG, voice_for("en", engine), rate)) == spoken(engine, LONG, rate)


@each_engine
@pytest.mark.parametrize("rate", [1.0, 2.0])
def test_the_times_of_words_are_told_by_the_engines_that_say_so(spoken, engine, rate):
    pcm = spoken(engine, LONG, rate)
    if open_engine(engine).capabilities.word_times:
        words = [LONG[word.start : word.start + word.length].strip(",.") for word in pcm.words]
        assert words == LONG.replace(",", "").replace(".", "").split()
        edges = [edge for word in pcm.words for edge in (word.start_ms, word.end_ms)]
        assert edges == sorted(edges)
        assert 0 <= edges[0] < edges[-1] <= pcm.duration_ms
    else:
        assert pcm.words == ()


@pytest.mark.parametrize("engine", [name for name in ENGINES if open_engine(name).capabilities.phonemes], indirect=True)
def test_phonemes_are_obeyed_by_the_engines_that_say_so(booths, engine):
    voice, text = voice_for("en", engine), "I read it."
    with booths.lend(engine) as booth:
        reed, red = (
            booth.speak(SpeechRequest(text, voice, phonemes=(Phonemes(2, 4, ipa),))) for ipa in ("ɹˈiːd", "ɹˈɛd")
        )
    assert reed.samples != red.samples
    assert [text[word.start : word.start + word.length].strip(".") for word in red.words] == ["I", "read", "it"]


def told(booths: Booths, voice: Voice, text: str, word: str, how: How) -> tuple[Pcm, Pcm]:
    """The text without and with the manner of that word in it."""
    plain = SpeechRequest(text, voice)
    with booths.lend(voice.engine) as booth:
        manners = (Manner(text.index(word), len(word), how),)
        return booth.speak(plain), booth.speak(replace(plain, manners=manners))


def length_of(pcm: Pcm, text: str, word: str) -> float:
    """How long the word is heard, in milliseconds."""
    return next(each.end_ms - each.start_ms for each in pcm.words if each.start == text.index(word))


STRESSED = [
    ("en", "You must not take two of them today.", "not"),
    ("en", "You may take it only if your doctor says so.", "only"),
    ("es", "Usted no debe tomar dos pastillas hoy.", "no"),
    ("it", "Lei non deve mai prendere due compresse oggi.", "mai"),
]
STRESSING = [name for name in ENGINES if open_engine(name).capabilities.emphasis]


@pytest.mark.parametrize(
    ("engine", "lang", "text", "word"),
    [(name, *said) for name in STRESSING for said in STRESSED if name != "hibari" or said[0] == "en"],
    indirect=["engine"],
)
def test_a_stressed_word_is_heard_longer_by_the_engines_that_say_so(booths, engine, lang, text, word):
    plain, stressed = told(booths, voice_for(lang, engine), text, word, How.STRESSED)
    last = text.rpartition(" ")[2]
    assert length_of(stressed, text, word) > 1.1 * length_of(plain, text, word)
    assert length_of(stressed, text, last) == pytest.approx(length_of(plain, text, last), rel=0.1)
    heard = [text[each.start : each.start + each.length].strip(".") for each in stressed.words]
    assert heard == text.strip(".").split()


def test_espeak_says_a_stressed_word_louder(booths):
    text = "You must not take two of them today."
    strength = []
    for pcm in told(booths, voice_for("en", "espeak"), text, "not", How.STRESSED):
        word = next(each for each in pcm.words if each.start == text.index("not"))
        sound = np.frombuffer(pcm.samples, "<i2").astype(float)
        start, end = (round(ms / 1000 * pcm.sample_rate) for ms in (word.start_ms, word.end_ms))
        strength.append(np.sqrt(np.mean(sound[start:end] ** 2)))
    assert strength[1] > 1.4 * strength[0]


@pytest.mark.parametrize("engine", [name for name in ENGINES if open_engine(name).capabilities.spelling], indirect=True)
def test_letters_are_no_words_to_the_engines_that_say_so(booths, engine):
    """An A is an article to who reads words; a Y is "and" in Spanish."""
    lang, text, letters = ("es", "Use la Y A.", "Y A") if engine == "espeak" else ("en", "The U S A law.", "U S A")
    plain, spelled = told(booths, voice_for(lang, engine), text, letters, How.SPELLED)
    assert spelled.samples != plain.samples
    assert len(spelled.samples) != len(plain.samples) or engine != "espeak"
    assert [each.start for each in spelled.words] == [each.start for each in plain.words]


def test_what_espeak_is_told_of_words_leaves_the_others_in_their_places(booths):
    text = "R&D said <b>: never take it & wait."
    plain, stressed = told(booths, voice_for("en", "espeak"), text, "never", How.STRESSED)
    assert [each.start for each in stressed.words] == [each.start for each in plain.words]


@each_engine
def test_what_is_told_of_a_voice_is_true(spoken, engine):
    told = voice_for("en", engine).sample_rate
    assert told in {0, spoken(engine, SHORT).sample_rate}
    assert open_engine(engine).capabilities.rates[0] <= 1.0 <= open_engine(engine).capabilities.rates[1]


def test_listing_voices_loads_no_engine():
    script = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from voice.engine import all_voices
all_voices()
native = {"hibari", "onnxruntime", "piper", "pyttsx3"} & set(sys.modules)
maps = open("/proc/self/maps").read() if sys.platform == "linux" else ""
print(sorted(native), "espeak" in maps)
"""
    command = [sys.executable, "-c", script, json.dumps(sys.path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "[] False\n"


# What is particular to an engine.


@pytest.mark.parametrize("engine", ["espeak", "system"])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Nehmen Sie die Tablette zweimal täglich ein."),
        ("zh", "每天两次，随餐服用。"),
        ("ja", "毎日二回、食事と一緒に飲んでください。"),
        ("ar", "تناول الدواء مرتين يوميا مع الطعام."),
        ("hi", "दिन में दो बार भोजन के साथ लें।"),
        ("th", "รับประทานวันละสองครั้งพร้อมอาหาร"),
        ("ko", "하루에 두 번 음식과 함께 드세요."),
    ],
)
def test_other_languages_are_spoken_plausibly(booths, engine, lang, text):
    for rate in (0.5, 3.0):
        assert speak(booths, engine, text, rate, lang).samples


@pytest.mark.parametrize("text", ["\x01600S Take it with food.", "Take it\0 with food.", "- Take it with food."])
def test_espeak_obeys_no_sign_in_the_text(booths, text):
    assert speak(booths, "espeak", text).duration_ms > 1_000


def test_hibari_bears_raised_digits(booths):
    assert speak(booths, "hibari", "It is 10⁻⁹ of that.").samples


def test_a_voice_change_does_not_stick(booths):
    english = speak(booths, "espeak", SHORT).duration_ms
    speak(booths, "espeak", "Bonjour, tout le monde.", lang="fr")
    assert speak(booths, "espeak", SHORT).duration_ms == pytest.approx(english, rel=0.02)


def test_engines_know_nothing_of_each_other():
    folder = Path(sys.modules[type(open_engine("silence")).__module__].__file__).parent
    for engine in ENGINES:
        source = (folder / f"{engine}.py").read_text("utf-8")
        assert not [other for other in ENGINES if f"import {other}\n" in source or f"engines.{other} " in source]
