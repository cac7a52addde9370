"""Somebody who listens to an article's page in a real browser, and the house that serves it to them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page
from werkzeug.serving import BaseWSGIServer

from content import (
    Article,
    Block,
    BlockKind,
    Cell,
    Disclaimer,
    DisclaimerKind,
    Note,
    NoteRef,
    Section,
    Spoken,
    SpokenAs,
)
from content.library import Source
from tests.web_server import web_server
from voice.app import create_app
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

PARAGRAPH, ITEM, ROW = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW


FIVE = "Five make it so bitter that nobody wants to drink any of it."


def section(name: str, heading: str, *texts: str) -> Section:
    """A section of paragraphs."""
    blocks = tuple(Block(f"{name}_{n}", PARAGRAPH, text) for n, text in enumerate(texts, 1))
    return Section(name, 2, heading, "en", blocks)


PARTS = Section(
    "parts", 2, "Its parts 🍵", "en",
    (
        Block("parts_1", PARAGRAPH, "Green 🍵 tea says 你好 to us. Black tea does not.", notes=(NoteRef(9, "n1"),),
              spoken=(Spoken(17, 2, SpokenAs.LANGUAGE, "zh"),)),
        Block("parts_2", ITEM, "Boil the water.", label="1.", list_id="list"),
        Block("parts_3", ITEM, "Wait for it.", label="a.", depth=1, list_id="list"),
        Block("parts_4", ROW, "Green, two minutes", label="2", list_id="table", cells=(
            Cell("Tea", 0, 5, heads_row=True), Cell("Time", 7, 11, column=1))),
    ),
)  # fmt: skip
TEA = Article(
    "tea", "On tea", "en", None,
    (
        section("opening", "", "Tea warms the hands. Then it warms the rest of us."),
        section("steeping", "How long it steeps", f"Three minutes are enough. {FIVE} Ten are too many.",
                "Who forgets it drinks it cold."),
        PARTS,
    ),
    (Disclaimer("disclaimer_1", DisclaimerKind.MEDICAL, "Ask a doctor first.", "en"),),
    notes=(Note("n1", "1", "It grows on hills.", "en"),),
)  # fmt: skip
# Three seconds each, so that nobody comes too late for one.
BENDS = "The path bends to the left where the old oak stands."
CALLS = "A bird calls from high above the last of the branches."
ANSWERS = "Nobody answers it, so it calls again and again."
WALK = Article(
    "walk", "A walk", "en", None,
    (
        section("opening", "", "Put on your shoes. Open the door."),
        section("woods", "In the woods", f"{BENDS} {CALLS} {ANSWERS}"),
        section("home", "Back home", "Take off your shoes."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """A service at work, and where it is."""

    studio: Studio
    address: str
    server: BaseWSGIServer

    def keep(self, article: Article) -> None:
        """Keep the article, and have everything its page plays made."""
        publisher = self.studio.publisher
        self.studio.library.keep(article, Source(article.title.encode(), "test"))
        generation = publisher.keep(publisher.draft(article.slug)[0], by="tests")
        for order in publisher.orders(generation):
            self.studio.wait(order)
        publisher.generations.settle(generation.number)

    def unplug(self) -> None:
        """Leave the network: whoever comes is not even turned away."""
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """A service with the engine of silence, in this process, until the block ends."""
    app = create_app(Settings(data=folder, engine="silence", wait_s=20))
    studio: Studio = app.extensions["studio"]
    server = web_server(app)
    thread = threading.Thread(target=server.serve_forever)
    with crew_at_work(studio):
        thread.start()
        house = House(studio, f"http://127.0.0.1:{server.server_port}/", server)
        yield house
        house.unplug()
        thread.join()
    studio.close()


HEARD = """([place, after]) => {
  const audio = document.querySelector("voice-player audio");
  return !audio.paused && audio.src.includes(place) && audio.currentTime > after;
}"""
WORD = "[...(CSS.highlights.get('voice-word') ?? [])].map(String).join()"
SENTENCE = "[...(CSS.highlights.get('voice-sentence') ?? [])].map(String).join()"


def unfold(page: Page, name: str) -> None:
    """Open what is folded under that name, and wait for the script that comes with it."""
    page.get_by_text(name, exact=True).click()
    page.locator(f"summary:text-is('{name}') + *").wait_for()


def write(field: Locator, text: str) -> None:
    """Write something else into a field, key by key, and send it off."""
    field.press("Control+a")
    field.press_sequentially(text)
    field.press("Enter")


@dataclass(frozen=True)
class Listener:
    """Somebody at an article's page."""

    page: Page
    house: House

    def open(self, place: str) -> None:
        self.page.goto(f"{self.house.address}a/{place}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sound(self, said: str) -> object:
        """What `said` is, a script about the `audio` that is heard."""
        return self.page.locator("voice-player audio").evaluate(f"audio => {said}")

    def duration(self) -> float:
        """How long what is heard lasts, in seconds, as soon as the browser knows it."""
        self.until("document.querySelector('voice-player audio').duration > 0")
        return float(str(self.sound("audio.duration")))

    @property
    def status(self) -> Locator:
        """What the player says while nothing is heard."""
        return self.page.locator("voice-player > [role=status]")

    def until(self, condition: str) -> None:
        """Wait for a condition, in the page's script."""
        self.page.wait_for_function(f"() => {condition}", timeout=20_000)

    def hear(self, place: str, after: float = 0.1, timeout_ms: float = 20_000) -> None:
        """Wait until the recording under an address like `place` is heard, for so many seconds."""
        self.page.wait_for_function(HEARD, arg=[place, after], timeout=timeout_ms)

    def read_along(self, sentence: str) -> None:
        """Wait until that sentence is highlighted."""
        self.page.wait_for_function(f"sentence => {SENTENCE} === sentence", arg=sentence, timeout=20_000)

    def hear_disclaimer(self) -> None:
        """Let the article's disclaimer be played, and go on to what was asked for."""
        self.hear("disclaimer.mp3")
        self.until("document.querySelector('voice-player audio').src.includes('after-disclaimer')")
