"""How well an article's page keeps step with the voice, measured in Chromium; a minute of play, two minutes in all.

Prints how far highlights lie from the marks they show, how far from a sentence's start the sound is after going to it,
how long after Play the first sound comes, when an article of 200 sections and over 20,000 words is painted, the longest
task while it plays, and what its page, styles and scripts weigh compressed.

    python benchmarks/highlight_timing.py
"""

import argparse
import gzip
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.app import create_app
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
# From the click to the first sound, in milliseconds; a frame is how often that can be seen.
FIRST_SOUND = """(name) => new Promise((resolve) => {
  const audio = document.querySelector("voice-player audio");
  const button = [...document.querySelectorAll("button.listen")].find((each) => each.textContent === name);
  const before = audio.src, begun = performance.now();
  const look = () => {
    if (audio.currentTime > 0 && audio.src !== before) resolve(performance.now() - begun);
    else setTimeout(look, 2);
  };
  button.click();
  look();
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
def serving(folder: Path, engine: str) -> Iterator[tuple[str, Studio]]:
    app = create_app(Settings(data=folder, engine=engine))
    studio: Studio = app.extensions["studio"]
    server = make_server("127.0.0.1", 0, app, threaded=True)
    with crew_at_work(studio):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", studio
        server.shutdown()
    studio.close()


def keep(studio: Studio, kept: Article, made: int) -> None:
    row = studio.library.keep(kept, Source(kept.title.encode(), "benchmark"))
    for order in studio.orders(kept, row.revision, studio.delivery())[:made]:
        studio.wait(order)


def tell_steps(page: Page, address: str, seconds: int) -> None:
    page.add_init_script("localStorage.setItem('voice.player', JSON.stringify({highlight: 'word'}))")
    page.goto(f"{address}a/short")
    page.evaluate(WATCH)
    for night in (2, 3, 1):
        print(f"first sound after Play: {page.evaluate(FIRST_SOUND, f'Listen to Night {night}'):.0f} ms")
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


def tell_of_long_article(page: Page, address: str, seconds: int) -> None:
    for visit in ("first", "second"):
        page.goto(f"{address}a/long", wait_until="networkidle")
        painted, words = page.evaluate(LARGEST_PAINT)
        print(f"{words} words, {visit} visit: largest contentful paint after {painted:.0f} ms")
    page.evaluate(WATCH)
    page.evaluate(FIRST_SOUND, "Listen to Night 1")
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
    options.add_argument("--engine", default="espeak")
    chosen = options.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), chosen.engine) as (address, studio):
        keep(studio, article("short", 3, 30), 3)
        keep(studio, article("long", 200, 10), 2)
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            tell_steps(browser.new_page(bypass_csp=True), address, chosen.seconds)
            tell_of_long_article(browser.new_page(), address, chosen.seconds // 4)
            browser.close()


if __name__ == "__main__":
    main()
