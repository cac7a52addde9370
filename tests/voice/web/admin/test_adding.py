"""An editor adds articles by the browser: looks at what they become, then keeps them."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from content import Page
from content.gathering import gather, gather_entry
from voice.studio import Studio

RAIN = """<html lang="en"><head><title>On rain</title></head><body><nav>Home and away</nav><main><h1>On rain</h1>
<p>Rain is water that comes down by itself, whether or not one has asked for it.</p>
<h2>Drizzle</h2><p>Hardly any rain at all, and yet one is wet.</p></main>
<footer><p>This article is not a substitute for professional medical advice.</p></footer></body></html>"""
FEED = """<rss version="2.0"><channel><title>Weather</title>
<item><title>On rain</title><link>https://example.org/rain</link></item>
<item><title>On snow</title><link>https://example.org/snow</link></item></channel></rss>"""


def soup(answer: object) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "lxml")


def draft_of(editor: FlaskClient, **fields: object) -> str:
    """The address of the draft that becomes of what is filled in."""
    answer = editor.post_form("/admin/articles/add", fields, content_type="multipart/form-data")
    assert answer.status_code == 303, soup(answer).main.text
    return str(answer.location)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """A web of the test's own: pages by their addresses."""
    pages: dict[str, str] = {}

    def fetch(url: str) -> Page:
        return Page(url, pages[url].encode(), "text/html")

    monkeypatch.setattr("content.fetching.fetch_page", fetch)
    monkeypatch.setattr("content.gathering.gather", partial(gather, fetch=fetch))
    monkeypatch.setattr("content.gathering.gather_entry", partial(gather_entry, fetch=fetch))
    return pages.__setitem__


def test_a_pasted_page_is_seen_before_it_is_kept(editor: FlaskClient, studio: Studio) -> None:
    address = draft_of(editor, text=RAIN, kind="html")
    main = soup(editor.get(address)).main
    assert "Hardly any rain at all" in main.text
    assert "A menu, or another way around the site: Home and away" in main.text
    assert "Found by its wording, outside the article" in main.text
    assert [row.slug for row in studio.library.list()] == ["on-tea"]


def test_a_kept_draft_is_an_article_with_its_topics_and_waits_no_more(editor: FlaskClient, studio: Studio) -> None:
    address = draft_of(editor, text=RAIN, kind="html")
    answer = editor.post_form(f"{address}/keep", {"slug": "rain", "topics": "Weather, umbrellas"})
    assert answer.location == "/admin/articles/rain"
    assert studio.library.current("rain").article.topics == ("weather", "umbrellas")
    assert "is kept" in soup(editor.get(answer.location)).find(role="status").text
    assert editor.get(address).status_code == 404


def test_a_file_of_markdown_is_read_as_such(editor: FlaskClient) -> None:
    file = (io.BytesIO(b"# On hail\n\nHail is rain that has lost its patience.\n"), "hail.md")
    assert soup(editor.get(draft_of(editor, file=file))).h1.text == "Preview: On hail"


def test_the_picked_entries_of_a_feed_wait_as_drafts(
    editor: FlaskClient, studio: Studio, web: Callable[[str, str], None]
) -> None:
    web("https://example.org/feed", FEED)
    web("https://example.org/snow", RAIN.replace("On rain", "On snow"))
    address = draft_of(editor, address="https://example.org/feed")
    assert [label.text.strip() for label in soup(editor.get(address)).find_all("label")] == ["On rain", "On snow"]
    answer = editor.post_form(f"{address}/pick", {"entry": "1"})
    assert "On snow" in soup(editor.get(answer.location)).main.text
    assert [each.name for each in studio.drafts.waiting()].count("On snow") == 1


def test_a_version_that_lost_its_disclaimer_needs_the_editors_word(editor: FlaskClient, studio: Studio) -> None:
    editor.post_form(draft_of(editor, text=RAIN, kind="html") + "/keep")
    dry = draft_of(
        editor, text=RAIN.replace("substitute", "replacement").replace("medical advice", "view"), kind="html"
    )
    assert "The version before has a disclaimer" in editor.get(dry).text
    editor.post_form(f"{dry}/keep")
    told = soup(editor.get(dry)).find(role="status").text
    assert "was not published" in told
    assert "say so. Tick “It is meant that the disclaimer is gone.” then." in told
    editor.post_form(f"{dry}/keep", {"without_disclaimer": "yes"})
    assert studio.library.current("on-rain").article.disclaimers == ()


def test_nothing_or_two_things_at_once_are_told_and_what_was_filled_in_stays(editor: FlaskClient) -> None:
    answer = editor.post_form("/admin/articles/add", {"address": "https://example.org", "text": "On rain"})
    assert (answer.status_code, soup(answer).find(role="alert").p.text) == (
        422,
        "Give one thing: an address, a file, or a text.",
    )
    assert soup(answer).textarea.text.strip() == "On rain"
    assert editor.post_form("/admin/articles/add").status_code == 422


def test_another_articles_address_is_not_taken_over(editor: FlaskClient, studio: Studio) -> None:
    before = studio.library.current("on-tea")
    address = draft_of(editor, text=RAIN, kind="html")
    editor.post_form(f"{address}/keep", {"slug": "on-tea"})
    assert "another article" in soup(editor.get(address)).find(role="status").text
    assert studio.library.current("on-tea") == before


def test_a_page_larger_than_other_forms_is_taken(editor: FlaskClient) -> None:
    paragraphs = "".join(f"<p>{'It rains, and it goes on raining. ' * 100}</p>" for _ in range(300))
    page = RAIN.replace("</main>", f"{paragraphs}</main>")
    assert editor.post_form("/admin/articles/add", {"text": page, "kind": "html"}).status_code == 303


def test_the_list_is_searched_and_paged(editor: FlaskClient, studio: Studio) -> None:
    assert "1 article with “TEA”" in editor.get("/admin/articles?q=TEA").text
    assert "No article has these words" in editor.get("/admin/articles?q=coffee").text
    row = soup(editor.get("/admin/articles")).tbody.tr
    assert [cell.text for cell in row.find_all(["th", "td"])][:4] == ["On tea", "en", "3", "1, 1 unreviewed"]
