"""Somebody lets articles wait for one another, and listens to them in a row."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import complaints, in_both_browsers

from .listener import House, Listener

pytestmark = pytest.mark.browser
TEA, WALK, GONE = ({"address": f"/a/{slug}", "title": title} for slug, title in
    (("tea", "On tea"), ("walk", "A walk"), ("gone", "Gone")))  # fmt: skip


def wait(listener: Listener, *articles: dict[str, str]) -> None:
    """Let these articles wait in the queue."""
    listener.page.evaluate("waiting => localStorage.setItem('voice.queue', JSON.stringify(waiting))", list(articles))


def hear_the_end(listener: Listener) -> None:
    """Hear the last words of the walk."""
    listener.press("Listen to Back home")
    listener.hear("home")
    listener.sound("audio.currentTime = audio.duration - 0.2")


def show_queued(page: Page, titles: list[str]) -> None:
    """The page shows these as waiting, be it that the script which shows them is still to come."""
    expect(page.get_by_role("region", name="Your queue").get_by_role("link")).to_have_text(titles)


@in_both_browsers
def test_where_an_article_ends_the_next_goes_on_its_disclaimer_first_and_the_focus_stays(listener: Listener) -> None:
    listener.page.goto(listener.house.address)
    listener.press("Add to the queue On tea")
    listener.open("walk")
    listener.press("Play")
    listener.hear("opening")
    turn = listener.page.get_by_role("button", name="Next section")
    for heard in ("woods", "home"):
        turn.press("Enter")
        listener.hear(heard)
    listener.sound("audio.currentTime = audio.duration - 0.2")
    listener.hear("/a/tea/disclaimer.mp3")
    expect(turn).to_be_focused()
    expect(listener.page).to_have_title("On tea - Article Voice")
    expect(listener.page.get_by_role("heading", level=1)).to_have_text("On tea")
    assert listener.page.url.endswith("/a/tea")
    listener.hear("/a/tea/after-disclaimer/opening")
    listener.read_along("Then it warms the rest of us.")
    listener.press("Listen to Its parts 🍵")
    listener.hear("/a/tea/after-disclaimer/parts")
    expect(listener.status).to_be_empty()


def test_an_article_that_was_begun_goes_on_where_it_was_left(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, TEA)
    place = {"tea": {"title": "On tea", "section": "parts", "block": "parts_2", "start": 0, "at": 1}}
    listener.page.evaluate("kept => localStorage.setItem('voice.places', JSON.stringify(kept))", place)
    hear_the_end(listener)
    listener.hear("/a/tea/disclaimer.mp3")
    listener.hear("/a/tea/after-disclaimer/parts", 0)
    listener.read_along("Boil the water.")


def test_what_is_heard_to_its_end_waits_no_more_and_is_nothing_to_continue(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, WALK)
    hear_the_end(listener)
    expect(listener.status).to_have_text("This is the end of the article.", timeout=20_000)
    listener.page.goto(listener.house.address)
    assert listener.page.evaluate("[localStorage['voice.queue'], localStorage['voice.places']]") == ["[]", "{}"]


def test_an_article_that_is_there_no_more_is_passed_over(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, GONE, TEA)
    hear_the_end(listener)
    listener.hear("/a/tea/disclaimer.mp3")
    show_queued(listener.page, ["On tea"])


def test_without_a_connection_the_next_article_stays_in_the_queue(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, TEA)
    listener.page.route("**/a/tea", lambda route: route.abort())
    hear_the_end(listener)
    expect(listener.status).to_contain_text("can't be opened right now. It stays there: On tea", timeout=20_000)
    assert listener.page.url.endswith("/a/walk")


@in_both_browsers
def test_a_browser_that_lets_nothing_go_on_by_itself_waits_for_play(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, TEA)
    listener.press("Listen to Back home")
    listener.hear("home")
    listener.page.evaluate("""() => {
      window.play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError"));
    }""")
    listener.sound("audio.currentTime = audio.duration - 0.2")
    told = "Press Play to go on with the next article of your queue: On tea"
    expect(listener.status).to_have_text(told, timeout=20_000)
    listener.page.evaluate("() => { HTMLMediaElement.prototype.play = window.play; }")
    listener.press("Play")
    listener.hear("/a/tea/disclaimer.mp3")


@in_both_browsers
def test_going_back_leads_to_the_article_before(listener: Listener) -> None:
    listener.open("walk")
    wait(listener, TEA)
    hear_the_end(listener)
    listener.hear("/a/tea/disclaimer.mp3")
    listener.page.go_back()
    expect(listener.page.get_by_role("heading", level=1)).to_have_text("A walk")
    expect(listener.page.get_by_role("button", name="Listen to In the woods")).to_be_visible()


@pytest.fixture
def arranging(listener: Listener) -> Iterator[Page]:
    """The library's page, with two articles in the queue."""
    page = listener.page
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(listener.house.address)
    for title in ("On tea", "A walk"):
        page.get_by_role("button", name=f"Add to the queue {title}").press("Enter")
    show_queued(page, ["On tea", "A walk"])
    return page


@in_both_browsers
def test_the_queue_is_arranged_by_keyboard_and_the_focus_goes_along(arranging: Page) -> None:
    queue = arranging.get_by_role("region", name="Your queue")
    up = queue.get_by_role("button", name="Move up A walk")
    up.press("Enter")
    show_queued(arranging, ["A walk", "On tea"])
    expect(up).to_be_focused()
    up.press("Enter")
    queue.get_by_role("button", name="Move down A walk").press("Enter")
    show_queued(arranging, ["On tea", "A walk"])
    queue.get_by_role("button", name="Take from the queue A walk").press("Enter")
    expect(queue.get_by_role("button", name="Take from the queue On tea")).to_be_focused()
    arranging.reload()
    expect(queue.get_by_role("button", name="Take from the queue On tea")).to_be_visible()
    show_queued(arranging, ["On tea"])
    queue.get_by_role("button", name="Take from the queue On tea").press("Enter")
    expect(queue).to_be_hidden()


def test_an_article_is_added_on_its_own_page_which_shows_the_queue(listener: Listener) -> None:
    listener.open("tea")
    listener.press("Add to the queue")
    show_queued(listener.page, ["On tea"])
    listener.press("Take from the queue")
    expect(listener.page.get_by_role("region", name="Your queue")).to_be_hidden()


def test_the_queue_has_large_targets_and_fits_a_small_window(arranging: Page, listener: Listener) -> None:
    for place in ("", "a/tea"):
        arranging.goto(listener.house.address + place)
        expect(arranging.get_by_role("region", name="Your queue")).to_be_visible()
        boxes = [found.bounding_box() for found in arranging.locator(".queue :is(a, button)").all()]
        assert len(boxes) == 8
        assert [box for box in boxes if not box or box["width"] < 44 or box["height"] < 44] == []
        assert arranging.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_to_complain_of_in_the_queue(browser: Browser, house: House, look: dict[str, str]) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 256, "height": 800}, **look)
    listener = Listener(context.new_page(), house)
    listener.open("walk")
    wait(listener, TEA, WALK)
    for place in ("", "a/tea"):
        listener.page.goto(house.address + place)
        expect(listener.page.get_by_role("region", name="Your queue")).to_be_visible()
        assert complaints(listener.page) == ""
        assert listener.page.evaluate("document.documentElement.scrollWidth") <= 256
    context.close()


def test_titles_are_said_in_their_own_language_wherever_they_stand(listener: Listener) -> None:
    listener.page.set_extra_http_headers({"Accept-Language": "de"})
    listener.open("walk")
    listener.page.locator("#woods button.listen").click()
    listener.hear("woods")
    expect(listener.page.locator(".where")).to_have_text("Abschnitt 2 von 3: In the woods")
    expect(listener.page.locator("[data-where]")).to_have_attribute("lang", "en")
    listener.page.locator("button[data-queueing]").click()
    listener.page.goto(listener.house.address)
    for place in ("[data-places] a", "[data-queue] a"):
        expect(listener.page.locator(place)).to_have_attribute("lang", "en")
    move = listener.page.get_by_role("button", name="A walk").first
    expect(move).to_have_accessible_name("Nach oben A walk")
