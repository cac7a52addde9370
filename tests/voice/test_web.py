"""The pages and the recordings, as a browser meets them."""

import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from content import Article, Disclaimer, DisclaimerKind, Section, parse_article
from content.library import Source
from voice.app import create_app
from voice.studio import Studio

SECTION = "/a/on-tea/sections/how-long-it-should-steep.mp3"
AFTER = "/a/on-tea/after-disclaimer/how-long-it-should-steep.mp3"


def clip_of(client: FlaskClient, address: str = SECTION) -> str:
    """Where its recording is; what is not made yet is played to its end first."""
    client.get(address, buffered=True)
    return client.get(address).location


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


def test_a_sections_address_leads_to_its_recording_and_is_not_kept_by_caches(client: FlaskClient) -> None:
    clip_of(client)
    answer = client.get(SECTION)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert client.get(answer.location, buffered=True).mimetype == "audio/mpeg"


def test_a_clip_may_be_kept_for_ever(client: FlaskClient) -> None:
    address = clip_of(client)
    with client.get(address, buffered=True) as answer:
        assert answer.headers["ETag"].strip('"') in address
        assert {"public", "immutable", "max-age=31536000"} == set(answer.headers["Cache-Control"].split(", "))


def test_the_marks_of_a_clip_point_at_the_written_words_in_order(client: FlaskClient, studio: Studio) -> None:
    answer = client.get(clip_of(client).replace(".mp3", ".marks.json"))
    assert {"public", "immutable", "max-age=31536000"} == set(answer.headers["Cache-Control"].split(", "))
    section = studio.library.current("on-tea").article.section("how-long-it-should-steep")
    texts = {block.id: block.text for block in section.blocks}
    words = [mark for mark in answer.json if mark["kind"] == "word" and mark["block"] in texts]
    said = [texts[word["block"]][word["start"] : word["start"] + word["length"]] for word in words]
    assert " ".join(said).startswith("Three minutes are enough for most leaves Five make it bitter Green tea 2 minutes")
    starts = [mark["start_ms"] for mark in answer.json]
    assert starts == sorted(starts)
    assert all(word["start_ms"] < word["end_ms"] and word["exact"] for word in words)


def test_marks_that_are_known_are_not_sent_again(client: FlaskClient) -> None:
    address = clip_of(client).replace(".mp3", ".marks.json")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_the_marks_of_a_bare_section_are_for_those_who_heard_the_disclaimer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = AFTER.replace(".mp3", ".marks.json")
    assert client.get(address).status_code == 403
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    client.post("/a/on-tea/heard")
    answer = client.get(address)
    assert {"private", "no-cache"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.json[0]["start_ms"] == 0
    bare = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    assert client.get(f"/c/{bare}.marks.json").status_code == 404


def test_a_clip_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    address = clip_of(client)
    etag = client.get(address, buffered=True).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}, buffered=True).status_code == 304


def test_a_part_of_a_clip_can_be_asked_for(client: FlaskClient) -> None:
    address = clip_of(client)
    whole = client.get(address, buffered=True).data
    part = client.get(address, headers={"Range": "bytes=100-199"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"


def test_a_part_beyond_the_end_is_refused(client: FlaskClient) -> None:
    assert client.get(clip_of(client), headers={"Range": "bytes=99999999-"}, buffered=True).status_code == 416


def test_the_head_of_a_clip_tells_its_size(client: FlaskClient) -> None:
    address = clip_of(client)
    head = client.head(address, buffered=True)
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(client.get(address, buffered=True).data)


@pytest.mark.parametrize(
    "address",
    ["/c/" + "0" * 64 + ".mp3",
     "/c/" + "0" * 64 + ".marks.json",
     "/c/" + "0" * 64 + ".flac", "/c/../voice.db", "/c/%2e%2e%2fsecret.mp3", "/a/no-tea",
     "/a/on-tea/sections/none.mp3", "/nowhere"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_takes_are_not_for_the_public(client: FlaskClient, studio: Studio) -> None:
    clip_of(client)
    take = next(studio._shelf._root.rglob("*.flac"))
    assert client.get(f"/c/{take.stem}.flac").status_code == 404


def test_without_having_heard_the_disclaimer_no_section_goes_out_bare(client: FlaskClient) -> None:
    assert client.get(AFTER).status_code == 403


def test_a_page_that_claims_too_early_to_have_played_it_is_not_believed(client: FlaskClient) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    assert client.post("/a/on-tea/heard").status_code == 409
    assert client.get(AFTER).status_code == 403


def test_a_page_that_never_asked_for_it_is_not_believed(client: FlaskClient) -> None:
    assert client.post("/a/on-tea/heard").status_code == 409


def test_once_heard_the_sections_play_without_it(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    assert client.post("/a/on-tea/heard").status_code == 204
    client.get(AFTER, buffered=True)
    answer = client.get(AFTER, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert {"private", "no-cache"} <= set(answer.headers["Cache-Control"].split(", "))
    players = BeautifulSoup(client.get("/a/on-tea").text, "lxml").find_all("audio")
    assert players[2]["src"] == AFTER


def test_what_a_session_gets_after_the_disclaimer_has_no_public_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    client.post("/a/on-tea/heard")
    client.get(AFTER, buffered=True)
    fingerprint = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    for suffix in ("mp3", "bare.mp3"):
        assert client.get(f"/c/{fingerprint}.{suffix}").status_code == 404


def test_asking_for_the_head_of_the_disclaimer_is_not_being_given_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.head("/a/on-tea/disclaimer.mp3")
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    assert client.post("/a/on-tea/heard").status_code == 409


def test_an_altered_recording_is_never_served(client: FlaskClient, studio: Studio) -> None:
    address = clip_of(client)
    fingerprint, suffix = address.removeprefix("/c/").split(".")
    place = studio._shelf.path(fingerprint, suffix)
    place.write_bytes(bytes(place.stat().st_size))
    assert client.get(address).status_code == 404
    assert client.get(clip_of(client), buffered=True).status_code == 200


def test_an_altered_recording_after_the_disclaimer_is_made_again(
    client: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    client.post("/a/on-tea/heard")
    client.get(AFTER, buffered=True)
    whole = client.get(AFTER, buffered=True).data
    fingerprint = client.get(AFTER, buffered=True).headers["ETag"].strip('"')
    studio._shelf.path(fingerprint, "bare.mp3").write_bytes(bytes(len(whole)))
    client.get(AFTER, buffered=True)
    assert client.get(AFTER, buffered=True).data == whole


def test_a_broken_recording_is_made_again(client: FlaskClient, studio: Studio) -> None:
    address = clip_of(client)
    fingerprint, suffix = address.removeprefix("/c/").split(".")
    studio._shelf.path(fingerprint, suffix).write_bytes(b"torn")
    assert client.get(clip_of(client), buffered=True).status_code == 200


def test_a_method_that_is_not_allowed_says_which_are(client: FlaskClient) -> None:
    assert "GET" in client.post("/a/on-tea").headers["Allow"]


def test_programs_get_problem_documents(client: FlaskClient) -> None:
    answer = client.get("/a/no-tea", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404
    assert "no-tea" in answer.json["detail"]


def test_a_language_nobody_speaks_is_said_on_the_page_and_by_the_recording(client: FlaskClient, settings) -> None:
    klingon = Article("qapla", "Qapla", "tlh", None, (Section("opening", 1, "", "tlh", ()),))
    app = create_app(replace(settings, engine=""))
    app.extensions["studio"].library.keep(klingon, Source(b"Qapla", "test"))
    page = app.test_client().get("/a/qapla")
    assert page.status_code == 200
    assert "tlh" in BeautifulSoup(page.text, "lxml").find(role="alert").text
    assert app.test_client().get("/a/qapla/sections/opening.mp3").status_code == 503
    app.extensions["studio"].close()


def test_every_answer_is_secured(client: FlaskClient) -> None:
    for address in ("/", "/a/on-tea", "/a/no-tea"):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_numbers_to_be_called_are_links_in_the_text_as_it_is_written(client: FlaskClient, studio: Studio) -> None:
    crisis = Disclaimer("disclaimer_1", DisclaimerKind.CRISIS, "In need? Call 988, or (303) 555-0134.", "en")
    article = Article("need", "Need", "en", None, (Section("opening", 1, "", "en", ()),), (crisis,))
    studio.library.keep(article, Source(b"", "test"))
    page = BeautifulSoup(client.get("/a/need").text, "lxml")
    shown = page.find(id="disclaimer_1")
    assert (shown.h3.text, shown.p.text) == ("If you need help now", crisis.text)
    assert [link["href"] for link in shown.find_all("a")] == ["tel:988", "tel:3035550134"]


def test_the_disclaimers_are_shown_again_at_the_end_unless_policy_says_otherwise(
    client: FlaskClient, studio: Studio
) -> None:
    page = BeautifulSoup(client.get("/a/on-tea").text, "lxml")
    assert "substitute" in page.find(attrs={"aria-labelledby": "page_end"}).text
    assert clip_of(client, "/a/on-tea/end.mp3") == clip_of(client, "/a/on-tea/disclaimer.mp3")
    studio.desk.rules_file.save("[policy]\nend = false")
    assert "page_end" not in client.get("/a/on-tea").text
    assert client.get("/a/on-tea/end.mp3").status_code == 404


def test_what_editors_set_is_heard_from_then_on_without_a_restart(client: FlaskClient, studio: Studio) -> None:
    before = clip_of(client)
    studio.desk.rules_file.save(HOT)
    assert clip_of(client) != before
    assert "Hot drinks burn." in client.get("/a/on-tea").text


def test_while_the_editors_file_cannot_be_read_nothing_goes_out(client: FlaskClient, studio: Studio) -> None:
    studio.desk.rules_file.path.write_text(HOT.replace("medical", "medicall"))
    for address in ("/a/on-tea", SECTION, "/a/on-tea/disclaimer.mp3"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "disclaimer 1 (hot)" in answer.json["detail"]


def test_hearing_the_short_form_is_not_hearing_the_disclaimer(
    client: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = studio.desk.current("on-tea")
    studio.wait(studio.orders(kept.article, kept.revision, studio.delivery())[0])
    clip_of(client)
    now = time.time()
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 60)
    assert client.post("/a/on-tea/heard").status_code == 409
    client.get(SECTION.replace("sections", "first"))
    monkeypatch.setattr("voice.web.heard.time.time", lambda: now + 120)
    assert client.post("/a/on-tea/heard").status_code == 204


HOT = """[[disclaimer]]
id = "hot"
kind = "medical"
text = {en = "Hot drinks burn."}
"""


NOTED = """<html lang="en"><title>Pain</title><h1>Pain</h1><p>Some words stand before it all.</p><h2>Dose</h2>
<p>As <i lang="ar">مرحبا</i> says, take 4 g<sup><a href="#n">1</a></sup> a day.</p>
<table><tr><th>Drug<th>Dose<tr><th rowspan="2">Aspirin<td>75 mg<tr><td>300 mg</table>
<p id="n"><sup>1</sup> In adults only.</p>"""


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
