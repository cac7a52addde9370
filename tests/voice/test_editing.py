"""The editors' commands, as an editor types them."""

import json
from pathlib import Path

import pytest

from .typed import voice

TEA = """<html lang="en"><head><title>On tea</title><meta name="keywords" content="Tea, Herbs"></head><body><main>
<h1>On tea</h1><p>Tea warms the hands, and then the rest of us, whatever the weather is outside of the window.</p>
<h2>Steeping</h2><p>Three minutes are enough for most leaves, and five make most of them bitter.</p></main>
<footer><p>Nothing on this page is medical advice, and no tea is a cure for anything.</p></footer></body></html>"""
HERBS = """[[disclaimer]]
id = "herbs"
kind = "medical"
text = {de = "Kräuter sind keine Arznei."}
topics = ["herbs"]
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "tea.html").write_text(TEA)
    assert voice("add", "tea.html", "--slug", "tea", "--later").exit_code == 0
    return folder


def found() -> list[str]:
    return voice("disclaimers").stdout.splitlines()[-1].split("\t")[1:]


def test_what_was_found_is_listed_with_its_state_and_how_sure_it_is(folder: Path) -> None:
    slug, _key, kind, state, sure, words = found()
    assert (slug, kind, state, sure) == ("tea", "medical", "unreviewed", "80%")
    assert words.startswith("Nothing on this page")


def test_what_is_set_is_listed_with_where_it_is_heard(folder: Path) -> None:
    (folder / "data" / "disclaimers.toml").write_text(HERBS)
    assert voice("disclaimers").stdout.splitlines()[0] == "set\therbs\tmedical\tde\ttopic herbs"
    document = json.loads(voice("disclaimers", "--json").stdout)
    assert document["policy"] == {"alone": "short", "end": True, "claims": True}
    assert document["set"][0]["id"] == "herbs"
    assert document["found"]["tea"][0]["state"] == "unreviewed"


def test_a_review_goes_by_key_and_is_kept_with_who(folder: Path) -> None:
    key = found()[1]
    assert voice("disclaimers", "confirm", "tea", key, "--who", "Ida").exit_code == 0
    assert found()[3] == "confirmed"
    assert voice("disclaimers", "short", "tea", key, "No advice.").exit_code == 0
    assert json.loads(voice("show", "tea", "--json").stdout)["disclaimers"][0]["short"] == "No advice."
    rejected = voice("disclaimers", "reject", "tea", key, "--reason", "A joke", "--who", "Ben")
    assert rejected.stdout.startswith("Rejected.")
    shown = voice("disclaimers", "review", "tea", "--history").stdout
    assert "confirmed by Ida" in shown
    assert "rejected by Ben: A joke" in shown
    assert found()[3:5] == ["rejected", "-"]


def test_topics_are_offered_by_the_page_and_given_by_editors(folder: Path) -> None:
    (folder / "data" / "disclaimers.toml").write_text(HERBS)
    added = voice("add", "tea.html", "--slug", "tea", "--topic", "Herbs", "--later")
    assert "tea" in added.stdout.splitlines()[2]
    assert "tea is in en; herbs has no text in it" in added.stderr
    shown = json.loads(voice("show", "tea", "--json").stdout)
    assert (shown["topics"], shown["keywords"]) == (["herbs"], ["tea", "herbs"])
    assert [(each["state"], each["lang"]) for each in shown["disclaimers"]] == [("set", "de"), ("unreviewed", "en")]
    assert voice("topics", "tea", "--remove", "herbs", "--add", "leaves").stdout == "leaves\n"
    assert voice("topics", "tea").stdout == "leaves\n"


def test_the_file_is_checked_before_it_is_put_there(folder: Path) -> None:
    (folder / "new.toml").write_text(HERBS)
    assert "1 disclaimer." in voice("disclaimers", "check", "new.toml").stdout
    (folder / "new.toml").write_text(HERBS.replace("medical", "medicinal"))
    wrong = voice("disclaimers", "check", "new.toml")
    assert wrong.exit_code == 1
    assert "new.toml, disclaimer 1 (herbs)" in wrong.stderr
    (folder / "new.toml").write_bytes(b"\xff")
    assert "save it as UTF-8" in voice("disclaimers", "check", "new.toml").stderr
    assert voice("disclaimers", "check").exit_code == 0


def test_a_changed_wording_is_said_aloud(folder: Path) -> None:
    voice("disclaimers", "confirm", "tea", found()[1])
    (folder / "tea.html").write_text(TEA.replace("for anything", "for a cold"))
    assert "worded differently" in voice("add", "tea.html", "--slug", "tea", "--later").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["confirm", "tea", "000000000000"], "voice disclaimers review tea"),
        (["confirm", "coffee", "000000000000"], "coffee"),
        (["reject", "tea", "000000000000"], "--reason"),
        (["review", "coffee"], "coffee"),
        (["check", "none.toml"], "none.toml"),
    ],
)
def test_what_goes_wrong_is_said_with_what_to_do(folder: Path, words: list[str], message: str) -> None:
    result = voice("disclaimers", *words)
    assert result.exit_code in {1, 2}
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_is_wrong_keeps_every_article_from_being_added(folder: Path) -> None:
    (folder / "data" / "disclaimers.toml").write_text(HERBS.replace("medical", "medicinal"))
    refused = voice("add", "tea.html", "--slug", "other", "--later")
    assert refused.exit_code == 1
    assert "disclaimers.toml, disclaimer 1 (herbs)" in refused.stderr
    assert voice("list").stdout.count("\n") == 1
