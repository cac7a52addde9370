"""A page is read in a child process as it would be here, and never past its limits."""

import sys
import time

import pytest

from content import Page, ReadingLimits, parse_article, parse_confined
from content.confining import read_confined, read_here
from content.errors import ArticleTooLarge, UnreadableArticle

PAGE = "<html lang='cy'><body><h1>Tea</h1><p>Warm the pot first.</p><table><tr><th>Tea</th><th>Minutes</th></tr>\
<tr><td>Green</td><td>2</td></tr></table><p>Nothing here is medical advice.</p></body></html>"


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
    start = time.monotonic()
    with pytest.raises(ArticleTooLarge, match=r"within 0\.05 seconds"):
        parse_confined(PAGE, limits=ReadingLimits(seconds=0.05))
    assert time.monotonic() - start < 5


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know these limits, and not all of them keep them")
@pytest.mark.parametrize("limits", [ReadingLimits(cpu_seconds=1), ReadingLimits(memory=100_000_000)])
def test_work_and_memory_have_an_end(limits: ReadingLimits) -> None:
    bomb = "<p>Hello there.</p>" + "<div><b>x" * 70_000
    with pytest.raises(ArticleTooLarge, match=r"100 MB|1 seconds of work"):
        parse_confined(bomb, limits=limits)
