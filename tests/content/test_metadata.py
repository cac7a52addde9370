"""A page says its title, author, dates, language and address in many ways."""

import pytest

from content import Article, parse_article

TEXT = "<p>Words that are there so that the page has something to be read aloud from it.</p>"


def page(head: str, body: str = "") -> Article:
    return parse_article(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>", "https://hill.example/x")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>On hills - Hill Walkers</title>", "<h1>On hills</h1>", "On hills"),
        ("<title>Hill Walkers</title>", '<h1><a href="/">Hill Walkers</a></h1>', "Hill Walkers"),
        ("<title>On the hills of home | Hills</title>", "", "On the hills of home"),
        ('<meta property="og:title" content="Hills: a note">', "<h1>Menu</h1>", "Hills: a note"),
        ("<title>Hills: a map</title>", '<h1>Hills: a map<a class="anchor" href="#m">¶</a></h1>', "Hills: a map"),
        ("<title>Great hills you can climb</title>", "<h1>Ten great hills to climb</h1>", "Ten great hills to climb"),
        ("<title>Ridge - Landforms | Hills</title>", "<h1>Ridge</h1>", "Ridge - Landforms"),
        ("<title>Ridge - Hills</title>", "<h1>Ridge</h1>", "Ridge"),
        ("<title>How ridges came to be « the hill pages</title>", "", "How ridges came to be"),
        ("<title>山头上的小屋与它的主人-山友网</title>", "<h1>山头上的小屋与它的主人</h1>", "山头上的小屋与它的主人"),
        ("<title>山头上的小屋 - 山友网 - 新闻</title>", "<h1>山头上的小屋</h1>", "山头上的小屋"),
        (
            '<title>On hills » News » Hills</title><meta name="twitter:title" content="On hills">',
            "<h1>On hills<span>Hills of Wales</span></h1>",
            "On hills",
        ),
        ("<title>Huts to let | Summer 2031</title>", "<h1>OUR FINEST HUTS TO LET</h1>", "Huts to let | Summer 2031"),
        (
            "<title>A walk of eleven days along the ridge | The Welsh Hill Walkers</title>",
            "",
            "A walk of eleven days along the ridge",
        ),
        (
            '<meta property="og:title" content="You will not believe this">',
            "<h1>The shepherd who counted every hill in Wales</h1>",
            "The shepherd who counted every hill in Wales",
        ),
    ],
)
def test_the_title_is_what_its_author_wrote(head: str, body: str, title: str) -> None:
    assert page(head, body).title == title


def test_json_ld_names_author_and_dates() -> None:
    found = page(
        '<script type="application/ld+json">{"@graph": [{"@type": "Person"}, {"@type": "NewsArticle", "author": '
        '[{"name": "Jo Hill"}, {"name": "Al Dale"}], "datePublished": "2024-05-06", "inLanguage": "cy"}]}</script>'
    )
    assert (found.author, found.published, found.lang) == ("Jo Hill, Al Dale", "2024-05-06", "cy")


@pytest.mark.parametrize("source", ["{", "[" * 100_000, '"text"', '{"@graph": 3, "@type": null}'])
def test_broken_json_ld_does_no_harm(source: str) -> None:
    assert page(f'<script type="application/ld+json">{source}</script>').author == ""


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://[", ""])
def test_an_odd_canonical_address_is_not_believed(href: str) -> None:
    assert page(f'<link rel="canonical" href="{href}">').url == "https://hill.example/x"
