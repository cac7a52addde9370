"""Somebody opens the page of an article, however wide and in whatever colours, and listens to the standard voice."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import complaints

from .conftest import Service
from .listener import House, Listener, unfold

pytestmark = pytest.mark.browser
SAMPLE = "a/how-a-lighthouse-throws-its-light"


def test_the_readmes_first_command_gives_an_article_that_plays(page: Page, samples: Service) -> None:
    page.goto(samples.address + SAMPLE)
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    page.wait_for_function("() => document.querySelector('voice-player audio').currentTime > 0.2", timeout=40_000)
    page.wait_for_function("() => CSS.highlights.get('voice-sentence')", timeout=40_000)


@pytest.mark.parametrize("place", ["", "a/tea", "nowhere"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(browser: Browser, house: House, place: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(house.address + place)
    assert complaints(page) == ""
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme", "forced"), [(256, "light", "none"), (320, "dark", "active"), (1280, "dark", "none")]
)
def test_axe_finds_nothing_while_it_plays(browser: Browser, house: House, width: int, scheme: str, forced: str) -> None:
    context = browser.new_context(
        color_scheme=scheme, forced_colors=forced, bypass_csp=True, viewport={"width": width, "height": 800}
    )
    listener = Listener(context.new_page(), house)
    listener.open("tea")
    unfold(listener.page, "More about listening")
    listener.press("Play")
    listener.hear("disclaimer.mp3")
    assert complaints(listener.page) == ""
    assert listener.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_every_target_is_large_enough_for_an_unsteady_hand(listener: Listener) -> None:
    listener.page.set_viewport_size({"width": 320, "height": 800})
    listener.open("tea")
    unfold(listener.page, "More about listening")
    small = listener.page.evaluate("""() => [...document.querySelectorAll("voice-player :is(button, select, summary), \
        voice-player input:not([type=checkbox]), voice-player .choice label, button.listen")]
        .map((target) => [target.textContent || target.name, target.getBoundingClientRect()])
        .filter(([, {width, height}]) => width && (width < 44 || height < 44)).map(([name]) => name)""")
    assert small == []


@pytest.mark.parametrize("width", [256, 320, 1280])
def test_no_page_is_wider_than_its_window(page: Page, house: House, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("", "a/tea", "a/walk"):
        page.goto(house.address + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_moves_when_scripts_come(page: Page, house: House) -> None:
    page.add_init_script("""window.moved = []; new PerformanceObserver((list) => window.moved.push(
        ...list.getEntries().map(({value}) => value))).observe({type: "layout-shift", buffered: true})""")
    for place in ("", "a/tea"):
        page.goto(house.address + place, wait_until="networkidle")
        assert page.evaluate("moved") == []
