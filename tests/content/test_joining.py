"""Whatever the pages of an article say is said once, in order, in the joined one."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from content import parse_article
from content.joining import join

NAMES = st.sampled_from(["", "<h2>Pots</h2>", "<h2>Pots 2</h2>", "<h2 lang=de>Kannen</h2>"])
PARTS = st.tuples(
    NAMES, st.sampled_from(["<p>Warm the pot first of all.</p>", "<ul><li>Pour slowly.</li><li>Wait.</li></ul>"])
)
PAGES = st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=1, max_size=3)


@given(PAGES)
def test_no_text_is_lost_and_ids_are_unique(pages: list[list[tuple[str, str]]]) -> None:
    articles = [parse_article(f"<html lang=en><h1>Tea</h1>{''.join(map(''.join, page))}") for page in pages]
    joined = join(articles)
    blocks = [block for section in joined.sections for block in section.blocks]
    every = [block for article in articles for section in article.sections for block in section.blocks]
    assert [(block.kind, block.text) for block in blocks] == [(block.kind, block.text) for block in every]
    assert len({block.id for block in blocks}) == len(blocks)
    assert len({section.id for section in joined.sections}) == len(joined.sections)
    assert joined.sections[0].id == articles[0].sections[0].id


@given(PAGES)
def test_a_block_keeps_its_language(pages: list[list[tuple[str, str]]]) -> None:
    articles = [parse_article(f"<html lang=en><h1>Tea</h1>{''.join(map(''.join, page))}") for page in pages]
    spoken = [[block.lang or section.lang for section in one.sections for block in section.blocks] for one in articles]
    joined = [block.lang or section.lang for section in join(articles).sections for block in section.blocks]
    assert joined == list(chain.from_iterable(spoken))


def test_one_page_is_what_it_was() -> None:
    article = parse_article("<h1>Tea</h1><p>Warm the pot.</p><h2>Pots</h2><p>Any.</p>")
    assert join([article]) == article
