"""Markup becomes blocks, each word once and each number whole."""

import pytest

from content import Block, BlockKind, parse_article


def blocks(markup: str) -> tuple[Block, ...]:
    return tuple(block for section in parse_article(f"<body>{markup}</body>").sections for block in section.blocks)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("CO<sub>2</sub> in m<sup>2</sup>", "CO₂ in m²"),
        ("the 1<sup>st</sup> day", "the 1st day"),
        ('take 5 mg<sup><a href="#fn1">1</a></sup> daily', "take 5 mg daily"),
        ("take 0.5 mL<sup>1</sup> of it, 5 mg<sup>a</sup> later", "take 0.5 mL of it, 5 mg later"),
        ("so they say.<sup>3,4</sup> And more<sup>[12]</sup>", "so they say. And more"),
        ('it is known<a href="#n4">[4]</a> by now', "it is known by now"),
        ("B<sub>12</sub>, B12, <sup>14</sup>C, Ca<sup>2+</sup>, s<sup>-1</sup>", "B₁₂, B12, ¹⁴C, Ca²⁺, s⁻¹"),
        ("20 kg/m<sup>2</sup>, sin<sup>2</sup> x", "20 kg/m², sin² x"),
        ("<ruby>茶<rp>(</rp><rt>ちゃ</rt><rp>)</rp></ruby>です", "茶です"),
        ("one<br>two", "one two"),
        ("half<b>way</b> there", "halfway there"),
        ("she said <q>yes</q>", "she said “yes”"),
        ("at <time>noon</time>, <abbr title='by mouth'>PO</abbr>", "at noon, PO"),
        ("seen<!-- unseen --> again", "seen again"),
        ("a\u00a0b \n c\u00ad d", "a b c d"),
        ("plain <span hidden>secret</span>words", "plain words"),
        ('plain <span class="sr-only">secret</span>words', "plain words"),
    ],
)
def test_a_line_reads_as_it_is_seen(markup: str, text: str) -> None:
    assert [block.text for block in blocks(f"<p>{markup}</p>")] == [text]


def test_two_line_breaks_part_two_paragraphs() -> None:
    assert [block.text for block in blocks("<div>one thing<br><br>another thing</div>")] == [
        "one thing",
        "another thing",
    ]


def test_items_know_their_number_depth_and_list() -> None:
    found = blocks('<ol start="3"><li><p>tea</p><ul><li>green</li></ul></li><li value="9">milk</li></ol>')
    assert [(block.text, block.label, block.depth, block.list_id) for block in found] == [
        ("tea", "3", 0, "list-1"),
        ("green", "", 1, "list-2"),
        ("milk", "9", 0, "list-1"),
    ]
    assert {block.kind for block in found} == {BlockKind.ITEM}


def test_terms_and_their_meanings_are_items() -> None:
    found = blocks("<dl><dt>Dusk</dt><dd>The end of the day.</dd></dl>")
    assert [(block.text, block.depth) for block in found] == [("Dusk", 0), ("The end of the day.", 1)]


def test_quotes_and_code_are_told_apart() -> None:
    found = blocks("<blockquote><p>To be.</p></blockquote><pre>x = 1</pre>")
    assert [block.kind for block in found] == [BlockKind.QUOTE, BlockKind.CODE]


def test_a_figure_speaks_once_by_its_caption() -> None:
    (found,) = blocks('<figure><img src="a" alt="A red bird on a roof"><figcaption>Our robin</figcaption></figure>')
    assert (found.kind, found.text, found.label) == (BlockKind.FIGURE, "Our robin", "A red bird on a roof")


def test_a_picture_without_caption_speaks_by_its_alternative_text() -> None:
    found = blocks('<p>Look:</p><img src="a" alt="A red bird on a roof"><img src="b" alt="IMG_2041.jpg">')
    assert [block.text for block in found] == ["Look:", "A red bird on a roof"]


def test_the_language_of_a_block_is_said_where_it_differs() -> None:
    found = parse_article('<html lang="en"><p>She said:</p><p lang="fr">Bonjour à tous.</p></html>').sections[0].blocks
    assert [block.lang for block in found] == ["", "fr"]


TABLE = """<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr>
<tr><th rowspan="2">Aspirin</th><td>300 mg</td></tr><tr><td>75 mg</td></tr></table>"""


def test_a_table_is_read_by_rows_with_their_headers() -> None:
    caption, *rows = blocks(TABLE)
    assert (caption.text, [row.text for row in rows]) == ("Doses", ["Aspirin | 300 mg", "75 mg"])
    assert [cell.header for cell in rows[0].cells] == ["Drug", "Dose"]
    assert [cell.header for cell in rows[1].cells] == ["Dose"]
    second = rows[0].cells[1]
    assert rows[0].text[second.start : second.start + second.length] == "300 mg"
    assert {row.list_id for row in rows} == {caption.list_id}


def test_a_table_that_lays_out_the_page_is_none() -> None:
    found = blocks("<table role='presentation'><tr><td>Left side</td><td>Right side</td></tr></table>")
    assert {block.kind for block in found} == {BlockKind.PARAGRAPH}


def test_who_is_quoted_is_the_source_of_the_quote() -> None:
    found = blocks("<blockquote><p>Tea is life.</p><footer>Ann Lee</footer></blockquote>")
    found += blocks("<figure><blockquote><p>Tea is life.</p></blockquote><figcaption>Ann Lee</figcaption></figure>")
    assert [(block.kind, block.text) for block in found] == [("quote", "Tea is life."), ("source", "Ann Lee")] * 2


def test_a_film_is_named_and_an_advertiser_is_not() -> None:
    film = '<iframe src="https://www.youtube.com/embed/x" title="How to pour tea"></iframe>'
    found = blocks(f'<p>Look:</p>{film}<iframe src="https://ads.example/" title="Buy a pot now"></iframe>')
    assert [block.text for block in found] == ["Look:", "How to pour tea"]


def test_a_line_wholly_in_another_language_is_spoken_in_it() -> None:
    page = (
        '<html lang="en"><p>They all said:</p><p><i lang="fr">Bonjour à tous.</i></p><p>Then <i lang="fr">oui</i>.</p>'
    )
    assert [block.lang for block in parse_article(page).sections[0].blocks] == ["", "fr", ""]
