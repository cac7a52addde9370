"""Sections and disclaimers become scripts."""

from dataclasses import replace

import pytest

from content import Article, Block, BlockKind, Cell, Section, Spoken, SpokenAs, parse_article
from voice.casting import cast
from voice.passages import LONGEST_UTTERANCE
from voice.script import section_script
from voice.speech import How, Role, Script, Voice


def section_of(*blocks: Block, heading: str = "Doses") -> Section:
    return Section("doses", 2, heading, "en", blocks)


def article_of(*blocks: Block) -> Article:
    opening = Section("opening", 1, "", "en", (Block("opening_1", BlockKind.PARAGRAPH, "Hello there."),))
    return Article("a", "A title", "en", None, (opening, section_of(*blocks)))


def texts(script: Script) -> list[str]:
    return [utterance.text for utterance in script.utterances]


def test_the_title_is_heard_before_the_first_section() -> None:
    article = article_of()
    assert texts(section_script(article, article.sections[0])) == ["A title.", "Hello there."]


def test_a_title_that_is_only_the_first_words_is_not_heard_twice() -> None:
    article = replace(article_of(), title="Hello…")
    assert texts(section_script(article, article.sections[0])) == ["Hello there."]


def test_each_sentence_is_an_utterance_that_leads_back_to_its_place() -> None:
    block = Block("doses_1", BlockKind.PARAGRAPH, "Take one.  Wait an hour.")
    article = article_of(block)
    second = section_script(article, article.sections[1]).utterances[2]
    assert second.source is not None
    assert block.text[second.source.start :][: second.source.length] == "Wait an hour."


def test_a_list_is_announced_with_its_count_and_numbers() -> None:
    items = [Block(f"doses_{n}", BlockKind.ITEM, f"Step {n}", label=f"{n}", list_id="l1") for n in (1, 2)]
    article = article_of(*items)
    assert texts(section_script(article, article.sections[1])) == [
        "Doses.", "List of two items.", "one.", "Step one.", "two.", "Step two.",
    ]  # fmt: skip


def test_a_row_is_heard_with_its_headers() -> None:
    row = Block("doses_1", BlockKind.ROW, "Fever | 10 mg", label="1", cells=(Cell("For", 0, 5), Cell("Dose", 8, 5)))
    article = article_of(row)
    assert texts(section_script(article, article.sections[1])) == [
        "Doses.", "Row one.", "For:", "Fever.", "Dose:", "ten milligrams.",
    ]  # fmt: skip


def test_a_picture_is_announced_with_what_it_shows() -> None:
    figure = Block("doses_1", BlockKind.FIGURE, "A day's dose.", label="Three white tablets")
    article = article_of(figure)
    spoken = texts(section_script(article, article.sections[1]))
    assert spoken == ["Doses.", "Picture. Three white tablets.", "A day's dose."]


def test_a_sentence_without_end_is_cut_at_spaces_and_loses_no_word() -> None:
    words = ["word"] * 1000
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, " ".join(words)))
    spoken = [u for u in section_script(article, article.sections[1]).utterances if u.role is Role.SENTENCE]
    assert all(len(utterance.text) <= LONGEST_UTTERANCE + 1 for utterance in spoken)
    assert " ".join(u.text.rstrip(".") for u in spoken).split() == words


def test_what_cannot_be_said_is_not_spoken() -> None:
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, "* * *"))
    assert texts(section_script(article, article.sections[1])) == ["Doses."]


def test_a_language_without_announcements_has_none() -> None:
    items = tuple(Block(f"s_{n}", BlockKind.ITEM, "Yksi", list_id="l1") for n in (1, 2))
    finnish = Section("s", 2, "Lista", "fi", items)
    article = Article("a", "Otsikko", "fi", None, (Section("o", 1, "", "fi", ()), finnish))
    assert texts(section_script(article, finnish)) == ["Lista.", "Yksi.", "Yksi."]


def heard(markup: str, lang: str = "en") -> list[str]:
    """What is spoken of a page, without its title."""
    article = parse_article(f'<html lang="{lang}"><title>A page of tea</title><body><p>Well.</p>{markup}</body>')
    spoken = [text for section in article.sections for text in texts(section_script(article, section))]
    return spoken[2:]


def test_nested_lists_are_announced_with_their_counts_and_left_again() -> None:
    assert heard("<ul><li>tea<ul><li>green</li><li>black</li></ul></li><li>milk</li></ul>") == [
        "List of two items.",
        "tea.",
        "List of two items.",
        "green.",
        "black.",
        "Back to the list of two items.",
        "milk.",
    ]


def test_terms_are_counted_and_not_what_they_mean() -> None:
    assert heard("<dl><dt>Dusk</dt><dd>Evening.</dd><dt>Dawn</dt><dd>Morning.</dd></dl>")[0] == "List of two items."


def test_a_row_is_heard_with_the_header_it_stands_under() -> None:
    rows = "<tr><th scope=row rowspan=2>Ibuprofen<td>10 mg<tr><td>20 mg"
    assert heard(f"<table><tr><th>Drug<th>Dose{rows}</table>") == [
        "Row one.",
        "Ibuprofen.",
        "Dose:",
        "ten milligrams.",
        "Row two, Ibuprofen.",
        "Dose:",
        "twenty milligrams.",
    ]


def test_a_quote_is_announced_once_and_its_source_named() -> None:
    assert heard("<blockquote><p>Tea is life.</p><p>So it is.</p><footer>Ann Lee</footer></blockquote>") == [
        "Quote.",
        "Tea is life.",
        "So it is.",
        "Source.",
        "Ann Lee.",
        "End of quote.",
    ]


def test_words_in_another_language_are_spoken_in_it_and_lead_back_to_their_place() -> None:
    article = parse_article('<html lang="en"><p>They all said <i lang="fr">bonjour à tous</i>, and went.</p>')
    said = section_script(article, article.sections[0]).utterances
    assert [(each.lang, each.text, each.around) for each in said] == [
        ("en", "They all said", ""),
        ("fr", "bonjour à tous,", "en"),
        ("en", "and went.", ""),
    ]
    text = article.sections[0].blocks[0].text
    places = [each.source for each in said if each.source]
    assert [text[place.start : place.start + place.length] for place in places] == [each.text for each in said]
    assert [each.pause_ms for each in said] == [0, 0, 600]


def test_a_line_of_an_address_ends_and_a_line_that_only_fits_the_page_does_not() -> None:
    assert heard("<address>High Street<br>Dublin</address>") == ["High Street.", "Dublin."]
    assert heard("<p>We went to the<br>shop today.</p>") == ["We went to the shop today."]


def test_a_part_of_a_section_says_which_it_is() -> None:
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, "Wait."))
    part = replace(article.sections[1], part=2, parts=3)
    assert texts(section_script(article, part)) == ["Doses.", "Part two of three.", "Wait."]


def test_notes_are_heard_by_themselves_and_not_within_the_text() -> None:
    markup = '<p>Take it<sup><a href="#n">1</a></sup> now.</p><p id="n"><sup>1</sup> In adults.</p>'
    assert heard(markup) == ["Take it now."]
    article = parse_article(f"<html lang=en><p>Well.</p>{markup}")
    notes = article.section("opening_notes")
    assert notes is not None
    assert texts(section_script(article, notes)) == ["Note one.", "In adults."]


def test_a_film_is_announced_as_one() -> None:
    assert heard('<iframe src="https://www.youtube.com/embed/x" title="How to pour tea"></iframe>') == [
        "Video.",
        "How to pour tea.",
    ]


def manners(markup: str, lang: str = "en") -> list[tuple[str, How]]:
    """What of a page is said in a manner of its own."""
    article = parse_article(f'<html lang="{lang}"><title>A page of tea</title><body><p>Well.</p>{markup}</body>')
    said = section_script(article, article.sections[0]).utterances
    return [(each.text[m.start : m.start + m.length], m.how) for each in said for m in each.manners]


@pytest.mark.parametrize(
    ("markup", "stressed"),
    [
        ("<p>Do <em>not</em> take <strong>5 mg</strong> of it.</p>", ["not", "five milligrams"]),
        ("<p>It is <b>never</b>, <i>ever</i> right.</p>", ["never", "ever"]),
        ("<p>Stop. <b>Call now, and</b> wait.</p>", ["Call now, and"]),
        ("<p>See it. <strong>All of this is bold.</strong></p>", []),
        ("<p><strong>All of it is.</strong> <em>And this.</em></p>", []),
        ("<ul><li><b>Tea</b></li><li>Milk <em>first</em></li></ul>", ["first"]),
        ("<p><b>T</b>he tea is im<i>possible</i>.</p>", []),
        ("<p>Don<b>’t</b> take it, and do<b>n't</b> wait: it <b>isn</b>'t 'tea'.</p>", []),
        ("<p>It is '<b>tea</b>', or l’<em>eau</em>.</p>", ["tea", "eau"]),
        ("<p>They said <i lang='fr'>bonjour à tous</i> there.</p>", []),
        ("<h3>The <em>best</em> tea</h3>", []),
    ],
)
def test_what_a_page_stresses_is_stressed_unless_it_is_all_of_a_sentence(markup: str, stressed: list[str]) -> None:
    assert manners(markup) == [(words, How.STRESSED) for words in stressed]


@pytest.mark.parametrize(
    ("markup", "letters"),
    [
        ("<p>The <abbr style='speak-as: spell-out'>who</abbr> says so.</p>", ["W H O"]),
        ("<p>It is <span style='color: red; speak: spell-out'>B12x</span> here.</p>", ["B 1 2 X"]),
        ("<p>The <abbr class='spell-out' title='World Health Organization'>WHO</abbr> says.</p>", ["W H O"]),
        ("<p>The <abbr class='initialism'>NATO</abbr> says.</p>", []),
        ("<p>Take <span class='spell-out'>0.5</span> mg, at <span class='spell-out'>-10</span> degrees.</p>", []),
        ("<p>Take <span class='spell-out'>2.5 mg</span> of it, or <span class='spell-out'>5 µg</span>.</p>", []),
        ("<p>In the U.S.A. they do.</p>", ["U S A"]),
        ("<p>Grades A B and the WHO.</p>", []),
    ],
)
def test_letters_are_told_from_words(markup: str, letters: list[str]) -> None:
    assert manners(markup) == [(said, How.SPELLED) for said in letters]


def test_only_what_an_engine_heeds_is_part_of_a_take_s_name() -> None:
    article = parse_article("<html lang=en><p>Well.</p><p>Do <em>not</em> wait.</p>")
    script = section_script(article, article.sections[0])
    unstressed = Script(tuple(replace(each, manners=()) for each in script.utterances))
    for engine, heeds in (("espeak", True), ("system", False)):
        digests = [
            [line.request.digest for line in cast(each, lambda _, engine=engine: Voice(engine, "x", "en", "1"), 1.0)]
            for each in (script, unstressed)
        ]
        assert (digests[0] != digests[1]) is heeds


def test_what_is_spoken_otherwise_is_found_in_its_sentence() -> None:
    text = "Stop. The WHO says x² here."
    spoken = (
        Spoken(10, 3, SpokenAs.ABBREVIATION, "World Health Organization"),
        Spoken(19, 2, SpokenAs.FORMULA, "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
    )
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, text, spoken=spoken))
    assert texts(section_script(article, article.sections[1]))[1:] == [
        "Stop.",
        "The World Health Organization says x squared here.",
    ]
