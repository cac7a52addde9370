"""Voices for editors: who speaks which language and why, what each engine can do, and a sentence by each."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from voice.accounts import Role
from voice.choosing import Link, chain, choose
from voice.engine import Capabilities, broken_engines, engine_names, missing_engines, open_engine, voices_of
from voice.errors import UnknownEngine, UnknownVoice, UnspokenLanguage
from voice.offering import choices
from voice.speech import Voice
from voice.web.admin.gate import bp, permitted
from voice.web.finding import studio

# What is said to hear a voice; in a language without a sentence it counts, which every voice does in its own.
SENTENCES = {
    "en": "Take one tablet of 10 mg twice a day, with a glass of water.",
    "de": "Nehmen Sie zweimal täglich eine Tablette zu 10 mg mit einem Glas Wasser.",
    "es": "Tome un comprimido de 10 mg dos veces al día, con un vaso de agua.",
    "fr": "Prenez un comprimé de 10 mg deux fois par jour, avec un verre d'eau.",
}
COUNTING = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10."


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks a language: the voice, None where no one does; each step that led there, and what had to be told.

    `others` are those that listeners may choose in its place.
    """

    lang: str
    voice: Voice | None
    steps: tuple[Link, ...]
    told: tuple[str, ...]
    sentence: str
    others: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Installed:
    """An engine: what it can do, how many voices it has, and what is wrong with it or missing, "" where nothing is."""

    name: str
    able: Capabilities
    voices: int
    trouble: str


@bp.get("/voices")
@permitted(Role.VIEWER)
def voices() -> ResponseReturnValue:
    """Who speaks the languages of the library, or one that is asked for; and the engines."""
    asked = request.args.get("lang", "").strip()
    langs = sorted({row.lang for row in studio().library.list()} | {"en"})
    return render_template(
        "admin/voices.html",
        asked=asked,
        speakers=[speaker(lang) for lang in ([asked] if asked else langs)],
        engines=[_installed(name) for name in engine_names()],
        preferred=studio().delivery().preference,
    )


@bp.get("/voices/<engine>")
@permitted(Role.VIEWER)
def engine_voices(engine: str) -> ResponseReturnValue:
    """Every voice of an engine, each with a sentence to hear it by."""
    spoken = request.args.get("text", "").strip()
    listed = [(voice, spoken or sentence_in(voice.lang)) for voice in voices_of(engine)]
    return render_template("admin/engine.html", engine=engine, voices=listed, spoken=spoken)


def speaker(lang: str) -> Speaker:
    """Who speaks a language, and why."""
    preference = studio().delivery().preference
    steps: list[Link] = []
    try:
        for link in chain(lang, preference):
            steps.append(link)
            if link.voice:
                break
        choice = choose(lang, preference)
        _, others = choices(lang, studio().settings.offered, preference)
    except (UnspokenLanguage, UnknownEngine, UnknownVoice) as error:
        return Speaker(lang, None, tuple(steps), (str(error),), "")
    return Speaker(lang, choice.voice, tuple(steps), choice.passed_over, sentence_in(lang), others)


def sentence_in(lang: str) -> str:
    """A sentence to hear a voice of a language by."""
    return SENTENCES.get(lang.split("-", maxsplit=1)[0].lower(), COUNTING)


def _installed(name: str) -> Installed:
    trouble = broken_engines().get(name) or missing_engines().get(name, "")
    return Installed(name, open_engine(name).capabilities, 0 if trouble else len(voices_of(name)), trouble)
