"""What stands inside a page's sections: each thing a careful reader knows, on a tiny page of its own."""

import pytest

from content import Block, SpokenAs, parse_article, undivided
from content.parts import LONGEST, weight

OPENING = "<p>There is always a first paragraph, long enough to be the text of a page and nothing else.</p>"


def page(markup: str, lang: str = "en"):
    return parse_article(
        f'<html lang="{lang}"><body><article>{OPENING if lang == "en" else ""}{markup}</article></body>'
    )


def blocks(markup: str, lang: str = "en") -> list[Block]:
    found = [block for section in page(markup, lang).sections for block in section.blocks]
    return found[lang == "en" :]


def outline(markup: str) -> list[tuple[str, int, str]]:
    return [(section.id, section.level, section.heading) for section in page(markup).sections][1:]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<h2>Tea</h2><p>Pour it.</p>", [("tea", 2, "Tea")]),
        ('<div role="heading" aria-level="3">Tea</div><p>Pour it.</p>', [("tea", 3, "Tea")]),
        ("<h2>Tea</h2><p>Pour.</p><h4>Milk</h4><p>After.</p>", [("tea", 2, "Tea"), ("milk", 4, "Milk")]),
        ("<h2>Tea</h2><p>Pour.</p><h2>Tea</h2><p>Again.</p>", [("tea", 2, "Tea"), ("tea-2", 2, "Tea")]),
        ("<hgroup><h2>Tea</h2><p>And how to pour it</p></hgroup><p>Pour.</p>", [("tea", 2, "Tea")]),
        (
            "<details><summary>Is it hot?</summary><p>It is, for a while.</p></details>",
            [("is-it-hot", 2, "Is it hot?")],
        ),
        ("<h2>茶の入れ方</h2><p>注ぐ。</p>", [("cha-noru-refang", 2, "茶の入れ方")]),
        ("<h2>شاي</h2><p>صب الشاي.</p>", [("shy", 2, "شاي")]),
    ],
)
def test_headings_part_the_page(markup: str, found: list[tuple[str, int, str]]) -> None:
    assert outline(markup) == found


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>Secret</p>",
        '<p aria-hidden="true">Secret</p>',
        '<div class="cookie-banner"><p>Secret</p></div>',
        '<div class="share-bar"><a href="/x">Secret</a></div>',
        '<div class="related-posts"><p><a href="/x">Secret</a></p></div>',
        '<section id="comments"><p>Secret</p></section>',
        '<div class="advertisement"><p>Secret</p></div>',
        '<div class="cookiemsg"><p>Secret</p></div>',
        '<div role="dialog"><p>Secret</p></div>',
        '<div id="sf_comment_list"><p>Secret</p></div>',
        '<ul class="star-rating"><li>Secret</li></ul>',
        '<form class="newsletter"><label>Secret</label><input></form>',
        "<p>It was <del>Secret</del> <s>Secret</s> there.</p>",
    ],
)
def test_what_is_not_the_article_stays_silent(markup: str) -> None:
    assert "Secret" not in " ".join(block.text for block in blocks(markup))


@pytest.mark.parametrize(
    ("markup", "written", "how", "value"),
    [
        ('<abbr title="World Health Organization">WHO</abbr>', "WHO", "abbreviation", "World Health Organization"),
        ('<time datetime="2024-03-04">3/4/2024</time>', "3/4/2024", "words", "2024-03-04"),
        ('<span role="img" aria-label="warning sign">!</span>', "!", "words", "warning sign"),
        ('<i lang="fr">oui</i>', "oui", "language", "fr"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢字", "words", "かんじ"),
    ],
)
def test_what_is_spoken_otherwise_knows_its_place(markup: str, written: str, how: str, value: str) -> None:
    (block,) = blocks(f"<p>Some words, {markup} and others.</p>")
    (spoken,) = block.spoken
    assert block.text[spoken.start : spoken.start + spoken.length] == written
    assert (spoken.how, spoken.value) == (how, value)


@pytest.mark.parametrize(
    "markup",
    [
        '<time datetime="2024-03-04T10:00">yesterday</time>',
        "<ruby>漢<rt>hàn</rt></ruby>",
        '<i lang="und-fonipa">həˈləʊ</i>',
        '<abbr title="">PO</abbr>',
        "&#xfdd0;words secret&#xfdd1;here&#xfdd2; &#xfdd0;note x&#xfdd1;&#xfdd2;&#xfdd0;odd y&#xfdd1;",
    ],
)
def test_what_the_voice_knows_as_well_stays_as_it_is_written(markup: str) -> None:
    (block,) = blocks(f"<p>Some words, {markup} and others.</p>")
    assert [each for each in block.spoken if each.value != "secret"] == []
    assert block.notes == ()
    assert "secret" not in block.text


def test_an_abbreviation_is_explained_once() -> None:
    long = "Food and Drug Administration"
    found = blocks(f"<p>The <abbr title='{long}'>FDA</abbr>.</p><p>The <abbr title='{long}'>FDA</abbr>.</p>")
    assert [len(block.spoken) for block in found] == [1, 0]
    (block,) = blocks(f"<p>The {long} (<abbr title='{long}'>FDA</abbr>).</p>")
    assert block.spoken == ()


def test_stress_crowds_out_nothing_that_decides_the_words() -> None:
    bionic = "<b>wo</b>rd " * 600
    [block] = blocks(f"<p>{bionic} on <time datetime='2031-04-03'>3/4/2031</time></p>")
    assert SpokenAs.WORDS in {each.how for each in block.spoken}
    assert len(block.spoken) <= 500


def test_lines_of_a_poem_know_where_they_begin() -> None:
    (block,) = blocks("<p>Roses are red<br>Violets are blue</p>")
    (spoken,) = block.spoken
    assert (spoken.how, block.text[spoken.start :]) == (SpokenAs.LINE, "Violets are blue")


def test_paragraphs_part_where_two_line_breaks_stand_though_a_bold_text_ends_between_them() -> None:
    found = blocks("<div><b>A heading<br></b><br>Its <b>strong</b> text</div>")
    assert [block.text for block in found] == ["A heading", "Its strong text"]
    assert [(each.how, each.start, each.length) for each in found[1].spoken] == [(SpokenAs.EMPHASIS, 4, 6)]


def test_a_source_in_italics_is_a_source() -> None:
    found = blocks("<blockquote><p>So it is.</p><p><i>— <cite>Ann Lee</cite></i></p></blockquote>")
    assert [str(block.kind) for block in found] == ["quote", "source"]


def test_the_header_of_rows_reaches_down_with_them() -> None:
    found = blocks(
        "<table><tr><th>Drug<th>Dose<tr><th scope=row rowspan=2>Ibuprofen<td>10 mg<tr><td>20 mg<tr><td colspan=2>Stop."
        "</table>"
    )
    assert [row.label for row in found] == ["1", "2, Ibuprofen", "3"]
    assert [[(cell.header, cell.heads_row, cell.column) for cell in row.cells] for row in found] == [
        [("Drug", True, 0), ("Dose", False, 1)],
        [("Dose", False, 1)],
        [("", False, 0)],
    ]


def test_headers_in_two_rows_are_both_said() -> None:
    found = blocks(
        "<table><tr><th rowspan=2>Drug<th colspan=2>Dose<tr><th>Adults<th>Children<tr><td>A<td>2<td>1</table>"
    )
    assert [cell.header for cell in found[0].cells] == ["Drug", "Dose, Adults", "Dose, Children"]


def test_captions_are_of_what_they_stand_by() -> None:
    found = blocks("<figure><table><tr><th>A<th>B<tr><td>1<td>2</table><figcaption>Table 1</figcaption></figure>")
    found += blocks("<figure><pre>x = 1</pre><figcaption>How it is done</figcaption></figure>")
    found += blocks('<figure><img src="a.jpg"><figcaption>A red bird</figcaption></figure>')
    kinds = {block.text: block.kind for block in found}
    assert (kinds["Table 1"], kinds["How it is done"], kinds["A red bird"]) == ("paragraph", "paragraph", "figure")


@pytest.mark.parametrize(
    "source", ["<footer>Ann Lee</footer>", "<p><cite>Ann Lee</cite></p>", "<p>— <cite>Ann Lee</cite></p>"]
)
def test_the_source_of_a_quote_belongs_to_it(source: str) -> None:
    found = blocks(f"<blockquote><p>Tea is life.</p>{source}</blockquote><p><cite>Tea</cite> is a book.</p>")
    assert [block.kind for block in found] == ["quote", "source", "paragraph"]
    assert found[0].list_id == found[1].list_id != ""


def test_what_can_be_played_says_what_it_is() -> None:
    found = blocks(
        '<iframe src="https://www.youtube.com/embed/x" title="How to pour tea"></iframe>'
        '<iframe src="https://w.soundcloud.com/player" title="The sound of tea"></iframe>'
    )
    assert [(block.kind, block.text) for block in found] == [
        ("video", "How to pour tea"),
        ("audio", "The sound of tea"),
    ]


def test_a_very_long_section_is_offered_in_parts_of_about_equal_length() -> None:
    paragraphs = [f"<p>{number}. {'Words of a very long section. ' * 30}</p>" for number in range(28)]
    sections = page(f"<h2>Dosing</h2>{''.join(paragraphs)}<h2>Dosing part 2</h2><p>Short.</p>").sections[1:]
    assert [section.id for section in sections] == ["dosing", "dosing-part-2", "dosing-part-3", "dosing-part-2-2"]
    assert [(section.part, section.parts) for section in sections] == [(1, 3), (2, 3), (3, 3), (1, 1)]
    sizes = [weight(section.text) for section in sections[:3]]
    assert max(sizes) < LONGEST + 1000  # one paragraph more
    assert max(sizes) - min(sizes) < 2000
    whole = undivided(sections)
    assert [section.id for section in whole] == ["dosing", "dosing-part-2-2"]
    assert [block.text[:2] for block in whole[0].blocks] == [f"{number}. "[:2] for number in range(28)]


def test_a_page_without_headings_is_parted_too_and_dense_scripts_sooner() -> None:
    long = "".join(f"<p>{'これはとても長い文章です。' * 40}</p>" for _ in range(12))
    sections = parse_article(f'<html lang="ja"><body>{long}</body>').sections
    assert [section.id for section in sections] == ["opening", "opening-part-2"]


def test_a_table_is_not_parted_from_its_header_where_it_need_not_be() -> None:
    rows = "".join(f"<tr><td>{number}<td>{'some words ' * 3}" for number in range(40))
    text = f"<p>{'Words of a long section. ' * 280}</p>"
    sections = page(f"<h2>A</h2>{text}<table><tr><th>N<th>W{rows}</table>{text}").sections[1:]
    homes = [section.id for section in sections if any(block.kind == "row" for block in section.blocks)]
    assert len(sections) == 2
    assert len(homes) == 1


def test_a_line_has_a_bounded_number_of_turns() -> None:
    (block,) = blocks(f"<p>{'<i lang=fr>oui</i> no ' * 2000}</p>")
    assert len(block.spoken) == 500
    assert block.text.count("oui") == 2000


def test_a_cell_that_spans_columns_or_rows_is_said_for_each() -> None:
    table = (
        "<table><tr><th>Week<th>Morning<th>Night<tr><th>1<td colspan=2>15 mg"
        "<tr><th>2<td rowspan=2>20 mg<td>25 mg<tr><th>3<td>30 mg</table>"
    )
    rows = parse_article(f"<p>Take it as follows, with some water.</p>{table}").sections[0].blocks[1:]
    said = [[(cell.header, row.text[cell.start : cell.start + cell.length]) for cell in row.cells[1:]] for row in rows]
    assert said == [
        [("Morning, Night", "15 mg")],
        [("Morning", "20 mg"), ("Night", "25 mg")],
        [("Morning", "20 mg"), ("Night", "30 mg")],
    ]
