"""What goes out compressed, and what never does."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from voice.web.compressing import COMPRESSED

from .clips import clip_of

BOTH = {"Accept-Encoding": "gzip, br"}
GZIP = {"Accept-Encoding": "gzip"}
PLACES = ["/", "/a/on-tea", "/a/on-tea/transcript.txt", "/static/page.css", "/static/player.js", "/service-worker.js"]


@pytest.mark.parametrize("place", PLACES)
def test_listeners_pages_go_out_compressed_as_the_browser_asks(client: FlaskClient, place: str) -> None:
    whole, small, smaller = (client.get(place, headers=asked, buffered=True) for asked in ({}, GZIP, BOTH))
    assert gzip.decompress(small.data) == brotli.decompress(smaller.data) == whole.data
    assert len(smaller.data) <= len(small.data) == small.content_length < len(whole.data)
    assert all("Accept-Encoding" in answer.vary for answer in (whole, small, smaller))
    assert "Content-Encoding" not in whole.headers


@pytest.mark.parametrize("place", ["/a/on-tea/transcript.txt", "/static/page.css"])
def test_each_form_has_an_etag_by_which_it_is_known_again(client: FlaskClient, place: str) -> None:
    forms = [client.get(place, headers=asked, buffered=True) for asked in ({}, GZIP, BOTH)]
    assert len({form.headers["ETag"] for form in forms}) == 3
    for asked, form in zip(({}, GZIP, BOTH), forms, strict=True):
        again = client.get(place, headers={**asked, "If-None-Match": form.headers["ETag"]}, buffered=True)
        assert (again.status_code, again.headers["ETag"]) == (304, form.headers["ETag"])
        assert "Accept-Encoding" in again.vary


def test_a_part_of_a_file_is_a_part_of_the_file_as_it_is(client: FlaskClient) -> None:
    part = client.get("/static/page.css", headers={**BOTH, "Range": "bytes=10-19"}, buffered=True)
    whole = client.get("/static/page.css", buffered=True)
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    assert "Content-Encoding" not in part.headers


def test_sound_is_never_compressed(client: FlaskClient) -> None:
    sound = client.get(clip_of(client), headers=BOTH, buffered=True)
    assert sound.mimetype == "audio/mpeg"
    assert "Content-Encoding" not in sound.headers


def test_what_may_stand_beside_a_secret_is_never_compressed(editor) -> None:
    page = editor.get("/admin/articles/on-tea", headers=BOTH)
    assert 'name="csrf"' in page.text
    assert "Content-Encoding" not in page.headers
    assert not [name for name in COMPRESSED if name.startswith(("admin.", "api.", "tongue."))]
