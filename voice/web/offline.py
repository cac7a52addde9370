"""What makes a site of the pages that can be installed, and heard without a connection."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, send_from_directory, url_for
from flask_babel import gettext as _

bp = Blueprint("offline", __name__)

# What every page needs; letters are fetched by those who choose them, and kept then.
_SHELL = frozenset({".css", ".js", ".svg", ".woff2"})
_GROUND = "#fffdf8"


@bp.get("/service-worker.js")
def worker() -> Response:
    """The service worker, from the root, so that it may answer for every page."""
    response = send_from_directory(_static(), "service-worker.js", mimetype="text/javascript")
    response.cache_control.no_cache = True
    return response


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """The manifest of the installed site (W3C Web Application Manifest)."""
    icon = {"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    response = jsonify(
        name="Article Voice",
        short_name="Voice",
        description=_("Listen to articles section by section, with their disclaimers."),
        start_url=url_for("listen.library"),
        display="minimal-ui",
        background_color=_GROUND,
        theme_color=_GROUND,
        icons=[icon],
    )
    response.mimetype = "application/manifest+json"
    return response


@bp.get("/shell.json")
def shell() -> Response:
    """The addresses of what every page needs, to be kept beside an article."""
    names = _shell(_static())
    return jsonify([url_for("listen.library"), *(url_for("static", filename=name) for name in names)])


def _static() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _shell(folder: Path) -> tuple[str, ...]:
    found = (place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.suffix in _SHELL)
    return tuple(sorted(found))
