"""The telephone's door, opened where the operator wants it: clips, manifests, and the dialects that speak HTTP."""

from contextlib import suppress

from flask import Flask

from voice.errors import PhoneNotReady
from voice.phone import door
from voice.phone.dialect import dialects
from voice.phone.line import Line


def open_phone(app: Flask) -> None:
    """Let the application answer telephone systems too."""
    app.extensions["phone"] = Line(app.extensions["studio"])
    for bp in (door.bp, *(dialect.blueprint for dialect in dialects() if dialect.blueprint)):
        app.register_blueprint(bp)


def look_up_offer(app: Flask) -> None:
    """Look up what callers may come to before the first of them waits for it, where telephones are answered."""
    if "phone" in app.extensions:
        with suppress(PhoneNotReady):
            app.extensions["phone"].repertoire.offer()
