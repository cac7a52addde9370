"""Whatever way somebody takes into an article, they hear its disclaimer first, once in a session."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from content import Article
from tests.browsers import in_both_browsers

from .listener import FIVE, TEA, Listener, section, write

pytestmark = pytest.mark.browser
SKIP = "audio.currentTime = audio.duration - 0.05"
# What is heard, from when on, in milliseconds, and how long it is, in seconds.
# How many seconds of each recording sounded until its end, and how long it is.
LISTENED = """window.listened = [];
document.addEventListener("ended", ({ target: { src, duration, played } }) => {
  let sounded = 0;
  for (let n = 0; n < played.length; n += 1) sounded += played.end(n) - played.start(n);
  window.listened.push([src, sounded, duration]);
}, true);"""
SPEED = "localStorage.setItem('voice.player', JSON.stringify({{speed: '{}'}}))"


@pytest.fixture(autouse=True)
def at_twice_the_speed(page: Page) -> None:
    page.add_init_script(SPEED.format(2))


@in_both_browsers
def test_a_first_visit_hears_the_disclaimer_and_then_sections_without_it(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Play")
    listener.read_along("Ask a doctor first.")
    listener.hear("after-disclaimer/opening")
    listener.press("Next section")
    listener.hear("after-disclaimer/steeping")


@in_both_browsers
def test_a_section_that_was_asked_for_follows_the_disclaimer(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Listen to How long it steeps")
    listener.hear("disclaimer.mp3")
    listener.press("Listen to Its parts 🍵")
    listener.hear("after-disclaimer/parts")


@in_both_browsers
@pytest.mark.parametrize("way", ["button", "time", "script", "key", "link"])
def test_no_way_leads_past_the_disclaimer(listener: Listener, way: str) -> None:
    # Slowly, so that nobody comes too late with their attempt.
    listener.page.add_init_script(SPEED.format(0.5))
    listener.page.add_init_script(LISTENED)
    listener.page.add_init_script("""
        window.keys = {};
        navigator.mediaSession.setActionHandler = (action, key) => { window.keys[action] = key; };
    """)
    listener.open("tea#steeping" if way == "link" else "tea")
    listener.press("Play")
    listener.hear("disclaimer.mp3")
    match way:
        case "button":
            forward = listener.page.get_by_role("button", name="On 10 s", exact=True)
            forward.evaluate("button => { for (let n = 0; n < 3; n += 1) button.click() }")
        case "time":
            write(listener.page.get_by_label("Time"), "0:09")
        case "script":
            listener.sound(SKIP)
        case "key":
            listener.until("keys.nexttrack")
            listener.page.evaluate("keys.nexttrack({}); keys.seekto({seekTime: 99}); keys.seekforward({})")
    listener.hear("after-disclaimer/steeping" if way == "link" else "after-disclaimer/opening")
    (first, sounded, duration), *_ = listener.page.evaluate("listened")
    assert "/disclaimer.mp3" in first
    assert sounded > 0.9 * duration


def test_a_disclaimer_can_be_paused_and_goes_on_where_it_was(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Play")
    listener.hear("disclaimer.mp3", 0.4)
    listener.press("Pause")
    at = float(str(listener.sound("audio.currentTime")))
    listener.press("Play")
    assert float(str(listener.sound("audio.currentTime"))) >= at
    listener.hear("after-disclaimer/opening")


@in_both_browsers
def test_a_reload_amid_the_disclaimer_begins_it_again(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Play")
    listener.hear("disclaimer.mp3", 0.5)
    listener.page.reload()
    listener.press("Listen to How long it steeps")
    listener.hear("disclaimer.mp3")


@in_both_browsers
def test_who_had_it_at_hand_for_long_has_not_heard_it(listener: Listener) -> None:
    listener.page.add_init_script(LISTENED)
    listener.open("tea")
    listener.page.get_by_role("button", name="Play", exact=True).focus()
    duration = listener.duration()
    listener.page.wait_for_timeout(1000 * duration)
    listener.page.reload()
    listener.press("Listen to How long it steeps")
    listener.hear("disclaimer.mp3")
    listener.sound(SKIP)
    listener.press("Next section")
    listener.hear("after-disclaimer/parts")
    (first, sounded, _), *_ = listener.page.evaluate("listened")
    assert "/disclaimer.mp3" in first
    assert sounded > 0.9 * duration


def test_after_a_reload_within_the_session_it_is_not_heard_again(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Play")
    listener.hear("after-disclaimer/opening")
    listener.page.reload()
    listener.press("Listen to How long it steeps")
    listener.hear("after-disclaimer/steeping")


@in_both_browsers
def test_where_the_session_has_expired_the_disclaimer_is_heard_and_the_place_is_kept(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Listen to How long it steeps")
    listener.read_along(FIVE)
    listener.press("Pause")
    listener.page.reload()
    listener.page.context.clear_cookies()
    listener.press("Continue where you stopped")
    listener.hear("disclaimer.mp3")
    listener.read_along(FIVE)
    assert "after-disclaimer" in str(listener.sound("audio.src"))


@in_both_browsers
def test_where_the_session_expires_on_an_open_page_it_is_heard_once_more_and_not_twice(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Listen to How long it steeps")
    listener.hear("after-disclaimer/steeping")
    listener.page.context.clear_cookies()
    listener.press("Next section")
    listener.hear("disclaimer.mp3")
    listener.hear("after-disclaimer/parts")


def test_where_no_cookies_are_kept_each_section_begins_with_the_disclaimer_in_full(listener: Listener) -> None:
    listener.page.route("**/heard*", lambda route: route.fulfill(status=409, json={"detail": "Not yet."}))
    listener.open("tea")
    listener.press("Listen to How long it steeps")
    listener.hear("first/steeping")
    listener.sound(SKIP)
    listener.read_along("Ask a doctor first.")
    listener.read_along("Three minutes are enough.")
    listener.press("On 10 s")


@in_both_browsers
def test_a_section_that_is_recorded_again_goes_on_at_its_sentence(listener: Listener) -> None:
    listener.house.keep(written("Wait a little."))
    listener.open("letter")
    listener.press("Listen to It came late")
    listener.read_along("Nobody wrote a word to us in spring.")
    listener.sound("audio.pause()")
    before = listener.duration()
    listener.house.keep(written("Wait a little longer than you would like to."))
    # As where two recordings don't fit together.
    listener.sound(
        "new Promise(begun => { audio.onloadstart = () => begun(1); audio.dispatchEvent(new Event('error')) })"
    )
    listener.read_along("Nobody wrote a word to us in spring.")
    listener.page.reload()
    listener.press("Continue where you stopped")
    listener.read_along("Nobody wrote a word to us in spring.")
    assert listener.duration() > before + 1


def written(first: str) -> Article:
    letter = section("late", "It came late", first, "Nobody wrote a word to us in spring. Everybody read it.")
    return replace(TEA, slug="letter", title="A letter", disclaimers=(), notes=(), sections=(letter,))


def test_what_cannot_be_played_says_why_and_plays_when_it_is_tried_again(listener: Listener) -> None:
    problem = {"title": "x", "detail": "The recording is not ready."}
    listener.page.route("**/*.mp3*", lambda route: route.fulfill(status=503, json=problem))
    listener.open("walk")
    listener.press("Listen to In the woods")
    expect(listener.status).to_contain_text("not ready")
    listener.page.unroute("**/*.mp3*")
    listener.press("Play")
    listener.hear("woods")
    expect(listener.status).to_be_empty()


@in_both_browsers
def test_a_recording_that_is_gone_says_so(listener: Listener) -> None:
    listener.page.route("**/woods.mp3*", lambda route: route.fulfill(status=404, json={"detail": "It is gone."}))
    listener.open("walk")
    listener.press("Listen to In the woods")
    expect(listener.status).to_contain_text("It is gone.")


@in_both_browsers
def test_when_the_network_is_back_the_voice_goes_on(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.hear("woods")
    listener.page.context.set_offline(True)
    listener.press("Listen to Back home")
    expect(listener.status).to_contain_text("check the connection")
    listener.page.context.set_offline(False)
    listener.press("Play")
    listener.hear("home")
