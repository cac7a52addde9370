"""The commands for accounts, tokens and the audit trail."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from voice.serving import add_samples
from voice.settings import Settings, user_name
from voice.studio import Studio

from .typed import voice


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICE_DATA", str(tmp_path))
    monkeypatch.setenv("VOICE_ENGINE", "silence")
    return tmp_path


def test_people_are_invited_given_roles_and_kept_out(data: Path) -> None:
    assert voice("accounts", "invite", "Bo", "--role", "admin").stdout.startswith("/admin/welcome/")
    assert voice("accounts", "invite", "Elena").exit_code == 0
    assert "already" in voice("accounts", "invite", "elena").output
    assert voice("accounts", "role", "elena", "viewer").exit_code == 0
    assert voice("accounts", "disable", "elena").exit_code == 0
    assert voice("accounts", "list").stdout == "Bo\tadmin\tinvited\nElena\tviewer\tdisabled\n"
    assert voice("accounts", "disable", "elena", "--undo").exit_code == 0
    assert voice("accounts", "reset", "elena").stdout.startswith("/admin/welcome/")
    refused = voice("accounts", "disable", "Bo")
    assert (refused.exit_code, "only admin" in refused.output) == (1, True)
    assert voice("accounts", "reset", "nobody").exit_code == 1


def test_tokens_are_made_listed_and_revoked(data: Path) -> None:
    made = voice("tokens", "make", "ours", "--scope", "listen", "--days", "0")
    assert made.stdout.startswith("avt_")
    assert voice("tokens", "list").stdout == f"ours\tlisten\t{user_name()}\tnever used\tdoes not expire\n"
    assert voice("tokens", "make", "all", "--scope", "everything").exit_code == 2
    assert voice("tokens", "revoke", "ours").exit_code == 0
    assert "revoked 20" in voice("tokens", "list").stdout
    assert voice("tokens", "revoke", "ours").exit_code == 1


def test_the_trail_is_listed_by_article_and_by_day(data: Path) -> None:
    voice("lexicon", "add", "teas", "--alias", "one")
    voice("tokens", "make", "ours", "--scope", "listen")
    lines = voice("audit").stdout.splitlines()
    assert [line.split("\t")[2:6] for line in lines] == [["cli", "token", "", "ours"], ["cli", "word", "", "teas (en)"]]
    (row,) = json.loads(voice("audit", "--kind", "word", "--json").stdout)
    assert (row["who"], row["after"], row["number"]) == (user_name(), "one", 1)
    assert voice("audit", "on-tea").stdout == voice("audit", "--until", "2020-01-01").stdout == ""
    assert voice("audit", "--since", "yesterday").exit_code == 2


def test_a_trail_that_was_tampered_with_is_found_out(data: Path) -> None:
    voice("lexicon", "add", "teas", "--alias", "one")
    last = voice("audit", "verify").stdout.strip()
    voice("lexicon", "add", "teas", "--alias", "two")
    assert voice("audit", "verify", "--known", last).exit_code == 0
    lost = voice("audit", "verify", "--known", "f" * 64)
    assert (lost.exit_code, "cut off" in lost.output) == (1, True)
    with closing(sqlite3.connect(data / "voice.db")) as connection:
        connection.execute("UPDATE audit SET after = 'three' WHERE number = 2")
        connection.commit()
    broken = voice("audit", "verify")
    assert (broken.exit_code, "from row 2 on" in broken.output) == (1, True)


def test_proof_is_told_in_words_and_as_json(data: Path) -> None:
    studio = Studio(Settings.from_environment())
    add_samples(studio)
    studio.close()
    told = voice("audit", "proof", "taking-ibuprofen-safely")
    assert "not made yet" in told.stdout
    assert "not all heard yet" in told.stdout
    proofs = json.loads(voice("audit", "proof", "taking-ibuprofen-safely", "--json").stdout)
    assert {proof["wording"] for proof in proofs} == {"full", "short"}
    assert voice("audit", "proof", "none").exit_code == 1
