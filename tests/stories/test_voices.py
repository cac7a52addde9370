"""Somebody would rather hear another voice, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browsers import complaints, in_both_browsers

from .listener import BENDS, CALLS, TEA, House, Listener, unfold

pytestmark = pytest.mark.browser
ESPEAK = "espeak:gmw/en"
MARKED = "v=espeak"


def record(listener: Listener, place: str) -> None:
    """Have a recording in the new voice made, so that no slow machine lets a sentence go by meanwhile."""
    assert listener.page.request.get(listener.house.address + place, params={"v": ESPEAK}).ok


def choose(listener: Listener, voice: str = ESPEAK) -> None:
    select = listener.page.locator("#player_voice")
    select.focus()
    with listener.page.expect_response("**/voice"):
        select.select_option(voice)


@in_both_browsers
def test_what_plays_goes_on_in_the_new_voice_from_the_sentence_that_it_is_at(listener: Listener) -> None:
    listener.page.add_init_script("localStorage.setItem('voice.player', JSON.stringify({speed: '0.5'}))")
    record(listener, "a/walk/first/woods.mp3")
    listener.open("walk")
    unfold(listener.page, "More about listening")
    listener.press("Listen to In the woods")
    listener.read_along(CALLS)
    choose(listener)
    listener.hear(MARKED)
    listener.read_along(CALLS)
    assert "first/woods" in str(listener.sound("audio.src"))
    assert listener.page.evaluate("document.activeElement.name") == "voice"


@in_both_browsers
def test_what_rests_goes_on_in_the_new_voice_once_it_is_played(listener: Listener) -> None:
    listener.open("walk")
    unfold(listener.page, "More about listening")
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.press("Pause")
    choose(listener)
    assert listener.sound("audio.paused")
    listener.press("Play")
    listener.hear(MARKED)
    listener.read_along(BENDS)


@in_both_browsers
def test_the_choice_is_there_tomorrow_and_can_be_taken_back(listener: Listener) -> None:
    listener.open("walk")
    unfold(listener.page, "More about listening")
    choose(listener)
    listener.open("walk")
    unfold(listener.page, "More about listening")
    expect(listener.page.locator("#player_voice")).to_have_value(ESPEAK)
    listener.press("Play")
    listener.hear(MARKED)
    choose(listener, "")
    listener.until("!document.querySelector('voice-player audio').src.includes('v=')")
    listener.hear("first/opening")


@in_both_browsers
def test_the_disclaimer_stays_first_and_is_heard_once_whatever_the_voice(listener: Listener) -> None:
    listener.page.add_init_script("localStorage.setItem('voice.player', JSON.stringify({speed: '2'}))")
    listener.open("tea")
    unfold(listener.page, "More about listening")
    listener.press("Listen to How long it steeps")
    listener.hear("disclaimer.mp3")
    choose(listener)
    listener.hear("after-disclaimer/steeping")
    assert MARKED in str(listener.sound("audio.src"))
    choose(listener, "")
    listener.until("!document.querySelector('voice-player audio').src.includes('v=')")
    listener.press("Next section")
    listener.hear("after-disclaimer/parts")


def test_an_article_is_kept_in_the_voice_that_was_chosen(listener: Listener) -> None:
    listener.open("walk")
    unfold(listener.page, "More about listening")
    choose(listener)
    listener.press("Keep for listening offline")
    expect(listener.page.get_by_text("It can now be heard")).to_be_visible(timeout=60_000)
    kept = listener.page.evaluate(
        "caches.open('voice-kept-1:walk').then((cache) => cache.keys()).then((all) => all.map(({url}) => url))"
    )
    assert all(MARKED in url for url in kept if "/first/" in url)
    assert any("/first/" in url for url in kept)


def test_where_the_choice_cannot_be_kept_it_is_told_and_the_old_voice_goes_on(listener: Listener) -> None:
    listener.open("walk")
    unfold(listener.page, "More about listening")
    listener.page.route("**/voice", lambda route: route.abort())
    listener.page.locator("#player_voice").select_option(ESPEAK)
    expect(listener.page.locator(".voices [role=status]")).to_contain_text("could not be changed")
    listener.press("Play")
    listener.hear("first/opening")
    assert MARKED not in str(listener.sound("audio.src"))


@pytest.fixture
def unscripted(browser: Browser, house: House) -> Iterator[Listener]:
    context = browser.new_context(java_script_enabled=False)
    yield Listener(context.new_page(), house)
    context.close()


def test_without_javascript_it_is_a_form(unscripted: Listener) -> None:
    unscripted.open("tea")
    voice = unscripted.page.locator("form").get_by_label("Voice", exact=True)
    voice.select_option(ESPEAK)
    unscripted.press("Choose this voice")
    assert unscripted.page.url.endswith("/a/tea")
    expect(voice).to_have_value(ESPEAK)
    assert unscripted.page.locator("audio").count() == len(TEA.sections) + 3
    assert all(MARKED in str(each.get_attribute("src")) for each in unscripted.page.locator("audio").all())


def test_the_choice_is_accessible(listener: Listener) -> None:
    listener.open("tea")
    unfold(listener.page, "More about listening")
    assert not complaints(listener.page)
