"""The browsers that people listen and edit with, as the machine has them, and a sound card for one of them."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page, Playwright


def _found(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


PLACES = {
    # Without windows of its own, Chromium opens a page in a third of the time.
    "chromium": _found("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    "firefox": _found("firefox", "firefox-esr"),
}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SOUND = "pulseaudio"
WCAG = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "color-contrast-enhanced"]

in_both_browsers = pytest.mark.parametrize("browser", list(PLACES), indirect=True)


def kind_of(playwright: Playwright, name: str) -> BrowserType:
    """That browser; the test is skipped where the machine has none."""
    if not PLACES[name]:
        pytest.skip(f"no {name.capitalize()} on this machine: nobody listened with it")
    if name == "firefox" and not shutil.which(SOUND):
        pytest.skip("no pulseaudio on this machine: without a sound card Firefox plays half of everything")
    return playwright.firefox if name == "firefox" else playwright.chromium


def opened(kind: BrowserType, sound: dict[str, str], *, scripts: bool = True) -> Browser:
    """A window of that browser. Firefox runs scripts or not as a whole, Chromium by context."""
    if kind.name == "chromium":
        return kind.launch(executable_path=PLACES["chromium"], args=FLAGS)
    wishes: dict[str, str | float | bool] = {"javascript.enabled": scripts}
    # The machine's Firefox speaks WebDriver BiDi; only Playwright's own build speaks its older protocol.
    return kind.launch(
        executable_path=PLACES["firefox"], channel="moz-firefox", env=os.environ | sound, firefox_user_prefs=wishes
    )


def complaints(page: Page, rules: Sequence[str] = WCAG) -> str:
    """What axe complains of on the page as it stands, "" where it has nothing."""
    found = Axe().run(page, options={"runOnly": list(rules)})
    return str(found.generate_report()) if found.violations_count else ""


@contextmanager
def sound_card() -> Iterator[dict[str, str]]:
    """A sound card that nobody hears, and the environment that leads to it.

    Without one, Firefox goes through a recording in silence and calls it ended at about its half.
    """
    folder = Path(tempfile.mkdtemp(prefix="voice-sound-"))  # of a short name, for its socket
    door = folder / "door"
    modules = ["module-null-sink norewinds=1", f"module-native-protocol-unix socket={door} auth-anonymous=1"]
    words = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm", "--log-level=error"]
    command = [SOUND, *words, *(word for module in modules for word in ("-L", module))]
    home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    with subprocess.Popen(command, env=os.environ | home, stderr=subprocess.DEVNULL) as card:
        while not door.exists():
            assert card.poll() is None, "pulseaudio did not start"
            time.sleep(0.05)
        yield {"PULSE_SERVER": f"unix:{door}"}
        card.terminate()
    shutil.rmtree(folder)
