"""The voice that a listener has chosen for a language, kept on their device, and those that they may choose from."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Response, abort, request
from flask_babel import get_locale
from flask_babel import gettext as _

from voice.choosing import speaks
from voice.engine import Kind, kind_of
from voice.errors import VoiceError
from voice.offering import called, choices, offered
from voice.speech import Voice
from voice.web.finding import studio
from voice.web.tongue import kept_for_a_year

bp = Blueprint("voices", __name__)

COOKIE = "voices"


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice to choose: its engine and name ("kokoro:ef_dora"), and in words what it is."""

    name: str
    words: str


@bp.post("/voice")
def choose() -> Response:
    """Have articles in the language `lang` spoken by `voice` from now on, "" for the usual one, and go back."""
    lang, name = request.form.get("lang", ""), request.form.get("voice", "")
    voice = offered(studio().settings.offered).get(name)
    if name and not (voice and speaks(voice, lang)):
        abort(400, _("This voice can't be chosen. Go back, and reload the page to see those that can."))
    others = [other for other, speaker in _chosen().items() if not speaks(speaker, lang)]
    return kept_for_a_year(COOKIE, ",".join([*others, name] if name else others))


def chosen(lang: str) -> str:
    """The voice that the listener has chosen for a language, if it is still offered; "" for the usual one."""
    return next((name for name, voice in _chosen().items() if speaks(voice, lang)), "")


def offers(lang: str) -> list[Offer]:
    """What a listener may choose for a language: first the usual voice; none where there is no other."""
    try:
        usual, others = choices(lang, studio().settings.offered, studio().delivery().preference)
    except VoiceError:
        return []  # nobody speaks it, which the page says where it matters
    standard = Offer("", _("%(voice)s (the usual one)", voice=_in_words(usual)))
    return [standard, *(Offer(str(voice), _in_words(voice)) for voice in others)] if others else []


def _chosen() -> dict[str, Voice]:
    there = offered(studio().settings.offered)
    return {name: there[name] for name in request.cookies.get(COOKIE, "").split(",") if name in there}


def _in_words(voice: Voice) -> str:
    genders = {"female": _("a woman's voice"), "male": _("a man's voice")}
    plain = kind_of(voice.engine) is Kind.FORMANT
    manner = _("plain, and clear at high speed") if plain else genders.get(voice.gender, "")
    return ", ".join(filter(None, (called(voice), _language(voice.lang), manner)))


def _language(tag: str) -> str:
    """A language and its country, as the page's own language calls them; "" where it has no name for them."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(get_locale()) or ""
    except (UnknownLocaleError, ValueError):
        return ""
