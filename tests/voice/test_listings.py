"""A feed on the command line, as somebody adds it."""

import json
from pathlib import Path

import pytest

from .typed import voice

TEXT = "<p>Warm the pot first, for a cold one takes the heat out of the tea.</p>"
DISCLAIMER = "<p>This article is not a substitute for professional medical advice.</p>"
INSIDE = "<link>http://127.0.0.1/tea</link>"  # no address that is ever asked


def entry(title: str, day: int, text: str = "", link: str = "") -> str:
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    return f"<item><guid>{title}</guid><title>{title}</title>{link}<pubDate>{day} Jan 2024</pubDate>{content}</item>"


def write(*entries: str, to: str = "feed.xml") -> None:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    Path(to).write_text(f"<rss version='2.0' {space}><channel><title>Tea</title>{''.join(entries)}</channel></rss>")


def test_the_newest_entries_of_a_feed_are_added_and_the_same_feed_again_costs_nothing(folder: Path) -> None:
    write(*(entry(f"Pot {day}", day, TEXT + DISCLAIMER) for day in range(1, 4)))
    added = voice("add", "feed.xml", "--newest", "2")
    assert added.exit_code == 0, added.output
    assert "a feed with 3 entries" in added.stdout
    assert [line.split("\t")[0] for line in voice("list").stdout.splitlines()] == ["pot-2", "pot-3"]
    again = voice("add", "feed.xml", "--newest", "2")
    assert again.stdout.count("Nothing has changed") == 2
    assert "0 of them new" in again.stdout


def test_ten_are_added_unless_it_is_said_otherwise(folder: Path) -> None:
    write(*(entry(f"Pot {day}", day) for day in range(1, 13)))  # that can't be read, which is quickly told
    added = voice("add", "feed.xml")
    assert "Adding the newest 10" in added.stdout
    assert "10 of 10 entries could not be added" in added.stderr
    assert "Pot 3:" in added.stderr
    assert "Pot 2:" not in added.stderr


def test_one_entry_that_fails_stops_no_other_and_is_told_of_at_the_end(folder: Path) -> None:
    write(
        entry("Nowhere", 3, link=INSIDE.replace("tea", "x")),
        entry("From the feed", 2, TEXT, link=INSIDE),
        entry("Pot", 1, TEXT),
    )
    added = voice("add", "feed.xml")
    assert added.exit_code == 1
    assert "1 of 3 entries could not be added.\nNowhere: 127.0.0.1 is at" in added.stderr
    assert "Read from the feed itself" in added.stderr
    assert json.loads(voice("show", "pot", "--json").stdout)["recordings"]["ready"] == 1
    assert json.loads(voice("show", "from-the-feed", "--json").stdout)["url"] == "http://127.0.0.1/tea"


def test_entries_of_one_title_are_articles_of_their_own(folder: Path) -> None:
    write(entry("Pot", 1, TEXT), entry("Pot", 2, f"{TEXT}{TEXT}").replace("<guid>Pot", "<guid>other"))
    voice("add", "feed.xml", "--later")
    assert [line.split("\t")[0] for line in voice("list").stdout.splitlines()] == ["pot", "pot-2"]


def test_an_entry_that_lost_its_disclaimer_is_refused_as_any_article_is(folder: Path) -> None:
    write(entry("Pot", 1, TEXT + DISCLAIMER))
    voice("add", "feed.xml", "--later")
    write(entry("Pot", 1, TEXT))
    refused = voice("add", "feed.xml", "--later")
    assert refused.exit_code == 1
    assert "--without-disclaimer" in refused.stderr
    assert voice("add", "feed.xml", "--later", "--without-disclaimer").exit_code == 0


def test_split_lists_a_feed(folder: Path) -> None:
    write(entry("Old", 1, TEXT), entry("New", 2, link=INSIDE))
    assert voice("split", "feed.xml").stdout.splitlines()[1:] == [
        "2024-01-02\tNew\thttp://127.0.0.1/tea",
        "2024-01-01\tOld\t",
    ]
    document = json.loads(voice("split", "feed.xml", "--json").stdout)
    assert (document["kind"], document["title"], document["count"]) == ("feed", "Tea", 2)
    assert document["entries"][1] == {"url": "", "title": "Old", "published": "2024-01-01T00:00:00+00:00"}
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["add", "feed.xml", "--slug", "tea"], 2, "--slug names one article"),
        (["add", "feed.xml", "--newest", "0"], 2, "--newest"),
        (["speak", "feed.xml", "-o", "x.mp3"], 1, "This is a feed, not an article"),
        (["add", "empty.xml"], 1, "There is no article in this feed"),
    ],
)
def test_what_goes_wrong_with_a_feed_is_said(folder: Path, words: list[str], code: int, message: str) -> None:
    write(entry("Pot", 1, TEXT))
    write(to="empty.xml")
    result = voice(*words)
    assert (result.exit_code, message in result.stderr) == (code, True)


def test_a_markdown_file_is_known_by_its_ending(folder: Path) -> None:
    Path("tea.md").write_text("---\ntitle: On tea\n---\nWarm *the pot* first of all.\n")
    assert "Warm the pot first" in voice("split", "tea.md").stdout
