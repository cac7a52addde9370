"""A VoiceXML document, as a voice browser would read it."""

from pathlib import Path

import pytest
from flask import Flask
from lxml import etree

NS = {"v": "http://www.w3.org/2001/vxml"}


@pytest.fixture(scope="module")
def document(telephone: Flask) -> etree._Element:
    code = telephone.extensions["studio"].codes.of("on-tea")
    answer = telephone.test_client().get(f"/phone/vxml/a-key-of-16-or-so/{code}.vxml")
    assert answer.mimetype == "application/voicexml+xml"
    return etree.fromstring(answer.data)


def test_it_begins_with_the_disclaimers_which_no_key_breaks_off(document: etree._Element) -> None:
    first = document.find("v:form", NS)
    assert first.get("id") == "disclaimers"
    [prompt] = first.findall(".//v:prompt", NS)
    assert prompt.get("bargein") == "false"
    assert "-disclaimers-" in prompt.find("v:audio", NS).get("src")


def test_a_crisis_line_is_offered_before_the_disclaimers(telephone: Flask) -> None:
    code = telephone.extensions["studio"].codes.of("on-grief")
    crisis = etree.fromstring(telephone.test_client().get(f"/phone/vxml/a-key-of-16-or-so/{code}.vxml").data).find(
        "v:form", NS
    )
    assert crisis.get("id") == "crisis"
    assert "-crisis-" in crisis.find("v:field/v:prompt/v:audio", NS).get("src")
    assert [item.text for item in crisis.iterfind(".//v:item", NS)] == ["0"]
    assert crisis.find("v:field/v:filled/v:if/v:goto", NS).get("next") == "#line"
    for event in ("noinput", "nomatch"):
        assert crisis.find(f"v:field/v:{event}/v:goto", NS).get("next") == "#disclaimers"


def test_a_section_that_is_entered_otherwise_leads_to_them(document: etree._Element) -> None:
    for form in document.findall("v:form", NS)[1:-1]:
        assert form[0].find("v:if", NS).get("cond") == "!heard"
        assert form[0].find("v:if/v:goto", NS).get("next") == "#disclaimers"


def test_every_goto_leads_to_a_form_of_it(document: etree._Element) -> None:
    forms = {f"#{form.get('id')}" for form in document.findall("v:form", NS)}
    assert {goto.get("next") for goto in document.iterfind(".//v:goto", NS)} <= forms


def test_every_clip_that_it_names_answers(telephone: Flask, document: etree._Element) -> None:
    client = telephone.test_client()
    sources = {audio.get("src") for audio in document.iterfind(".//v:audio", NS)}
    assert sources
    assert {client.get(source).status_code for source in sources} == {200}


def test_without_the_key_nobody_gets_it(telephone: Flask) -> None:
    assert telephone.test_client().get("/phone/vxml/another/1234.vxml").status_code == 403
    assert telephone.test_client().get("/phone/vxml/a-key-of-16-or-so/1.vxml").status_code == 404


def test_who_presses_nothing_comes_to_the_end(document: etree._Element) -> None:
    forms = {form.get("id"): form for form in document.findall("v:form", NS)}
    at, visited = "disclaimers", []
    while forms[at].find(".//v:exit", NS) is None:
        visited.append(at)
        silent = forms[at].find("v:field/v:noinput/v:goto", NS)
        leads = forms[at].find("v:block/v:goto", NS) if silent is None else silent
        at = leads.get("next").removeprefix("#")
        assert at not in visited
    assert len(visited) == len(forms) - 1


def test_all_of_it_is_in_the_namespace_that_its_schema_has(document: etree._Element) -> None:
    assert {etree.QName(element).namespace for element in document.iter()} == {NS["v"]}
    items = document.find("v:form/v:field/v:grammar/v:rule/v:one-of", NS)
    assert [item.text for item in items] == ["1", "2", "3", "7", "9"]


@pytest.mark.parametrize("slug", ["on-tea", "on-grief"])
def test_it_is_of_what_voicexml_2_1_allows(telephone: Flask, slug: str) -> None:
    code = telephone.extensions["studio"].codes.of(slug)
    document = etree.fromstring(telephone.test_client().get(f"/phone/vxml/a-key-of-16-or-so/{code}.vxml").data)
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("voicexml.rng")))
    schema.assertValid(document)
