"""How well an article's page keeps step with the voice, measured in Chromium; a minute of play, three minutes in all.

Prints when an article of 200 sections and over 20,000 words is painted, on the first visit after a start of the service
and on later ones; how long after a key or a click the first sound comes; how far highlights lie from the marks they
show, and the sound from a sentence's start after going to it; the longest task while it plays, and what page, styles
and scripts weigh compressed. All is recorded before; the service runs as it does for anybody, in processes of its own.

    python benchmarks/highlight_timing.py
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
SENTENCES = (
    "The keeper climbed the stairs before the sun went down.",
    "He carried a can of oil, a cloth and a good book.",
    "From the sea one could see the light for twenty miles.",
    "Nobody thanked him, and he would not have known what to say.",
)
# Notes each change of a highlight with the time of the sound, and each task of more than 50 ms.
WATCH = """() => {
  const audio = document.querySelector("voice-player audio");
  window.drawn = []; window.tasks = [];
  const set = CSS.highlights.set.bind(CSS.highlights);
  CSS.highlights.set = (name, highlight) => {
    window.drawn.push([name, audio.currentTime * 1000, String([...highlight][0])]);
    return set(name, highlight);
  };
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: "longtask" });
}"""
# From an event at a button to the first sound, in milliseconds; a frame is how often that can be seen.
FIRST_SOUND = """([name, event]) => new Promise((resolve) => {
  const audio = document.querySelector("voice-player audio");
  const button = [...document.querySelectorAll("button")].find((each) => each.textContent === name);
  const before = document.activeElement === button ? "" : audio.src;
  button.addEventListener(event, () => {
    const begun = performance.now();
    const look = () => {
      if (audio.currentTime > 0 && !audio.paused && audio.src !== before) resolve(performance.now() - begun);
      else setTimeout(look, 2);
    };
    setTimeout(look, 0);
  }, { once: true, capture: true });
})"""
# When the largest of what is first seen was painted, in milliseconds, and how many words the page has.
LARGEST_PAINT = """() => new Promise((resolve) => {
  const words = document.body.textContent.split(/\\s+/).length;
  new PerformanceObserver((list) => resolve([list.getEntries().at(-1).startTime, words]))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
# What scripts and styles weigh on the way, in bytes.
BROUGHT = """() => performance.getEntriesByType("resource").reduce((sizes, { name, encodedBodySize }) => {
  const kind = name.match(/\\.(js|css)$/)?.[1];
  return kind ? { ...sizes, [kind]: (sizes[kind] ?? 0) + encodedBodySize } : sizes;
}, {})"""
# Where in the recording the sound really is that is heard after a seek, by laying it over the decoded recording.
LANDS = """async ([starts, address]) => {
  const context = new AudioContext({ sampleRate: 24000 });
  const whole = await context.decodeAudioData(await (await fetch(address)).arrayBuffer());
  const all = whole.getChannelData(0), audio = document.querySelector("voice-player audio");
  const source = context.createMediaElementSource(audio), tap = context.createScriptProcessor(256, 1, 1);
  source.connect(tap); tap.connect(context.destination);
  const off = [];
  for (const start of starts) {
    audio.pause(); audio.currentTime = start;
    await new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
    const heard = [];
    tap.onaudioprocess = ({ inputBuffer }) => heard.push(...inputBuffer.getChannelData(0));
    await audio.play();
    while (heard.length < 36000) await new Promise((resolve) => setTimeout(resolve, 20));
    tap.onaudioprocess = null;
    // A few milliseconds of what was heard before the seek may come first, and then silence while the sound begins.
    let begun = 0;
    for (let n = 0, still = 0; n < 9600; n += 1) if ((still = heard[n] ? 0 : still + 1) >= 240) begun = n;
    const first = heard.findIndex((sample, n) => n >= begun && Math.abs(sample) > 1e-4);
    const sample = heard.slice(first, first + 9600);
    let best = [-1, 0];
    const from = Math.max(0, Math.round((start - 0.4) * 24000)), to = Math.round((start + 0.4) * 24000);
    for (let at = from; at < to; at += 6) {
      let dot = 0, power = 1e-9;
      for (let n = 0; n < sample.length; n += 3) { dot += sample[n] * all[at + n]; power += all[at + n] ** 2; }
      if (dot / Math.sqrt(power) > best[0]) best = [dot / Math.sqrt(power), at];
    }
    let begins = Math.round(start * 24000); // a take begins with up to 25 ms of quiet, which is not heard
    while (Math.abs(all[begins]) <= 1e-4) begins += 1;
    const early = Math.round(start * 24000) - best[1], late = best[1] - begins;
    off.push(Math.max(0, early, late) / 24);
  }
  return off;
}"""


def article(slug: str, sections: int, sentences: int) -> Article:
    def section(number: int) -> Section:
        text = " ".join(SENTENCES[n % len(SENTENCES)] for n in range(sentences))
        blocks = (Block(f"s{number}_1", BlockKind.PARAGRAPH, text),)
        return Section(f"s{number}", 2, f"Night {number}", "en", blocks)

    return Article(slug, slug, "en", None, tuple(section(number) for number in range(1, sections + 1)))


@contextmanager
def serving(folder: Path, engine: str) -> Iterator[str]:
    command = [sys.executable, "-m", "voice.cli", "serve", "--port", "0"]
    environment = os.environ | {"VOICE_DATA": str(folder), "VOICE_ENGINE": engine}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        process.terminate()


def keep_recorded(folder: Path, engine: str, *articles: Article) -> None:
    """Keep the articles, and wait until all of each is recorded."""
    studio = Studio(Settings(data=folder, engine=engine))
    with crew_at_work(studio):
        for each in articles:
            studio.library.keep(each, Source(each.title.encode(), "benchmark"))
            kept = studio.publisher.heard(each.slug)
            orders = studio.orders(kept.article, kept.revision, studio.delivery())
            studio.want(orders, urgent=False)
            for order in orders:
                studio.wait(order)
    studio.close()


def first_sound(page: Page, name: str, *, by_key: bool) -> float:
    """Milliseconds from a key, or from the pointer's going down, to the first sound."""
    button = page.get_by_role("button", name=name, exact=True)
    if by_key:
        button.focus()
        page.wait_for_timeout(1000)
    else:
        button.scroll_into_view_if_needed()
    event = "keydown" if by_key else "pointerdown"
    page.evaluate(f"(asked) => {{ window.sound = ({FIRST_SOUND})(asked); }}", [name, event])
    button.press("Enter") if by_key else button.click(delay=80)
    return float(page.evaluate("sound"))


def tell_first_sounds(page: Page, address: str, runs: int) -> None:
    """As the first thing on a page that was just opened, and while another section plays."""
    for by_key in (True, False):
        opened, turned = [], []
        for run in range(runs):
            page.goto(f"{address}a/short", wait_until="networkidle")
            opened.append(first_sound(page, f"Listen to Night {1 + run % 3}", by_key=by_key))
            page.wait_for_timeout(300)
            turned.append(first_sound(page, f"Listen to Night {1 + (run + 1) % 3}", by_key=by_key))
        for name, found in (("just opened", opened), ("another section playing", turned)):
            told = ", ".join(f"{each:.0f}" for each in sorted(found))
            by = "a key" if by_key else "the pointer"
            print(f"first sound after {by}, {name}: median {median(found):.0f} ms of {told}")


def tell_steps(page: Page, address: str, seconds: int) -> None:
    page.add_init_script("localStorage.setItem('voice.player', JSON.stringify({highlight: 'word'}))")
    page.goto(f"{address}a/short")
    page.evaluate(WATCH)
    first_sound(page, "Listen to Night 1", by_key=True)
    page.wait_for_timeout(seconds * 1000)
    drawn = page.evaluate("drawn")
    marks, recording = marks_of(page, f"{address}a/short/first/s1.mp3")
    for kind in ("sentence", "word"):
        starts = [mark["start_ms"] for mark in marks if mark["kind"] == kind]
        late = [at - max(s for s in starts if s <= at + 1) for name, at, _ in drawn if name == f"voice-{kind}"]
        print(f"{kind}s: {len(late)} drawn, median {median(late):.0f} ms after their mark, at most {max(late):.0f} ms")
    sentences = [mark["start_ms"] / 1000 for mark in marks if mark["kind"] == "sentence"][1:12]
    off = [abs(ms) for ms in page.evaluate(LANDS, [sentences, recording])]
    print(f"seeks: {len(off)}, sound off by {median(off):.0f} ms in the median, at most {max(off):.0f} ms")


def marks_of(page: Page, address: str) -> tuple[list[dict[str, float]], str]:
    answer = page.request.get(address)
    return page.request.get(answer.url.replace(".mp3", ".marks.json")).json(), answer.url


def tell_paints(browser: Browser, address: str, runs: int) -> None:
    """Each visit by somebody who was never here before: nothing is in the browser's cache."""
    for visit in range(runs):
        page = browser.new_page()
        page.goto(f"{address}a/long", wait_until="networkidle")
        painted, words = page.evaluate(LARGEST_PAINT)
        answered = page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
        told = f"largest contentful paint after {painted:.0f} ms, the answer came after {answered:.0f} ms"
        print(f"{words} words, visit {visit + 1} after the start of the service: {told}")
        page.close()


def tell_of_long_article(page: Page, address: str, seconds: int) -> None:
    page.goto(f"{address}a/long", wait_until="networkidle")
    page.evaluate(WATCH)
    first_sound(page, "Listen to Night 1", by_key=True)
    page.wait_for_timeout(seconds * 1000)
    tasks = page.evaluate("tasks")
    print(
        f"200 sections, {seconds} s of play: {len(tasks)} tasks over 50 ms, the longest {max(tasks, default=0):.0f} ms"
    )
    for place in ("a/short", "a/long"):
        print(f"{place}: page {len(gzip.compress(page.request.get(address + place).body())) / 1000:.1f} kB compressed")
    for kind, size in page.evaluate(BROUGHT).items():
        print(f"a/long: {kind} {size / 1000:.1f} kB as it came, played and with nothing opened")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60, help="how long to listen")
    options.add_argument("--runs", type=int, default=5, help="how often to open a page, and to press play")
    options.add_argument("--data", type=Path, help="a folder for the recordings, which the next run then has already")
    options.add_argument("--engine", default="espeak")
    chosen = options.parse_args()
    flags = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.data or Path(name)
        if not (folder / "voice.db").exists():
            keep_recorded(folder, chosen.engine, article("short", 3, 30), article("long", 200, 10))
        with serving(folder, chosen.engine) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            tell_paints(browser, address, chosen.runs)
            tell_first_sounds(browser.new_page(), address, chosen.runs)
            tell_steps(browser.new_page(bypass_csp=True), address, chosen.seconds)
            tell_of_long_article(browser.new_page(), address, chosen.seconds // 4)
            browser.close()


if __name__ == "__main__":
    main()
