"""Notes leave the text, and the text knows where they are referred to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import Article, parse_article

FIRST = "<p>There is always a first paragraph, long enough to be the text of a page and nothing else.</p>"

# The ways in which the web writes notes: the mark, then the note.
WAYS = {
    "doc-noteref": ('<a role="doc-noteref" href="#n1">1</a>', '<aside role="doc-footnote" id="n1">In adults.</aside>'),
    "epub": (
        '<a epub:type="noteref" href="#n1">1</a>',
        '<aside epub:type="footnote" id="n1"><p>In adults.</p></aside>',
    ),
    "raised link": ('<sup><a href="#n1">1</a></sup>', '<p id="n1"><sup>1</sup> In adults.</p>'),
    "link raised within": ('<a href="#n1"><sup>1</sup></a>', '<div id="n1">1. In adults.</div>'),
    "wikipedia": (
        '<sup class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>',
        (
            '<h2>References</h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">'
            '<b><a href="#cite_ref-1">^</a></b></span> <span>In adults.</span></li></ol>'
        ),
    ),
    "markdown": (
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        (
            '<div class="footnotes"><hr><ol><li id="fn:1"><p>In adults. '
            '<a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></div>'
        ),
    ),
    "docutils": (
        '<a class="footnote-reference" href="#id2">1</a>',
        '<dl class="footnote"><dt id="id2"><a class="fn-backref" href="#id1">1</a></dt><dd><p>In adults.</p></dd></dl>',
    ),
    "no link": ("<sup>1</sup>", "<p><sup>1</sup> In adults.</p>"),
    "named anchor": ('[<a href="#n1">1</a>]', '<p><a name="n1"></a>[1] In adults.</p>'),
}


def parse(markup: str) -> Article:
    return parse_article(f'<html lang="en"><body><article>{FIRST}{markup}</article></body>')


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_note_leaves_the_text_and_never_touches_the_dose(way: tuple[str, str]) -> None:
    mark, note = way
    article = parse(f"<p>Take 0.5 mL{mark} twice.</p>{note}")
    (found,) = article.notes
    assert (found.label, found.text, found.lang) == ("1", "In adults.", "en")
    assert [section.heading for section in article.sections] == [""]
    block = article.sections[0].blocks[-1]
    assert block.text == "Take 0.5 mL twice."
    (ref,) = block.notes
    assert (block.text[: ref.at], ref.note) == ("Take 0.5 mL", found.id)


@pytest.mark.parametrize(
    "markup",
    [
        '<p>See <a href="#two">2</a>.</p><h2 id="two">Two</h2><p>More of it.</p>',
        '<p><a href="#p2">2</a> <a href="#p3">3</a></p><p id="p2">The second page.</p><p id="p3">The third page.</p>',
        '<p>In m<sup>2</sup>, mol<sup>2</sup>.</p><p id="2">Not a note.</p>',
        '<p>Gone<sup><a href="#nowhere">1</a></sup>.</p>',
        "<p>Cells in a m<sup>2</sup> of it.</p><p><sup>2</sup> Not a note.</p>",
        "<p>So it is.<sup>1</sup></p><p><sup>1</sup> One note.</p><p><sup>1</sup> Another note.</p>",
    ],
)
def test_a_link_to_a_part_of_the_page_is_no_note(markup: str) -> None:
    article = parse(markup)
    assert article.notes == ()
    assert all(block.notes == () for section in article.sections for block in section.blocks)


def test_a_power_stays_one_beside_a_note() -> None:
    article = parse(
        '<p>2 mol<sup>2</sup> of 3 mg<sup><a href="#n">2</a></sup>.</p><p id="n"><sup>2</sup> In adults.</p>'
    )
    assert article.sections[0].blocks[-1].text == "2 mol² of 3 mg."


def test_a_note_that_no_mark_leads_to_is_kept_with_the_last_section() -> None:
    items = '<li id="a">One.</li><li>Two.</li>'
    article = parse(f'<p>So<sup><a href="#a">1</a></sup>.</p><h2>B</h2><p>Text.</p><ol class="footnotes">{items}</ol>')
    assert [[note.text for note in article.notes_of(section)] for section in article.sections] == [["One."], ["Two."]]


def test_a_note_in_a_cell_is_known_by_its_row() -> None:
    mark, note = '<sup><a href="#n">a</a></sup>', '<p id="n">a. In adults.</p>'
    article = parse(f"<table><tr><th>Drug<th>Dose<tr><td>Aspirin<td>75 mg{mark}</table>{note}")
    row = article.sections[0].blocks[-1]
    assert (row.text, row.notes[0].at) == ("Aspirin | 75 mg", len("Aspirin | 75 mg"))


def test_a_note_that_is_a_disclaimer_is_heard_first_and_is_no_note() -> None:
    note = "This page does not provide medical advice. Always ask your doctor before you take anything."
    article = parse(f'<p>Take it<sup><a href="#n">*</a></sup>.</p><p id="n">* {note}</p>')
    assert len(article.disclaimers) == 1
    assert article.notes == ()
    assert article.sections[0].blocks[-1].notes == ()


def test_the_notes_of_a_section_are_a_section_of_their_own() -> None:
    mark, note = WAYS["markdown"]
    article = parse(f"<h2>Dose</h2><p>Take it{mark}.</p>{note}")
    notes = article.section("dose_notes")
    assert notes is not None
    assert [(block.id, block.kind, block.label, block.text) for block in notes.blocks] == [
        ("dose_notes_1", "note", "1", "In adults.")
    ]
    assert article.section("opening_notes") is None


WORDS = st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_every_note_is_kept_once_and_every_mark_leads_to_its_own(parts: list[tuple[list[str], list[str]]]) -> None:
    text = "".join(
        f'<p>{" ".join(said)}<sup><a href="#n{n}">{n}</a></sup> end</p>' for n, (said, _) in enumerate(parts)
    )
    notes = "".join(f'<li id="n{n}">{" ".join(noted)}</li>' for n, (_, noted) in enumerate(parts))
    article = parse(f"{text}<ol>{notes}</ol>")
    by_id = {note.id: note.text for note in article.notes}
    found = [(block.text[: ref.at], by_id[ref.note]) for block in article.sections[0].blocks for ref in block.notes]
    assert found == [(" ".join(said), " ".join(noted)) for said, noted in parts]
    assert len(by_id) == len(parts)
