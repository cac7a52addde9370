"""Somebody keeps an article, and listens where there is no connection."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsers import in_both_browsers

from .listener import TEA, House, Listener, open_house

pytestmark = [pytest.mark.browser, in_both_browsers]
READY = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service of this browser's own, as it leaves the network."""
    with open_house(tmp_path_factory.mktemp("house")) as house:
        house.keep(TEA)
        house.keep(replace(TEA, slug="coffee", title="On coffee"))
        yield house


@pytest.fixture(scope="module")
def context(browser: Browser, house: House) -> Iterator[BrowserContext]:
    """A browser that has kept two articles, and has no connection now."""
    context = browser.new_context()
    page = context.new_page()
    for slug in ("coffee", "tea"):
        page.goto(f"{house.address}a/{slug}")
        page.wait_for_function(READY)
        page.get_by_role("button", name="Keep for listening offline").click()
        expect(page.get_by_text("Kept on this device:")).to_be_visible(timeout=20_000)
    house.unplug()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def test_a_kept_article_plays_without_a_connection_and_its_disclaimer_first(page: Page, house: House) -> None:
    listener = Listener(page, house)
    listener.open("tea")
    listener.press("Listen to How long it steeps")
    listener.hear("disclaimer.mp3")
    # Nobody is there to believe that it was heard: what follows begins with it once more.
    listener.hear("/first/steeping.mp3")


def test_a_player_is_given_the_part_of_a_kept_recording_that_it_asks_for(page: Page, house: House) -> None:
    Listener(page, house).open("tea")
    answer = page.evaluate(
        "fetch('/a/tea/first/steeping.mp3', {headers: {Range: 'bytes=100-199'}}).then(async answer =>"
        "[answer.status, (await answer.blob()).size, answer.headers.get('Content-Range').split('/')[0]])"
    )
    assert answer == [206, 100, "bytes 100-199"]


def test_what_is_not_kept_leads_to_the_list_of_what_is(page: Page, house: House) -> None:
    Listener(page, house).open("walk")
    kept = page.get_by_role("region", name="Kept on this device")
    expect(kept.get_by_role("link", name="On tea")).to_have_attribute("lang", "en")
    expect(kept).to_contain_text("MB")


def test_nothing_that_only_a_session_may_hear_is_ever_kept(page: Page, house: House) -> None:
    Listener(page, house).open("tea")
    kept = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))"
        ".then(found => found.flat().map(request => request.url))"
    )
    sounds = [url for url in kept if url.partition("?")[0].endswith(".mp3")]
    assert len(sounds) > 3
    assert not [url for url in kept if "after-disclaimer" in url or "/c/" in url]
    shown = page.evaluate("document.querySelector('voice-player').hasAttribute('data-all-heard')")
    assert shown is False


def test_it_can_be_taken_off_the_device_again(page: Page, house: House) -> None:
    Listener(page, house).open("tea")
    page.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_text("Removed from this device.")).to_be_visible()
    assert sorted(page.evaluate("caches.keys()")) == ["voice-kept-1:coffee", "voice-kept-1:shell"]


def test_everything_can_be_taken_off_the_device_at_once(page: Page, house: House) -> None:
    page.goto(house.address)
    kept = page.get_by_role("region", name="Kept on this device")
    expect(kept.get_by_role("link")).to_have_text(["On coffee"])
    page.get_by_role("button", name="Remove all from this device").click()
    expect(kept).to_be_hidden()
    assert page.evaluate("caches.keys()") == []
