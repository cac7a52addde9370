"""A page or a text becomes an article."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import Article, ContentError, parse_article
from content.decoding import MAX_BYTES
from content.errors import ArticleTooLarge, UnreadableArticle

PAGE = """<!doctype html><html lang="en-GB"><head><title>Sleeping well | Night Owl</title>
<meta property="og:site_name" content="Night Owl"><link rel="canonical" href="/sleep"></head><body>
<nav><a href="/">Home</a> <a href="/all">All our articles</a></nav>
<div class="cookie-banner">We keep cookies in this jar. <button>Fine</button></div>
<main><article><h1>Sleeping well</h1><p class="byline">By Ida Plum</p>
<p>A good night begins in the afternoon, with a walk, some daylight, and a last cup of coffee before three.</p>
<h2>The room</h2><p>Keep it dark, quiet and rather cool; most sleepers like it below 19 degrees.</p>
<h2>The room</h2><p>And keep the telephone out of it, for its light is that of the morning.</p>
<section class="disclaimer"><h2>Disclaimer</h2><p>This is not medical advice; ask your doctor.</p></section>
</article><section class="related-posts"><h2>Related</h2><p><a href="/naps">On naps</a></p></section></main>
<footer>Made by owls</footer></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return parse_article(PAGE, "https://owl.example/a?utm=1")


def test_the_title_is_no_section_and_equal_headings_get_ids_of_their_own(article: Article) -> None:
    outline = [(section.id, section.level, section.heading) for section in article.sections]
    assert outline == [("opening", 1, ""), ("the-room", 2, "The room"), ("the-room-2", 2, "The room")]


def test_what_a_page_says_about_itself_is_kept(article: Article) -> None:
    about = (article.title, article.slug, article.lang, article.url)
    assert about == ("Sleeping well", "sleeping-well", "en-GB", "https://owl.example/sleep")


def test_furniture_stays_silent(article: Article) -> None:
    spoken = " ".join(section.text for section in article.sections)
    for words in ("Home", "cookies", "Ida Plum", "naps", "owls", "Disclaimer"):
        assert words not in spoken


def test_a_disclaimer_is_taken_out_of_the_sections(article: Article) -> None:
    (disclaimer,) = article.disclaimers
    assert (disclaimer.kind, disclaimer.heading, disclaimer.place) == ("medical", "Disclaimer", "end")
    assert disclaimer.text == "This is not medical advice; ask your doctor."


def test_ids_of_blocks_are_unique(article: Article) -> None:
    ids = [block.id for section in article.sections for block in section.blocks]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "opening_1"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_page_is_read_in_its_own_charset(charset: str) -> None:
    meta = f'<meta charset="{charset}">' if charset.startswith("windows") else ""
    page = f"<html><head>{meta}</head><body><p>Crème brûlée for eleven people, please.</p></body></html>"
    assert parse_article(page.encode(charset)).sections[0].text == "Crème brûlée for eleven people, please."


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"", "nothing"),
        (b" \n\t", "nothing"),
        (b"<html><body><script>walk()</script></body></html>", "nothing to read"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (gzip.compress(b"hello", mtime=0), "gzip"),
        (b"some\0thing\0binary", "binary"),
    ],
)
def test_what_is_no_page_is_refused_by_name(source: bytes, word: str) -> None:
    with pytest.raises(UnreadableArticle, match=word):
        parse_article(source)


def test_an_enormous_page_is_refused() -> None:
    with pytest.raises(ArticleTooLarge, match="20 MB"):
        parse_article(b"a" * (MAX_BYTES + 1))


def test_a_page_of_short_paragraphs_is_read_though_its_disclaimer_is_longer() -> None:
    aside = "<aside><p>This is not medical advice, and no substitute for a doctor's.</p></aside>"
    article = parse_article(f"<body><h1>Tea</h1><p>Drink it hot.</p><p>Drink it now.</p>{aside}</body>")
    assert [section.text for section in article.sections] == ["Drink it hot.\n\nDrink it now."]
    assert len(article.disclaimers) == 1


LONG = "The kettle is filled from the tap, and the tap is fed from the hill, as it was in the days of old. " * 6


def test_the_header_of_the_page_is_silent_and_that_of_the_article_is_read() -> None:
    menu = "<header><h5>Shop</h5><p>All that is needed for tea, from cups to kettles.</p></header>"
    lead = "<header><p>By somebody who drinks it.</p></header>"
    article = parse_article(f"<body>{menu}<main>{lead}<h1>Tea</h1><p>{LONG}</p></main></body>")
    assert [section.text.split("\n")[0] for section in article.sections] == ["By somebody who drinks it."]


def test_an_article_that_is_called_paid_for_is_read_where_it_stands_on_the_page() -> None:
    article = parse_article(f'<body><h1>Tea</h1><p>Drink it hot.</p><p class="paywall">{LONG}</p></body>')
    assert [section.text for section in article.sections] == [f"Drink it hot.\n\n{LONG.strip()}"]


def test_a_text_that_is_yet_to_be_shown_is_read_and_not_the_question_before_it() -> None:
    asked = f'<div role="dialog"><p>{LONG * 2}</p></div>'
    article = parse_article(f'<body>{asked}<main><h1>Tea</h1><div style="display: none"><p>{LONG}</p></div></main>')
    assert [section.text for section in article.sections] == [LONG.strip()]


def test_an_article_that_is_hidden_behind_its_beginning_is_read() -> None:
    hidden = f'<div id="articleBody" style="display: none"><p>{LONG * 5}</p></div>'
    article = parse_article(f"<body><main><h1>Tea</h1><p>{LONG}</p>{hidden}</main></body>")
    assert [section.text for section in article.sections] == [f"{LONG.strip()}\n\n{(LONG * 5).strip()}"]


def test_a_hidden_copy_of_what_is_shown_stays_silent() -> None:
    hidden = f'<div style="display:none"><p>{LONG}</p></div>'
    article = parse_article(f"<body><h1>Tea</h1><p>{LONG}</p>{hidden}</body>")
    assert [section.text for section in article.sections] == [LONG.strip()]


@pytest.mark.parametrize("times", [3, 15])
@pytest.mark.parametrize("where", ["<div {}>{}</div>", "<main><div {}>{}</div></main>", "<dialog {}>{}</dialog>"])
def test_terms_that_are_hidden_beside_a_story_stay_silent(where: str, times: int) -> None:
    terms = where.format('style="display:none"', f"<p>Terms. {LONG}</p>" * times)
    article = parse_article(f"<body><h1>Tea</h1><p>{LONG}</p>{terms}</body>")
    assert [section.text for section in article.sections] == [LONG.strip()]


@pytest.mark.parametrize("hiding", ["hidden", 'aria-hidden="true"', 'class="sr-only"'])
def test_what_is_hidden_in_two_ways_stays_silent(hiding: str) -> None:
    terms = f'<div {hiding} style="display:none"><p>{LONG}</p></div>'
    article = parse_article(f"<body><main><h1>Tea</h1><p>Drink it hot.</p>{terms}</main></body>")
    assert [section.text for section in article.sections] == ["Drink it hot."]


@pytest.mark.parametrize("head", ["<title>T</title>", "<head><title>T</title></head>", "<meta charset=utf-8>", ""])
def test_a_page_that_leaves_out_the_tag_of_its_body_is_read(head: str) -> None:
    warning = "<h2>Medical disclaimer</h2><p>This article is not medical advice. Consult your doctor.</p>"
    dosing = "<article><h2>Dosing</h2><p>Take one pill in the morning, with water.</p></article>"
    article = parse_article(f"<!doctype html><html lang=en>{head}<section>{warning}</section>{dosing}")
    assert [disclaimer.heading for disclaimer in article.disclaimers] == ["Medical disclaimer"]
    assert [(section.heading, section.text) for section in article.sections] == [
        ("Dosing", "Take one pill in the morning, with water.")
    ]


@pytest.mark.parametrize("middle", ["<!-- -->", "<!-- words, words -->", "<i></i>"])
def test_where_a_large_page_is_cut_nothing_is_read_that_is_not_in_it(middle: str) -> None:
    page = f"<p>The beginning, in so many words.</p>{middle * 300_000}<p>And so it ends.</p>"
    (section,) = parse_article(page).sections
    assert section.text == "The beginning, in so many words.\n\nAnd so it ends."


def test_a_large_plain_text_keeps_its_end() -> None:
    article = parse_article("All is well, and it goes on. " * 200_000 + "\n\nThe last words are here.")
    assert article.sections[-1].blocks[-1].text == "The last words are here."
    assert article.cuts


def test_a_large_page_is_cut_and_says_so() -> None:
    article = parse_article("<p>Once upon a time there was a very long page.</p>" + "<i></i>" * 100_000)
    assert article.cuts == ("The page has 200,002 tags; beyond 150,000, its middle was left out.",)
    assert article.sections[0].text.startswith("Once upon")


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000,
        "<h2><div>" * 50_000,
        "<blockquote><ul><li>x" * 20_000,
        "<p><b>Bold</b></p><div>" * 20_000,
        "<table><tr><td>" * 20_000,
        "<figure><figcaption>" * 30_000,
        "<details><summary>a" * 40_000,
        "<details><summary>" * 60_000,
        "<button aria-expanded=true aria-controls=a>" * 30_000 + "<b id=a>",
        "<div itemtype=/Question><b itemprop=name>" * 30_000,
        "<table>" + ("<tr>" + "<td colspan=999 rowspan=999>" * 30) * 1000 + "</table>",
        f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>",
        "<!-- " * 400_000,
        "<td colspan=999999 rowspan=999999>" * 2000,
    ],
    ids=lambda bomb: bomb[:24],
)
def test_bombs_are_read_in_bounded_time(bomb: str) -> None:
    start = time.thread_time()
    article = parse_article("<p>There is a sentence before all of this.</p>" + bomb + "and some words at its end.")
    assert "There is a sentence" in " ".join(section.text for section in article.sections)
    assert time.thread_time() - start < 20


WORDS = st.text("abcdefghijklmnop", min_size=3, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "blockquote", "li", "pre", "div"]), WORDS), min_size=1, max_size=12))
def test_no_word_of_the_main_text_is_lost_or_doubled(parts: list[tuple[str, str]]) -> None:
    words = [f"{word}{number}" for number, (_, word) in enumerate(parts)]
    marks = [
        f"<ul><li><p>{word} is here</p></li></ul>" if tag == "li" else f"<{tag}>{word} is here</{tag}>"
        for (tag, _), word in zip(parts, words, strict=True)
    ]
    article = parse_article(f"<html><body><article>{''.join(marks)}</article></body></html>")
    spoken = " ".join(section.text for section in article.sections).split()
    assert [word for word in spoken if word not in {"is", "here"}] == words


PARTS = [
    "<",
    ">",
    "<p>",
    "<li>",
    "<h2>",
    "<table>",
    "<td>",
    "<tr>",
    "<sup>",
    "<br>",
    "&",
    "&#0;",
    "<!--",
    "<a href=#x>",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.binary(), st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5))).map("".join)))
def test_any_input_gives_an_article_or_a_plain_error(source: str | bytes) -> None:
    try:
        article = parse_article(source)
    except ContentError:
        return
    assert all(block.text.strip() for section in article.sections for block in section.blocks)
