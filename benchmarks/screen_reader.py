"""What screen readers say of an article's page, and what they say in the ten seconds after Play.

    PYTHONPATH=. dbus-run-session -- xvfb-run -a python benchmarks/screen_reader.py [--log FOLDER]

Orca, in Chromium and in Firefox: the browsers have windows on a display that nobody sees, and Orca writes down what it
would say. First the page is opened, and Orca reads it from its top as it does by itself: that is the page's reading
order. Then the focus goes to Play, Enter is pressed, and what is said is noted while the voice speaks: it ought to be
nothing. Then the same with Guidepup's virtual screen reader (npm) in Chromium. Needs Debian's orca, xvfb, xauth, dbus,
openbox, pulseaudio, chromium and firefox-esr.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.stories.browsers import FLAGS, PLACES, sound_card
from tests.stories.listener import TEA, open_house

SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)?(?: \{.*)?$", re.MULTILINE)
# Nothing is spoken for so long: Orca has said all it has to say, in seconds.
SILENCE_S, LONGEST_S = 5.0, 90.0
LISTENED_S = 10.0
HEARD = "document.querySelector('voice-player audio').currentTime > 0"
# A speech server that is not there: what would be said is written down, and takes no time.
NO_SPEECH = {"SPEECHD_ADDRESS": "inet_socket:127.0.0.1:1", "GTK_MODULES": "", "NO_AT_BRIDGE": "0"}
SEEN_BY_ORCA = {"ACCESSIBILITY_ENABLED": "1", "GNOME_ACCESSIBILITY": "1"}


VIRTUAL = "@guidepup/virtual-screen-reader"
# It reads from the top to the bottom; then what it says by itself is noted apart.
START = """async (code) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { virtual } = await import(address);
  window.virtual = virtual;
  await virtual.start({ container: document.body });
  let steps = 0;
  while (steps++ < 2000 && (await virtual.lastSpokenPhrase()) !== "end of document") await virtual.next();
  const log = await virtual.spokenPhraseLog();
  await virtual.clearSpokenPhraseLog();
  return log;
}"""


@dataclass(frozen=True)
class Orca:
    """The screen reader, and what it has said so far."""

    log: Path

    def said(self) -> list[str]:
        """Everything, from its start."""
        return SAID.findall(self.log.read_text("utf-8", "replace"))

    def said_after(self, number: int) -> list[str]:
        """What it says from there on, until it has been silent for a while."""
        until, count, still = time.monotonic() + LONGEST_S, -1, time.monotonic()
        while time.monotonic() < until and time.monotonic() - still < SILENCE_S:
            if len(now := self.said()) != count:
                count, still = len(now), time.monotonic()
            time.sleep(0.2)
        return self.said()[number:]


@contextmanager
def orca(folder: Path) -> Iterator[Orca]:
    log = folder / "orca.debug"
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
    command = ["orca", "--debug-file", str(log), "--enable", "speech", "--disable", "braille"]
    with (
        (folder / "orca.out").open("w") as out,
        subprocess.Popen(command, env=os.environ | NO_SPEECH | home, stdout=out, stderr=out) as reader,
    ):
        while not log.exists() or ("Ready" not in log.read_text("utf-8", "replace") and reader.poll() is None):
            time.sleep(0.2)
            if reader.poll() is not None:
                sys.exit(f"Orca did not start: {(folder / 'orca.out').read_text()}")
        yield Orca(log)
        reader.terminate()


def opened(playwright: Playwright, name: str, sound: dict[str, str]) -> Browser:
    """A window that Orca sees."""
    env = os.environ | SEEN_BY_ORCA | sound
    if name == "chromium":
        flags = [*FLAGS, "--force-renderer-accessibility"]
        return playwright.chromium.launch(executable_path=PLACES[name], headless=False, args=flags, env=env)
    wishes: dict[str, str | float | bool] = {"accessibility.force_disabled": -1}
    return playwright.firefox.launch(
        executable_path=PLACES[name], channel="moz-firefox", headless=False, env=env, firefox_user_prefs=wishes
    )


def listened(page: Page, reader: Orca, address: str) -> tuple[list[str], list[str], list[str]]:
    """What was said when the page opened, when Play got the focus, and in ten seconds after Play."""
    before = len(reader.said())
    page.goto(address)
    page.bring_to_front()
    order = reader.said_after(before)
    play = page.get_by_role("button", name="Play", exact=True)
    before = len(reader.said())
    play.focus()
    focused = reader.said_after(before)
    before = len(reader.said())
    play.press("Enter")
    page.wait_for_function(HEARD, timeout=30_000)
    page.wait_for_timeout(LISTENED_S * 1000)
    return order, focused, reader.said()[before:]


def virtual(address: str, folder: Path) -> tuple[list[str], list[str]]:
    """What the virtual screen reader said from the top to the bottom, and in ten seconds after Play."""
    subprocess.run(["npm", "install", "--silent", "--ignore-scripts", VIRTUAL], check=True, cwd=folder)
    code = (folder / "node_modules" / VIRTUAL / "lib" / "esm" / "index.browser.js").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PLACES["chromium"], args=FLAGS)
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(address)
        order = page.evaluate(START, code)
        page.evaluate("document.querySelector('[data-act=toggle]').click()")
        page.wait_for_function(HEARD, timeout=30_000)
        page.wait_for_timeout(LISTENED_S * 1000)
        after = page.evaluate("virtual.spokenPhraseLog()")
        browser.close()
    return order, after


def tell(who: str, order: list[str], after: list[str]) -> None:
    print(f"\n== {who}: {len(order)} utterances from the top to the bottom")
    print("\n".join(order))
    print(f"-- in {LISTENED_S:g} s after Play: {after}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--log", type=Path, help="a folder for what was said")
    chosen = options.parse_args()
    spoken = False
    manager = subprocess.Popen(["openbox"])
    with tempfile.TemporaryDirectory() as folder, open_house(Path(folder)) as house, sound_card() as sound:
        house.keep(TEA)
        address = f"{house.address}a/tea"
        for name in PLACES:
            own = Path(tempfile.mkdtemp(dir=folder))
            with sync_playwright() as playwright, orca(own) as reader:
                browser = opened(playwright, name, sound)
                order, focused, after = listened(browser.new_context().new_page(), reader, address)
                browser.close()
                tell(f"Orca, {name}", [*order, "-- at Play", *focused], after)
                spoken |= bool(after)
                if chosen.log:
                    chosen.log.mkdir(parents=True, exist_ok=True)
                    (chosen.log / f"{name}.txt").write_text("\n".join(reader.said()), "utf-8")
        order, after = virtual(address, Path(folder))
        tell("the virtual screen reader", order, after)
        spoken |= bool(after)
    manager.terminate()
    manager.wait()
    sys.exit(1 if spoken else 0)


if __name__ == "__main__":
    main()
