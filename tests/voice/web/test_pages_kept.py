"""Pages that are kept as they went out: the same page is written once, and what differs is another page."""

from flask import Flask
from flask.testing import FlaskClient

from voice.lexicon import Lexeme
from voice.studio import Studio
from voice.web import listen
from voice.web.pages_kept import Page, PagesKept


def test_a_page_is_written_once_for_each_language_and_coding(client: FlaskClient, monkeypatch) -> None:
    written, write = list[str](), listen._written
    monkeypatch.setattr(listen, "_written", lambda *given, **more: written.append("") or write(*given, **more))
    asked = [{"Accept-Language": lang, "Accept-Encoding": coding} for lang in ("en", "de") for coding in ("", "gzip")]
    first = [client.get("/a/on-tea", headers=each) for each in asked]
    again = [client.get("/a/on-tea", headers=each) for each in asked]
    assert len(written) == len({answer.data for answer in first}) == 4
    assert [answer.data for answer in again] == [answer.data for answer in first]
    assert [answer.headers["ETag"] for answer in again] == [answer.headers["ETag"] for answer in first]
    assert {frozenset(answer.vary) for answer in (*first, *again)} == {
        frozenset(("Accept-Language", "Cookie", "Accept-Encoding"))
    }
    assert [answer.headers.get("Content-Encoding") for answer in again] == [None, "gzip", None, "gzip"]
    assert client.get("/a/on-tea?from=there").status_code == 200
    assert len(written) == 5


def test_who_has_the_page_already_is_told_so(client: FlaskClient) -> None:
    for coding in ("", "br"):
        had = client.get("/a/on-tea", headers={"Accept-Encoding": coding}).headers["ETag"]
        answer = client.get("/a/on-tea", headers={"Accept-Encoding": coding, "If-None-Match": had})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", had)


def test_a_new_generation_is_shown_at_once_and_an_article_off_the_list_to_nobody(
    client: FlaskClient, studio: Studio, make_anew
) -> None:
    before = client.get("/a/on-tea")
    studio.lexicons.add([Lexeme.checked(["steep"], "en", alias="draw")])
    make_anew("on-tea")
    now = client.get("/a/on-tea", headers={"If-None-Match": before.headers["ETag"]})
    number = studio.publisher.generations.number_current("on-tea")
    assert (now.status_code, f"?g={number}" in now.text) == (200, True)
    studio.desk.withdraw("on-tea", "Ida")
    assert client.get("/a/on-tea").status_code == 404


def test_who_has_heard_the_disclaimers_gets_a_page_of_their_own(app: Flask, client: FlaskClient, monkeypatch) -> None:
    client.get("/a/on-tea")
    monkeypatch.setattr("voice.web.heard.has_heard", lambda _: True)
    assert "data-all-heard" in client.get("/a/on-tea").text
    monkeypatch.undo()
    assert "data-all-heard" not in app.test_client().get("/a/on-tea").text


def test_what_nobody_asked_for_the_longest_makes_room() -> None:
    kept = PagesKept(most_bytes=40)
    for number in range(5):
        kept.keep((number,), Page(b"x" * 10, ""))
        kept.find((0,))
    kept.keep(("large",), Page(b"x" * 11, ""))
    assert [number for number in (*range(5), "large") if kept.find((number,))] == [0, 2, 3, 4]
