"""An editor arranges an article, has words said otherwise, decides on disclaimers, and mends what failed."""

import io
from dataclasses import replace

import msgspec
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from voice.audit import Search
from voice.orders import ClipOrder
from voice.studio import Studio
from voice.web.admin.figures import MOST_SHOWN

TEA = "/admin/articles/on-tea"
STEEP, CUP = "how-long-it-should-steep", "what-to-drink-it-from"
SENTENCE = {"text": "A cup that you like is the best one.", "lang": "en", "word": "cup", "scope": "article"}
RULE = {"kind": "legal", "text": "We know little of tea.", "where": "all", "lang": "en"}


def main_of(answer: TestResponse) -> Tag:
    assert answer.status_code < 400 or answer.status_code == 422, answer.text
    return BeautifulSoup(answer.text, "lxml").main


def told(editor: FlaskClient, address: str, fields: dict[str, str] | None = None) -> str:
    """What the next page tells after a form is sent."""
    answer = editor.post_form(address, fields or {})
    assert answer.status_code == 303, answer.text
    return main_of(editor.get(answer.location)).find(role="status").text


def sections(studio: Studio) -> list[str]:
    return [section.heading or section.id for section in studio.desk.current("on-tea").article.sections]


def key(studio: Studio) -> str:
    return studio.desk.findings("on-tea")[0].key


def test_a_section_is_moved_renamed_and_silenced_by_buttons(editor: FlaskClient, studio: Studio) -> None:
    assert "now section 2 of 3" in told(editor, f"{TEA}/sections/{CUP}/move", {"to": "up"})
    assert "called “Cups”" in told(editor, f"{TEA}/sections/{CUP}/rename", {"name": "Cups"})
    assert "silent now" in told(editor, f"{TEA}/sections/{STEEP}/silence", {"silent": "yes"})
    assert sections(studio) == ["opening", "Cups"]
    names = [heading.text for heading in main_of(editor.get(TEA)).find("ol").find_all("h3")]
    assert names == ["Opening", "Cups", "How long it should steep (silent)"]
    told(editor, f"{TEA}/sections/{STEEP}/silence", {"silent": "no"})
    assert sections(studio) == ["opening", "Cups", "How long it should steep"]


def test_the_last_section_that_is_heard_is_not_silenced_and_the_page_says_why(editor: FlaskClient) -> None:
    for section in ("opening", STEEP):
        told(editor, f"{TEA}/sections/{section}/silence", {"silent": "yes"})
    assert "the last section that is heard" in told(editor, f"{TEA}/sections/{CUP}/silence", {"silent": "yes"})


def test_topics_are_kept_and_an_article_goes_off_the_list_and_comes_back(editor: FlaskClient, studio: Studio) -> None:
    assert "kept" in told(editor, f"{TEA}/topics", {"topics": "Drinks, Leaves"})
    assert studio.library.current("on-tea").article.topics == ("drinks", "leaves")
    told(editor, f"{TEA}/withdraw")
    assert (editor.get("/a/on-tea").status_code, studio.library.list()) == (404, ())
    assert "on the list again" in told(editor, f"{TEA}/back")
    assert editor.get("/a/on-tea").status_code == 200


def test_what_is_left_out_of_a_kept_articles_page_is_told(editor: FlaskClient) -> None:
    assert "A menu, or another way around the site: Home" in main_of(editor.get(f"{TEA}/left-out")).text


def test_a_word_is_tried_heard_and_kept_in_place(editor: FlaskClient, studio: Studio) -> None:
    assert main_of(editor.get(f"{TEA}/sections/{CUP}")).find("a", string=SENTENCE["text"])
    tried = main_of(editor.post_form(f"{TEA}/sections/{CUP}/say", {**SENTENCE, "alias": "mug", "do": "try"}))
    assert "A mug that you like" in tried.text
    assert "speaks 1 take anew, in 1 article" in tried.text
    with editor.get(tried.find_all("audio")[1]["src"], buffered=True) as sound:
        assert sound.mimetype == "audio/mpeg"
    assert studio.lexicons.entries("on-tea") == ()
    said = told(editor, f"{TEA}/sections/{CUP}/say", {**SENTENCE, "alias": "mug", "do": "keep"})
    assert said == "“cup” is said so in this article from now on."
    [entry] = studio.lexicons.entries("on-tea")
    assert (entry.lexeme.alias, entry.changed_by) == ("mug", "Some editor")


def test_a_sound_that_nobody_knows_is_refused_by_name(editor: FlaskClient) -> None:
    answer = editor.post_form(f"{TEA}/sections/{CUP}/say", {**SENTENCE, "ipa": "k@p", "do": "keep"})
    assert answer.status_code == 422
    assert "@" in main_of(answer).find(role="alert").text


def test_a_finding_is_confirmed_shortened_and_rejected(editor: FlaskClient, studio: Studio) -> None:
    found = f"{TEA}/disclaimers/{key(studio)}"
    assert "On tea" in main_of(editor.get("/admin/disclaimers")).text
    assert told(editor, f"{found}/confirm", {"from": "review"}) == "Confirmed."
    assert "There is none." in main_of(editor.get("/admin/disclaimers")).text
    told(editor, f"{found}/shorten", {"short": "No advice."})
    assert studio.desk.current("on-tea").article.disclaimers[0].short == "No advice."
    assert "Say why" in told(editor, f"{found}/reject")
    told(editor, f"{found}/reject", {"reason": "A quotation."})
    assert studio.desk.current("on-tea").article.disclaimers == ()
    assert "Rejected by Some editor" in main_of(editor.get(f"{TEA}/disclaimers")).text


def test_a_rule_is_seen_and_heard_before_it_is_saved(editor: FlaskClient, studio: Studio) -> None:
    answer = editor.post_form("/admin/rules/add", RULE)
    page = main_of(editor.get(answer.location))
    assert "It gains: “We know little of tea.”" in page.text
    assert page.find("audio")
    for player in page.find_all("audio"):
        with editor.get(player["src"], buffered=True) as sound:
            assert sound.mimetype == "audio/mpeg"
    assert studio.desk.rules_file.text() == ""
    edition = page.find("input", {"name": "edition"})["value"]
    told(editor, f"{answer.location}/save", {"edition": edition})
    assert studio.desk.current("on-tea").article.disclaimers[1].text == "We know little of tea."


def test_a_mistake_in_the_rules_is_told_and_the_text_stays(editor: FlaskClient, studio: Studio) -> None:
    edition = main_of(editor.get("/admin/rules")).find("input", {"name": "edition"})["value"]
    wrong = '[[disclaimer]]\nid = "a"\nkind = "medicine"\ntext = {en = "x"}'
    answer = editor.post_form("/admin/rules/check", {"text": wrong, "edition": edition})
    assert answer.status_code == 422
    assert "disclaimer 1 (a)" in main_of(answer).find(role="alert").text
    assert main_of(answer).find(id="text").text.strip() == wrong
    assert not studio.desk.rules_file.path.exists()


def test_rules_that_somebody_else_has_changed_are_not_overwritten(editor: FlaskClient, studio: Studio) -> None:
    address = editor.post_form("/admin/rules/add", RULE).location
    edition = main_of(editor.get(address)).find("input", {"name": "edition"})["value"]
    studio.desk.rules_file.save("[policy]\nend = false\n")
    assert editor.post_form(f"{address}/save", {"edition": edition}).status_code == 409
    assert studio.desk.rules_file.text() == "[policy]\nend = false\n"


def test_a_draft_of_an_article_is_not_saved_as_the_rules(editor: FlaskClient, studio: Studio) -> None:
    studio.desk.rules_file.save("[policy]\nend = false\n")
    edition = main_of(editor.get("/admin/rules")).find("input", {"name": "edition"})["value"]
    draft = editor.post_form("/admin/articles/add", {"text": "Rain is water that comes down by itself."}).location
    address = draft.replace("/drafts/", "/rules/")
    assert editor.get(address).status_code == 404
    assert editor.post_form(f"{address}/save", {"edition": edition}).status_code == 404
    assert studio.desk.rules_file.text() == "[policy]\nend = false\n"


def test_a_form_without_topics_says_so_and_keeps_what_was_filled_in(editor: FlaskClient) -> None:
    answer = editor.post_form("/admin/rules/add", {**RULE, "where": "topic"})
    assert answer.status_code == 422
    assert "Say which topics" in main_of(answer).find(role="alert").text
    assert main_of(answer).find(id="words").text.strip() == RULE["text"]


def test_words_are_added_found_taken_out_and_carried_by_files(editor: FlaskClient, studio: Studio) -> None:
    told(editor, "/admin/lexicon", {"word": "oolong", "lang": "en", "alias": "ooh long"})
    assert "oolong" in main_of(editor.get("/admin/lexicon?q=ool")).tbody.text
    exported = editor.get("/admin/lexicon/export.pls?lang=en")
    assert editor.get("/admin/lexicon/export.pls?lang=%00").status_code == 422
    told(editor, "/admin/lexicon/remove", {"word": "oolong", "lang": "en"})
    assert studio.lexicons.entries() == ()
    file = (io.BytesIO(exported.data), "words.pls")
    answer = editor.post_form("/admin/lexicon/import", {"file": file}, content_type="multipart/form-data")
    assert "1 word kept, of 1." in main_of(answer).text
    assert "baclofen" in main_of(editor.get("/admin/lexicon?shipped=yes&q=baclofen")).tbody.text


def test_voices_are_told_with_their_reasons_and_can_be_heard(editor: FlaskClient) -> None:
    page = main_of(editor.get("/admin/voices"))
    assert "en: silence" in page.text
    assert "It is preferred" in page.text
    assert page.find("a", string="espeak")
    listed = main_of(editor.get("/admin/voices/espeak"))
    german = next(row for row in listed.tbody.find_all("tr") if row.td.text == "de")
    with editor.get(german.a["href"], buffered=True) as sound:
        assert sound.mimetype == "audio/mpeg"


def test_what_failed_is_listed_with_its_place_and_made_when_tried_again(editor: FlaskClient, studio: Studio) -> None:
    order = ClipOrder(
        "on-tea", studio.publisher.heard("on-tea").revision, STEEP, alone=True, delivery=studio.delivery()
    )
    digest = studio.digest(order)
    studio._leases.claim([digest])
    studio.want([order], urgent=False)
    studio._leases.fail(digest, "The voice was hoarse.")
    page = main_of(editor.get("/admin/errors"))
    assert "The voice was hoarse." in page.text
    assert page.find("a", string="How long it should steep")
    assert "1 asked for once more" in told(editor, f"/admin/errors/{digest}/again")
    assert studio.wait(order).duration_ms
    assert "every recording" in main_of(editor.get("/admin/errors")).text
    rows = [row.find_all(["th", "td"]) for row in main_of(editor.get("/admin/cache")).tbody.find_all("tr")]
    assert [count.text for name, form, _, count, *_ in rows if (name.text, form.text) == ("Clips", "mp3")] == ["1"]


def test_an_engine_that_was_started_again_is_shown_with_how_often_and_why(editor: FlaskClient, studio: Studio) -> None:
    for why in ("It crashed.", "It was still speaking after 20 seconds."):
        studio.restarts.note("hibari", why)
    page = main_of(editor.get("/admin/errors"))
    shown = page.find("h3", string="hibari").find_parent("li").text
    assert "2 times" in shown
    assert "still speaking" in shown


def test_what_nobody_wants_any_more_hides_nothing_that_failed(editor: FlaskClient, studio: Studio) -> None:
    order = ClipOrder(
        "on-tea", studio.publisher.heard("on-tea").revision, STEEP, alone=True, delivery=studio.delivery()
    )
    gone = {f"{number:064}": replace(order, slug="gone") for number in range(MOST_SHOWN)}
    for digest, each in [(studio.digest(order), order), *gone.items()]:
        studio._leases.claim([digest])
        studio._leases.want({digest: msgspec.json.encode(each).decode()}, urgent=False)
        studio._leases.fail(digest, "The voice was hoarse.")
    assert len(main_of(editor.get("/admin/errors")).find_all("a", string="How long it should steep")) == 1


def test_the_trail_says_who_arranged_an_article_and_took_it_off_the_list(editor: FlaskClient, studio: Studio) -> None:
    told(editor, f"{TEA}/sections/{STEEP}/silence", {"silent": "yes"})
    told(editor, f"{TEA}/withdraw")
    noted = {(row.who, row.after) for row in studio.trail.rows(Search(article="on-tea"), most=9)}
    assert {("Some editor", f"silent: {STEEP}"), ("Some editor", "off the list")} <= noted


def test_who_may_only_see_is_shown_no_form_but_those_to_find_and_to_sign_out(viewer: FlaskClient) -> None:
    for path in ("articles", "articles/on-tea", "articles/on-tea/disclaimers", "disclaimers", "lexicon", "errors"):
        forms = main_of(viewer.get(f"/admin/{path}")).find_all("form", method="post")
        assert forms == [], path
    assert viewer.post_form(f"{TEA}/withdraw").status_code == 403


def prompts(editor: FlaskClient, address: str = "/admin/telephone") -> dict[str, str]:
    """The form of what callers are told, as it is filled in."""
    return filled(main_of(editor.get(address)))


def filled(main: Tag) -> dict[str, str]:
    told = {area["name"]: area.text.removeprefix("\n") for area in main.form.find_all("textarea")}
    return told | {each["name"]: each["value"] for each in main.form.find_all("input") if each["name"] != "csrf"}


def test_what_callers_are_told_is_worded_otherwise_and_noted(editor: FlaskClient, studio: Studio) -> None:
    form = prompts(editor)
    assert "saved" in told(editor, "/admin/telephone/en", form | {"says_greeting": "Good day.\nIt is {n}."})
    assert studio.prompts_file.wordings()["en"]["greeting"] == "Good day. It is {n}."
    assert "Ours is: Welcome" in main_of(editor.get("/admin/telephone")).text
    [noted] = [row for row in studio.trail.rows(Search(), most=10) if row.subject == "phone.toml"]
    assert 'greeting = "Good day. It is {n}."' in noted.after
    told(editor, "/admin/telephone/en", prompts(editor) | {"says_greeting": ""})
    assert studio.prompts_file.wordings()["en"]["greeting"].startswith("Welcome.")
    assert prompts(editor, "/admin/telephone?lang=de")["says_goodbye"].startswith("Danke")


def test_prompts_that_somebody_else_has_changed_are_not_overwritten(editor: FlaskClient) -> None:
    form = prompts(editor)
    told(editor, "/admin/telephone/en", form | {"says_greeting": "Good day."})
    answer = editor.post_form("/admin/telephone/en", form | {"says_greeting": "Good night."})
    assert answer.status_code == 409
    assert "Good night." in answer.text
    assert "Theirs is: Good day." in BeautifulSoup(answer.text, "lxml").main.text
    assert editor.post_form("/admin/telephone/xx", form).status_code == 404


@pytest.mark.parametrize("first", [{"says_main": "Go."}, {"says_main": "Go.", "says_code": "..."}], ids=["409", "422"])
def test_who_saves_again_after_somebody_else_has_changed_prompts_takes_none_of_theirs_back(
    editor: FlaskClient, studio: Studio, first: dict[str, str]
) -> None:
    form = prompts(editor)
    told(editor, "/admin/telephone/en", form | {"says_greeting": "Good day.", "says_goodbye": "Bye."})
    again = editor.post_form("/admin/telephone/en", form | first)
    assert again.status_code in {409, 422}
    told(editor, "/admin/telephone/en", filled(BeautifulSoup(again.text, "lxml").main) | {"says_code": "Key it in."})
    said = studio.prompts_file.wordings()["en"]
    assert [said[name] for name in ("greeting", "goodbye", "main", "code")] == [
        "Good day.",
        "Bye.",
        "Go.",
        "Key it in.",
    ]


def test_words_for_an_articles_end_can_be_added_where_there_are_none(editor: FlaskClient, studio: Studio) -> None:
    (studio.settings.data / "phone.toml").write_text('[en]\nended = ""')
    form = prompts(editor)
    assert form["says_ended"] == ""
    told(editor, "/admin/telephone/en", form | {"says_ended": "That was all."})
    assert studio.prompts_file.wordings()["en"]["ended"] == "That was all."


def test_a_file_of_prompts_that_cannot_be_used_is_told_and_kept(editor: FlaskClient, studio: Studio) -> None:
    place = studio.settings.data / "phone.toml"
    place.write_text("[en")
    assert "can’t be used" in main_of(editor.get("/admin/telephone")).text
    assert editor.post_form("/admin/telephone/en", {"says_greeting": "Good day."}).status_code == 422
    assert place.read_text() == "[en"
