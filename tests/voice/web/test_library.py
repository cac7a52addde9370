"""The library's page, as a browser meets it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.studio import Studio
from voice.web import library


def keep(studio: Studio, title: str, *topics: str) -> None:
    article = replace(parse_article(f"{title}\n\nSome words.".encode()), topics=topics)
    studio.library.keep(article, Source(title.encode(), f"{title}.txt"))


def titles(client: FlaskClient, address: str) -> list[str]:
    return [link.text for link in BeautifulSoup(client.get(address).text, "lxml").select("main .library h2 a")]


def test_articles_are_searched_and_parted_by_topic(client: FlaskClient, studio: Studio) -> None:
    keep(studio, "On coffee", "drinks & <dreams>")
    assert titles(client, "/?q=leaves bitter") == ["On tea"]
    [topic] = [
        link for link in BeautifulSoup(client.get("/").text, "lxml").select(".topics a") if "dreams" in link.text
    ]
    assert titles(client, topic["href"]) == ["On coffee"]
    assert titles(client, topic["href"] + "&q=leaves") == []
    assert "0 articles found" in client.get(topic["href"] + "&q=leaves").text


def test_a_long_list_has_pages(client: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "A_PAGE", 2)
    for number in range(4):
        keep(studio, f"Part {number}")
    first = BeautifulSoup(client.get("/?q=some").text, "lxml")
    following = first.select_one("a[rel=next]")["href"]
    last = BeautifulSoup(client.get(following.replace("page=2", "page=3")).text, "lxml")
    assert last.select_one("a[rel=next]") is None
    assert client.get("/?page=nonsense").status_code == client.get("/?page=99").status_code == 200


def test_how_long_listening_takes_is_estimated_until_the_recordings_are_there(
    client: FlaskClient, studio: Studio
) -> None:
    client.get("/")
    [before] = studio.catalogue.find("leaves").entries
    kept = studio.desk.current("on-tea")
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    clips = [studio.wait(order) for order in orders[:4]]
    client.get("/a/on-tea")
    [after] = studio.catalogue.find("leaves").entries
    assert (before.listening_ms, after.listening_ms) == (0, sum(clip.duration_ms for clip in clips))
    assert "1 minute to listen to" in client.get("/").text


@pytest.mark.parametrize(
    ("asked", "lang", "heading"),
    [("de-AT,de;q=0.9", "de", "Artikel zum Anhören"), ("es-MX", "es", "Artículos para escuchar"),
     ("ja", "en", "Articles to listen to")],
)  # fmt: skip
def test_the_page_speaks_the_browsers_language_if_it_can(client, asked: str, lang: str, heading: str) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    page = BeautifulSoup(answer.text, "lxml")
    assert (page.html["lang"], page.html["dir"], page.h1.text) == (lang, "ltr", heading)
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_chosen_language_stays_and_leads_back_to_the_page_and_nowhere_else(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/a/on-tea").text, "lxml")
    link = next(link for link in page.select("footer a") if link.text == "Deutsch")
    assert client.get(link["href"]).location == "/a/on-tea"
    assert BeautifulSoup(client.get("/").text, "lxml").html["lang"] == "de"
    for elsewhere in ("//evil.example/", "/\\evil.example", "https://evil.example/"):
        assert client.get("/language/en", query_string={"back": elsewhere}).location == "/"
    assert client.get("/language/tlh").status_code == 404
