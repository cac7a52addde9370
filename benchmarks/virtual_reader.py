"""What a virtual screen reader says of an article's page, in order, and in the ten seconds after Play, in Chromium.

The reader is @guidepup/virtual-screen-reader, fetched by npm; it says what ARIA and the accessibility tree have a
screen reader say, and live regions too. Fails where the page is not read in its order, or Play makes it say more.

Example: python benchmarks/virtual_reader.py --log virtual.log
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from page_checks import ARTICLE, CHROMIUM, HEARD, NPM, serving
from playwright.sync_api import Page, sync_playwright

READER = "@guidepup/virtual-screen-reader"
QUIET_S = 10
MOST = 2_000
# In this order a listener comes to them.
ORDER = ["heading, Taking ibuprofen safely", "button, Play", "heading, Please hear this first", "button, Listen"]
READ = """async ([place, most]) => {
  const { virtual } = await import(place);
  window.reader = virtual;
  await virtual.start({ container: document.body });
  for (let n = 0; n < most && (await virtual.lastSpokenPhrase()) !== "end of document"; n += 1) await virtual.next();
  return virtual.spokenPhraseLog();
}"""


def fetched(folder: Path) -> Path:
    subprocess.run([NPM, "install", "--silent", "--ignore-scripts", READER], check=True, cwd=folder)
    return folder / "node_modules" / READER / "lib" / "esm" / "index.browser.js"


def read_through(page: Page, reader: Path) -> list[str]:
    """What is said from the page's beginning to its end."""
    page.route("**/reader.js", lambda route: route.fulfill(path=reader, content_type="text/javascript"))
    said: list[str] = page.evaluate(READ, ["/reader.js", MOST])
    return said


def said_after_play(page: Page) -> list[str]:
    """What is said within ten seconds of Play, while the sound is heard."""
    page.get_by_role("button", name="Play", exact=True).focus()
    page.evaluate("reader.clearSpokenPhraseLog()")
    page.keyboard.press("Enter")
    page.wait_for_function(HEARD, timeout=60_000)
    page.wait_for_timeout(QUIET_S * 1000)
    said: list[str] = page.evaluate("reader.spokenPhraseLog()")
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", type=Path, default=Path("virtual.log"), help="where what was spoken is written")
    log = parser.parse_args().log
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "data") as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True, service_workers="block").new_page()
        page.goto(address + ARTICLE)
        read = read_through(page, fetched(Path(name)))
        after = said_after_play(page)
        browser.close()
    log.write_text("\n".join([*read, "Play is pressed.", *after, ""]))
    places = [next((n for n, said in enumerate(read) if said.startswith(each)), -1) for each in ORDER]
    ordered = -1 not in places and places == sorted(places)
    print(f"{len(read)} things read, in the page's order: {ordered}; within {QUIET_S} s of Play: {after or 'nothing'}")
    sys.exit(0 if ordered and not after else 1)


if __name__ == "__main__":
    main()
