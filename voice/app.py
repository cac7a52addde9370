"""The Flask application."""

from functools import partial

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from voice.offering import check_offered
from voice.settings import Settings
from voice.studio import Studio
from voice.web import admin, api, audio, listen, offline, problems, tongue, transcript, voices
from voice.web.compressing import compress_pages
from voice.web.pages_kept import keep_pages
from voice.web.patience import patient

# Nothing on our pages comes from elsewhere, and nothing on them runs that is not a file of ours.
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; manifest-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The application for `settings`, or for what the environment says. Raises SettingsError."""
    chosen = settings or Settings.from_environment()
    check_offered(chosen.offered)
    app = Flask("voice", template_folder="web/templates", static_folder="web/static")
    app.extensions["studio"] = Studio(chosen)
    app.secret_key = app.extensions["studio"].secret
    app.wsgi_app = patient(app.wsgi_app)  # type: ignore[assignment,method-assign]
    if chosen.proxies:
        known = chosen.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=known, x_proto=known, x_host=known)  # type: ignore[method-assign]
    app.config.update(SESSION_COOKIE_NAME="voice", SESSION_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=64 * 1024)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for door in (listen, audio, transcript, offline, tongue, voices, admin, api):
        app.register_blueprint(door.bp)
    if chosen.phone == "on":
        from voice.phone.opening import open_phone  # noqa: PLC0415 - few have a telephone, and all wait for modules

        open_phone(app)
    problems.answer_with_problems(app)
    tongue.speak_tongues(app)
    keep_pages(app)
    compress_pages(app)
    app.after_request(partial(_secured, _headers(app.extensions["studio"].stock.elsewhere)))
    return app


def _headers(elsewhere: str) -> dict[str, str]:
    """Those headers; a page may play what the store gives its listeners, where it does."""
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    allowed = policy.replace("media-src 'self'", f"media-src 'self' {elsewhere}".rstrip())
    return SECURITY_HEADERS | {"Content-Security-Policy": allowed}


def _secured(headers: dict[str, str], response: Response) -> Response:
    response.headers.update(headers)
    return response
