"""What editors set and what was found are heard together, in order, each once, in the languages of the page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Article, Block, BlockKind, Disclaimer, DisclaimerKind, Section
from content.disclaimer import HEARD, Length
from content.due import languages_of, unspoken_languages, with_due
from content.notices import Notice, Policy, Rules

MEDICAL, LEGAL, AFFILIATE, CRISIS = (DisclaimerKind[name] for name in ("MEDICAL", "LEGAL", "AFFILIATE", "CRISIS"))
EVERYWHERE = Notice("pears", MEDICAL, {"en": "Pears cure nothing.", "es": "Las peras no curan."})


def section(name: str, text: str, lang: str = "en") -> Section:
    return Section(name, 2, name.title(), lang, (Block(f"{name}_1", BlockKind.PARAGRAPH, text),))


PEARS = Article(
    "pears",
    "Pears",
    "en-GB",
    "https://www.orchard.example/pears",
    (section("growing", "They want sun.", "en-GB"), section("buying", "Use our discount code.", "en-GB")),
    (
        Disclaimer("disclaimer_1", LEGAL, "We answer for nothing.", "en-GB"),
        Disclaimer("disclaimer_2", CRISIS, "Call 988.", "en-GB"),
    ),
)


def heard(article: Article, *notices: Notice, policy: Policy | None = None) -> list[str]:
    due = with_due(article, Rules(policy or Policy(), notices))
    return [disclaimer.text for disclaimer in due.disclaimers]


def test_a_crisis_text_is_heard_first_and_then_kind_by_kind() -> None:
    assert heard(PEARS, EVERYWHERE) == ["Call 988.", "Pears cure nothing.", "We answer for nothing."]


@pytest.mark.parametrize(
    ("site", "is_heard"),
    [("orchard.example", True), ("www.orchard.example", True), ("example", True), ("chard.example", False)],
)
def test_a_site_has_its_subdomains_with_it(site: str, *, is_heard: bool) -> None:
    assert ("Pears cure nothing." in heard(PEARS, replace(EVERYWHERE, sites=(site,)))) is is_heard


def test_only_topics_that_editors_gave_count() -> None:
    fruit = replace(EVERYWHERE, topics=("fruit",))
    assert "Pears cure nothing." not in heard(replace(PEARS, keywords=("fruit",)), fruit)
    assert "Pears cure nothing." in heard(replace(PEARS, topics=("Fruit ",)), fruit)


def test_what_was_found_and_is_set_too_is_heard_once() -> None:
    copied = Notice("copied", LEGAL, {"en": "We answer for nothing!"})
    assert heard(PEARS, copied).count("We answer for nothing.") == 0
    assert len(heard(PEARS, copied)) == 2


def test_it_is_heard_in_each_language_that_the_page_has() -> None:
    bilingual = replace(PEARS, sections=(*PEARS.sections, section("peras", "Quieren sol.", "es")))
    assert heard(bilingual, EVERYWHERE)[1:3] == ["Pears cure nothing.", "Las peras no curan."]
    due = with_due(bilingual, Rules(notices=(EVERYWHERE,))).disclaimers
    assert [disclaimer.lang for disclaimer in due[1:3]] == ["en-GB", "es"]


def test_a_quoted_sentence_does_not_make_the_page_one_in_its_language() -> None:
    quoted = Block("long_2", BlockKind.QUOTE, "Sol.", "es")
    long = section("long", "They want sun. " * 20)
    article = replace(PEARS, lang="en", sections=(replace(long, blocks=(*long.blocks, quoted)),))
    assert languages_of(article) == ("en",)


def test_a_page_in_a_language_without_a_text_hears_another_and_editors_are_told() -> None:
    german = replace(PEARS, lang="de", sections=(section("wachsen", "Sie wollen Sonne.", "de"),), disclaimers=())
    rules = Rules(notices=(EVERYWHERE,))
    assert [(d.text, d.lang) for d in with_due(german, rules).disclaimers] == [("Pears cure nothing.", "en")]
    assert [(notice.id, lang) for notice, lang in unspoken_languages(german, rules)] == [("pears", "de")]


def test_what_discloses_an_interest_is_heard_before_the_section_that_makes_the_claim() -> None:
    paid = Notice("paid", AFFILIATE, {"en": "We earn from codes."}, claims=("discount code",))
    [due] = [d for d in with_due(PEARS, Rules(notices=(paid,))).disclaimers if d.kind is AFFILIATE]
    assert due.before == ("buying",)
    stood = Disclaimer("d", AFFILIATE, "We earn.", "en", place="middle", section="growing")
    for place, before in (("middle", ("growing",)), ("start", ())):
        article = replace(PEARS, disclaimers=(replace(stood, place=place),))
        assert with_due(article, Rules()).disclaimers[0].before == before
    assert with_due(replace(PEARS, disclaimers=(stood,)), Rules(Policy(claims=False))).disclaimers[0].before == ()


def test_an_entry_may_be_placed_otherwise_than_policy_says() -> None:
    full = replace(EVERYWHERE, alone=Length.FULL, end=False)
    by_kind = {d.kind: d for d in with_due(PEARS, Rules(notices=(full,))).disclaimers}
    assert (by_kind[MEDICAL].alone, by_kind[MEDICAL].end) == (Length.FULL, False)
    assert (by_kind[LEGAL].alone, by_kind[LEGAL].end) == (Length.SHORT, True)
    assert by_kind[CRISIS].alone is Length.FULL


found = st.builds(
    Disclaimer, st.uuids().map(str), st.sampled_from(DisclaimerKind), st.text("ab ", min_size=1), st.just("en")
)


@given(disclaimers=st.lists(found, max_size=5), policy=st.builds(Policy, st.sampled_from(Length), st.booleans()))
def test_doing_it_again_changes_nothing(disclaimers: list[Disclaimer], policy: Policy) -> None:
    rules = Rules(policy, (EVERYWHERE,))
    once = with_due(replace(PEARS, disclaimers=tuple(disclaimers)), rules)
    assert with_due(once, rules) == once
    kinds = [HEARD.index(disclaimer.kind) for disclaimer in once.disclaimers]
    assert kinds == sorted(kinds)
    assert all(d.alone is Length.FULL for d in once.disclaimers if d.kind is CRISIS)
