"""The pages of the audit trail and of proof."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from content import parse_article
from content.library import Source
from voice.audit import Change, Door, Kind, acting, note
from voice.errors import UnspokenLanguage
from voice.hearing import Hearing
from voice.lexicon import Lexeme
from voice.settings import Settings
from voice.studio import Studio

PAGE = b"Tea\n\nTea warms the hands.\n\nDisclaimer: This is not medical advice; ask your doctor."
SECTION = "how-long-it-should-steep"


def test_the_trail_is_filtered_and_paged(studio: Studio, viewer) -> None:
    with acting("Bo", Door.API), studio.trail.engine.begin() as connection:
        note(connection, *(Change(Kind.WORD, f"word {number}") for number in range(60)))
    first = BeautifulSoup(viewer.get("/admin/audit?who=Bo").text, "lxml")
    assert first.h1.find_next("h2").text == "60 changes, page 1 of 2"
    assert len(first.select(".changes > li")) == 50
    second = BeautifulSoup(viewer.get(first.select_one("a[rel=next]")["href"]).text, "lxml")
    assert second.select(".changes h3")[-1].text.endswith("Word: word 0")
    assert "There is no such change" in viewer.get("/admin/audit?until=2020-01-01").text


def test_a_search_that_makes_no_sense_is_answered_with_a_page(viewer) -> None:
    for query in ("since=yesterday", "page=x", "page=-4", "kind=nonsense", f"page={10**20}"):
        assert viewer.get(f"/admin/audit?{query}").status_code == 200


def test_what_somebody_wrote_is_shown_as_text(studio: Studio, viewer) -> None:
    page = b"<title>x</title><h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1><p>Not a substitute for medical advice."
    studio.library.keep(parse_article(page), Source(page, "x.html"), slug="bad")
    with studio.trail.engine.begin() as connection:
        note(connection, Change(Kind.WORD, "<img src=x>", "<b>", "y" * 300 + "<script>", "<i>", who="<script>"))
    for address in ("/admin/audit", "/admin/articles/bad/proof"):
        shown = BeautifulSoup(viewer.get(address).text, "lxml")
        assert not shown.select("script, main img, main b, main i")


def test_proof_says_which_wording_stands_in_which_clip(studio: Studio, viewer, client) -> None:
    client.get(f"/a/on-tea/sections/{SECTION}.mp3", buffered=True)
    clip = client.get(f"/a/on-tea/sections/{SECTION}.mp3").location.removeprefix("/c/").removesuffix(".mp3")
    (full, short) = viewer.get("/admin/articles/on-tea/proof.json").json
    assert (full["wording"], short["wording"]) == ("full", "short")
    assert full["text"].startswith("This article is not a substitute")
    assert {stand["clip"] for stand in full["clips"]} > {"disclaimers", "end", SECTION}
    (stand,) = [stand for stand in short["clips"] if stand["clip"] == SECTION]
    assert (stand["fingerprint"], stand["until"], stand["alone"], stand["begins"]) == (clip, "", True, False)
    assert stand["since"]
    assert stand["duration_ms"] == studio.recording(clip).duration_ms
    assert clip in viewer.get("/admin/articles/on-tea/proof").text


def test_proof_says_whether_it_was_heard_word_for_word(studio: Studio, viewer) -> None:
    assert "has not heard all of it yet" in viewer.get("/admin/articles/on-tea/proof").text
    kept = studio.desk.current("on-tea")
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    lines = [line for line in studio._book.lines(orders[0]) if line.utterance.source]
    for errors in (1, 0):
        for line in lines:
            heard = Hearing(line.request.digest, "a recogniser", line.request.text, "words", errors, 9)
            studio._hearings.note([heard])
        proof = studio.proofs.of("on-tea")[0]
        assert proof.heard is (not errors)
        assert proof.heard_at
    assert "Heard word for word" in viewer.get("/admin/articles/on-tea/proof").text


def test_earlier_generations_say_until_when_they_were_heard(studio: Studio, viewer, make_anew) -> None:
    studio.publisher.heard("on-tea")
    studio.desk.give_topics("on-tea", ["drinks"])
    make_anew("on-tea")
    proofs = viewer.get("/admin/articles/on-tea/proof.json").json
    now, before = proofs[0], proofs[-1]
    assert (now["clips"][0]["until"], before["clips"][0]["until"][:2]) == ("", "20")
    assert now["revision"] == studio.library.current("on-tea").revision != before["revision"]


def test_proof_outlives_its_engine_and_the_article_on_the_list(
    studio: Studio, viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.publisher.heard("on-tea")
    before = viewer.get("/admin/articles/on-tea/proof.json").json

    def gone(*_: object) -> None:
        raise UnspokenLanguage("Nothing speaks this here any more.")

    studio.desk.withdraw("on-tea", "Elena")
    monkeypatch.setattr("voice.promptbook.choose", gone)
    book = studio._book
    book._part.cache_clear()
    book._digest.cache_clear()
    now = viewer.get("/admin/articles/on-tea/proof.json").json
    assert [each["clips"] for each in now] == [each["clips"] for each in before] != []
    assert {each["heard"] for each in now} == {False}
    assert "On tea" in viewer.get("/admin/articles/on-tea/proof").text
    assert viewer.get("/admin/articles/on-tea/generations").status_code == 200


def test_proof_tells_of_clips_for_telephones(settings: Settings) -> None:
    studio = Studio(replace(settings, phone="on"))
    studio.library.keep(parse_article(PAGE), Source(PAGE, "tea.txt"), slug="tea")
    formats = {stand.format for proof in studio.proofs.of("tea") for stand in proof.clips}
    studio.close()
    assert formats == {"mp3", "phone"}


def test_what_is_not_made_yet_and_what_is_kept_no_more_are_told_apart(studio: Studio, viewer, make_anew) -> None:
    studio.publisher.heard("on-tea")
    studio.lexicons.add([Lexeme.checked(["steep"], "en", alias="draw")])
    make_anew("on-tea")
    studio.publisher.generations.roll_back("on-tea", "Ida")
    told = [cell.text for cell in BeautifulSoup(viewer.get("/admin/articles/on-tea/proof").text, "lxml")("td")]
    assert told.index("never made, or kept no more") > told.index("not made yet")


def test_there_is_no_proof_for_what_is_not_there(app: Flask, viewer) -> None:
    answer = viewer.get("/admin/articles/on-tee/proof")
    assert answer.status_code == 404
    assert "Did you mean on-tea?" in answer.text
