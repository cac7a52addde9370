"""An article on tea, and how it is regenerated."""

from voice.jobs import regeneration
from voice.lexicon import Lexeme
from voice.studio import Studio

TEA = b"""<!doctype html><html lang="en"><title>On tea</title><article><h1>On tea</h1>
<aside class="medical-disclaimer"><h2>Medical disclaimer</h2><p>This article is not medical advice, and never was
meant to be any.</p></aside><h2>Steeping</h2><p>Three minutes are enough. Five make it bitter.</p><h2>Drinking</h2>
<p>A cup that you like is best.</p></article></html>"""
RULE = """[[disclaimer]]
id = "line"
kind = "crisis"
text = {en = "In need, call 988 at any hour."}
"""
BITTER = Lexeme.checked(["bitter"], "en", alias="sharp")


def make(studio: Studio, *slugs: str, **how: object) -> regeneration.Progress:
    """Regenerate, here and now."""
    planned = regeneration.plan(studio, slugs or ["tea"], **how)
    *_, last = regeneration.work(studio, regeneration.start(studio, planned, "tea", "an editor"))
    return last


def current(studio: Studio) -> int:
    number = studio.publisher.generations.number_current("tea")
    assert number is not None
    return number
