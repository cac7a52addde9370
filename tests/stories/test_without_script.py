"""Somebody listens where scripts come late, or never."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.browsers import in_both_browsers, opened

from .listener import House, Listener

pytestmark = pytest.mark.browser


def held_back(listener: Listener, place: str) -> Route:
    """Open a page whose player waits for one of its scripts."""
    held: list[Route] = []
    listener.page.route("**/playback.js*", lambda route: held.append(route))  # noqa: PLW0108 - no method of a list
    listener.page.goto(f"{listener.house.address}a/{place}", wait_until="commit")
    while not held:
        listener.page.wait_for_timeout(50)
    return held[0]


def test_on_a_slow_line_play_is_seen_once_it_works(listener: Listener) -> None:
    script = held_back(listener, "walk")
    play = listener.page.locator("[data-act=toggle]")
    play.wait_for(state="attached")
    assert not play.is_visible()
    script.continue_()
    listener.press("Play")
    listener.hear("opening")


def test_on_a_line_that_is_too_slow_each_section_plays_by_itself(listener: Listener) -> None:
    # As after fifteen seconds.
    listener.page.add_init_script("const later = setTimeout; setTimeout = (act, ms) => later(act, Math.min(ms, 1000))")
    script = held_back(listener, "walk")
    native = listener.page.locator("section[data-part]:not(.disclaimer) > audio")
    native.first.wait_for()
    script.continue_()
    listener.page.wait_for_load_state()
    assert native.count() == 3
    assert not listener.page.locator("[data-act=toggle]").is_visible()


@pytest.fixture
def unscripted(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Listener]:
    sound = request.getfixturevalue("sound") if browser.browser_type.name == "firefox" else {}
    other = opened(browser.browser_type, sound, scripts=False)
    yield Listener(other.new_context(java_script_enabled=False).new_page(), house)
    other.close()


@in_both_browsers
def test_without_javascript_every_section_plays_and_starts_with_its_disclaimer(unscripted: Listener) -> None:
    unscripted.open("tea")
    players = unscripted.page.locator("audio")
    assert players.count() == 6
    for number in (0, 2, 5):
        with unscripted.page.expect_response(lambda answer: "/c/" in answer.url and answer.status in {200, 206}):
            players.nth(number).focus()
            unscripted.page.keyboard.press("Space")
    assert all("/first/" in (players.nth(number).get_attribute("src") or "") for number in range(1, 5))
    assert unscripted.page.get_by_role("button").all_text_contents() == ["Choose this voice"]
