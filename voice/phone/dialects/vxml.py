"""VoiceXML 2.1: one document an article, which a voice browser plays by itself.

It has the keys 1, 2, 3, 7 and 9 of a call, and in a crisis article 0 to be connected, which is offered first. Wherever
it is entered, no section is heard before the disclaimers, which no key breaks off
(https://www.w3.org/TR/voicexml21/). No voice browser has tried it yet.
"""

from collections.abc import Iterable, Sequence

from flask import Blueprint, Response
from lxml import etree  # type: ignore[import-untyped]
from lxml.builder import ElementMaker  # type: ignore[import-untyped]

from content.errors import UnknownArticle
from voice.phone.addresses import path_of
from voice.phone.dialect import Dialect
from voice.phone.dialects.keyed import check_key
from voice.phone.door import line, root
from voice.phone.programme import Programme, Prompts, Sound

NAMESPACE = "http://www.w3.org/2001/vxml"
VXML = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What is waited for after a section, before the next one follows.
WAIT, WAIT_FOR_HELP = "2s", "4s"

bp = Blueprint("vxml", __name__, url_prefix="/phone/vxml/<key>")
dialect = Dialect("vxml", bp)


@bp.get("/<code>.vxml")
def article(key: str, code: str) -> Response:
    """The article of that code as a document."""
    check_key(key)
    programme = line().repertoire.programme(code, "")
    if programme is None:
        raise UnknownArticle(f"No article of the code {code[:10]!r} is ready to be heard by telephone.")
    offer = line().repertoire.offer()
    prompts = offer.prompts.get(programme.lang.split("-", maxsplit=1)[0].lower(), offer.prompts[offer.langs[0]])
    return Response(document(programme, prompts), mimetype="application/voicexml+xml")


def document(programme: Programme, prompts: Prompts) -> bytes:
    """The programme as a document: forms for a crisis line, the disclaimers, each section, and the end."""
    numbers = range(len(programme.sections))
    forms = [_disclaimers(programme), *(_section(programme, number) for number in numbers), _end(programme, prompts)]
    if programme.line:
        forms.insert(0, _crisis(prompts))
        connected = VXML.transfer(name="connected", dest=f"tel:{programme.line}", bridge="false")
        forms.append(VXML.form(connected, id="line"))
    found = VXML.vxml(
        VXML.var(name="heard", expr="false"),
        VXML.var(name="rate", expr=str(programme.usual_rate)),
        *forms,
        {"version": "2.1", XML_LANG: programme.lang},
    )
    return bytes(etree.tostring(found, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _disclaimers(programme: Programme) -> etree._Element:
    """Played whole; only then are they heard."""
    played = [VXML.prompt(*_audio(programme.opening), bargein="false")] if programme.opening else []
    return VXML.form(
        VXML.block(*played, VXML.assign(name="heard", expr="true"), VXML.goto(next="#s1")), id="disclaimers"
    )


def _crisis(prompts: Prompts) -> etree._Element:
    """Zero connects; any other key, and none, leads to the disclaimers."""
    keys = {"0": [VXML.goto(next="#line")]}
    played = [VXML.prompt(*_audio([prompts["crisis"]]))]
    events = [kind(VXML.goto(next="#disclaimers")) for kind in (VXML.noinput, VXML.nomatch)]
    field = _field(WAIT_FOR_HELP, _grammar(keys, "crisis_keys"), played, keys, events)
    return VXML.form(field, id="crisis")


def _section(programme: Programme, number: int) -> etree._Element:
    """A section at the rate that was chosen, and what its keys lead to."""
    here, last = f"#s{number + 1}", len(programme.rates) - 1
    following = f"#s{number + 2}" if number + 1 < len(programme.sections) else "#end"
    tracks = programme.sections[number].tracks
    played = [VXML.prompt(*_audio(track.parts), cond=f"rate == {rate}") for rate, track in enumerate(tracks)]
    keys = {
        "1": [VXML.goto(next=f"#s{max(number, 1)}")],
        "2": [VXML.goto(next=here)],
        "3": [VXML.goto(next=following)],
        "7": [VXML.assign(name="rate", expr="Math.max(rate - 1, 0)"), VXML.goto(next=here)],
        "9": [VXML.assign(name="rate", expr=f"Math.min(rate + 1, {last})"), VXML.goto(next=here)],
    }
    keys |= {"0": [VXML.goto(next="#line")]} if programme.line else {}
    guard = VXML.block(VXML("if", VXML.goto(next="#disclaimers"), cond="!heard"))
    events = [VXML.noinput(VXML.goto(next=following)), VXML.nomatch(VXML.reprompt())]
    field = _field(WAIT, _grammar(keys, f"keys{number + 1}"), played, keys, events)
    return VXML.form(guard, field, id=f"s{number + 1}")


def _end(programme: Programme, prompts: Prompts) -> etree._Element:
    """The disclaimers that close, and goodbye."""
    closing = [VXML.prompt(*_audio(programme.ending), bargein="false")] if programme.ending else []
    goodbye = [VXML.prompt(*_audio([prompts["goodbye"]]))]
    return VXML.form(VXML.block(*closing, *goodbye, VXML.exit()), id="end")


def _grammar(keys: Iterable[str], name: str) -> etree._Element:
    """The keys of a form. Its rule has a name that no other has: it is an XML ID, so one in the document."""
    # A grammar that stands in the document is in VoiceXML's namespace (schema of VoiceXML 2.1, "mixed-grammar").
    rule = VXML.rule(VXML("one-of", *(VXML.item(key) for key in keys)), id=name, scope="public")
    return VXML.grammar(rule, mode="dtmf", root=name, version="1.0", type="application/srgs+xml")


def _field(
    wait: str,
    rules: etree._Element,
    played: Sequence[etree._Element],
    keys: dict[str, list[etree._Element]],
    events: Sequence[etree._Element],
) -> etree._Element:
    """What is played, then so long a wait for a key; `events` say what follows where none comes, or another."""
    taken = VXML.filled(*(VXML("if", *leads, cond=f"key == '{key}'") for key, leads in keys.items()))
    return VXML.field(VXML.property(name="timeout", value=wait), rules, *played, *events, taken, name="key")


def _audio(sounds: Iterable[Sound]) -> list[etree._Element]:
    return [VXML.audio(src=root() + path_of(sound)) for sound in sounds]
