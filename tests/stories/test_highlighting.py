"""What the voice is at lies on the right characters of the page, in colours that can be told apart."""

import pytest
from playwright.sync_api import Browser, Page

from content import Block

from .listener import PARTS, House, Listener

pytestmark = pytest.mark.browser
# The text that the page's script finds for some characters of a block, and back from there.
FOUND = """async ([block, start, length]) => {
  const { holderOf, rangeOf, characterAt } = await import("/static/written.js");
  const holder = holderOf(block, document.body), range = rangeOf(holder, start, length);
  return [String(range), characterAt(holder, range.startContainer, range.startOffset)];
}"""
CONTRAST = """async ([name]) => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector("#opening_1"), `::highlight(${name})`);
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [color, backgroundColor].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""


@pytest.mark.parametrize("block", PARTS.blocks, ids=lambda block: block.id)
def test_characters_of_a_block_are_found_among_labels_marks_cells_and_emoji(listener: Listener, block: Block) -> None:
    listener.open("tea")
    words = block.text.split(" ")
    starts = [len(" ".join([*words[:n], ""])) for n in range(len(words))]
    for word, start in zip(words, starts, strict=True):
        cell = next((cell for cell in block.cells if cell.start <= start < cell.start + cell.length), None)
        end = min(start + len(word), cell.start + cell.length) if cell else start + len(word)
        found = listener.page.evaluate(FOUND, [block.id, start, end - start])
        assert (found[0].replace("1", ""), found[1]) == (block.text[start:end], start)


def test_every_mark_of_a_recording_stands_on_the_page(listener: Listener) -> None:
    listener.open("tea")
    texts = {block.id: block.text for block in PARTS.blocks} | {
        "parts_heading": PARTS.heading,
        "disclaimer_1": "Ask a doctor first.",
    }
    answer = listener.page.request.get(f"{listener.house.address}a/tea/first/parts.mp3")
    marks = listener.page.request.get(answer.url.replace(".mp3", ".marks.json")).json()
    assert {mark["block"] for mark in marks} == set(texts)
    for mark in marks:
        found = listener.page.evaluate(FOUND, [mark["block"], mark["start"], mark["length"]])
        written = texts[mark["block"]][mark["start"] : mark["start"] + mark["length"]]
        assert found[0].replace("1", "") == written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["voice-sentence", "voice-word"])
def test_what_is_highlighted_has_a_contrast_of_seven_to_one(
    browser: Browser, house: House, scheme: str, name: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page: Page = context.new_page()
    page.goto(house.address + "a/tea")
    assert page.evaluate(CONTRAST, [name]) >= 7
    context.close()
