"""The lexicon that is shipped: drugs and medical abbreviations, one PLS file a language, for editors to change."""

from functools import cache
from importlib.resources import files

from voice.lexicon.lexeme import Lexeme
from voice.lexicon.pls import read_pls


@cache
def shipped() -> tuple[Lexeme, ...]:
    """Every lexeme of the files in `shipped/`, in the order of their names."""
    folder = files("voice.lexicon").joinpath("shipped")
    places = sorted((place for place in folder.iterdir() if place.name.endswith(".pls")), key=lambda place: place.name)
    return tuple(lexeme for place in places for lexeme in read_pls(place.read_bytes()).lexemes)
