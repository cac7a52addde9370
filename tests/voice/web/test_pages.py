"""The library and the page of an article, as a browser meets them."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from content import Article, Disclaimer, DisclaimerKind, Section, parse_article
from content.library import Source
from voice.app import create_app
from voice.studio import Studio

from .clips import clip_of


def test_the_library_leads_to_the_article(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/").text, "lxml")
    assert page.find("a", string="On tea")["href"] == "/a/on-tea"


def test_an_empty_library_says_how_to_add(app) -> None:
    assert "voice add" in app.test_client().get("/").text


def test_the_page_has_a_player_for_the_disclaimer_and_then_for_each_section(client: FlaskClient) -> None:
    players = BeautifulSoup(client.get("/a/on-tea").text, "lxml").find_all("audio")
    assert [player["aria-label"] for player in players] == [
        "Listen to the disclaimer",
        "Listen to the opening",
        "Listen to How long it should steep",
        "Listen to What to drink it from",
        "Listen to the disclaimer again",
    ]
    assert all(player.has_attr("controls") and player["preload"] == "none" for player in players)


def test_nothing_plays_by_itself(client: FlaskClient) -> None:
    assert "autoplay" not in client.get("/a/on-tea").text


def test_a_language_nobody_speaks_is_said_on_the_page_and_by_the_recording(client: FlaskClient, settings) -> None:
    klingon = Article("qapla", "Qapla", "tlh", None, (Section("opening", 1, "", "tlh", ()),))
    app = create_app(replace(settings, engine=""))
    app.extensions["studio"].library.keep(klingon, Source(b"Qapla", "test"))
    page = app.test_client().get("/a/qapla")
    assert page.status_code == 200
    assert "tlh" in BeautifulSoup(page.text, "lxml").find(role="alert").text
    assert app.test_client().get("/a/qapla/sections/opening.mp3").status_code == 503
    app.extensions["studio"].close()


def test_numbers_to_be_called_are_links_in_the_text_as_it_is_written(client: FlaskClient, studio: Studio) -> None:
    text = "In need? Call 988, or (303) 555-0134, or text HOME to 741741."
    crisis = Disclaimer("disclaimer_1", DisclaimerKind.CRISIS, text, "en")
    article = Article("need", "Need", "en", None, (Section("opening", 1, "", "en", ()),), (crisis,))
    studio.library.keep(article, Source(b"", "test"))
    page = BeautifulSoup(client.get("/a/need").text, "lxml")
    shown = page.find(id="disclaimer_1")
    assert (shown.h3.text, shown.p.text) == ("If you need help now", crisis.text)
    assert [link["href"] for link in shown.find_all("a")] == ["tel:988", "tel:3035550134", "sms:741741"]


def test_the_disclaimers_are_shown_again_at_the_end_unless_policy_says_otherwise(
    client: FlaskClient, studio: Studio, make_anew
) -> None:
    page = BeautifulSoup(client.get("/a/on-tea").text, "lxml")
    assert "substitute" in page.find(attrs={"aria-labelledby": "page_end"}).text
    assert clip_of(client, "/a/on-tea/end.mp3") == clip_of(client, "/a/on-tea/disclaimer.mp3")
    studio.desk.rules_file.save("[policy]\nend = false")
    make_anew("on-tea")
    assert "page_end" not in client.get("/a/on-tea").text
    assert client.get("/a/on-tea/end.mp3").status_code == 404


NOTED = """<html lang="en"><title>Pain</title><h1>Pain</h1><p>Some words stand before it all.</p><h2>Dose</h2>
<p>As <i lang="ar">مرحبا</i> says, take 4 g<sup><a href="#n">1</a></sup> a day.</p>
<table><tr><th>Drug<th>Dose<tr><th rowspan="2">Aspirin<td>75 mg<tr><td>300 mg</table>
<p id="n"><sup>1</sup> In adults only.</p>"""


def test_a_disclaimer_that_also_leads_to_help_has_links_too(client: FlaskClient, studio: Studio) -> None:
    text = "This does not replace a doctor's advice. If you are in crisis, call 988, or text HOME to 741741."
    medical = Disclaimer("disclaimer_1", DisclaimerKind.MEDICAL, text, "en")
    article = Article("mixed", "Mixed", "en", None, (Section("opening", 1, "", "en", ()),), (medical,))
    studio.library.keep(article, Source(b"", "test"))
    shown = BeautifulSoup(client.get("/a/mixed").text, "lxml").find(id="disclaimer_1")
    assert shown.find("p", attrs={"data-written": True}).text == text
    assert [link["href"] for link in shown.find_all("a")] == ["tel:988", "sms:741741"]


@pytest.fixture
def noted(client: FlaskClient, studio: Studio) -> BeautifulSoup:
    studio.library.keep(parse_article(NOTED), Source(NOTED.encode(), "pain.html"), slug="pain")
    return BeautifulSoup(client.get("/a/pain").text, "lxml")


def test_the_notes_of_a_section_wait_below_it_with_a_player_of_their_own(
    client: FlaskClient, noted: BeautifulSoup
) -> None:
    below = noted.select_one("#dose details.notes")
    assert not below.has_attr("open")
    assert below.summary.text == "Notes to this section"
    assert [note.text.split() for note in below.select("p[id]")] == [["1", "In", "adults", "only."]]
    assert client.get(clip_of(client, below.audio["src"]), buffered=True).mimetype == "audio/mpeg"
    assert client.get("/a/pain/sections/opening_notes.mp3").status_code == 404


def test_a_mark_leads_to_its_note(noted: BeautifulSoup) -> None:
    (mark,) = noted.select("#dose_1 a[role=doc-noteref]")
    assert (mark["aria-label"], mark.text) == ("Note 1", "1")
    assert noted.select_one(mark["href"]).name == "p"


def test_each_part_says_its_language_and_where_it_runs_to(noted: BeautifulSoup) -> None:
    word = noted.select_one("#dose_1 span[lang=ar]")
    assert (word.text, word["dir"]) == ("مرحبا", "rtl")
    assert all(part["dir"] == "ltr" for part in noted.select("[lang=en]:not(html)"))


ARABIC = """<html lang="ar"><title>النوم</title><meta name="author" content="ليلى"><h1>النوم</h1>
<p>النوم يريح الجسم كل ليلة.</p>
<h2>ساعات</h2><p>ثمان ساعات.</p><img src="x.png" alt="سرير في غرفة"><pre><code>sleep(8)</code></pre>
<table><tr><th>العمر<th>الساعات<tr><td>طفل<td>عشر</table>"""
ITS_LETTERS = re.compile("[\u0600-\u06ff]")


@pytest.mark.parametrize("site", ["en", "es", "de"])
def test_every_word_stands_in_its_language_whatever_the_site_speaks(
    client: FlaskClient, studio: Studio, site: str
) -> None:
    studio.library.keep(parse_article(ARABIC), Source(ARABIC.encode(), "sleep.html"), slug="sleep")
    for place in ("/", "/a/sleep"):
        page = BeautifulSoup(client.get(place, headers={"Accept-Language": site}).text, "lxml")
        for text in page.body.find_all(string=ITS_LETTERS.search):
            assert text.find_parent(lang=True)["lang"] == "ar", text
            assert text.find_parent(dir=True)["dir"] == "rtl", text
    assert {each["lang"] for each in page.select(".label span, .table:not([aria-label*=ا])")} == {site}
    assert page.find("pre")["dir"] == "ltr"
    assert page.find(string="ساعات").find_parent("h2")["dir"] == "rtl"


def test_a_cell_stands_under_its_header_where_another_reaches_down(noted: BeautifulSoup) -> None:
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in noted.select("#dose tr")]
    assert rows == [["Drug", "Dose"], ["Aspirin", "75 mg"], ["", "300 mg"]]


def test_what_was_cut_is_said_on_the_page_and_in_the_log(
    client: FlaskClient, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    article = parse_article("<p>Once upon a time there was a very long page.</p>" + "<i></i>" * 80_000)
    studio.library.keep(article, Source(b"x", "long.html"), slug="long")
    assert [notice.text for notice in BeautifulSoup(client.get("/a/long").text, "lxml").select(".notice")] == [
        *article.cuts
    ]
    assert article.cuts[0] in caplog.text


def test_a_list_within_a_list_stands_within_its_item(client: FlaskClient, studio: Studio) -> None:
    html = "<h1>Tea</h1><ul><li>Boil<ol><li>water<li>milk</ol><li>Wait</ul><ul><li>Drink</ul>"
    studio.library.keep(parse_article(html), Source(html.encode(), "tea.html"), slug="lists")
    page = BeautifulSoup(client.get("/a/lists").text, "lxml")
    outer, other = page.select("section div > ul")
    assert [item.select_one("ol") is not None for item in outer.find_all("li", recursive=False)] == [True, False]
    assert [item.text.split() for item in outer.ol.find_all("li")] == [["1", "water"], ["2", "milk"]]
    assert [item.text.strip() for item in other.find_all("li")] == ["Drink"]


@pytest.mark.parametrize("number", [str(10**20), "-1", "³", "x"])
def test_a_number_that_is_none_of_ours_leads_to_what_there_is(client: FlaskClient, number: str) -> None:
    assert client.get("/", query_string={"page": number}).status_code == 200
    assert client.get("/a/on-tea", query_string={"g": number}).status_code == 200


def test_numbers_are_written_as_the_pages_language_writes_them(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/a/on-tea", headers={"Accept-Language": "de"}).text, "lxml")
    speeds = {str(option["value"]): option.text for option in page.select("#player_speed option")}
    assert (speeds["1"], speeds["1.25"]) == ("1", "1,25")
    assert "1,5" in [option.text for option in page.select("#set_line option")]
