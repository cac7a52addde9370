"""Somebody opens an article in a real browser and presses play."""

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .conftest import Service

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine: nobody pressed play"),
]
ARTICLE = "a/taking-ibuprofen-safely"
PLAYING = "audio => !audio.paused && audio.currentTime > 0.2"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def press_play(page: Page, number: int) -> None:
    """The key that a keyboard user presses on the browser's own player."""
    page.locator("audio").nth(number).focus()
    page.keyboard.press("Space")


def wait_until(page: Page, number: int, condition: str, timeout_ms: int = 10_000) -> None:
    page.wait_for_function(
        f"number => ({condition})(document.querySelectorAll('audio')[number])", arg=number, timeout=timeout_ms
    )


def test_the_disclaimer_plays_and_the_sections_follow_without_it(page: Page, samples: Service) -> None:
    page.goto(samples.address + ARTICLE)
    press_play(page, 0)
    wait_until(page, 0, PLAYING)
    page.locator("audio").nth(0).evaluate("audio => { audio.playbackRate = 2 }")
    wait_until(page, 1, PLAYING, 30_000)
    assert "after-disclaimer" in page.locator("audio").nth(1).get_attribute("src")
    page.locator("audio").nth(1).evaluate("audio => { audio.currentTime = audio.duration - 0.5 }")
    wait_until(page, 2, PLAYING)
    assert page.locator("audio").nth(1).evaluate("audio => audio.paused")


def test_skipping_through_the_disclaimer_does_not_count_as_hearing_it(page: Page, samples: Service) -> None:
    page.goto(samples.address + ARTICLE)
    press_play(page, 0)
    wait_until(page, 0, PLAYING)
    page.locator("audio").nth(0).evaluate("audio => { audio.currentTime = audio.duration - 0.3 }")
    wait_until(page, 1, PLAYING)
    assert "after-disclaimer" not in page.locator("audio").nth(1).get_attribute("src")


def test_one_button_plays_and_pauses_whatever_is_heard(page: Page, samples: Service) -> None:
    page.goto(samples.address + ARTICLE)
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Play")
    button.press("Enter")
    wait_until(page, 0, PLAYING)
    page.get_by_role("button", name="Pause").press("Enter")
    wait_until(page, 0, "audio => audio.paused")
    assert page.evaluate("document.activeElement.textContent") == "Play"


def test_after_the_voice_has_moved_on_the_space_bar_still_pauses_it(page: Page, samples: Service) -> None:
    page.goto(samples.address + "a/how-a-lighthouse-throws-its-light")
    press_play(page, 0)
    wait_until(page, 0, PLAYING)
    page.locator("audio").nth(0).evaluate("audio => { audio.currentTime = audio.duration - 0.3 }")
    wait_until(page, 1, PLAYING)
    page.keyboard.press("Space")
    wait_until(page, 1, "audio => audio.paused")
    assert page.locator("audio").nth(0).evaluate("audio => audio.paused")


def test_a_section_that_cannot_be_played_says_why_and_can_be_tried_again(page: Page, samples: Service) -> None:
    page.goto(samples.address + "a/how-a-lighthouse-throws-its-light")
    problem = '{"title": "x", "detail": "The recording is not ready."}'
    page.route(
        "**/*.mp3", lambda route: route.fulfill(status=503, content_type="application/problem+json", body=problem)
    )
    press_play(page, 1)
    expect(page.get_by_role("status")).to_contain_text("not ready")
    page.unroute("**/*.mp3")
    page.get_by_role("button", name="Play").press("Enter")
    wait_until(page, 1, PLAYING)
    expect(page.get_by_role("status")).to_be_empty()


def test_one_section_plays_at_a_time(page: Page, samples: Service) -> None:
    page.goto(samples.address + ARTICLE)
    press_play(page, 1)
    wait_until(page, 1, PLAYING)
    press_play(page, 2)
    wait_until(page, 2, PLAYING)
    assert page.locator("audio").nth(1).evaluate("audio => audio.paused")


def test_without_javascript_every_section_plays_and_starts_with_its_disclaimer(
    browser: Browser, samples: Service
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(samples.address + ARTICLE)
    players = page.locator("audio")
    for number in range(1, players.count()):
        assert re.search("/first/|/end", players.nth(number).get_attribute("src") or "")
        with page.expect_response(lambda answer: "/c/" in answer.url and answer.status in {200, 206}):
            press_play(page, number)
    context.close()


def test_nothing_plays_before_somebody_asks(page: Page, samples: Service) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(samples.address + ARTICLE)
    page.wait_for_timeout(500)
    assert not [url for url in asked if ".mp3" in url]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_window(page: Page, samples: Service, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("", ARTICLE, "a/how-a-lighthouse-throws-its-light"):
        page.goto(samples.address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", ARTICLE, "a/how-a-lighthouse-throws-its-light", "nowhere"])
def test_axe_finds_nothing_to_complain_of(browser: Browser, samples: Service, place: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(samples.address + place)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=rules)
    context.close()
    assert found.violations_count == 0, found.generate_report()
