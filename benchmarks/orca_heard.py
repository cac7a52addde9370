"""What Orca says of an article's page as it opens, and in the ten seconds after Play, in Chromium and Firefox.

Orca runs on a screen that nobody sees, in a session bus of its own, and writes down what it would speak. Needs Orca,
Xvfb, openbox, dbus-run-session, and the browsers. Fails where anything is spoken while the article plays, but for the
name that the pressed button has from then on, or where the page is not read in its order.

Example: python benchmarks/orca_heard.py --log orca.log
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

ARTICLE = "a/taking-ibuprofen-safely"
QUIET_S = 10
READ_S = 45
HEARD = "() => document.querySelector('voice-player audio').currentTime > 0"
# In this order a listener comes to them.
ORDER = ["Taking ibuprofen safely", "Play", "Please hear this first", "Listen to"]
# Stands in for the voice: a line for each thing that Orca speaks, with the second in which it does.
CUSTOM = """
import json, time
import orca.speech as speech

class Written:
    def _note(self, text):
        with open({log!r}, "a") as log:
            log.write(json.dumps([time.time(), str(text)]) + "\\n")
    def speak(self, text=None, acss=None, interrupt=True):
        self._note(text)
    def speakCharacter(self, character, acss=None):
        self._note(character)
    def speakKeyEvent(self, event, acss=None):
        pass
    def sayAll(self, utterances, progress):
        for context, acss in utterances:
            self._note(context.utterance)
    def __getattr__(self, name):
        return lambda *words, **named: None

speech._speechserver = Written()
speech.init = speech.shutdown = lambda: None  # else Orca waits for a voice, and ends
"""


@contextmanager
def running(*command: str | Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process
        process.terminate()


def spoken(log: Path) -> list[tuple[float, str]]:
    """What was spoken so far, and when."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [(at, text) for at, text in map(json.loads, lines) if text.strip()]


def wait_until_still(log: Path, longest_s: float, still_s: float = 6, *, after: int = 0) -> None:
    """Until more than the first `after` things are spoken, and then nothing more."""
    until = time.time() + longest_s
    while time.time() < until:
        said = spoken(log)[after:]
        if said and time.time() - said[-1][0] > still_s:
            return
        time.sleep(0.5)


def opened(playwright: Playwright, name: str) -> Page:
    if name == "firefox":
        place = shutil.which("firefox-esr") or shutil.which("firefox")
        wishes: dict[str, str | float | bool] = {"accessibility.force_disabled": -1}
        launch = partial(playwright.firefox.launch, channel="moz-firefox", firefox_user_prefs=wishes)
    else:
        place = shutil.which("chromium") or shutil.which("google-chrome")
        launch = partial(playwright.chromium.launch, args=["--no-sandbox", "--force-renderer-accessibility"])
    return launch(executable_path=place, headless=False, env=dict(os.environ)).new_page()


def listened(playwright: Playwright, name: str, address: str, log: Path) -> bool:
    """Open the page, let Orca read it, press Play, and tell what was spoken."""
    before = len(spoken(log))
    page = opened(playwright, name)
    page.goto(address + ARTICLE)
    page.mouse.click(2, 2)  # out of the address field, so that the page is what has the focus
    page.reload()
    wait_until_still(log, READ_S)
    read = [text for _, text in spoken(log)[before:]]
    places = [next((n for n, text in enumerate(read) if text.startswith(each)), -1) for each in ORDER]
    ordered = -1 not in places and places == sorted(places)
    print(f"{name}: {len(read)} things read as the page opened, in its order: {ordered}")
    play = page.get_by_role("button", name="Play", exact=True)
    named = len(spoken(log))
    play.focus()
    wait_until_still(log, 15, 3, after=named)
    count, pressed = len(spoken(log)), time.time()
    page.keyboard.press("Enter")
    page.wait_for_function(HEARD, timeout=60_000)
    time.sleep(max(0.0, pressed + QUIET_S - time.time()))
    after = [(round(at - pressed, 1), text) for at, text in spoken(log)[count:]]
    print(f"{name}: after Play was pressed, within {QUIET_S} s: {after or 'nothing'}")
    more = [text for _, text in after if not text.startswith("Pause")]
    page.context.browser.close() if page.context.browser else page.close()
    return ordered and not more


def inside(log: Path, names: list[str]) -> bool:
    """Within a session bus and a screen of our own."""
    with ExitStack() as open_now, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "orca").mkdir()
        (folder / "orca" / "orca-customizations.py").write_text(CUSTOM.format(log=str(log)))
        open_now.enter_context(running("openbox"))
        # Without a sound card Firefox plays nothing to its end.
        door = folder / "sound"
        modules = ["module-null-sink norewinds=1", f"module-native-protocol-unix socket={door} auth-anonymous=1"]
        words = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm"]
        load = [word for module in modules for word in ("-L", module)]
        open_now.enter_context(running("pulseaudio", *words, *load, HOME=str(folder), XDG_RUNTIME_DIR=str(folder)))
        os.environ["PULSE_SERVER"] = f"unix:{door}"
        launcher = Path("/usr/libexec/at-spi-bus-launcher")
        open_now.enter_context(running(launcher, "--launch-immediately", "--a11y=1", "--screen-reader=1"))
        time.sleep(2)
        open_now.enter_context(running("orca", "--disable=braille", "--enable=speech", XDG_DATA_HOME=str(folder)))
        voice = [sys.executable, "-m", "voice.cli", "serve", "--samples", "--port", "0"]
        service = open_now.enter_context(running(*voice, VOICE_DATA=str(folder / "data"), VOICE_ENGINE="silence"))
        assert service.stdout is not None
        address = next(found[0] for line in service.stdout if (found := re.search(r"http://\S+", line)))
        time.sleep(5)
        with sync_playwright() as playwright:
            good = [listened(playwright, each, address, log) for each in names]
            return all(good)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", type=Path, default=Path("orca.log"), help="where what was spoken is written")
    parser.add_argument("--browser", choices=["chromium", "firefox"], action="append")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    log, names = asked.log.resolve(), asked.browser or ["chromium", "firefox"]
    if asked.inside:
        sys.exit(0 if inside(log, names) else 1)
    log.unlink(missing_ok=True)
    again = [word for each in names for word in ("--browser", each)]
    around = ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", "dbus-run-session", "--"]
    sys.exit(
        subprocess.run([*around, sys.executable, __file__, "--inside", "--log", log, *again], check=False).returncode
    )


if __name__ == "__main__":
    main()
