"""The language that the pages speak to a listener: the one they chose, else the one that their browser asks for."""

from typing import Any

from flask import Blueprint, Flask, Response, abort, make_response, redirect, request, url_for
from flask_babel import Babel, get_locale

from voice.web.runs import direction

bp = Blueprint("tongue", __name__)

# Each by its own name, for whoever can't read the page that they have come to.
NAMES = {"en": "English", "es": "Español", "de": "Deutsch"}
STANDARD = "en"
COOKIE = "tongue"
A_YEAR_S = 31_536_000


def speak_tongues(app: Flask) -> None:
    """Let the application's pages speak these languages."""
    Babel(app, default_locale=STANDARD, locale_selector=_wanted)
    app.context_processor(_told)
    app.after_request(_vary)


@bp.get("/language/<lang>")
def choose(lang: str) -> Response:
    """Speak that language from now on, and go back to where the link stood."""
    if lang not in NAMES:
        abort(404)
    return kept_for_a_year(COOKIE, lang)


def kept_for_a_year(cookie: str, choice: str) -> Response:
    """Keep a listener's choice on their device, and lead back to where the request says that it was made."""
    back = request.values.get("back", "")
    # A path of ours, and nothing that a browser could take for another host's address.
    ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = make_response(redirect(back.rstrip("?") if ours else url_for("listen.library"), 303))
    response.set_cookie(cookie, choice, max_age=A_YEAR_S, samesite="Lax", httponly=True)
    response.cache_control.no_store = True
    return response


def _wanted() -> str:
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in NAMES else request.accept_languages.best_match(list(NAMES), STANDARD)


def _told() -> dict[str, Any]:
    """What layouts need to know of it."""
    lang = str(get_locale() or STANDARD)
    others = [(other, name) for other, name in NAMES.items() if other != lang]
    return {"site": {"lang": lang, "dir": direction(lang), "others": others}}


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["Accept-Language", "Cookie"])
    return response
