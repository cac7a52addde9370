"""Disclaimers are found by their heading, their markup and their sentences; decoys are not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import parse_article
from content.disclaimer import key_of
from content.wording import Phrase, Wording, sieve, wordings

BODY = "<p>Apples keep for months in a cool cellar, if none of them is bruised and none touches another.</p>" * 3


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "Our pages do not provide medical advice.", "medical"),
        ("en", "This leaflet isn't a substitute for the care of your physician.", "medical"),
        ("en", "Nothing here is financial advice. Past performance does not guarantee future results.", "financial"),
        ("en", "Information on this site does not constitute legal advice.", "legal"),
        ("en", "When you buy through our links, we may earn a small commission.", "affiliate"),
        ("en", "The views expressed here do not reflect those of our orchard.", "legal"),
        ("en", "This post was sponsored by a maker of cider presses.", "sponsored"),
        ("en", "If you think of hurting yourself, call or text 988 at any hour.", "crisis"),
        ("en", "If you are in crisis, call 1-800-273-8255.", "crisis"),
        ("en", "In an emergency, call 911. If you are in crisis, call 1-800-273-8255.", "crisis"),
        ("en", "If someone you know is in a crisis, text HOME to 741741.", "crisis"),
        ("de", "Wenn Sie in einer Krise sind, rufen Sie die 0800 111 0 111 an.", "crisis"),
        ("es", "Si estás en crisis, llama al 717 003 717.", "crisis"),
        ("de", "Dieser Text ersetzt nicht den Besuch bei einem Arzt oder einer Ärztin.", "medical"),
        ("de", "Kaufen Sie über diese Links, erhalten wir eine kleine Provision.", "affiliate"),
        ("es", "Este texto no sustituye la consulta con su médico.", "medical"),
        ("es", "Esta página contiene enlaces de afiliados.", "affiliate"),
        ("fr", "Ce texte ne remplace pas l’avis d’un médecin.", "medical"),
        ("fr", "Cette page est publiée à titre informatif.", "legal"),
        ("it", "Questo testo non sostituisce il parere del medico.", "medical"),
        ("it", "Se sei in crisi, chiama il 02 2327 2327.", "crisis"),
        ("it", "Se compra con questi link, riceviamo una piccola commissione.", "affiliate"),
        ("it", "Questo articolo è stato sponsorizzato da un frutteto.", "sponsored"),
        ("it", "I rendimenti passati non sono garanzia di quelli futuri.", "financial"),
        ("it", "Queste pagine hanno uno scopo puramente informativo.", "legal"),
        ("pt", "Este texto não substitui a consulta com o seu médico.", "medical"),
        ("pt", "Se está em crise, ligue para o 213 544 545.", "crisis"),
        ("pt", "Esta página contém links de afiliados.", "affiliate"),
        ("pt", "Este artigo foi patrocinado por um pomar.", "sponsored"),
        ("pt", "A rentabilidade passada não garante resultados futuros.", "financial"),
        ("pt", "Esta página tem fins meramente informativos.", "legal"),
    ],
)
def test_a_sentence_makes_a_disclaimer(lang: str, text: str, kind: str) -> None:
    article = parse_article(
        f'<html lang="{lang}"><body><main>{BODY}</main><footer><p>{text}</p></footer></body></html>'
    )
    assert [(found.text, found.kind, found.lang) for found in article.disclaimers] == [(text, kind, lang)]
    assert article.disclaimers[0].place == "outside"


@pytest.mark.parametrize(
    "text",
    [
        "Streamers earn a commission on what their viewers buy.",
        "Use the chat on this page. The chat does not give legal advice about your forms.",
        "Her doctor gave her advice that no book could replace in a hurry.",
        "If you run an orchard in crisis, call a meeting of the 100 best pickers in 2008.",
        "When the bank was in crisis, he called 0800 555 013 for his balance.",
        "He was told to call his mother at 9 and his brother at 10.",
        "Il consiglio del medico del paese non poteva sostituire il sonno.",
        "O conselho do médico não chegou a tempo à aldeia.",
    ],
)
def test_a_decoy_is_none(text: str) -> None:
    assert parse_article(f"<body><main>{BODY}<p>{text}</p></main></body>").disclaimers == ()


def test_a_part_in_another_language_is_read_in_that_language() -> None:
    note = "Este texto no sustituye la consulta con su médico."
    page = f'<html lang="en"><body><main>{BODY}<p lang="es-MX">{note}</p>{BODY}</main></body></html>'
    assert [(found.text, found.lang) for found in parse_article(page).disclaimers] == [(note, "es-MX")]


def test_a_disclaimer_given_twice_is_kept_once() -> None:
    note = "<p>Nothing on this page is medical advice.</p>"
    assert len(parse_article(f"<body>{note}<main>{BODY}</main>{note}</body>").disclaimers) == 1


NOTE = "Nothing on this page is medical advice."


def test_what_was_rejected_is_text_in_the_place_where_it_stood() -> None:
    page = f"<body><main><h1>Apples</h1>{BODY}<h2>Cellars</h2><p>{NOTE}</p>{BODY}</main></body>"
    assert parse_article(page).disclaimers[0].section == "cellars"
    article = parse_article(page, rejected={key_of("NOTHING on this page, is medical advice")})
    assert article.disclaimers == ()
    assert article.sections[1].blocks[0].text == NOTE


def test_what_was_rejected_is_a_section_again_where_it_had_a_heading() -> None:
    lines = f"{NOTE} Ask your doctor.", "Keep them cool, and never wash them before."
    page = f"<body><main>{BODY}<h2>Disclaimer</h2><p>{lines[0]}</p><h2>Storage</h2><p>{lines[1]}</p></main></body>"
    found = parse_article(page).disclaimers[0]
    assert (found.heading, found.section) == ("Disclaimer", "storage")
    article = parse_article(page, rejected={found.key})
    assert [section.heading for section in article.sections] == ["", "Disclaimer", "Storage"]
    assert article.sections[1].text == lines[0]
    assert not any(section.id == "disclaimer" for section in article.sections), "ids of disclaimers begin so"


def test_other_words_are_not_what_was_rejected() -> None:
    page = f"<body><main>{BODY}<p>{NOTE}</p></main></body>"
    assert parse_article(page, rejected={key_of(NOTE.replace("this", "that"))}).disclaimers


def test_markup_tells_where_a_disclaimer_stands() -> None:
    box = '<div class="disclosure-box"><p id="note">We advertise cider presses here.</p></div>'
    page = f"<body><main>{BODY}</main>{box}</body>"
    (found,) = parse_article(page).disclaimers
    assert (found.origin, found.selector, found.kind) == ("markup", "#note", "affiliate")


@pytest.mark.parametrize("lang", ["en", "de", "es", "fr", "it", "pt"])
def test_the_table_of_wordings_is_complete(lang: str) -> None:
    known = [wording for wording in wordings(lang) if wording.lang == lang]
    assert {wording.kind for wording in known} == {"medical", "legal", "financial", "affiliate", "sponsored", "crisis"}
    assert all(word == word.lower() for word in sieve(lang))


def test_a_phrase_never_reaches_into_the_next_sentence() -> None:
    text = "The legal department is not on this floor. It was meant to be. Advice is free."
    assert parse_article(f"<body><main>{BODY}<p>{text}</p></main></body>").disclaimers == ()


def test_text_made_to_be_slow_is_searched_quickly() -> None:
    slow = "".join(f"<p>{'information not intended legal ' * 120}{number}</p>" for number in range(100))
    start = time.thread_time()
    assert parse_article(f"<body><main>{BODY}{slow}</main></body>").disclaimers == ()
    assert time.thread_time() - start < 3


PHRASES = [
    (wording, phrase)
    for lang in ("en", "de", "es", "fr", "it", "pt")
    for wording in wordings(lang)
    if wording.lang == lang
    for phrase in wording.sentences
]


@pytest.mark.parametrize(("wording", "phrase"), PHRASES)
@settings(max_examples=20, deadline=None)
@given(words=st.data())
def test_no_sentence_of_the_table_is_kept_back_by_the_sieve(
    wording: Wording, phrase: Phrase, words: st.DataObject
) -> None:
    latin = st.characters(codec="latin-1")
    parts = [words.draw(st.from_regex(part.pattern, fullmatch=True, alphabet=latin)) for part in phrase.parts]
    assert any(word in " ".join(parts).lower() for word in sieve(wording.lang))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Start with 5 mg three times a day.", "If you feel hopeless, call or text 988."),
        ("Never take over 4 g a day.", "This is not medical advice."),
        (
            f"{'Much has been written on sleep, and most of it can be said in two words: get up. ' * 2}That is all.",
            "In crisis, call 988.",
        ),
    ],
)
def test_a_paragraph_that_says_other_things_stays_where_it_is(before: str, said: str) -> None:
    article = parse_article(
        f"<html lang=en><body><h2>Use</h2><p>{before} {said}</p><p>And so on, as ever.</p></body></html>"
    )
    assert [disclaimer.text for disclaimer in article.disclaimers] == [said]
    assert article.sections[0].blocks[0].text == f"{before} {said}"
