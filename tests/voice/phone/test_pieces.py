"""Pieces of clips, cut where sentences begin: of what calls play, and of nothing that begins with disclaimers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from content import parse_article
from content.library import Source
from voice.app import create_app
from voice.encoding.pressing import contents_of
from voice.phone.addresses import path_of
from voice.phone.prompting import Prompter
from voice.settings import Settings
from voice.studio import Studio

PLAIN = b"""<!doctype html><html lang="en"><head><title>On salt</title></head><body><main><article><h1>On salt</h1>
<p>Salt keeps. Salt melts the ice. Salt is in the sea.</p></article></main></body></html>"""


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Flask]:
    """A service with an article that has no disclaimers, all of it recorded."""
    app = create_app(Settings(data=tmp_path, engine="silence", phone="on", phone_rates="1"))
    studio: Studio = app.extensions["studio"]
    kept = studio.library.keep(parse_article(PLAIN), Source(PLAIN, "on-salt"))
    orders = [*studio.phone_orders(kept.article, kept.revision), *Prompter(studio).orders()]
    studio.want(orders, urgent=False)
    while studio.work_once():
        pass
    yield app
    studio.close()


def test_nothing_is_cut_out_of_a_section_that_begins_with_the_disclaimers(telephone: Flask) -> None:
    studio, client = telephone.extensions["studio"], telephone.test_client()
    code = studio.codes.of("on-tea")
    manifest = client.get(f"/phone/v1/articles/{code}.json").json
    address = manifest["sections"][1]["rates"][1]["parts"][0]["wav"]
    place = studio.sound_file(address.split("/")[-2], "phone")
    contents = contents_of(place)
    begun = [at for at in contents.sentences_ms if 0 < at < contents.span(1).stop]
    assert client.get(address).status_code == 200
    for at in begun:
        assert client.get(address.replace("-1-en", f"-1.{at}-en")).status_code == 404
        assert client.get(address.replace("-1-en", f"-1.0.{at}-en")).status_code == 404


def test_a_call_to_an_article_without_disclaimers_is_given_pieces_of_it(plain: Flask) -> None:
    studio, client = plain.extensions["studio"], plain.test_client()
    programme = plain.extensions["phone"].repertoire.publish("on-salt")
    [track] = programme.sections[0].tracks
    [piece] = track.sounds(track.start_of(1))
    assert piece.from_ms
    assert client.get(path_of(piece)).status_code == 200
    assert client.get(path_of(replace(piece, code="1"))).status_code == 404
    assert studio.sound_file(piece.fingerprint, "bare.phone") is None
