"""The pages of accounts, of links and of tokens."""

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from voice.accounts.attempts import MOST_FOR_BOTH
from voice.web.admin.gate import COOKIE

GOOD = "three kettles boil"


def alert_of(answer) -> str:
    return BeautifulSoup(answer.text, "lxml").find(role="alert").text


def word_on(client, address: str) -> str:
    return BeautifulSoup(client.get(address).text, "lxml").find("input", {"name": "csrf"})["value"]


def test_somebody_invited_chooses_a_password_and_is_in(app: Flask, admin) -> None:
    shown = admin.post_form("/admin/accounts", {"do": "invite", "name": "Bo <b>", "role": "editor"})
    link = re.search(r"/admin/welcome/[\w-]+", shown.text)[0]
    assert link not in admin.get("/admin/accounts").text
    guest = app.test_client()
    fields = {"csrf": word_on(guest, link), "password": GOOD, "again": GOOD}
    assert guest.post(link, data=fields).location == "/admin/"
    assert "Signed in as Bo &lt;b&gt; (editor)" in guest.get("/admin/").text
    assert app.test_client().get(link).status_code == 410


def test_the_first_admin_comes_in_by_the_set_up_link(app: Flask) -> None:
    link = f"/admin/welcome/{app.extensions['studio'].accounts.links.set_up()}"
    guest = app.test_client()
    fields = {"csrf": word_on(guest, link), "name": "Bo", "password": GOOD, "again": "three kettles boils"}
    assert "two different passwords" in alert_of(guest.post(link, data=fields))
    assert guest.post(link, data=fields | {"again": GOOD}).status_code == 303
    assert "Signed in as Bo (admin)" in guest.get("/admin/").text


def test_only_admins_see_accounts_and_tokens(editor) -> None:
    for address in ("/admin/accounts", "/admin/tokens"):
        assert editor.get(address).status_code == 403
        assert editor.post_form(address, {"do": "invite", "name": "x", "role": "admin"}).status_code == 403


def test_an_admin_changes_roles_and_lets_people_in_no_more(admin, viewer) -> None:
    admin.post_form("/admin/accounts", {"do": "role", "name": "Some viewer", "role": "editor"})
    assert "is editor now" in BeautifulSoup(admin.get("/admin/accounts").text, "lxml").find(role="status").text
    assert viewer.get("/admin/").status_code == 303
    admin.post_form("/admin/accounts", {"do": "disable", "name": "Some viewer"})
    assert "Disabled" in admin.get("/admin/accounts").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"do": "invite", "name": "", "role": "editor"}, "from 1 to 64 characters"),
     ({"do": "invite", "name": "x", "role": "king"}, "king"),
     ({"do": "disable", "name": "Some admin"}, "only admin"),
     ({"do": "fly", "name": "Some admin"}, "can't do that")],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(admin, fields: dict[str, str], told: str) -> None:
    answer = admin.post_form("/admin/accounts", fields)
    assert answer.status_code == 422
    assert told in alert_of(answer)


def test_one_changes_ones_own_password_with_the_current_one(app: Flask, editor) -> None:
    app.extensions["studio"].accounts.choose_password("Some editor", GOOD)
    editor.set_cookie(COOKIE, app.extensions["studio"].accounts.sessions.begin("some editor"), path="/admin")
    new = {"password": "four kettles boil", "again": "four kettles boil"}
    assert "not right" in alert_of(editor.post_form("/admin/account", {"current": "wrong", **new}))
    assert editor.post_form("/admin/account", {"current": GOOD, **new}).status_code == 303
    assert "is changed" in editor.get("/admin/account").text


def test_who_guesses_a_password_at_a_session_that_was_left_open_has_to_wait(editor) -> None:
    guess = {"current": "wrong", "password": GOOD, "again": GOOD}
    answers = [editor.post_form("/admin/account", guess).status_code for _ in range(MOST_FOR_BOTH + 1)]
    assert answers == MOST_FOR_BOTH * [422] + [429]


def test_a_token_is_shown_once_and_revoked_knowingly(app: Flask, admin) -> None:
    shown = admin.post_form("/admin/tokens", {"name": "ours", "scope": ["articles:read"], "days": "30"})
    secret = re.search(r"avt_[\w-]+", shown.text)[0]
    assert app.extensions["studio"].accounts.tokens.find(secret)
    assert secret not in admin.get("/admin/tokens").text
    assert "Tick the box" in alert_of(admin.post_form("/admin/tokens/revoke", {"name": "ours"}))
    admin.post_form("/admin/tokens/revoke", {"name": "ours", "sure": "on"})
    assert app.extensions["studio"].accounts.tokens.find(secret) is None
    assert "what the token may be used for" in alert_of(admin.post_form("/admin/tokens", {"name": "none"}))


def test_a_form_that_is_too_large_is_refused_with_a_page_of_ours(admin) -> None:
    answer = admin.post_form("/admin/accounts", {"do": "invite", "name": "x" * 100_000})
    assert answer.status_code == 413
    assert "too large" in answer.text
