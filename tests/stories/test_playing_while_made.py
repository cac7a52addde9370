"""Somebody plays what nobody has made yet, from a running service and in a real browser."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from content import Article, Block, BlockKind, Section
from content.library import Source
from voice.settings import Settings
from voice.studio import Studio

from .conftest import Service, serving

FAKES = Path(__file__).parent.parent / "voice" / "engines" / "fakes"
# How long each recording was taken to be as it began to sound: without end while it is made.
BEGAN = "window.began = []; document.addEventListener('playing', ({target}) => began.push(target.duration), true)"
PLAYING = "audio => !audio.paused && audio.currentTime > 0.2"


def section(number: int, *sentences: str, lang: str = "en") -> Section:
    return Section(f"s{number}", 2, "", lang, (Block(f"s{number}_1", BlockKind.PARAGRAPH, " ".join(sentences)),))


def story(slug: str, last: str, lang: str = "en") -> Article:
    first = section(1, *(f"{slug.capitalize()} {n} is told." for n in range(8)), last, lang=lang)
    return Article(slug, slug, lang, None, (first, section(2, f"The end of {slug}.", lang=lang)))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    path = os.pathsep.join(filter(None, [str(FAKES), os.environ.get("PYTHONPATH")]))
    with serving(tmp_path, VOICE_ENGINE="fake-slow", VOICE_BOOTHS="1", PYTHONPATH=path) as service:
        yield service


@pytest.fixture
def keep(tmp_path: Path):
    studio = Studio(Settings(data=tmp_path, engine="silence"))
    yield lambda article: studio.library.keep(article, Source(b"source", "test"))
    studio.close()


def play(page: Page, number: int) -> None:
    page.locator("button.listen").nth(number).press("Enter")


def wait_until(page: Page, section: str, condition: str) -> None:
    page.wait_for_function(
        f"""section => {{
            const audio = document.querySelector("voice-player audio");
            return audio.src.includes(section) && ({condition})(audio);
        }}""",
        arg=f"/{section}.mp3",
        timeout=40_000,
    )


def sound(page: Page, said: str) -> object:
    return page.locator("voice-player audio").evaluate(f"audio => {said}")


@pytest.mark.browser
def test_a_section_plays_while_it_is_made_and_the_next_one_follows(page: Page, service: Service, keep) -> None:
    keep(story("legend", "It is nearly over."))
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.add_init_script(BEGAN)
    page.goto(f"{service.address}a/legend")
    play(page, 0)
    wait_until(page, "s1", PLAYING)
    assert page.evaluate("window.began[0] === Infinity")
    wait_until(page, "s2", PLAYING)
    page.reload()
    play(page, 0)
    wait_until(page, "s1", PLAYING)
    assert sound(page, "Number.isFinite(audio.duration)")
    assert troubles == []


@pytest.mark.browser
def test_a_section_that_breaks_off_says_why_and_the_next_one_does_not_follow(
    page: Page, service: Service, keep
) -> None:
    # Klingon: no other engine speaks it in the place of the one that fails.
    keep(story("tragedy", "Crash now, please.", "tlh"))
    page.goto(f"{service.address}a/tragedy")
    play(page, 0)
    wait_until(page, "s1", PLAYING)
    expect(page.locator("voice-player > [role=status]")).to_contain_text("Crash now", timeout=40_000)
    assert sound(page, "audio.src.includes('/s1.mp3') && (audio.paused || audio.ended)")


def first_of(service: Service, place: str) -> bytes:
    """The status of the answer to somebody who leaves as soon as it begins."""
    host = urlsplit(service.address)
    with socket.create_connection((host.hostname, host.port), timeout=30) as connection:
        connection.sendall(f"GET {place} HTTP/1.1\r\nHost: {host.netloc}\r\n\r\n".encode())
        return connection.recv(12)[9:]


def test_those_who_leave_take_no_place_from_those_who_come(service: Service, keep) -> None:
    texts = [f"{n} crows sat on {n} roofs." for n in range(200)]
    keep(Article("ballad", "ballad", "en", None, (section(1, *texts),)))
    statuses = [first_of(service, "/a/ballad/sections/s1.mp3") for _ in range(30)]
    time.sleep(1)
    statuses += [first_of(service, "/a/ballad/sections/s1.mp3") for _ in range(30)]
    assert statuses == [b"200"] * 60
