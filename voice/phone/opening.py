"""The telephone's door, opened where the operator wants it: clips, manifests, and the dialects that speak HTTP."""

import logging

from flask import Flask

from audio_cache import CacheError
from content import ContentError
from voice.errors import VoiceError
from voice.phone import door
from voice.phone.dialect import dialects
from voice.phone.line import Line

log = logging.getLogger(__name__)


def open_phone(app: Flask) -> None:
    """Let the application answer telephone systems too."""
    app.extensions["phone"] = Line(app.extensions["studio"])
    for bp in (door.bp, *(dialect.blueprint for dialect in dialects() if dialect.blueprint)):
        app.register_blueprint(bp)


def look_up_offer(app: Flask) -> None:
    """Look up what callers may come to before the first of them waits for it, where telephones are answered."""
    line: Line | None = app.extensions.get("phone")
    if line is None:
        return
    try:
        line.repertoire.offer()
    except (ContentError, VoiceError, CacheError) as error:
        log.warning("Nobody can call yet: %s", error)
