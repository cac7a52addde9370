"""Somebody sets the page up for their eyes and ears, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import voice.web
from content import parse_article
from content.library import Source
from tests.browsers import complaints

from .listener import House, unfold

pytestmark = pytest.mark.browser
ARTICLE = """<html lang="en"><title>Warm drinks</title><meta name="author" content="Ada Steep"><h1>Warm drinks</h1>
<p>Tea warms the hands, and then the rest of us.</p><aside class="disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>Steeping</h2><p>Three minutes (four for black tea) are enough.</p><pre><code>steep(3)</code></pre>
<table><tr><th>Leaf<th>Minutes<tr><td>Green<td>2<tr><td>Black<td>4</table>"""
THEMES = ["light", "dark", "sepia", "contrast", "own"]
STYLE = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"


@pytest.fixture(scope="module")
def site(house: House) -> str:
    """The address of a site with an article that has everything one may want to leave out."""
    house.studio.library.keep(parse_article(ARTICLE), Source(ARTICLE.encode(), "warm.html"))
    return house.address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def choose(page: Page, theme: str) -> None:
    unfold(page, "Settings")
    page.locator(f"input[name=theme][value='{theme}']").check()


def test_what_is_set_is_there_before_anything_is_painted_and_in_the_next_window(page: Page, site: str) -> None:
    choose(page, "sepia")
    page.get_by_label("Size").select_option("300%")
    next_page = page.context.new_page()
    # Where the body begins, nothing has been painted yet.
    next_page.add_init_script("new MutationObserver((_, watch) => { if (document.body) { watch.disconnect();"
        "window.atFirst = [document.documentElement.dataset.theme, document.documentElement.style.cssText];"
        "} }).observe(document, {childList: true, subtree: true})")  # fmt: skip
    next_page.goto(site + "a/warm-drinks")
    assert next_page.evaluate("atFirst") == ["sepia", "--own-size: 300%; --own-text: #16181d; --own-ground: #fffdf8;"]
    unfold(next_page, "Settings")
    expect(next_page.get_by_label("Size")).to_have_value("300%")
    expect(next_page.get_by_label("Sepia")).to_be_checked()
    next_page.get_by_role("button", name="Back to the standard").click()
    expect(next_page.locator("html")).not_to_have_attribute("data-theme", re.compile(".*"))
    expect(page.locator("html")).not_to_have_attribute("data-theme", "sepia")


def test_nobodys_own_colours_are_taken_for_readable_that_are_not(page: Page) -> None:
    choose(page, "own")
    told = page.locator("details.settings output")
    expect(told).to_contain_text("easy to tell apart")
    page.get_by_label("Colour of the text").fill("#777777")
    expect(told).to_have_text(re.compile(r"Contrast 4\.\d to 1: hard to tell apart"))
    assert page.evaluate(STYLE, "--text") == "#777777"


def test_the_legible_letters_are_fetched_by_those_who_choose_them_alone(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [url for url in asked if "fonts/" in url]
    unfold(page, "Settings")
    with page.expect_response(re.compile("atkinson-latin-400")) as answer:
        page.get_by_label("Letters", exact=True).select_option("legible")
    assert answer.value.ok


def test_no_line_is_longer_than_80_characters(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 3000, "height": 800})
    page.goto(site + "a/warm-drinks")
    page.evaluate("document.documentElement.style.setProperty('--own-measure', '200ch')")
    zeros = page.evaluate(
        "() => { const probe = document.createElement('span'); probe.textContent = '0'.repeat(80);"
        "probe.style.whiteSpace = 'nowrap';"
        "document.querySelector('main p').append(probe); return probe.offsetWidth }"
    )
    assert page.evaluate("document.querySelector('main p').offsetWidth") <= zeros


@pytest.mark.parametrize("width", [256, 320])
@pytest.mark.parametrize("size", ["200%", "400%"])
def test_no_page_is_wider_than_its_window_whatever_is_set(page: Page, site: str, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    set_up = {"size": size, "line": "2.5", "words": "0.32em", "letters": "0.12em", "theme": "own"}
    for place in ("", "a/warm-drinks", "nowhere"):
        page.goto(site + place)
        page.evaluate("chosen => localStorage.setItem('voice.preferences', JSON.stringify(chosen))", set_up)
        page.reload()
        unfold(page, "Settings")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [256, 320, 640, 1280])
@pytest.mark.parametrize("size", ["125%", "400%"])
def test_no_heading_is_larger_than_one_above_it(page: Page, site: str, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + "a/warm-drinks")
    page.evaluate("size => document.documentElement.style.setProperty('--own-size', size)", size)
    sizes = [
        page.locator(f"main h{level}").first.evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
        for level in (1, 2, 3)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1]


def test_right_to_left_the_page_is_its_mirror_image(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + "a/warm-drinks")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    nav = page.get_by_role("link", name="All articles").bounding_box()
    assert nav
    assert nav["x"] + nav["width"] > 250


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_to_complain_of_in_any_theme_with_the_settings_open(
    page: Page, site: str, theme: str
) -> None:
    page.goto(site + "a/warm-drinks")
    choose(page, theme)
    assert complaints(page) == ""


@pytest.mark.parametrize("device", [{"contrast": "more"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_to_complain_of_whatever_the_device_asks_for(page: Page, site: str, device: dict) -> None:
    page.emulate_media(**device)
    page.goto(site + "a/warm-drinks")
    unfold(page, "Settings")
    assert complaints(page) == ""


def test_every_control_of_the_settings_is_44_pixels_high_with_its_label(page: Page) -> None:
    choose(page, "own")
    small = page.eval_on_selector_all(
        "details.settings :is(select, button, summary, .choice label)",
        "all => all.filter(each => each.getBoundingClientRect().height < 44).map(each => each.outerHTML)",
    )
    assert small == []


def test_without_javascript_the_device_decides_and_no_control_is_shown_that_does_nothing(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(site)
    expect(page.get_by_text("Settings", exact=True)).to_be_hidden()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(20, 22, 26)"
    context.close()


PAIRS = [("text", "ground"), ("text", "raised"), ("quiet", "ground"), ("quiet", "raised"), ("accent", "ground"),
    ("accent", "raised"), ("highlight-text", "highlight-ground"), ("word-text", "word-ground")]  # fmt: skip


def test_in_every_theme_whatever_is_read_stands_out_7_to_1() -> None:
    css = (Path(voice.web.__file__).parent / "static" / "page.css").read_text("utf-8")
    for place in re.finditer(r"(--ground: #[^}]*)}", css.partition("@media print")[0]):
        colours = dict(re.findall(r"--([\w-]+): (#\w{6});", place[1]))
        low = {pair: ratio for pair in PAIRS if (ratio := contrast(*(colours[each] for each in pair))) < 7}
        assert low == {}


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


BLOCKS = {
    "s_1": {"kind": "paragraph", "text": "Steep it (or not [1]) well. See www.tea.org/pot, now."},
    "s_2": {"kind": "row", "text": "Green 2"},
    "s_3": {"kind": "code", "text": "steep(3)"},
    "s_4": {"kind": "paragraph", "text": "Then drink."},
}


def marks() -> list[dict[str, object]]:
    """A word every 100 ms, 50 ms long, a second after every block; the disclaimer's words stand in no block."""
    texts = {"disclaimer_1": "No (real) advice."} | {name: str(block["text"]) for name, block in BLOCKS.items()}
    found, at = [], 0
    for name, text in texts.items():
        for word in re.finditer(r"\S+", text):
            found.append({"kind": "word", "start_ms": at, "end_ms": at + 50, "block": name,
                "start": word.start(), "length": len(word[0].rstrip(".,"))})  # fmt: skip
            at += 100
        at += 1000
    return found


@pytest.mark.parametrize(
    ("choices", "heard"),
    [
        ([], "No (real) advice Steep it (or not [1]) well See www.tea.org/pot now Green 2 steep(3) Then drink"),
        (["parentheses"], "No (real) advice Steep it well See www.tea.org/pot now Green 2 steep(3) Then drink"),
        (["addresses"], "No (real) advice Steep it (or not [1]) well See now Green 2 steep(3) Then drink"),
        (["tables", "code"], "No (real) advice Steep it (or not [1]) well See www.tea.org/pot now Then drink"),
        (["code"], "No (real) advice Steep it (or not [1]) well See www.tea.org/pot now Green 2 Then drink"),
    ],
)
def test_what_is_chosen_is_left_out_and_never_a_disclaimer(page: Page, choices: list[str], heard: str) -> None:
    said = marks()
    ranges = page.evaluate(
        "async given => (await import('/static/skipping.js')).skipped(...given)", [said, BLOCKS, choices]
    )
    texts = {"disclaimer_1": "No (real) advice."} | {name: block["text"] for name, block in BLOCKS.items()}
    left = [mark for mark in said if not any(since <= mark["start_ms"] < until for since, until in ranges)]
    words = [texts[mark["block"]][mark["start"] : mark["start"] + mark["length"]] for mark in left]
    assert " ".join(words) == heard


def test_what_announces_a_table_goes_with_it_and_what_announces_the_next_block_is_heard(page: Page) -> None:
    said = marks()
    [[since, until]] = page.evaluate(
        "async given => (await import('/static/skipping.js')).skipped(...given)", [said, BLOCKS, ["tables"]]
    )
    assert since == max(mark["end_ms"] for mark in said if mark["block"] == "s_1")
    assert until == max(mark["end_ms"] for mark in said if mark["block"] == "s_2")
