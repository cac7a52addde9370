"""A telephone's offer made by hand, of articles at three rates; and a service that answers telephones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.jobs.crew import crew_at_work, make_all
from voice.phone.programme import Entry, Offer, Place, Programme, Section, Sound, Track, Word
from voice.phone.prompting import Prompter
from voice.phonebook.wording import texts_by_language
from voice.settings import Settings
from voice.studio import Studio

RATES = (0.75, 1.0, 2.0)
PART_MS, SENTENCE_MS = 40_000, 5_000


def clip(code: str, section: str, part: int = 1, duration_ms: int = PART_MS, **more: object) -> Sound:
    return Sound(
        f"{abs(hash((code, section, part, *more.values()))):064x}", code, section, "en", duration_ms, part, **more
    )


def section(code: str, number: int) -> Section:
    tracks = tuple(
        Track(
            tuple(clip(code, f"s{number}", part, round(PART_MS / rate), rate=rate) for part in (1, 2)),
            tuple(round(at / rate) for at in range(0, 2 * PART_MS, SENTENCE_MS)),
        )
        for rate in RATES
    )
    words = tuple(
        Word(text, sentence, at) for sentence in range(16) for text, at in (("baclofen", 0.1), ("37.5 mg", 0.5))
    )
    return Section(f"s{number}", clip(code, f"s{number}_heading", text=f"Section {number}"), tracks, words)


@cache
def programme(code: str, *, disclaimers: bool = True, line: str = "") -> Programme:
    opening = (clip(code, "disclaimers", 1), clip(code, "disclaimers", 2)) if disclaimers else ()
    ending = (clip(code, "end"),) if disclaimers else ()
    title = clip(code, "title", text=f"Tea number {code}")
    sections = tuple(section(code, number) for number in range(1, 11))
    return Programme(code, f"tea-{code}", f"v{code}", title, "en", RATES, opening, sections, ending, line)


@pytest.fixture(scope="session")
def make_offer() -> Callable[..., Offer]:
    texts = texts_by_language(Path("nowhere"))
    prompts = {
        lang: {name: clip("0", name, duration_ms=2_000, text=text) for name, text in named.items()}
        for lang, named in texts.items()
    }

    def make(*, langs: tuple[str, ...] = ("en",), crisis: bool = False, place: Place | None = None) -> Offer:
        made = {code: programme(code, line="988" if crisis else "") for code in map(str, range(1001, 1013))}
        made["2000"] = programme("2000", disclaimers=False)
        entries = tuple(Entry(code, each.title, "en", ("Tea",)) for code, each in made.items())
        return Offer(
            langs,
            prompts,
            entries,
            lambda code, _version: made.get(code),
            {"en": (clip("0", "topic", text="Tea"),)},
            lambda code: place if code == "12345678" else None,
        )

    return make


LONG = " ".join(f"Sentence number {n} says that 37.5 mg of tea are enough for most." for n in range(20))
PAGE = f"""<!doctype html><html lang="en"><head><title>On tea</title></head><body><main><article>
<h1>On tea</h1><p>Tea warms the hands, and then the rest of us.</p>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2>
<p>This article is not a substitute for professional medical advice, diagnosis or treatment.</p></aside>
<h2>How long it should steep</h2><p>{LONG}</p></article></main></body></html>""".encode()
HELP = b"""<!doctype html><html lang="en"><head><title>On grief</title></head><body><main><article>
<h1>On grief</h1><p>If you are in crisis, call or text 988 at any time.</p>
<h2>What helps</h2><p>Walking helps most people. So does talking.</p></article></main></body></html>"""


@pytest.fixture(scope="session")
def telephone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    settings = Settings(
        data=tmp_path_factory.mktemp("data"),
        engine="silence",
        phone="on",
        phone_rates="0.75,1,2",
        phone_key="a-key-of-16-or-so",
        phone_twilio_token="a-token",  # noqa: S106 - a test's
        phone_know_callers="on",
    )
    app = create_app(settings)
    app.testing = True
    studio: Studio = app.extensions["studio"]
    pages = [(PAGE, ()), (HELP, ("Grief",))]
    articles = [replace(parse_article(page), topics=topics) for page, topics in pages]
    kept = [studio.library.keep(article, Source(PAGE, article.slug)) for article in articles]
    with crew_at_work(studio):
        orders = [order for each in kept for order in studio.phone_orders(each.article, each.revision)]
        orders += Prompter(studio).orders()
        make_all(studio, studio.want(orders, urgent=False), lambda _progress: None)
        yield app
    studio.close()


@pytest.fixture(scope="module")
def lasts(telephone: Flask) -> Callable[[str], int]:
    """How long the sound at an address is: it is fetched, as Asterisk would."""
    client = telephone.test_client()

    @cache
    def length_ms(url: str) -> int:
        clip = client.get(url.removeprefix("https://voice.example.org"))
        return (len(clip.data) - 44) // 16 if clip.status_code == 200 else 0

    return length_ms


@pytest.fixture(scope="module")
def client(telephone: Flask) -> FlaskClient:
    return telephone.test_client()


@pytest.fixture(scope="module")
def codes(telephone: Flask) -> dict[str, str]:
    """The code of each article."""
    return telephone.extensions["studio"].codes.of_all(["on-tea", "on-grief"])


@pytest.fixture(scope="module")
def code(codes: dict[str, str]) -> str:
    """That of the article on tea."""
    return codes["on-tea"]
