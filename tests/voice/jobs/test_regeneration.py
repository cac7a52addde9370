"""Readers hear an article as it was, whole, until its next generation is ready; then they hear that one, whole."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.errors import NothingToRollBack, RegenerationEnded, UnknownRegeneration
from voice.generations import State
from voice.jobs import regeneration
from voice.ledger import Stage, Step
from voice.lexicon import Lexeme
from voice.studio import Studio

from .tea import BITTER, RULE, TEA, current, make


def test_an_edit_is_planned_to_the_take_and_heard_when_all_of_it_is_ready(made: Studio, client: FlaskClient) -> None:
    first, page = current(made), client.get("/a/tea").text
    made.lexicons.add([BITTER])
    planned = regeneration.plan(made, ["tea"])
    assert (planned.takes, planned.clips) == (1, 2)  # the sentence; its section with the disclaimer and without
    assert client.get("/a/tea").text == page
    assert make(made).regeneration.state is Stage.DONE
    assert current(made) > first
    stood = {each.number: (each.state, bool(each.current_until)) for each in made.publisher.generations.history("tea")}
    assert stood == {first: (State.PAST, True), current(made): (State.CURRENT, False)}


def test_what_does_not_change_what_is_heard_makes_nothing_and_is_not_looked_at_again(made: Studio) -> None:
    first = current(made)
    made.lexicons.add([Lexeme.checked(["coffee"], "en", alias="mocha")])
    assert made.publisher.outdated() == ["tea"]
    planned = regeneration.plan(made, ["tea"])
    assert (planned.clips, planned.takes, planned.to_do) == (0, 0, ())
    number = made.ledger.open("what has changed", "", {"tea": 0})
    *_, last = regeneration.work(made, number)
    assert (last.regeneration.state, current(made), made.publisher.outdated()) == (Stage.DONE, first, [])


def test_a_new_disclaimer_is_one_take_and_nobody_hears_a_part_of_it_before_it_is_whole(
    made: Studio, client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "disclaimers.toml").write_text(RULE)
    assert regeneration.plan(made, ["tea"]).takes in {2, 3}  # its title and its words
    number = regeneration.start(made, regeneration.plan(made, ["tea"]), "tea", "")
    regeneration.step_all(made)
    while made.work_once():
        whole = not made.publisher.generations.left(max(part.generation for part in made.ledger.parts(number)))
        assert ("at any hour" in client.get("/a/tea").text) == whole
    assert "at any hour" in client.get("/a/tea").text


def test_an_old_page_goes_on_as_it_began(made: Studio, client: FlaskClient) -> None:
    address = re.search(r'"(/a/tea/first/[^"]+\?g=\d+)"', client.get("/a/tea").text)
    assert address
    before = client.get(address[1]).location
    made.lexicons.add([BITTER])
    make(made)
    assert client.get(address[1]).location == before
    # What needs nothing that was heard before it is answered as it is now, however old the page; the rest is not.
    elsewhere = re.sub(r"g=\d+", "g=999", address[1])
    assert client.get(elsewhere).status_code == 302
    assert client.get(elsewhere.replace("/first/", "/after-disclaimer/")).status_code == 410


def test_a_roll_back_stays_until_the_article_is_asked_for_by_name(made: Studio, client: FlaskClient) -> None:
    before = made.publisher.generations.digests(current(made))
    with pytest.raises(NothingToRollBack):
        made.publisher.generations.roll_back("tea", "an editor")
    made.lexicons.add([BITTER])
    make(made)
    made.publisher.generations.roll_back("tea", "an editor")
    assert made.publisher.generations.digests(current(made)) == before
    assert (made.publisher.outdated(), made.planner.stale()) == ([], set())
    make(made, afresh=True)
    assert made.publisher.generations.digests(current(made)) != before


def test_a_pause_takes_back_what_nobody_makes_and_resuming_makes_each_take_once(studio: Studio) -> None:
    current_orders = studio.publisher.orders(_first(studio))
    number = regeneration.start(studio, regeneration.plan(studio, ["tea"]), "tea", "")
    regeneration.step_all(studio)
    assert studio.work_once()
    regeneration.pause(studio, number)
    assert not studio.work_once()
    paused = regeneration.progress(studio, number)
    assert (paused.regeneration.state, paused.made) == (Stage.PAUSED, 1)
    regeneration.resume(studio, number)
    *_, last = regeneration.work(studio, number)
    assert (last.regeneration.state, last.made, last.clips) == (Stage.DONE, paused.clips, paused.clips)
    assert all(studio.find_all(current_orders))
    with pytest.raises(RegenerationEnded, match="done"):
        regeneration.cancel(studio, number)


def test_a_cancelled_edit_is_not_heard(made: Studio) -> None:
    first = current(made)
    made.lexicons.add([BITTER])
    number = regeneration.start(made, regeneration.plan(made, ["tea"]), "tea", "")
    regeneration.step_all(made)
    regeneration.cancel(made, number)
    assert not made.work_once()
    assert current(made) == first
    assert [each.state for each in made.publisher.generations.history("tea")] == [State.DROPPED, State.CURRENT]


def test_a_later_regeneration_takes_over_what_an_earlier_one_has_left(made: Studio) -> None:
    made.lexicons.add([BITTER])
    planned = regeneration.plan(made, ["tea"])
    earlier = regeneration.start(made, planned, "tea", "")
    *_, last = regeneration.work(made, regeneration.start(made, planned, "tea", ""))
    regeneration.step_all(made)
    assert last.regeneration.state is Stage.DONE
    assert [part.state for part in made.ledger.parts(earlier)] == [Step.REPLACED]
    assert made.ledger.read(earlier).state is Stage.DONE


def test_an_article_that_cannot_be_spoken_fails_alone_and_is_heard_as_before(made: Studio) -> None:
    first = current(made)
    text = TEA.replace(b'lang="en"', b'lang="xx"')
    made.library.keep(parse_article(text), Source(text, "tea.html"), slug="tea")
    delivery = replace(made.delivery(), engine="", voice="nobody")
    planned = regeneration.plan(made, ["tea"], delivery)
    *_, last = regeneration.work(made, regeneration.start(made, planned, "tea", "", delivery))
    assert last.regeneration.state is Stage.FAILED
    assert "nobody" in last.errors["tea"]
    assert current(made) == first


def test_what_failed_before_a_regeneration_was_begun_does_not_fail_it(made: Studio) -> None:
    made.lexicons.add([BITTER])
    draft, spoken = made.publisher.draft("tea")
    takes = [line.request.digest for lines in spoken.values() for line in lines]
    for digest in made._leases.claim([*draft.clips.values(), *takes]):
        made._leases.fail(digest, "The voice is away.")
    assert make(made).regeneration.state is Stage.DONE


def test_an_article_that_was_rolled_back_is_named_loudly_where_other_disclaimers_are_due(
    made: Studio, tmp_path: Path
) -> None:
    made.lexicons.add([BITTER])
    make(made)
    assert regeneration.held(made) == {}
    regeneration.roll_back(made, "tea", "an editor")
    assert regeneration.held(made) == {"tea": False}
    (tmp_path / "disclaimers.toml").write_text(RULE)
    assert regeneration.held(made) == {"tea": True}


def test_an_article_that_was_rolled_back_follows_changes_again_once_it_is_named_and_not_before(made: Studio) -> None:
    made.lexicons.add([BITTER])
    make(made)
    regeneration.roll_back(made, "tea", "an editor")
    made.lexicons.remove("bitter", "en")  # so that it is heard as it would be made now
    clip = made.publisher.generations.digests(current(made))[0]
    made._index.forget(clip)
    assert regeneration.plan(made, ["tea"]).to_do == ()
    assert [each.slug for each in regeneration.plan(made, ["tea"], afresh=True).to_do] == ["tea"]
    assert make(made, afresh=True).regeneration.state is Stage.DONE
    assert regeneration.held(made) == {}


def test_there_is_no_regeneration_of_a_number_that_no_database_has(studio: Studio) -> None:
    for act in (regeneration.progress, regeneration.pause, regeneration.resume, regeneration.cancel):
        with pytest.raises(UnknownRegeneration):
            act(studio, 10**20)


def mixed(studio: Studio, client: FlaskClient) -> list[str]:
    """What a page plays that is not of the generation it shows, or is not whole when it is fetched in parts."""
    page = client.get("/a/tea")
    [number] = set(re.findall(r"[?]g=([0-9]+)", page.text))
    generation = studio.publisher.generations.read(int(number))
    assert page.status_code == 200
    assert generation
    known = {clip.fingerprint for clip in studio.find_all(studio.publisher.orders(generation)) if clip}
    found = []
    for address in re.findall(r'"(/a/tea/(?:first|sections)/[^"]+)"', page.text):
        clip = client.get(address).location
        parts = [client.get(clip, headers={"Range": f"bytes={at}"}, buffered=True) for at in ("0-99", "100-")]
        whole = client.get(clip, buffered=True).data
        if clip.split("/")[2][:64] not in known or b"".join(part.data for part in parts) != whole:
            found.append(clip)
    return found


def test_a_page_and_its_recordings_belong_together_while_generations_switch(made: Studio, app: Flask) -> None:
    """Readers fetch the page and all it plays, in parts, while editors change a word again and again."""
    over, read = threading.Event(), list[list[str]]()

    def be_a_reader() -> None:
        while not over.is_set():
            read.append(mixed(made, app.test_client()))

    with ThreadPoolExecutor() as readers:
        reading = [readers.submit(be_a_reader) for _ in range(3)]
        for turn in range(3):
            made.lexicons.add([Lexeme.checked(["bitter"], "en", alias=f"sharp {turn}")])
            make(made)
        over.set()
        assert [one.result() for one in reading] == [None] * 3
    assert len(read) > 3
    assert not any(read)
    assert len(made.publisher.generations.history("tea")) == 4


def _first(studio: Studio):
    studio.publisher.heard("tea")
    found = studio.publisher.generations.current("tea")
    assert found
    return found


def test_generations_tell_programs_which_wording_stood_in_which_clip(made: Studio) -> None:
    found = _first(made)
    clips = made.publisher.generations.clips(found.number)
    assert json.dumps(found.article.disclaimers[0].text).startswith('"This article is not medical advice')
    assert {section for section, _, _ in clips} == {"", "steeping", "drinking", "_end"}


def test_a_command_goes_on_with_what_was_begun_in_the_same_words(made: Studio) -> None:
    made.lexicons.add([BITTER])
    number = regeneration.start(made, regeneration.plan(made, ["tea"]), "every article", "Ida")
    regeneration.step_all(made)
    assert regeneration.under_way(made, "every article") == number
    assert regeneration.under_way(made, "tea") is None
    assert regeneration.under_way(made, "every article", made.delivery()) is None
    made.lexicons.add([Lexeme.checked(["bitter"], "en", alias="harsh")])
    assert regeneration.under_way(made, "every article") is None
