"""The gate of the admin's pages, as browsers and attackers meet it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import encode_multipart

from voice.accounts import Role
from voice.app import create_app
from voice.settings import Settings
from voice.web.admin.entry import remote_address
from voice.web.admin.gate import COOKIE, permitted, safe_next

PASSWORD = "three kettles boil"  # noqa: S105


@pytest.fixture
def elena(app: Flask) -> FlaskClient:
    """A browser at the sign-in page, with an account that it may sign in to."""
    accounts = app.extensions["studio"].accounts
    accounts.add("Elena", Role.ADMIN)
    accounts.choose_password("Elena", PASSWORD)
    return app.test_client()


def word_on(client: FlaskClient, address: str = "/admin/sign-in") -> str:
    return BeautifulSoup(client.get(address).text, "lxml").find("input", {"name": "csrf"})["value"]


def sign_in(client: FlaskClient, password: str = PASSWORD, **fields: str):
    fields = {"csrf": word_on(client), "name": "elena", "password": password, **fields}
    return client.post("/admin/sign-in", data=fields)


def test_who_has_not_signed_in_is_asked_to_and_led_back(client: FlaskClient) -> None:
    answer = client.get("/admin/?page=2")
    assert (answer.status_code, answer.location) == (303, "/admin/sign-in?next=/admin/?page%3D2")


def test_signing_in_leads_to_the_page_that_was_asked_for(elena: FlaskClient) -> None:
    answer = sign_in(elena, next="/admin/?page=2")
    assert (answer.status_code, answer.location) == (303, "/admin/?page=2")
    assert "Signed in as Elena (admin)" in elena.get("/admin/").text


def test_a_wrong_password_and_an_unknown_name_are_told_alike(elena: FlaskClient) -> None:
    wrong, unknown = sign_in(elena, "three kettles boils"), sign_in(elena, name="nobody")
    assert wrong.status_code == unknown.status_code == 422
    told = [BeautifulSoup(answer.text, "lxml").find(role="alert").text for answer in (wrong, unknown)]
    assert told[0] == told[1]


def test_signing_out_ends_the_session_on_the_server(editor) -> None:
    brought = editor.get_cookie(COOKIE, path="/admin").value
    editor.post_form("/admin/sign-out")
    editor.set_cookie(COOKIE, brought, path="/admin")
    assert editor.get("/admin/").status_code == 303


def test_a_form_from_elsewhere_is_refused(editor) -> None:
    assert editor.post("/admin/sign-out").status_code == 403
    assert editor.post("/admin/sign-out", data={"csrf": "0" * 64}).status_code == 403
    assert editor.post_form("/admin/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert editor.get("/admin/").status_code == 200


def test_the_word_of_one_browser_is_no_good_in_another(elena: FlaskClient, app: Flask) -> None:
    fields = {"csrf": word_on(elena), "name": "elena", "password": PASSWORD}
    assert app.test_client().post("/admin/sign-in", data=fields).status_code == 403


def test_too_small_a_role_is_told_so(app: Flask, viewer) -> None:
    with app.test_request_context("/admin/", headers={"Cookie": viewer.cookies}):
        answer = permitted(Role.EDITOR)(lambda: "secret")()
    assert answer.status_code == 403
    assert "“editor”" in answer.get_data(as_text=True)


def test_every_admin_page_but_that_to_sign_in_has_a_role(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin")]
    open_to_all = {rule.rule for rule in rules if not hasattr(app.view_functions[rule.endpoint], "role")}
    assert open_to_all == {"/admin/sign-in", "/admin/welcome/<secret>"}


ELSEWHERE = (
    "//example.org", "https://example.org/admin/", "/admin//example.org", "/admin/\\example.org", "\\\\example.org",
    "/a/on-tea", "javascript:alert(1)", "/admin/\r\nX: y", "/adminx/", "", "/admin/../a/on-tea", "/admin/%2e%2e/a/x",
)  # fmt: skip


def test_signing_in_leads_nowhere_else(app: Flask) -> None:
    with app.test_request_context("/admin/"):
        assert {safe_next(wanted) for wanted in ELSEWHERE} == {"/admin/"}
        assert safe_next("/admin/audit?page=2") == "/admin/audit?page=2"


def test_signing_in_gives_a_new_session_whatever_the_browser_brought(elena: FlaskClient) -> None:
    word_on(elena)
    before = elena.get_cookie(COOKIE, path="/admin").value
    sign_in(elena)
    assert elena.get_cookie(COOKIE, path="/admin").value != before


def test_the_cookie_is_apart_and_out_of_reach(elena: FlaskClient) -> None:
    fields = {"csrf": word_on(elena), "name": "elena", "password": PASSWORD}
    cookie = elena.post("/admin/sign-in", data=fields).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/admin"} <= set(cookie.split("; "))
    secure = elena.get("/admin/sign-in", base_url="https://example.org").headers["Set-Cookie"]
    assert "Secure" in secure.split("; ")


def test_no_cache_keeps_a_page_of_the_admins(editor) -> None:
    assert editor.get("/admin/").headers["Cache-Control"] == "no-store"


def test_what_is_to_be_told_is_told_once(app: Flask, editor) -> None:
    sessions = app.extensions["studio"].accounts.sessions
    sessions.tell(editor.get_cookie(COOKIE, path="/admin").value, "<b>Saved</b>.")
    first, second = (BeautifulSoup(editor.get("/admin/").text, "lxml") for _ in range(2))
    assert first.find(role="status").text == "<b>Saved</b>."
    assert second.find(role="status").text == ""


def test_what_was_sent_after_the_session_had_ended_is_kept_while_one_signs_in_again(app: Flask, elena) -> None:
    sign_in(elena)
    wanted = [("name", "<b>"), ("scope", "listen"), ("scope", "audit:read")]
    fields = kept_fields([*wanted, ("csrf", word_on(elena, "/admin/tokens")), ("password", "x")])
    app.extensions["studio"].accounts.sessions.end(elena.get_cookie(COOKIE, path="/admin").value)
    asked = elena.post("/admin/tokens", data=fields)
    form = {field["name"]: field["value"] for field in BeautifulSoup(asked.text, "lxml").select("main [name][value]")}
    assert asked.status_code == 401
    shown = BeautifulSoup(
        elena.post("/admin/sign-in", data=form | {"name": "elena", "password": PASSWORD}).text, "lxml"
    )
    kept = [(field["name"], field["value"]) for field in shown.select("main [name]") if field["name"] != "csrf"]
    assert kept == wanted
    assert shown.select_one("main form")["action"] == "/admin/tokens"
    again = kept_fields(kept) | {"csrf": shown.select_one("main [name=csrf]")["value"]}
    assert "avt_" in elena.post("/admin/tokens", data=again).text


def test_a_long_text_is_kept_as_well(app: Flask, elena: FlaskClient) -> None:
    sign_in(elena)
    fields = {"text": 100_000 * '# "té" ', "csrf": word_on(elena, "/admin/articles/add")}
    app.extensions["studio"].accounts.sessions.end(elena.get_cookie(COOKIE, path="/admin").value)
    boundary, sent = encode_multipart(fields)
    asked = elena.post("/admin/articles/add", data=sent, content_type=f"multipart/form-data; boundary={boundary}")
    form = {field["name"]: field["value"] for field in BeautifulSoup(asked.text, "lxml").select("main [name][value]")}
    shown = elena.post("/admin/sign-in", data=form | {"name": "elena", "password": PASSWORD})
    assert BeautifulSoup(shown.text, "lxml").select_one("main [name=text]")["value"] == fields["text"]


def test_a_form_from_elsewhere_is_not_kept_for_anybody_who_signs_in(client: FlaskClient) -> None:
    assert client.post("/admin/account", data={"password": "x"}).status_code == 403


def kept_fields(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for other, value in pairs if other == name] for name, _ in pairs}


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_proxy_says_is_believed_where_one_stands_before(settings: Settings, proxies: int) -> None:
    app = create_app(replace(settings, proxies=proxies))
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}
    cookie = app.test_client().get("/admin/sign-in", headers=said).headers["Set-Cookie"]
    assert ("Secure" in cookie.split("; ")) is bool(proxies)
    with app.test_client() as client:
        client.get("/admin/sign-in", headers=said)
        assert remote_address() == ("192.0.2.9" if proxies else "127.0.0.1")
    app.extensions["studio"].close()
