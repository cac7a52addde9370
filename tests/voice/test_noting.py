"""Each change is noted, whichever door it came in by, with who made it."""

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.audit import Door, Kind, Row, Search, acting
from voice.cli import main
from voice.lexicon import Lexeme
from voice.settings import Settings, user_name
from voice.studio import Studio

RULES = """[[disclaimer]]
id = "hot"
kind = "medical"
text = {en = "Hot drinks burn."}
"""


def noted(studio: Studio, kind: Kind) -> list[Row]:
    return list(reversed(studio.trail.rows(Search(kind=kind), most=99)))


def test_an_article_is_noted_when_it_comes_and_when_it_changes_and_not_when_it_does_not(
    client: FlaskClient, studio: Studio
) -> None:
    kept = studio.library.current("on-tea")
    studio.library.keep(kept.article, Source(b"", "tea.html"), slug="on-tea")
    with acting("Elena", Door.API):
        studio.desk.give_topics("on-tea", ["drinks"])
    came, changed = noted(studio, Kind.ARTICLE)
    assert (came.before, changed.before, changed.who, changed.door) == ("", came.after, "Elena", Door.API)
    assert changed.after.endswith("topics: drinks")


def test_a_version_that_is_refused_is_not_noted(client: FlaskClient, studio: Studio) -> None:
    with pytest.raises(Exception, match="had a disclaimer"):
        studio.library.keep(parse_article(b"<h1>On tea</h1><p>No more."), Source(b"", "tea.html"), slug="on-tea")
    assert len(noted(studio, Kind.ARTICLE)) == 1


def test_a_decision_is_noted_with_its_reason(client: FlaskClient, studio: Studio) -> None:
    (finding,) = studio.desk.findings("on-tea")
    studio.desk.reject("on-tea", finding.key, "Elena", "A quotation")
    (row,) = noted(studio, Kind.DISCLAIMER)
    assert (row.subject, row.after, row.reason, row.who) == (finding.key, "rejected", "A quotation", "Elena")
    assert [row.kind for row in studio.trail.rows(Search(article="on-tea"), most=2)] == [Kind.ARTICLE, Kind.DISCLAIMER]


def test_words_are_noted_from_what_to_what(studio: Studio) -> None:
    for alias in ("one", "two"):
        studio.lexicons.add([Lexeme.checked(["teas"], "en", alias=alias)], by="Elena")
    studio.lexicons.remove("teas", "en", by="Elena")
    rows = [(row.subject, row.before, row.after) for row in noted(studio, Kind.WORD)]
    assert rows == [("teas (en)", "", "one"), ("teas (en)", "one", "two"), ("teas (en)", "two", "")]


def test_rules_are_noted_once_whoever_reads_them(studio: Studio, settings: Settings) -> None:
    with acting("Elena", Door.ADMIN):
        studio.desk.rules_file.save(RULES)
    other = Studio(settings)
    for each in (studio, other):
        each.desk.rules_file.rules()
    studio.desk.rules_file.path.write_text(RULES.replace("burn", "warm"))
    for each in (studio, other):
        each.desk.rules_file.rules()
    studio.desk.rules_file.path.unlink()
    for each in (studio, other):
        each.desk.rules_file.rules()
    other.close()
    rows = noted(studio, Kind.RULES)
    assert [(row.who, row.door) for row in rows] == [("Elena", Door.ADMIN), *[("unknown", Door.FILE)] * 2]
    assert [row.after for row in rows] == [RULES, RULES.replace("burn", "warm"), ""]


def test_what_comes_in_by_a_command_is_noted_with_the_user(
    studio: Studio, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_DATA", str(settings.data))
    done = CliRunner().invoke(main, ["lexicon", "add", "teas", "--alias", "one"])
    assert done.exit_code == 0
    assert [(row.who, row.door) for row in noted(studio, Kind.WORD)] == [(user_name(), Door.CLI)]
