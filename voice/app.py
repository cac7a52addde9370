"""The Flask application."""

from flask import Flask, Response

from voice.phone.opening import open_phone
from voice.settings import Settings, secret_key
from voice.studio import Studio
from voice.web import audio, listen, problems

# Nothing on our pages comes from elsewhere, and nothing on them runs that is not a file of ours.
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The application for `settings`, or for what the environment says. Raises SettingsError."""
    chosen = settings or Settings.from_environment()
    app = Flask("voice", template_folder="web/templates", static_folder="web/static")
    app.extensions["studio"] = Studio(chosen)
    app.secret_key = secret_key(chosen)
    app.config.update(SESSION_COOKIE_NAME="voice", SESSION_COOKIE_SAMESITE="Lax", MAX_CONTENT_LENGTH=64 * 1024)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for door in (listen, audio):
        app.register_blueprint(door.bp)
    if chosen.phone == "on":
        open_phone(app)
    problems.answer_with_problems(app)
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS)
    return response
