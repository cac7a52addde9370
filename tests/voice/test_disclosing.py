"""Disclaimers become scripts: in full, in short, before a claim, at the end; crisis lines digit by digit and twice."""

from dataclasses import replace

import pytest

from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.disclaimer import Length
from content.due import with_due
from content.notices import Rules
from content.wording import closing, short_form
from voice.announcing import announce
from voice.disclosing import article_script, claim_script, full_script, short_of, short_script
from voice.reading import read_aloud
from voice.script import section_script
from voice.speech import Role, Script

SMALL_PRINT = "This text is no substitute for your doctor. " * 4
WARNING = Disclaimer("d1", DisclaimerKind.MEDICAL, SMALL_PRINT.strip(), "en", heading="Medical disclaimer")
PAID = Disclaimer("d2", DisclaimerKind.AFFILIATE, "We earn when you buy.", "en", place="middle", section="doses")
CRISIS = Disclaimer("d3", DisclaimerKind.CRISIS, "In need? Call 988, at any hour. We listen.", "en")


def article_of(*disclaimers: Disclaimer) -> Article:
    blocks = (Block("opening_1", BlockKind.PARAGRAPH, "Hello there."),)
    sections = (Section("opening", 1, "", "en", blocks), Section("doses", 2, "Doses", "en", ()))
    return with_due(Article("a", "A title", "en", None, sections, disclaimers), Rules())


def texts(script: Script) -> list[str]:
    return [utterance.text for utterance in script.utterances]


def test_in_full_they_are_heard_to_the_letter_and_known_as_disclaimers() -> None:
    script = full_script(article_of(WARNING))
    assert texts(script) == ["Medical disclaimer.", *["This text is no substitute for your doctor."] * 4]
    assert {utterance.role for utterance in script.utterances} == {Role.DISCLAIMER}


def test_one_without_a_heading_is_announced_by_its_kind() -> None:
    assert texts(full_script(article_of(PAID)))[0] == "Affiliate disclosure."


def test_a_section_that_is_fetched_alone_begins_with_the_short_form() -> None:
    spoken = texts(short_script(article_of(WARNING)))
    assert spoken == ["This article is not medical advice.", "The full disclaimer is at the start of the article."]


def test_the_editors_short_form_is_said_as_they_wrote_it() -> None:
    assert texts(short_script(article_of(replace(WARNING, short="No advice.")))) == ["No advice."]


def test_what_is_no_longer_than_its_short_form_is_heard_in_full() -> None:
    brief = article_of(replace(WARNING, text="Nothing here is medical advice."))
    assert short_of(brief.disclaimers[0]) == ""
    assert short_of(article_of(WARNING).disclaimers[0])


@pytest.mark.parametrize("lang", ["fi", "ja"])
def test_a_language_without_short_forms_hears_it_in_full(lang: str) -> None:
    article = article_of(replace(WARNING, lang=lang))
    assert short_script(article) == full_script(article)


def test_two_that_would_be_shortened_to_the_same_words_are_shortened_once() -> None:
    other = replace(WARNING, id="d9", text="Ask a doctor before you do anything that stands here. " * 3)
    assert texts(short_script(article_of(WARNING, other))) == texts(short_script(article_of(WARNING)))


def test_a_crisis_text_is_never_shortened_and_comes_first() -> None:
    spoken = texts(short_script(article_of(WARNING, replace(CRISIS, short="Call."))))
    assert spoken[:4] == ["If you need help now.", "In need?", "Call nine eight eight, at any hour.", AGAIN]
    assert spoken[4] == "We listen."


AGAIN = "Again: nine, eight, eight."


@pytest.mark.parametrize(
    ("lang", "text", "again"),
    [
        ("en", "Call 1-800-555-0134.", "Again: one, eight, zero, zero, five, five, five, zero, one, three, four."),
        ("de", "Wählen Sie 116 123.", "Noch einmal: eins, eins, sechs, eins, zwei, drei."),
        ("es", "Llame al 024.", "Otra vez: cero, dos, cuatro."),
        ("fr", "Appelez le 3114.", "Encore une fois: trois, un, un, quatre."),
        ("fi", "Soita 112.", "1, 1, 2."),
    ],
)
def test_digits_are_said_singly_and_twice(lang: str, text: str, again: str) -> None:
    spoken = texts(full_script(article_of(replace(CRISIS, text=text, lang=lang))))
    assert spoken[-1] == again
    digits = again.rpartition(": ")[2].rstrip(".").replace(",", "")
    assert spoken[-2].rstrip(".").replace(",", "").endswith(digits)


def test_every_number_is_said_again_once() -> None:
    twice = replace(CRISIS, text="Call 988 or 911. Once more: 988.")
    assert texts(full_script(article_of(twice)))[1:] == [
        "Call nine eight eight or nine one one.",
        "Again: nine, eight, eight. nine, one, one.",
        "Once more: nine eight eight.",
    ]


def test_what_discloses_an_interest_is_heard_in_full_before_its_section() -> None:
    article = article_of(WARNING, PAID)
    assert texts(claim_script(article, "doses")) == ["Affiliate disclosure.", "We earn when you buy."]
    assert texts(claim_script(article, "opening")) == []
    assert "We earn when you buy." in texts(short_script(article, "doses"))


def test_the_whole_begins_with_the_disclaimers_and_ends_with_them() -> None:
    article = article_of(WARNING, PAID)
    full, sections = texts(full_script(article)), [texts(section_script(article, each)) for each in article.sections]
    assert (
        texts(article_script(article))
        == full + sections[0] + texts(claim_script(article, "doses")) + sections[1] + full
    )


def test_policy_may_leave_out_the_end_and_the_short_forms() -> None:
    article = article_of(WARNING)
    plain = replace(article, disclaimers=(replace(article.disclaimers[0], end=False, alone=Length.FULL),))
    assert texts(article_script(plain)).count("Medical disclaimer.") == 1
    assert short_script(plain) == full_script(plain)


@pytest.mark.parametrize("lang", ["en", "de", "es", "fr", "it", "pt"])
def test_each_language_with_announcements_has_all_of_them(lang: str) -> None:
    for kind in DisclaimerKind:
        assert announce(f"disclaimer_{kind}", lang)
        assert bool(short_form(kind, lang)) is (kind is not DisclaimerKind.CRISIS)
    assert announce("again", lang, lines="x")
    assert closing(lang)


@pytest.mark.parametrize("kind", [kind for kind in DisclaimerKind if kind is not DisclaimerKind.CRISIS])
@pytest.mark.parametrize("lang", ["en", "de", "es", "fr", "it", "pt"])
def test_a_short_form_takes_about_six_seconds(lang: str, kind: DisclaimerKind) -> None:
    spoken = f"{short_form(kind, lang)} {closing(lang)}"
    assert 8 <= len(read_aloud(spoken, lang).text.split()) <= 22  # at about 170 words a minute
