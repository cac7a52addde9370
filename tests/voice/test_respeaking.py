"""A changed lexicon speaks anew what has its words in it, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content import parse_article
from content.library import Source
from voice.jobs.crew import make_all
from voice.lexicon import Lexeme
from voice.settings import Settings
from voice.studio import ClipOrder, Studio

BACLOFEN = Lexeme.checked(["zanaflex"], "en", ipa="ˈzænəflɛks")
TEXTS = {
    "tea": "Tea\n\nTea warms the hands. Zanaflex does not.\n\nLeaves\n\nThree minutes are enough.",
    "coffee": "Coffee\n\nCoffee wakes us up.\n\nBeans\n\nGrind them late.",
    "cocoa": "Cocoa\n\nCocoa is sweet. Take no ZANAFLEX with it.\n\nMilk\n\nWarm it slowly.",
}


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(Settings(data=tmp_path, engine="espeak"))
    for slug, text in TEXTS.items():
        studio.library.keep(parse_article(text.encode()), Source(text.encode(), slug), slug=slug)
    yield studio
    studio.close()


def orders(studio: Studio) -> list[ClipOrder]:
    kept = [studio.library.current(slug) for slug in TEXTS]
    return [order for one in kept for order in studio.orders(one.article, one.revision, studio.delivery())]


def takes(studio: Studio) -> dict[str, str]:
    """Each take's digest, and the words of it."""
    lines = (line for order in orders(studio) for line in studio._book.lines(order))
    return {line.request.digest: line.utterance.text for line in lines}


def fingerprints(studio: Studio) -> dict[tuple[str, str], str]:
    digests = studio.want(orders(studio), urgent=False)
    assert not make_all(studio, digests, lambda _progress: None).failed
    found = zip(orders(studio), studio.find_all(orders(studio)), strict=True)
    return {(order.slug, order.section): clip.fingerprint for order, clip in found if clip}


def files(studio: Studio, suffix: str) -> set[Path]:
    return set(studio.settings.data.rglob(f"*.{suffix}"))


def test_only_the_takes_with_the_word_in_them_are_new(studio: Studio) -> None:
    before = takes(studio)
    studio.lexicons.add([BACLOFEN])
    after = takes(studio)
    assert {after[digest] for digest in after.keys() - before.keys()} == {
        "Zanaflex does not.", "Take no ZANAFLEX with it.",
    }  # fmt: skip
    studio.lexicons.remove("zanaflex", "en")
    assert takes(studio) == before


def test_only_their_recordings_are_made_again(studio: Studio) -> None:
    before, kept = fingerprints(studio), files(studio, "flac")
    studio.lexicons.add([BACLOFEN])
    after = fingerprints(studio)
    assert {key for key in after if before[key] != after[key]} == {("tea", "opening"), ("cocoa", "opening")}
    assert len(files(studio, "flac") - kept) == 2


def test_an_articles_word_changes_that_article_alone(studio: Studio) -> None:
    before = takes(studio)
    studio.lexicons.add([BACLOFEN], "cocoa")
    after = takes(studio)
    assert {after[digest] for digest in after.keys() - before.keys()} == {"Take no ZANAFLEX with it."}


def test_another_process_sees_the_change_at_once(studio: Studio) -> None:
    other = Studio(studio.settings)
    before = [other.digest(order) for order in orders(other)]
    studio.lexicons.add([BACLOFEN])
    assert [other.digest(order) for order in orders(other)] != before
    other.close()
