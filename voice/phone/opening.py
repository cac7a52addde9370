"""The telephone's door, opened where the operator wants it: clips, manifests, and the dialects that speak HTTP."""

from flask import Flask

from voice.phone import door
from voice.phone.dialect import dialects
from voice.phone.line import Line
from voice.phone.looking import keep_looking


def open_phone(app: Flask) -> None:
    """Let the application answer telephone systems too."""
    app.extensions["phone"] = Line(app.extensions["studio"])
    for bp in (door.bp, *(dialect.blueprint for dialect in dialects() if dialect.blueprint)):
        app.register_blueprint(bp)


def ready_for_calls(app: Flask) -> None:
    """Know what callers may come to before the first of them waits for it, where telephones are answered."""
    if line := app.extensions.get("phone"):
        keep_looking(line)
