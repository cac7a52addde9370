"""Somebody listens to an article through its page's player."""

import pytest
from playwright.sync_api import expect

from tests.browsers import in_both_browsers

from .listener import ANSWERS, BENDS, CALLS, WORD, Listener, unfold, write

pytestmark = pytest.mark.browser


@in_both_browsers
def test_nothing_plays_before_somebody_asks(listener: Listener) -> None:
    asked: list[str] = []
    listener.page.on("request", lambda request: asked.append(request.url))
    listener.open("walk")
    listener.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if ".mp3" in url]


def test_whoever_comes_to_a_button_has_its_sound_at_hand(listener: Listener) -> None:
    listener.open("walk")
    listener.page.get_by_role("button", name="Listen to In the woods").focus()
    listener.until("document.querySelector('voice-player audio').readyState === 4")
    assert listener.sound("audio.paused")
    listener.press("Listen to In the woods")
    listener.hear("woods")


def test_what_was_at_hand_plays_from_its_beginning(listener: Listener) -> None:
    listener.open("tea")
    listener.page.get_by_role("button", name="Play", exact=True).focus()
    listener.until("document.querySelector('voice-player audio').readyState === 4")
    listener.sound("audio.currentTime = audio.duration - 0.5")
    listener.press("Play")
    listener.hear("disclaimer")
    assert listener.sound("audio.duration - audio.currentTime") > 1


@in_both_browsers
def test_play_is_the_first_control_and_keeps_the_focus(listener: Listener) -> None:
    listener.open("walk")
    assert listener.page.locator("article button:visible").first.text_content() == "Play"
    listener.page.get_by_role("button", name="Play", exact=True).press("Enter")
    listener.hear("first/opening")
    assert listener.page.evaluate("document.activeElement.textContent") == "Pause"
    listener.page.keyboard.press("Enter")
    expect(listener.page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    assert listener.sound("audio.paused")


@in_both_browsers
def test_a_section_flows_into_the_next_and_the_end_is_told(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.hear("woods")
    listener.sound("audio.currentTime = audio.duration - 0.2")
    listener.hear("home")
    listener.sound("audio.currentTime = audio.duration - 0.2")
    expect(listener.status).to_have_text("This is the end of the article.")


def test_what_is_read_is_highlighted_as_far_as_its_words(listener: Listener) -> None:
    listener.open("walk")
    listener.page.evaluate("localStorage.setItem('voice.player', JSON.stringify({highlight: 'word'}))")
    listener.page.reload()
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.until(f"{WORD} === 'bends'")
    unfold(listener.page, "More about listening")
    listener.page.get_by_label("Highlight what is read").select_option("off")
    assert listener.page.evaluate("CSS.highlights.size") == 0


@in_both_browsers
def test_a_sentence_plays_from_its_first_word_when_it_is_pressed(listener: Listener) -> None:
    listener.open("walk")
    text = listener.page.locator("#woods_1")
    text.click(position={"x": 5, "y": 10})
    assert listener.sound("audio.paused")
    listener.press("Play")
    listener.hear("opening")
    listener.page.evaluate("element => element.scrollIntoView()", text.element_handle())
    place = text.evaluate("""element => {
      const range = document.createRange(), at = element.firstChild.data.indexOf("Nobody");
      range.setStart(element.firstChild, at); range.setEnd(element.firstChild, at + 6);
      const {x, y, width, height} = range.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }""")
    listener.page.mouse.click(*place)
    listener.read_along(ANSWERS)


@in_both_browsers
def test_who_presses_an_empty_place_is_not_taken_elsewhere_and_a_label_is_its_items(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.hear("woods")
    for place in ({"x": -30, "y": 10}, {"x": 60, "y": -12}):
        listener.page.locator("#home_1").click(position=place, force=True)
    listener.read_along(CALLS)
    listener.open("tea")
    listener.press("Listen to the disclaimer")
    listener.hear("disclaimer")
    listener.page.get_by_text("1.", exact=True).click()
    listener.read_along("Boil the water.")


@in_both_browsers
def test_sentences_and_times_are_gone_to_by_keyboard(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.page.get_by_role("button", name="Pause").press("Enter")
    listener.page.get_by_role("button", name="Next sentence").press("Enter")
    listener.read_along(CALLS)
    time = listener.page.get_by_label("Time")
    write(time, "0:02")
    assert listener.sound("audio.currentTime") == 2
    write(time, "soon")
    expect(listener.status).to_contain_text("minutes and seconds")
    slider = listener.page.get_by_role("slider")
    slider.press("ArrowRight")
    assert listener.sound("audio.currentTime") == 3
    expect(slider).to_have_attribute("aria-valuetext", "3 seconds of 11 seconds")


@in_both_browsers
def test_the_keyboard_alone_is_enough(listener: Listener) -> None:
    listener.open("walk")
    tab_to(listener, "Play")
    listener.page.keyboard.press("Enter")
    listener.hear("opening")
    tab_to(listener, "Next section")
    listener.page.keyboard.press("Space")
    listener.hear("woods")
    tab_to(listener, "Listen to Back home")
    listener.page.keyboard.press("Enter")
    listener.hear("home")
    tab_to(listener, "Pause", "Shift+Tab")
    listener.page.keyboard.press("Enter")
    assert listener.sound("audio.paused")


def tab_to(listener: Listener, name: str, key: str = "Tab") -> None:
    """Press the key until the focus is on what is called so."""
    for _ in range(40):
        listener.page.keyboard.press(key)
        if listener.page.evaluate("document.activeElement.textContent") == name:
            return
    pytest.fail(f"{key} does not lead to {name}")


def test_shortcut_keys_work_once_they_are_wanted_and_can_be_changed(listener: Listener) -> None:
    listener.open("walk")
    listener.page.keyboard.press("k")
    assert listener.sound("audio.paused")
    unfold(listener.page, "More about listening")
    listener.page.get_by_label("Use shortcut keys").check()
    listener.page.get_by_label("Play or pause").press("Alt+q")
    listener.page.locator("h1").click()
    listener.page.keyboard.press("Alt+q")
    listener.hear("opening")
    listener.page.keyboard.press("n")
    listener.hear("woods")


@in_both_browsers
def test_speed_stays_from_section_to_section_and_keeps_the_pitch(listener: Listener) -> None:
    listener.open("walk")
    listener.page.get_by_label("Speed").select_option("3")
    listener.press("Play")
    listener.hear("woods")
    assert listener.sound("[audio.playbackRate, audio.preservesPitch]") == [3, True]


def test_a_section_is_repeated_or_the_last_one_before_sleep(listener: Listener) -> None:
    listener.open("walk")
    unfold(listener.page, "More about listening")
    listener.page.get_by_label("Repeat the section").check()
    listener.press("Listen to In the woods")
    listener.hear("woods", 1)
    listener.sound("audio.currentTime = audio.duration - 0.2")
    listener.until("document.querySelector('voice-player audio').currentTime < 1")
    listener.page.get_by_label("Repeat the section").uncheck()
    listener.page.get_by_label("Stop by itself").select_option("end")
    listener.hear("woods")
    listener.sound("audio.currentTime = audio.duration - 0.2")
    expect(listener.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert "woods" in str(listener.sound("audio.src"))
    expect(listener.page.get_by_label("Stop by itself")).to_have_value("")
    listener.press("Play")
    listener.hear("home")


def test_after_the_minutes_that_were_chosen_the_voice_stops_once(listener: Listener) -> None:
    # Five minutes as a second.
    listener.page.add_init_script(
        "const later = setTimeout; setTimeout = (act, ms) => later(act, ms === 300_000 ? 1000 : ms)"
    )
    listener.open("walk")
    unfold(listener.page, "More about listening")
    listener.press("Listen to In the woods")
    listener.hear("woods")
    listener.page.get_by_label("Stop by itself").select_option("In 5 minutes")
    expect(listener.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(listener.page.get_by_label("Stop by itself")).to_have_value("")
    assert listener.sound("audio.paused && audio.currentTime > 0.5")


@in_both_browsers
def test_a_listener_continues_tomorrow_where_they_stopped(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.read_along(CALLS)
    listener.press("Pause")
    listener.page.reload()
    listener.press("Continue where you stopped")
    listener.read_along(CALLS)
    listener.hear("woods", 1)
    woods = ["A walk", "woods", "woods_1", len(BENDS) + 1]
    place = listener.page.evaluate("JSON.parse(localStorage.getItem('voice.places')).walk")
    assert [place[name] for name in ("title", "section", "block", "start")] == woods


def test_on_stopping_the_listener_can_go_to_where_they_stopped(listener: Listener) -> None:
    listener.open("walk")
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.press("Pause")
    listener.press("Go to where you stopped")
    assert listener.page.evaluate("document.activeElement.id") == "woods_1"


def test_the_page_follows_the_voice_until_the_reader_scrolls(listener: Listener) -> None:
    listener.page.set_viewport_size({"width": 900, "height": 500})
    listener.open("walk")
    listener.page.get_by_role("button", name="Listen to Back home").press("Enter")
    listener.read_along("Back home")
    listener.until("scrollY > 0")
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.page.mouse.wheel(0, -3000)
    listener.until("scrollY === 0")
    listener.read_along(ANSWERS)
    assert listener.page.evaluate("scrollY") == 0
    listener.press("Go to where the voice is")
    listener.until("scrollY > 0")


@in_both_browsers
def test_without_custom_highlights_the_block_is_shown(listener: Listener) -> None:
    listener.page.add_init_script("delete CSS.highlights; delete CSS.__proto__.highlights")
    listener.open("walk")
    assert listener.page.evaluate("CSS.highlights") is None
    listener.press("Listen to In the woods")
    expect(listener.page.locator("#woods_1.heard")).to_be_visible(timeout=20_000)
    assert listener.page.locator(".heard").count() == 1


def test_what_a_listener_leaves_out_is_jumped_over(listener: Listener) -> None:
    listener.open("tea")
    listener.page.evaluate("localStorage.setItem('voice.preferences', JSON.stringify({skip: ['tables']}))")
    listener.press("Listen to Its parts 🍵")
    listener.hear("after-disclaimer/parts", 0, 30_000)
    marks = listener.page.request.get(f"{listener.house.address}a/tea/after-disclaimer/parts.marks.json").json()
    (row, *_) = (mark for mark in marks if mark["block"] == "parts_4")
    listener.sound(f"audio.currentTime = {row['start_ms'] / 1000}")
    listener.hear("end.mp3")
