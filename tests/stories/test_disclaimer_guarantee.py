"""Whatever leaves the house on its own begins with the article's disclaimers, in full.

Every way out is a function in WAYS_OUT. A new way out joins them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from audio_cache import SpeechMark
from audio_cache.tables import recordings
from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.library import Source
from voice.app import create_app
from voice.cli import main
from voice.database import open_database
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio


@dataclass(frozen=True)
class House:
    """A service at work on a data folder of its own."""

    folder: Path
    studio: Studio
    client: FlaskClient

    def marks_of(self, fingerprint: str) -> tuple[SpeechMark, ...]:
        """What is said in the recording of that fingerprint."""
        database = open_database(self.folder)
        with database.connect() as connection:
            rows = connection.execute(select(recordings.c.marks).where(recordings.c.fingerprint == fingerprint))
            found = msgspec.json.decode(rows.scalars().first() or "[]", type=tuple[SpeechMark, ...])
        database.dispose()
        return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    app = create_app(Settings(data=folder, engine="silence"))
    studio: Studio = app.extensions["studio"]
    with crew_at_work(studio):
        yield House(folder, studio, app.test_client())
    studio.close()


words = st.lists(
    st.sampled_from(["rest", "water", "pain", "dose", "call", "help", "doctor", "sleep", "walk", "nine"]),
    min_size=1,
    max_size=5,
)
sentences = st.lists(words.map(lambda some: " ".join(some).capitalize() + "."), min_size=1, max_size=3).map(" ".join)
disclaimers = st.lists(
    st.builds(
        Disclaimer,
        st.uuids().map(str),
        st.sampled_from(DisclaimerKind),
        sentences,
        st.just("en"),
        st.sampled_from(["", "Note"]),
    ),
    max_size=3,
    unique_by=lambda disclaimer: disclaimer.text,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    slug = f"a{draw(st.uuids()).hex[:12]}"
    sections = tuple(
        Section(f"s{n}", 2, f"Part {n}", "en", (Block(f"s{n}_1", BlockKind.PARAGRAPH, draw(sentences)),))
        for n in range(draw(st.integers(1, 3)))
    )
    return Article(slug, "A title", "en", None, sections, tuple(draw(disclaimers)))


def audio_addresses_of_page(house: House, article: Article) -> list[str]:
    """Every recording that the page plays or offers for download to somebody who comes for the first time."""
    page = house.client.application.test_client().get(f"/a/{article.slug}").text
    return re.findall(r'(?:src|href)="(/a/[^"]+\.mp3)"', page)


def from_addresses(house: House, article: Article) -> list[str]:
    """Fingerprints that a stranger's requests are led to."""
    sections = [f"/a/{article.slug}/sections/{section.id}.mp3" for section in article.sections]
    addresses = [*sections, *audio_addresses_of_page(house, article)]
    answers = [house.client.application.test_client().get(address) for address in addresses]
    assert all(answer.status_code == 302 for answer in answers)
    return [answer.location.removeprefix("/c/").removesuffix(".mp3") for answer in answers]


def from_the_address_after_disclaimers(house: House, article: Article) -> list[str]:
    """What a session that has heard nothing gets from the addresses for those who have."""
    stranger = house.client.application.test_client()
    answers = [stranger.get(f"/a/{article.slug}/after-disclaimer/{section.id}.mp3") for section in article.sections]
    assert all(answer.status_code == (403 if article.disclaimers else 302) for answer in answers)
    return (
        [] if article.disclaimers else [answer.location.removeprefix("/c/").removesuffix(".mp3") for answer in answers]
    )


def from_speaking(house: House, article: Article) -> list[str]:
    """What `voice speak` writes: the whole, and each section."""
    delivery = house.studio.delivery()
    return [house.studio.speak(article, section, delivery)[0].fingerprint for section in (None, *article.sections)]


WAYS_OUT: list[Callable[[House, Article], list[str]]] = [
    from_addresses,
    from_the_address_after_disclaimers,
    from_speaking,
]


@pytest.mark.parametrize("way_out", WAYS_OUT)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles())
def test_what_is_heard_alone_begins_with_every_disclaimer_in_full(
    house: House, way_out: Callable[[House, Article], list[str]], article: Article
) -> None:
    house.studio.library.keep(article, Source(b"source", "test"), may_lose_disclaimers=True)
    for fingerprint in way_out(house, article):
        marks = house.marks_of(fingerprint)
        assert marks
        assert _characters_heard_first(marks, article) == {d.id: _said(d.text) for d in article.disclaimers}


def test_every_way_out_of_the_program_is_known_here(house: House) -> None:
    """A new route, or a new command that writes sound, is one to be added to WAYS_OUT."""
    routes = {
        rule.endpoint for rule in house.client.application.url_map.iter_rules() if rule.endpoint.startswith("audio.")
    }
    assert routes == {
        "audio.disclaimer",
        "audio.section",
        "audio.after_disclaimer",
        "audio.after_disclaimer_marks",
        "audio.clip_marks",
        "audio.disclaimers_heard",
        "audio.clip",
    }
    assert {"speak"} == {name for name in main.commands if "output" in {p.name for p in main.commands[name].params}}


def _characters_heard_first(marks: tuple[SpeechMark, ...], article: Article) -> dict[str, str]:
    """By disclaimer, the written characters that are said before anything else of the article is."""
    texts = {disclaimer.id: disclaimer.text for disclaimer in article.disclaimers}
    heard = dict.fromkeys(texts, "")
    for mark in marks:
        if mark.block not in texts:
            break
        heard[mark.block] += _said(texts[mark.block][mark.start : mark.start + mark.length])
    return heard


def _said(text: str) -> str:
    return re.sub(r"\s", "", text)
