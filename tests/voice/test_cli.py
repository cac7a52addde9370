"""The command line, as somebody types it."""

import json
from contextlib import closing
from pathlib import Path

import pytest
import soundfile

from voice.jobs import regeneration
from voice.ledger import Step
from voice.settings import Settings
from voice.studio import Studio

from .typed import TEXT, voice


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "tea.txt").write_text(TEXT)
    return folder


def test_an_article_is_added_listed_and_shown(folder: Path) -> None:
    added = voice("add", "tea.txt", "--slug", "tea")
    assert added.exit_code == 0, added.output
    assert "/a/tea" in added.stdout
    assert "1 disclaimer" in added.stdout
    assert voice("list").stdout.startswith("tea\ten")
    shown = json.loads(voice("show", "tea", "--json").stdout)
    assert shown["recordings"]["ready"] == shown["recordings"]["of"] > 0


def test_what_is_left_for_later_is_ordered(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea", "--later")
    studio = Studio(Settings.from_environment())
    assert studio.work_once()
    studio.close()


def test_a_new_version_without_its_disclaimer_is_refused_unless_meant(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea")
    (folder / "tea.txt").write_text(TEXT[: TEXT.index("Medical")])
    refused = voice("add", "tea.txt", "--slug", "tea")
    assert refused.exit_code == 1
    assert "--without-disclaimer" in refused.stderr
    assert json.loads(voice("show", "tea", "--json").stdout)["disclaimers"]
    assert voice("add", "tea.txt", "--slug", "tea", "--without-disclaimer").exit_code == 0


def test_without_a_terminal_progress_is_plain_lines(folder: Path) -> None:
    assert "Speaking: 5 of 5" in voice("add", "tea.txt").stderr


def test_the_same_article_twice_costs_nothing(folder: Path) -> None:
    voice("add", "tea.txt")
    again = voice("add", "tea.txt")
    assert "Nothing has changed" in again.stdout
    assert "0 of them new" in again.stdout


def test_one_changed_sentence_speaks_one_sentence(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea")
    before = set((folder / "data").rglob("*.flac"))
    (folder / "tea.txt").write_text(TEXT.replace("Five make it bitter", "Six make it very bitter"))
    voice("add", "tea.txt", "--slug", "tea")
    assert len(set((folder / "data").rglob("*.flac")) - before) == 1


def test_an_article_can_be_told_its_language(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea", "--lang", "en-GB", "--later")
    assert json.loads(voice("show", "tea", "--json").stdout)["lang"] == "en-GB"


def test_split_shows_the_notes_of_a_section_below_it(folder: Path) -> None:
    page = '<h1>Pain</h1><p>Take 4 g<sup><a href="#n">1</a></sup> a day.</p><p id="n"><sup>1</sup> In adults only.</p>'
    assert voice("split", "-", given=page).stdout.endswith("Take 4 g a day.\nNote 1: In adults only.\n")
    (section,) = json.loads(voice("split", "-", "--json", given=page).stdout)["sections"]
    assert section["notes"] == [{"label": "1", "text": "In adults only.", "lang": "en"}]


def test_split_keeps_nothing(folder: Path) -> None:
    document = json.loads(voice("split", "-", "--json", given=TEXT).stdout)
    assert document["title"] == "On tea"
    assert [set(section) for section in document["sections"]] == [
        {"id", "level", "heading", "text", "part", "parts", "notes"}
    ] * 2
    assert document["disclaimers"][0]["kind"] == "medical"
    assert not (folder / "data").exists()


@pytest.mark.parametrize(("output", "rate"), [("tea.mp3", 24_000), ("tea.wav", 24_000), ("tea.opus", 24_000)])
def test_speak_writes_a_file_in_the_format_of_its_name(folder: Path, output: str, rate: int) -> None:
    assert voice("speak", "tea.txt", "-o", output).exit_code == 0
    assert soundfile.info(output).samplerate == rate


def test_speak_follows_the_rate_and_the_section(folder: Path) -> None:
    voice("speak", "tea.txt", "-o", "whole.mp3")
    voice("speak", "tea.txt", "-o", "section.mp3", "--section", "2")
    voice("speak", "tea.txt", "-o", "fast.mp3", "--section", "2", "--rate", "2")
    lengths = [soundfile.info(name).duration for name in ("fast.mp3", "section.mp3", "whole.mp3")]
    assert lengths == sorted(lengths)


def test_a_file_that_stands_there_is_replaced_only_by_a_whole_one(folder: Path) -> None:
    (folder / "tea.mp3").write_bytes(b"mine")
    assert voice("speak", "tea.txt", "-o", "tea.mp3", "--voice", "nobody").exit_code == 1
    assert (folder / "tea.mp3").read_bytes() == b"mine"


def test_regenerate_makes_only_what_is_missing(folder: Path) -> None:
    voice("add", "tea.txt")
    next((folder / "data").rglob("*.mp3")).unlink()
    assert "1 of them new" in voice("regenerate", "--all").stdout


def test_what_was_begun_is_gone_on_with_and_told_of_as_a_whole(folder: Path) -> None:
    (folder / "milk.txt").write_text(TEXT.replace("Five", "Eight"))
    for name in ("tea", "milk"):
        voice("add", f"{name}.txt", "--slug", name)
    voice("lexicon", "add", "bitter", "--alias", "sharp")
    with closing(Studio(Settings.from_environment())) as studio:
        planned = regeneration.plan(studio, list(studio.publisher.outdated()))
        number = regeneration.start(studio, planned, "what has changed", "Ida")
        regeneration.step_all(studio)
        assert [studio.work_once() for _ in range(2)] == [True, True]
        regeneration.step_all(studio)
        assert regeneration.progress(studio, number).count(Step.DONE) == 1
    gone_on = voice("regenerate", "--changed")
    assert "is gone on with" in gone_on.stderr
    assert gone_on.stdout.split()[0] == voice("regenerate", "--all").stdout.split()[0]


def test_a_written_text_is_shown_as_it_would_be_spoken(folder: Path) -> None:
    assert voice("reading", "Take 5-10 mg.").stdout == "Take five to ten milligrams.\n"


def test_a_word_is_said_as_the_lexicon_says_and_only_its_recordings_are_new(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea")
    assert "1 word kept" in voice("lexicon", "add", "bitter", "--alias", "sharp").stdout
    assert voice("lexicon", "list").stdout.startswith("en\tbitter\tsharp\t")
    assert voice("reading", "Five make it bitter.").stdout == "Five make it sharp.\n"
    assert "2 of them new" in voice("regenerate", "--all").stdout
    assert voice("lexicon", "remove", "bitter").exit_code == 0
    assert "0 of them new" in voice("regenerate", "--all").stdout


def test_sounds_are_shown_and_an_article_has_its_own(folder: Path) -> None:
    voice("add", "tea.txt", "--slug", "tea", "--later")
    voice("lexicon", "add", "leaf", "leaves", "--ipa", "/liːf/", "--article", "tea")
    assert voice("reading", "A leaf.", "--article", "tea").stdout == "A leaf.\nleaf\t/liːf/\n"
    assert voice("reading", "A leaf.").stdout == "A leaf.\n"
    assert len(voice("lexicon", "list", "--article", "tea").stdout.splitlines()) == 2


def test_a_lexicon_goes_out_and_comes_in_again(folder: Path) -> None:
    voice("lexicon", "add", "MRI", "MRT", "--alias", "scan")
    assert "2 words" in voice("lexicon", "export", "-o", "words.pls").stdout
    voice("lexicon", "remove", "MRI")
    assert "1 word kept, of 2" in voice("lexicon", "import", "words.pls").stdout
    (folder / "words.pls").write_text(
        (folder / "words.pls").read_text().replace("<alias>", "<example>x</example><alias>")
    )
    assert "Line 6: <example> is not used" in voice("lexicon", "import", "words.pls").stderr
    assert "500" not in voice("lexicon", "export", "--shipped", "-o", "ours.pls").stderr
    assert "baclofen" in (folder / "ours.pls").read_text()


def test_a_text_is_said_into_a_file(folder: Path) -> None:
    assert "Wrote said.mp3" in voice("say", "Tea is hot.", "-o", "said.mp3").stdout
    assert soundfile.info("said.mp3").duration > 0.5


def test_a_text_is_played_where_there_is_a_player_and_else_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    written = voice("say", "Tea is hot.")
    assert "plays sound" in written.stderr
    assert Path(written.stdout.removeprefix("Wrote ").partition(":")[0]).stat().st_size > 1000
    player = folder / "aplay"
    player.write_text('#!/bin/sh\nfor last; do :; done\nexec /bin/cp "$last" played.wav\n')
    player.chmod(0o755)
    assert voice("say", "Tea is hot.").stdout == "Played 1 second.\n"
    assert soundfile.info("played.wav").duration > 0.5


def test_voices_are_listed_by_language(folder: Path) -> None:
    lines = voice("voices", "--lang", "pt-BR").stdout.splitlines()
    assert lines
    assert all(line.split("\t")[2].startswith("pt-BR") for line in lines)


def test_what_can_be_named_besides_is_told(folder: Path) -> None:
    assert "espeak:en-US+f3" in voice("voices").stderr


def test_voices_are_told_to_programs_with_the_order_in_which_they_are_chosen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "espeak")
    document = json.loads(voice("voices", "--lang", "en-GB", "--json").stdout)
    assert {"engine", "name", "lang", "gender", "sample_rate", "kind"} == set(document["voices"][0])
    assert [step["voice"] for step in document["chain"]][:2] == ["espeak:gmw/en", "hibari:heart"]
    assert "hibari" in voice("voices", "--lang", "en-GB").stderr


@pytest.mark.parametrize(
    "command", [["add", "tea.txt", "--lang", "fi", "--later"], ["speak", "thé.html", "-o", "x.wav"]]
)
def test_a_voice_that_stands_in_for_the_preferred_one_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (folder / "thé.html").write_text('<html lang="fi"><title>Tee</title><h1>Tee</h1><p>Tee lämmittää kädet.</p>')
    monkeypatch.setenv("VOICE_ENGINE", "hibari")
    told = voice(*command).stderr
    assert "Note: What is in 'fi' is spoken by espeak:" in told
    assert "hibari has no voice for the language 'fi'" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add", "none.html"], "no file"),
        (["add", "empty.html"], "nothing in it"),
        (["add", "picture.html"], "PNG"),
        (["add", "huge.html"], "20 MB"),
        (["add", "http://127.0.0.1/x"], "public"),
        (["add", "ftp://example.org/x"], "http"),
        (["add", "tea.txt", "--slug", "Not a slug!"], "slug"),
        (["show", "nothing"], "nothing"),
        (["regenerate", "nothing"], "nothing"),
        (["regenerate", "--all", "--rate", "2", "--as-set"], "not both"),
        (["speak", "nothing", "-o", "x.mp3"], "no file"),
        (["speak", "tea.txt", "-o", "x.mp3", "--rate", "9"], "0.5"),
        (["speak", "tea.txt", "-o", "x.mp3", "--section", "7"], "from 1 to 2"),
        (["speak", "tea.txt", "-o", "x.mp3", "--engine", "none"], "none"),
        (["speak", "tea.txt", "-o", "nowhere/x.mp3"], "no folder"),
        (["regenerate"], "--all"),
        (["voices", "--lang", "tlh"], "tlh"),
        (["add", "tea.txt", "--lang", "../en"], "language tag"),
        (["lexicon", "add", "tea"], "an alias, its sounds"),
        (["lexicon", "add", "tea", "--ipa", "t7"], "digit seven"),
        (["lexicon", "add", "tea", "--alias", "x", "--lang", "../en"], "language tag"),
        (["lexicon", "add", "tea", "--alias", "x", "--article", "nothing"], "nothing"),
        (["lexicon", "remove", "tea"], "no “tea”"),
        (["lexicon", "import", "tea.txt"], "Line 1"),
        (["lexicon", "import", "none.pls"], "none.pls"),
        (["lexicon", "export", "-o", "nowhere/x.pls"], "no folder"),
        (["cache", "copy", "voice/articles"], "Give s3://bucket, s3://bucket/prefix or files"),
        (["say", "..."], "nothing"),
        (["say", "tea", "-o", "nowhere/x.mp3"], "no folder"),
    ],
)
def test_what_goes_wrong_is_said_with_what_to_do(folder: Path, words: list[str], message: str) -> None:
    (folder / "empty.html").write_bytes(b"")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with (folder / "huge.html").open("wb") as huge:
        huge.truncate(50_000_000)
    result = voice(*words)
    assert result.exit_code in {1, 2}
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_language_nobody_speaks_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICE_ENGINE")
    result = voice("add", "tea.txt", "--lang", "tlh")
    assert result.exit_code == 1
    assert "tlh" in result.stderr
    assert voice("list").stdout == ""


def test_a_data_folder_that_cannot_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_DATA", "/proc/article-voice")
    result = voice("list")
    assert result.exit_code == 1
    assert "VOICE_DATA" in result.stderr


@pytest.mark.parametrize(("name", "value"), [("VOICE_RATE", "9"), ("VOICE_RATE", "fast"), ("VOICE_BOOTHS", "0")])
def test_a_setting_that_cannot_be_used_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert voice("list").exit_code == 1
