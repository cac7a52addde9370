"""A page is read in a child process as it would be here, and never past its limits."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from content import Page, ReadingLimits, parse_article, parse_confined, readers
from content.confining import read_confined, read_here
from content.errors import ArticleTooLarge, UnreadableArticle

PAGE = "<html lang='cy'><body><h1>Tea</h1><p>Warm the pot first.</p><table><tr><th>Tea</th><th>Minutes</th></tr>\
<tr><td>Green</td><td>2</td></tr></table><p>Nothing here is medical advice.</p></body></html>"
BOMB = "<p>Hello there.</p>" + "<div><b>x" * 70_000


@pytest.mark.parametrize("source", [PAGE, PAGE.encode(), "A plain text\n\nwith two paragraphs."])
def test_the_child_reads_as_the_parent_does(source: str | bytes) -> None:
    read = parse_confined(source, "https://tea.example/pot", lang="en")
    assert read == parse_article(source, "https://tea.example/pot", lang="en")


@pytest.mark.parametrize(
    "page",
    [
        Page(
            "https://tea.example/pot", PAGE.replace("<html", "<link rel=next href=/pot/2><html").encode(), "text/html"
        ),
        Page("https://tea.example/pot", b"<title>Pot</title><link rel=amphtml href=/amp><script>x</script>", ""),
        Page("https://tea.example/feed", b"<rss><channel><item><link>/pot</link></item></channel></rss>", "text/xml"),
        Page("", b"# On tea\n\nWarm the pot first.", "text/markdown"),
    ],
)
def test_the_child_tells_all_that_was_read(page: Page) -> None:
    assert read_confined(page) == read_here(page)


def test_what_cannot_be_read_is_refused_in_the_same_words() -> None:
    with pytest.raises(UnreadableArticle, match="PDF"):
        parse_confined(b"%PDF-1.7")


def test_the_clock_ends_it() -> None:
    with pytest.raises(ArticleTooLarge, match=r"within 0\.05 seconds"):
        parse_confined(BOMB, limits=ReadingLimits(seconds=0.05))


def test_the_next_page_is_read_whatever_became_of_the_readers() -> None:
    """None is kept that came to no end; and of those that are, one may be killed, or go home."""
    for limits in (ReadingLimits(seconds=0.05), ReadingLimits(memory=100_000_000)):
        with pytest.raises(ArticleTooLarge):
            parse_confined(BOMB, limits=limits)
        assert parse_confined(PAGE) == parse_article(PAGE)
    for signal in (0, 9):
        [reader] = readers._idle
        reader.stdin.close() if not signal else reader.kill()
        reader.wait()
        assert parse_confined(PAGE) == parse_article(PAGE)


def test_many_read_at_once_and_each_gets_its_own() -> None:
    pages = [f"Page {n}\n\nWith its {n} words." for n in range(12)]
    with ThreadPoolExecutor(3) as several:
        assert list(several.map(parse_confined, pages)) == list(map(parse_article, pages))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks here")
def test_who_is_forked_asks_no_reader_of_its_parents() -> None:
    parse_confined(PAGE)
    if (child := os.fork()) == 0:
        os._exit(len(readers._idle))
    assert os.waitpid(child, 0)[1] == 0
    assert readers._idle


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know these limits, and not all of them keep them")
@pytest.mark.parametrize("limits", [ReadingLimits(cpu_seconds=1), ReadingLimits(memory=100_000_000)])
def test_work_and_memory_have_an_end(limits: ReadingLimits) -> None:
    with pytest.raises(ArticleTooLarge, match=r"100 MB|1 seconds of work"):
        parse_confined(BOMB, limits=limits)
