"""From pressing play to sound, in a real browser, against the promise of one second.

    python benchmarks/first_sound.py [--runs 3]

Each run starts the service with an empty data folder, opens a sample as soon as the address is printed, and presses
play; then adds an article whose recordings nobody has made, and presses play on that. Needs Chromium. Ratios are
seconds taken / 1 second.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROMISE_S = 1.0
HEARD = "() => document.querySelector('voice-player audio').currentTime > 0"
COLD = """<html lang="en"><title>Cold {run}</title><h1>Cold {run}</h1><p>{text}</p></html>"""
SENTENCE = "Nobody has spoken this before run {run}, sentence {n}, and so it has to be made while somebody waits. "


def press_play(page: Page) -> float:
    """Seconds from the key to the first sound."""
    button = page.get_by_role("button", name="Play", exact=True)
    button.focus()
    began = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(HEARD, polling=5)
    return time.perf_counter() - began


def measure(page: Page, run: int) -> dict[str, float]:
    """One run, on a service of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VOICE_DATA": folder}
        voice = [sys.executable, "-m", "voice.cli"]
        started = time.perf_counter()
        serve = [*voice, "serve", "--samples", "--port", "0"]
        with (
            subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, text=True) as service,
            ExitStack() as ending,
        ):
            ending.callback(service.terminate)
            assert service.stdout is not None
            address = next(found[0] for line in service.stdout if (found := re.search(r"http://\S+", line)))
            ready = time.perf_counter()
            page.goto(f"{address}a/taking-ibuprofen-safely")
            first = press_play(page)
            heard = time.perf_counter()
            text = "".join(SENTENCE.format(run=run, n=n) for n in range(12))
            cold = Path(folder) / "cold.html"
            cold.write_text(COLD.format(run=run, text=text))
            subprocess.run([*voice, "add", str(cold), "--later"], env=environment, check=True, capture_output=True)
            page.goto(f"{address}a/cold-{run}")
            cold_s = press_play(page)
    return {
        "start to address": ready - started,
        "address to first sound": heard - ready,
        "press to first sound": first,
        "press to sound, cold section of a minute": cold_s,
    }


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=3)
    asked = ask.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        runs = [measure(browser.new_page(), run) for run in range(asked.runs)]
        browser.close()
    for name in runs[0]:
        seconds = [run[name] for run in runs]
        middle = statistics.median(seconds)
        print(f"{name}: {middle:.2f} s in the median, {max(seconds):.2f} s at most; ratio {middle / PROMISE_S:.2f}")


if __name__ == "__main__":
    main()
