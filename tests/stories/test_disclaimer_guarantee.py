"""Whatever leaves the house on its own begins with the article's disclaimers, in full or in short by policy.

Every way out is a function in WAYS_OUT. A new way out joins them.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import click
import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings

from content import Article, Disclaimer, DisclaimerKind, Section
from content.library import Source
from voice.app import create_app
from voice.cli import main
from voice.jobs.crew import crew_at_work
from voice.settings import Settings
from voice.studio import Studio

from .disclaimed import LONG, RULES, House, articles, due, heard_first, paragraph, said, short_forms


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "disclaimers.toml").write_text(RULES)
    app = create_app(Settings(data=folder, engine="silence", phone="on", phone_rates="1"))
    studio: Studio = app.extensions["studio"]
    studio.settings = replace(studio.settings, phone="off")
    with crew_at_work(studio):
        yield House(folder, studio, app.test_client())
    studio.close()


# The fingerprint of a recording, and whether it must begin with the disclaimers in full, whatever the policy.
Out = tuple[str, bool]


def _with_notes(article: Article) -> list[Section]:
    """The article's sections, and the notes of each, which are heard on demand."""
    notes = (article.notes_section(section) for section in article.sections)
    return [*article.sections, *filter(None, notes)]


def audio_addresses_of_page(house: House, article: Article) -> list[str]:
    """Every recording that the page plays or offers for download to somebody who comes for the first time."""
    page = house.client.application.test_client().get(f"/a/{article.slug}").text
    return re.findall(r'(?:src|href)="(/a/[^"]+\.mp3[^"]*)"', page)


def from_addresses(house: House, article: Article) -> list[Out]:
    """What a stranger's requests are led to; only what is fetched alone may begin with short forms."""
    sections = [f"/a/{article.slug}/sections/{section.id}.mp3" for section in _with_notes(article)]
    addresses = [*sections, *audio_addresses_of_page(house, article)]
    for address in addresses:
        assert house.client.application.test_client().get(address, buffered=True).status_code in {200, 302}
    return [(led_to(house, address), "/sections/" not in address) for address in addresses]


def from_a_voice_of_ones_own(house: House, article: Article) -> list[Out]:
    """What is led to where a listener chose the voice."""
    section = article.sections[0].id
    addresses = [f"/a/{article.slug}/{kind}/{section}.mp3?v=espeak:gmw/en" for kind in ("sections", "first")]
    for address in addresses:
        assert house.client.application.test_client().get(address, buffered=True).status_code in {200, 302}
    return [(led_to(house, address), "/first/" in address) for address in addresses]


def from_streams(house: House, article: Article) -> list[Out]:
    """What is played while it is made: it sounds as the recording that replaces it, from the first second on."""
    out: list[Out] = []
    for kind, in_full in (("sections", False), ("first", True)):
        for section in _with_notes(article):
            address = f"/a/{article.slug}/{kind}/{section.id}.mp3"
            answer = house.client.application.test_client().get(address, buffered=True)
            fingerprint = led_to(house, address)
            if answer.status_code == 200:
                kept = house.client.get(f"/c/{fingerprint}.mp3", buffered=True).data
                assert _likeness(answer.data, kept) > 0.98
            out.append((fingerprint, in_full))
    return out


def led_to(house: House, address: str) -> str:
    """The fingerprint of the recording that a stranger is led to."""
    answer = house.client.application.test_client().get(address)
    assert answer.status_code == 302
    return answer.location.removeprefix("/c/").removesuffix(".mp3")


def from_the_address_after_disclaimers(house: House, article: Article) -> list[Out]:
    """What a session that has heard nothing gets from the addresses for those who have."""
    stranger = house.client.application.test_client()
    addresses = [f"/a/{article.slug}/after-disclaimer/{section.id}.mp3" for section in _with_notes(article)]
    answers = [stranger.get(address, buffered=True) for address in addresses]
    assert all((answer.status_code == 403) == bool(due(article)) for answer in answers)
    given = [] if due(article) else [answer.request.path for answer in answers]
    return [(led_to(house, address), True) for address in given]


def from_speaking(house: House, article: Article) -> list[Out]:
    """What `voice speak` writes: the whole, each section, and its notes."""
    delivery = house.studio.delivery()
    spoken = [(house.studio.speak(article, part, delivery)[0], part) for part in (None, *_with_notes(article))]
    return [(clip.fingerprint, part is None) for clip, part in spoken]


def from_the_telephones_manifest(house: House, article: Article) -> list[Out]:
    """What a telephone system is led to that plays an article by itself: disclaimers, and each section's first part."""
    kept = house.studio.desk.current(article.slug)
    with house.telephone_on():
        for order in house.studio.phone_orders(kept.article, kept.revision):
            house.studio.wait(order)
        house.client.application.extensions["phone"].repertoire.publish(article.slug)
    code = house.studio.codes.of(article.slug)
    manifest = house.client.application.test_client().get(f"/phone/v1/articles/{code}.json").json
    disclaimers = [part["wav"] for part in manifest["disclaimer"]["parts"][:1]]
    sections = [rate["parts"][0]["wav"] for section in manifest["sections"] for rate in section["rates"]]
    return [(address.split("/")[-2], address in disclaimers) for address in (*disclaimers, *sections)]


WAYS_OUT: list[Callable[[House, Article], list[Out]]] = [
    from_streams,
    from_addresses,
    from_a_voice_of_ones_own,
    from_the_address_after_disclaimers,
    from_speaking,
    from_the_telephones_manifest,
]


@pytest.mark.parametrize("way_out", WAYS_OUT)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles())
def test_what_is_heard_alone_begins_with_every_disclaimer(
    house: House, way_out: Callable[[House, Article], list[Out]], article: Article
) -> None:
    article = house.studio.library.keep(article, Source(b"source", "test")).article
    for fingerprint, in_full in way_out(house, article):
        marks = house.marks_of(fingerprint)
        assert marks
        heard = heard_first(marks, article)
        for disclaimer in due(article):
            in_short = disclaimer.kind is not DisclaimerKind.CRISIS and not in_full
            said_so = short_forms(disclaimer) & set(heard.values()) if in_short else set()
            assert said_so or heard.get(disclaimer.id) == said(disclaimer.text)
        crises = {each.id for each in due(article) if each.kind is DisclaimerKind.CRISIS}
        assert set(list(heard)[: len(crises)]) == crises


def test_the_sections_of_a_session_begin_with_what_discloses_an_interest_in_them(house: House) -> None:
    page = (Section(f"s{n}", 2, f"Part {n}", "en", ()) for n in range(2))
    paid = Disclaimer("paid", DisclaimerKind.AFFILIATE, LONG, "en", place="middle", section="s1")
    article = Article("with-a-claim", "A title", "en", None, tuple(page), (paid,))
    kept = house.studio.library.keep(article, Source(b"source", "test"))
    orders = house.studio.orders(kept.article, kept.revision, house.studio.delivery())
    bare = {order.section: house.studio.wait(order).fingerprint for order in orders if not order.alone}
    assert [mark.block for mark in house.marks_of(bare["s1"])] == ["paid", "s1_heading"]
    assert [mark.block for mark in house.marks_of(bare["s0"])] == ["page_title", "s0_heading"]


def test_no_address_that_a_stranger_is_given_leads_to_a_section_that_is_bare_by_telephone(house: House) -> None:
    sections = tuple(Section(f"s{n}", 2, f"Part {n}", "en", (paragraph(f"s{n}_1", LONG, ()),)) for n in range(2))
    article = Article(
        "by-phone", "A title", "en", None, sections, (Disclaimer("d", DisclaimerKind.MEDICAL, LONG, "en"),)
    )
    kept = house.studio.library.keep(article, Source(b"source", "test"))
    given = {fingerprint for fingerprint, _ in from_the_telephones_manifest(house, kept.article)}
    with house.telephone_on():
        orders = house.studio.phone_orders(kept.article, kept.revision)
    bare = {house.studio.wait(order).fingerprint for order in orders if not order.alone}
    assert given
    assert bare
    assert not given & bare
    # Where somebody has such a fingerprint from elsewhere, no public address of the page's serves it.
    assert {house.client.get(f"/c/{fingerprint}.phone").status_code for fingerprint in bare} == {404}


def test_every_generation_that_is_heard_begins_with_the_disclaimers_of_its_own_time(house: House) -> None:
    parts = (Section("s0", 2, "Part", "en", (paragraph("s0_1", LONG, ()),)),)
    # The earlier wording is the longer one: marks of the later, which are places in it, would cut it short.
    first = Article(
        "twice", "A title", "en", None, parts, (Disclaimer("d", DisclaimerKind.CRISIS, "Call 1, at any hour.", "en"),)
    )
    second = replace(first, disclaimers=(Disclaimer("d", DisclaimerKind.CRISIS, "Call 2.", "en"),))
    publisher, generations = house.studio.publisher, house.studio.publisher.generations
    for article in (first, second):
        house.studio.library.keep(article, Source(b"source", "test"), may_lose_disclaimers=True)
        number = publisher.keep(publisher.draft("twice")[0], "tests").number
        for order in publisher.orders(generations.read(number)):
            house.studio.wait(order)
        generations.settle(number)
        for each in generations.history("twice"):
            wanted = each.article.disclaimers[0].text
            wording = first if wanted == first.disclaimers[0].text else second
            for kind in ("sections", "first"):
                marks = house.marks_of(led_to(house, f"/a/twice/{kind}/s0.mp3?g={each.number}"))
                assert heard_first(marks, wording) == {"d": said(wanted)}
    assert len(generations.history("twice")) == 2


def test_every_way_out_of_the_program_is_known_here(house: House) -> None:
    """A new route, or a new command that writes sound, is one to be added to WAYS_OUT."""
    routes = {
        rule.endpoint
        for rule in house.client.application.url_map.iter_rules()
        if rule.endpoint.startswith(("audio.", "phone."))
    }
    assert routes == {
        "audio.disclaimer",
        "audio.section",
        "audio.first",
        "audio.ending",
        "audio.after_disclaimer",
        "audio.after_disclaimer_marks",
        "audio.clip_marks",
        "audio.disclaimers_heard",
        "audio.clip",
        "phone.manifest",
        # A clip without disclaimers has an address that is given out in calls alone: see tests/voice/phone.
        "phone.clip",
    }
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    writing = {name for name, command in commands.items() if command and "output" in {p.name for p in command.params}}
    # `say` writes what somebody types, and nothing of an article.
    assert writing == {"speak", "say"}


def _likeness(streamed: bytes, kept: bytes) -> float:
    """How alike two MP3 sound, up to 1; a stream begins later by what its codec needs, in samples."""
    (begun, _), (whole, _) = (soundfile.read(io.BytesIO(sound), dtype="float32") for sound in (streamed, kept))
    begun = begun[576 + 529 :]
    length = min(len(begun), len(whole))
    assert abs(len(begun) - len(whole)) < 2_000
    return float(np.corrcoef(begun[:length], whole[:length])[0, 1])
