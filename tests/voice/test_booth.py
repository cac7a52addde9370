import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from voice.booth import Booth, Booths
from voice.errors import EngineCrashed, EngineTimedOut, ImplausibleSound, SpeechFailed, UnknownEngine, VoiceError
from voice.speech import SpeechRequest, Voice

FAKES = Path(__file__).parent / "engines" / "fakes"


@pytest.fixture(autouse=True)
def fakes(monkeypatch):
    monkeypatch.syspath_prepend(FAKES)


def request(text: str, engine: str = "silence", rate: float = 1.0) -> SpeechRequest:
    return SpeechRequest(text, Voice(engine, "nobody", "und", "1"), rate)


@pytest.mark.parametrize(
    ("engine", "error", "restarts"),
    [
        ("fake-aborting", EngineCrashed, 1),
        ("fake-exiting", EngineCrashed, 1),
        ("fake-mute", ImplausibleSound, 1),
        ("fake-still", ImplausibleSound, 1),
        ("fake-brief", ImplausibleSound, 1),
        ("fake-refusing", SpeechFailed, 0),
        ("fake-wordless", SpeechFailed, 0),
    ],
)
def test_a_failure_costs_one_utterance(engine, error, restarts):
    with Booth(engine) as booth:
        with pytest.raises(error, match="fake-") as raised:
            booth.speak(request("Fail now, please.", engine))
        assert type(raised.value) is error
        assert booth.speak(request("All is well again.")).duration_ms == 18 * 60
        assert booth.restarts == restarts


def test_what_asks_for_more_memory_than_it_may_have_is_ended():
    with Booth("fake-hoarding", most_mb=1024) as booth:
        with pytest.raises(EngineCrashed):
            booth.speak(request("Hoard now, please."))
        assert booth.speak(request("All is well again.")).samples


def test_whoever_lends_booths_is_told_of_each_that_is_lost_and_why():
    told = []
    with Booths(1, lost=lambda *words: told.append(words)) as booths, booths.lend("fake-exiting") as booth:
        with pytest.raises(EngineCrashed):
            booth.speak(request("Fail now, please."))
        assert booth.speak(request("All is well again.")).samples
    assert told == [("fake-exiting", told[0][1])]
    assert "ended with status 3" in told[0][1]


def test_a_hang_ends_with_the_time_out():
    with Booth("fake-hanging", speak_seconds=0.5) as booth:
        booth.warm(wait=True)
        with pytest.raises(EngineTimedOut, match="still speaking"):  # and not its sound, after a minute
            booth.speak(request("now"))
        assert booth.speak(request("All is well again.")).samples
        assert booth.restarts == 1


def test_a_slow_load_is_told_from_slow_speech():
    with Booth("fake-heavy", load_seconds=0.5) as booth, pytest.raises(EngineTimedOut, match="still loading"):
        booth.speak(request("Hello."))


@pytest.mark.parametrize(("engine", "error"), [("fake-absent", SpeechFailed), ("nobody's", UnknownEngine)])
def test_an_engine_that_does_not_open_says_why_each_time(engine, error):
    with Booth(engine) as booth:
        for _ in range(2):
            with pytest.raises(error, match=r"fake_engines_that_are_not_there|There is no engine"):
                booth.speak(request("Hello."))


def test_sounds_come_in_order():
    texts = ["word " * count for count in (9, 1, 5, 3, 7)]
    with Booth("silence") as booth:
        lengths = [pcm.duration_ms for pcm in booth.speak_all(map(request, texts))]
    assert lengths == [len(text.strip()) * 60 for text in texts]


def test_an_error_comes_in_its_place():
    with Booth("fake-exiting") as booth:
        sounds = booth.speak_all(map(request, ["One.", "Two.", "Now? now.", "Four."]))
        assert [next(sounds).duration_ms, next(sounds).duration_ms] == [240, 240]
        with pytest.raises(EngineCrashed):
            next(sounds)


def test_the_child_speaks_ahead_of_the_caller():
    asked = []
    with Booth("silence") as booth:
        sounds = booth.speak_all(asked.append(text) or request(text) for text in ("One.", "Two.", "Three."))
        next(sounds)
        assert asked == ["One.", "Two."]


def test_an_abandoned_series_does_not_shift_the_next():
    with Booth("silence") as booth:
        sounds = booth.speak_all(map(request, ["One.", "Two, longer.", "Three."]))
        next(sounds)
        sounds.close()
        assert booth.speak(request("Four, the longest.")).duration_ms == 18 * 60


def test_a_child_that_died_at_rest_is_replaced():
    with Booth("fake-exiting") as booth:
        sounds = booth.speak_all([request("One."), request("now")])
        next(sounds)
        sounds.close()
        booth._child._process.wait(20)
        assert booth.speak(request("Two.")).samples
        assert booth.restarts == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_the_child_leaves_ctrl_c_to_its_parent():
    with Booth("silence") as booth:
        booth.warm(wait=True)
        booth._child._process.send_signal(signal.SIGINT)
        assert booth.speak(request("Hello.")).samples
        assert booth.restarts == 0


def test_a_booth_can_be_used_again_after_it_was_closed():
    booth = Booth("silence")
    first = booth.speak(request("Hello."))
    booth.close()
    assert booth.speak(request("Hello.")) == first
    booth.close()


def test_a_forgotten_booth_leaves_no_warning():
    Booth("silence").warm(wait=True)


def test_what_an_engine_prints_stays_out_of_our_output(capfd):
    with Booth("fake-chattering") as booth:
        assert booth.speak(request("Chatter now.")).samples
    out, err = capfd.readouterr()
    assert out == ""
    assert "by Python" in err
    assert "by native code" in err


@pytest.mark.parametrize("text", ["Hello.", "Hang now."])
def test_no_child_outlives_a_killed_parent(text):
    # No main guard here: a child never runs its parent's main module.
    script = f"""
import json, sys, time
sys.path[:] = json.loads(sys.argv[1])
from voice.booth import Booth
from voice.speech import SpeechRequest, Voice
booth = Booth("fake-hanging")
booth.warm(wait=True)
print("ready", flush=True)
booth.speak(SpeechRequest({text!r}, Voice("fake-hanging", "nobody", "und", "1")))
time.sleep(60)
"""
    command = [sys.executable, "-c", script, json.dumps(sys.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"ready\n"
        time.sleep(0.2)
        parent.kill()
        # The child holds the other end of this pipe for as long as it lives.
        assert parent.communicate(timeout=10)[1] == b""


def test_the_pool_keeps_to_its_size():
    most, alive, lock = [], [], threading.Lock()

    def speak(booths: Booths, engine: str) -> None:
        with booths.lend(engine) as booth:
            with lock:
                alive.append(engine)
                most.append(len(alive))
            booth.speak(request("Hello."))
            with lock:
                alive.remove(engine)

    with Booths(2) as booths:
        names = ["silence", "fake-mute", "silence", "fake-still", "fake-mute", "silence"]
        threads = [threading.Thread(target=speak, args=(booths, name)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    assert len(most) == len(names)
    assert max(most) <= 2


def test_the_pool_keeps_an_engine_warm():
    with Booths(1) as booths:
        with booths.lend("silence") as first:
            first.speak(request("Hello."))
        with booths.lend("silence") as second:
            assert second is first


def test_the_pool_makes_room_for_another_engine():
    with Booths(1) as booths:
        with booths.lend("silence") as first:
            first.speak(request("Hello."))
        with booths.lend("fake-mute") as other:
            assert other.speak(request("Hello.")).samples
        with booths.lend("silence") as again:
            assert again is not first


def test_a_booth_comes_back_though_its_borrower_failed():
    with Booths(1) as booths:
        with pytest.raises(VoiceError), booths.lend("fake-mute") as booth:
            booth.speak(request("now"))
        with booths.lend("fake-mute") as booth:
            assert booth.speak(request("Hello.")).samples
