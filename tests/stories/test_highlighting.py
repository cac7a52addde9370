"""What the voice is at lies on the right characters of the page, in colours that can be told apart."""

import base64

import pytest

from content import Block

from .listener import BENDS, PARTS, Listener

pytestmark = pytest.mark.browser
# The text that the page's script finds for some characters of a block, and back from there.
FOUND = """async ([block, start, length]) => {
  const { holderOf, rangeOf } = await import("/static/written.js");
  const { characterAt } = await import("/static/pressing.js");
  const holder = holderOf(block, document.body), range = rangeOf(holder, start, length);
  return [String(range), characterAt(holder, range.startContainer, range.startOffset)];
}"""
# How far the two colours stand apart that most of a picture's pixels have: what is written, and what it is written on.
CONTRAST = """async (shot) => {
  const bytes = Uint8Array.from(atob(shot), (each) => each.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d"), counts = {};
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    counts[colour] = (counts[colour] ?? 0) + 1;
  }
  const most = Object.entries(counts).sort(([, one], [, other]) => other - one).slice(0, 2);
  const [dark, light] = most.map(([colour]) => luminance(colour.split(","))).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);

  function luminance(colour) {
    const [r, g, b] = colour.map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}"""
WHERE = """name => {
  const { x, y, width, height } = [...CSS.highlights.get(name)][0].getClientRects()[0];
  return { x, y, width, height };
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


def contrast_while_playing(listener: Listener, theme: str, kind: str) -> float:
    """How far what is highlighted stands out, on the pixels of the page while it is read."""
    settings = {"voice.player": {"highlight": kind}, "voice.preferences": {"theme": theme}}
    listener.open("walk")
    listener.page.evaluate(
        "all => Object.entries(all).forEach(([name, value]) => localStorage.setItem(name, JSON.stringify(value)))",
        settings,
    )
    listener.page.reload()
    listener.press("Listen to In the woods")
    listener.read_along(BENDS)
    listener.until(f"CSS.highlights.has('voice-{kind}')")
    where = listener.page.evaluate(WHERE, f"voice-{kind}")
    shot = base64.b64encode(listener.page.screenshot(clip=where)).decode()
    return float(listener.page.evaluate(CONTRAST, shot))


@pytest.mark.parametrize(
    ("browser", "theme"),
    [("chromium", ""), ("chromium", "dark"), ("chromium", "sepia"), ("chromium", "contrast"), ("firefox", "dark")],
    indirect=["browser"],
)
@pytest.mark.parametrize("kind", ["sentence", "word"])
def test_what_is_read_stands_out_7_to_1_while_it_plays(listener: Listener, theme: str, kind: str) -> None:
    assert contrast_while_playing(listener, theme, kind) >= 7


@pytest.mark.parametrize("kind", ["sentence", "word"])
def test_what_is_read_stands_out_7_to_1_in_the_devices_own_colours(listener: Listener, kind: str) -> None:
    listener.page.emulate_media(forced_colors="active")
    assert contrast_while_playing(listener, "", kind) >= 7
