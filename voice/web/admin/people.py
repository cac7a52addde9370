"""Accounts: the admins' page of all of them, everybody's own, and the links by which people choose a password."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.audit import Door, acting
from voice.errors import AccountError
from voice.web.admin.entry import remote_address, status_of
from voice.web.admin.gate import bp, checked_form, hand_cookie, permitted, signed_in, tell, who
from voice.web.finding import studio


@bp.get("/accounts")
@permitted(Role.ADMIN)
def accounts() -> ResponseReturnValue:
    """Every account."""
    return _accounts_page()


@bp.post("/accounts")
@permitted(Role.ADMIN)
def change_account() -> ResponseReturnValue:
    """Invite somebody, or change an account; a link is shown once, on this answer alone."""
    name = request.form.get("name", "")
    try:
        secret = _do(request.form.get("do", ""), name)
    except (AccountError, ValueError) as error:
        return _accounts_page(trouble=str(error), name=name), HTTPStatus.UNPROCESSABLE_ENTITY
    if secret:
        return _accounts_page(link=url_for("admin.welcome", secret=secret, _external=True), name=name)
    return redirect(url_for("admin.accounts"), 303)


@bp.get("/account")
@permitted(Role.VIEWER)
def account() -> ResponseReturnValue:
    """The account of whoever asks."""
    return render_template("admin/account.html")


@bp.post("/account")
@permitted(Role.VIEWER)
def change_password() -> ResponseReturnValue:
    """Let whoever asks have another password; their other sessions end."""
    accounts, session = studio().accounts, signed_in()
    try:
        accounts.check_password(who(), request.form.get("current", ""), remote_address())
        accounts.choose_password(who(), _twice(), token=session.token if session else "")
    except AccountError as error:
        return render_template("admin/account.html", trouble=str(error)), status_of(error)
    tell("Your password is changed. Wherever else you were signed in, you are no more.")
    return redirect(url_for("admin.account"), 303)


@bp.get("/welcome/<secret>")
def welcome(secret: str) -> ResponseReturnValue:
    """The form to choose a password by, for whoever has the link."""
    return render_template("admin/welcome.html", secret=secret, owner=studio().accounts.links.owner(secret))


@bp.post("/welcome/<secret>")
def choose_password(secret: str) -> ResponseReturnValue:
    """Take the password, and sign its owner in; from then on the link is used."""
    if answer := checked_form():
        return answer
    accounts, name = studio().accounts, request.form.get("name", "")
    owner = accounts.links.owner(secret)
    try:
        with acting(owner or name, Door.ADMIN):
            token = accounts.sessions.begin(accounts.links.use(secret, name, _twice()))
    except AccountError as error:
        told = {"owner": owner, "name": name, "trouble": str(error)}
        return render_template("admin/welcome.html", secret=secret, **told), HTTPStatus.UNPROCESSABLE_ENTITY
    hand_cookie(token)
    return redirect(url_for("admin.entry"), 303)


def _do(what: str, name: str) -> str:
    """Do it; returns the secret of the link that this makes, or ""."""
    accounts = studio().accounts
    if what == "invite":
        return accounts.links.invite(name, Role(request.form.get("role", "")))
    if what == "reset":
        return accounts.links.reset(name)
    if what == "role":
        accounts.give_role(name, role := Role(request.form.get("role", "")))
        tell(f"{name} is {role} now, and has to sign in again.")
    elif what in {"disable", "enable"}:
        accounts.disable(name, disabled=what == "disable")
        tell(f"{name} may {'not sign in any more' if what == 'disable' else 'sign in again'}.")
    else:
        raise AccountError("This page can't do that. Reload it, and try again.")
    return ""


def _twice() -> str:
    """The new password, which was typed twice. Raises AccountError where it was not the same."""
    password = request.form.get("password", "")
    if password != request.form.get("again", ""):
        raise AccountError("You have typed two different passwords. Type the new one twice.")
    return password


def _accounts_page(**told: str) -> str:
    return render_template("admin/accounts.html", accounts=studio().accounts.list(), roles=list(Role), **told)
