"""Editors decide on what was found: by its words, so that a decision outlives the version it was taken on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from content import Article, parse_article
from content.arranging import Arrangement, moved, renamed, silenced
from content.errors import InvalidDecision, InvalidRules, RulesChanged, UnknownArticle, UnknownDisclaimer
from content.library import Kept, Library, Source
from voice.audit import Door
from voice.desk import Desk, changed_wordings
from voice.rules_file import RULES_NAME, RulesFile
from voice.studio import Studio

MEDICAL = "This page is not a substitute for the advice of a doctor, who knows you and should be asked first, always."
PAGE = f"""<html lang="en"><head><title>On cider</title></head><body><main><h1>On cider</h1>
<p>Cider is made of apples, and of nothing else where it is made well, as everybody knows who makes it.</p>
<p>If you drink to forget, call 988 at any hour and somebody will listen.</p>
<h2>Where to buy it</h2><p>Most farms sell it at the gate, in the bottles that you bring along.</p>
<p>When you buy through our links, we may earn a commission.</p>
</main><footer><p>{MEDICAL}</p></footer></body></html>"""


@pytest.fixture
def desk(studio: Studio) -> Desk:
    publish(studio.desk, PAGE)
    return studio.desk


def publish(desk: Desk, page: str) -> bool:
    return desk.publish(parse_article(page), Source(page.encode(), "cider.html")).changed


def key(desk: Desk, kind: str) -> str:
    return next(finding.key for finding in desk.findings("on-cider") if finding.disclaimer.kind == kind)


def states(desk: Desk) -> dict[str, str]:
    return {finding.disclaimer.kind: finding.state for finding in desk.findings("on-cider")}


def test_what_nobody_has_decided_on_is_a_disclaimer_all_the_same(desk: Desk) -> None:
    assert states(desk) == {"crisis": "unreviewed", "affiliate": "unreviewed", "medical": "unreviewed"}
    assert len(desk.current("on-cider").article.disclaimers) == 3


def test_a_rejected_one_is_text_again_where_it_stood_and_stays_so(desk: Desk) -> None:
    assert desk.reject("on-cider", key(desk, "affiliate"), "Ida", "We have no links.").changed
    article = desk.current("on-cider").article
    assert (
        article.section("where-to-buy-it").blocks[1].text == "When you buy through our links, we may earn a commission."
    )
    assert states(desk)["affiliate"] == "rejected"
    assert not publish(desk, PAGE), "the same page again is what stands already"
    assert publish(desk, PAGE.replace("Most farms", "All farms"))
    assert states(desk)["affiliate"] == "rejected"


def test_a_rejected_one_can_be_made_a_disclaimer_again(desk: Desk) -> None:
    before = desk.current("on-cider")
    affiliate = key(desk, "affiliate")
    desk.reject("on-cider", affiliate, "Ida", "We have no links.")
    desk.confirm("on-cider", affiliate, "Ben")
    assert desk.current("on-cider").revision == before.revision
    assert states(desk)["affiliate"] == "confirmed"
    assert [(each.verdict, each.who) for each in desk.history("on-cider")] == [
        ("rejected", "Ida"),
        ("confirmed", "Ben"),
    ]


def test_other_words_are_unreviewed_and_are_told_of(desk: Desk) -> None:
    desk.confirm("on-cider", key(desk, "affiliate"), "Ida")
    assert not changed_wordings(desk.current("on-cider").article, desk.history("on-cider"))
    publish(desk, PAGE.replace("earn a commission", "earn an affiliate commission"))
    assert states(desk)["affiliate"] == "unreviewed"
    [changed] = changed_wordings(desk.current("on-cider").article, desk.history("on-cider"))
    assert "affiliate commission" in changed.text


def test_what_was_rejected_and_still_stands_there_is_no_changed_wording(desk: Desk) -> None:
    desk.reject("on-cider", key(desk, "affiliate"), "Ida", "We have no links.")
    publish(desk, PAGE.replace("at the gate", "at the gate. This page contains affiliate links"))
    article = desk.current("on-cider").article
    assert "affiliate" in {disclaimer.kind for disclaimer in article.disclaimers}
    assert not changed_wordings(article, desk.history("on-cider"))


def test_a_short_form_stays_with_its_words(desk: Desk) -> None:
    desk.shorten("on-cider", key(desk, "medical"), "Ida", " Ask a  doctor. ")
    publish(desk, PAGE.replace("Most farms", "All farms"))
    shorts = {each.kind: each.short for each in desk.current("on-cider").article.disclaimers}
    assert shorts == {"crisis": "", "medical": "Ask a doctor.", "affiliate": ""}
    desk.shorten("on-cider", key(desk, "medical"), "Ida", "")
    assert not any(each.short for each in desk.current("on-cider").article.disclaimers)


def test_a_crisis_text_is_neither_shortened_nor_lightly_rejected(desk: Desk) -> None:
    crisis = key(desk, "crisis")
    with pytest.raises(InvalidDecision, match="never shortened"):
        desk.shorten("on-cider", crisis, "Ida", "Call.")
    with pytest.raises(InvalidDecision, match="say that you checked"):
        desk.reject("on-cider", crisis, "Ida", "A mistake")
    assert desk.history("on-cider") == ()
    desk.reject("on-cider", crisis, "Ida", "It is about cider.", even_crisis=True)
    assert states(desk)["crisis"] == "rejected"


def test_a_rejection_says_why_and_names_what_was_found(desk: Desk) -> None:
    with pytest.raises(InvalidDecision, match="why"):
        desk.reject("on-cider", key(desk, "medical"), "Ida", " ")
    with pytest.raises(UnknownDisclaimer, match="voice disclaimers review on-cider"):
        desk.confirm("on-cider", "000000000000", "Ida")


def test_every_disclaimer_may_be_rejected(desk: Desk) -> None:
    for finding in desk.findings("on-cider"):
        desk.reject("on-cider", finding.key, "Ida", "No", even_crisis=True)
    assert desk.current("on-cider").article.disclaimers == ()


def test_rules_are_saved_whole_or_not_at_all(desk: Desk) -> None:
    good = '[[disclaimer]]\nid = "a"\nkind = "legal"\ntext = {en = "We answer for nothing."}\n'
    desk.rules_file.save(good)
    assert desk.current("on-cider").article.disclaimers[2].text == "We answer for nothing."
    with pytest.raises(InvalidRules):
        desk.rules_file.save(good.replace("legal", "lawful"))
    assert desk.rules_file.text() == good
    assert not list(Path(desk.rules_file.path.parent).glob(".disclaimers*"))
    desk.rules_file.path.unlink()
    assert len(desk.current("on-cider").article.disclaimers) == 3


def test_a_changed_disclaimer_costs_its_own_takes_and_no_other(desk: Desk, studio: Studio) -> None:
    def make() -> set[str]:
        kept = desk.current("on-cider")
        for order in studio.orders(kept.article, kept.revision, studio.delivery()):
            studio.wait(order)
        return {place.name for place in (studio.settings.data / "recordings").rglob("*.flac")}

    takes = make()
    digests = _digests(studio)
    desk.rules_file.save("[policy]\nend = false")
    assert make() == takes, "where it is heard costs no take"
    desk.rules_file.save("")
    assert _digests(studio) == digests
    desk.shorten("on-cider", key(desk, "medical"), "Ida", "Ask your doctor first.")
    assert len(make() - takes) == 1
    changed = {name for name, digest in _digests(studio).items() if digest != digests[name]}
    assert {alone for _, alone, first in changed if not first} == {True}, "only what is fetched alone is another clip"
    assert not any(first for _, _, first in changed)
    takes = make()
    publish(desk, PAGE.replace("always.", "every time."))
    assert len(make() - takes) == 1


def _digests(studio: Studio) -> dict[tuple[str, bool, bool], str]:
    kept = studio.desk.current("on-cider")
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    return {(order.section, order.alone, order.first): studio.digest(order) for order in orders}


def test_sections_stay_as_editors_arranged_them_in_later_versions_and_after_decisions(desk: Desk) -> None:
    desk.arrange("on-cider", lambda article, now: renamed(article, now, "where-to-buy-it", "At the gate"), "Ida")
    desk.arrange("on-cider", lambda article, now: moved(article, now, "where-to-buy-it", -1), "Ida")
    assert publish(desk, PAGE.replace("Most farms", "All farms"))
    desk.reject("on-cider", key(desk, "affiliate"), "Ida", "We have no links.")
    assert [section.heading for section in desk.current("on-cider").article.sections] == ["At the gate", ""]
    assert [section.heading for section in desk.as_read("on-cider").sections] == ["", "Where to buy it"]


def test_a_silent_section_is_heard_again_when_editors_say_so(desk: Desk) -> None:
    before = desk.current("on-cider")
    desk.arrange("on-cider", lambda article, now: silenced(article, now, "where-to-buy-it", silent=True), "Ida")
    silent = desk.current("on-cider").article
    assert [section.id for section in silent.sections] == ["opening"]
    assert {each.kind for each in silent.disclaimers} == {"crisis", "affiliate", "medical"}
    desk.arrange("on-cider", lambda article, now: silenced(article, now, "where-to-buy-it", silent=False), "Ida")
    assert desk.current("on-cider") == before


def test_a_withdrawn_article_is_given_to_nobody_until_it_is_brought_back_or_added_again(desk: Desk) -> None:
    before = desk.current("on-cider")
    for back in (lambda: desk.bring_back("on-cider"), lambda: publish(desk, PAGE)):
        desk.withdraw("on-cider", "Ida")
        with pytest.raises(UnknownArticle):
            desk.current("on-cider")
        assert (desk.library.list(), [row.slug for row in desk.library.withdrawn()]) == ((), ["on-cider"])
        back()
        assert desk.current("on-cider") == before


def test_rules_that_somebody_changes_just_before_others_are_saved_stay(tmp_path: Path) -> None:
    theirs = "[policy]\nend = false\n"

    @contextmanager
    def meanwhile(_text: str, _door: Door | None) -> Iterator[None]:
        (tmp_path / RULES_NAME).write_text(theirs)
        yield

    file = RulesFile(tmp_path, meanwhile)
    with pytest.raises(RulesChanged):
        file.save("", over=file.edition)
    assert [place.read_text() for place in tmp_path.iterdir()] == [theirs]


def test_of_two_who_arrange_an_article_at_once_neither_undoes_the_other(desk: Desk) -> None:
    together = Barrier(2)

    def silence(section: str) -> None:
        def change(article: Article, now: Arrangement) -> Arrangement:
            with suppress(BrokenBarrierError):  # nobody comes where only one at a time may be here
                together.wait(0.5)
            return silenced(article, now, section, silent=True)

        desk.arrange("on-cider", change, "Ida")

    desk.arrange("on-cider", lambda article, now: renamed(article, now, "opening", "Cider"), "Ida")
    publish(desk, PAGE.replace("</main>", "<h2>How to keep it</h2><p>In the cool, and not for long.</p></main>"))
    with ThreadPoolExecutor() as threads:
        list(threads.map(silence, ("where-to-buy-it", "how-to-keep-it")))
    assert [section.heading for section in desk.current("on-cider").article.sections] == ["Cider"]


def test_a_decision_undoes_no_version_that_came_while_it_was_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    medical, renew = key(desk, "medical"), Library.renew
    newer = PAGE.replace("</main>", "<h2>How to keep it</h2><p>In the cool, and not for long.</p></main>")

    def late(library: Library, *words: object, **more: object) -> Kept:
        monkeypatch.setattr(Library, "renew", renew)
        publish(desk, newer)
        return renew(library, *words, **more)

    monkeypatch.setattr(Library, "renew", late)
    desk.shorten("on-cider", medical, "Ida", "Ask a doctor.")
    article = desk.current("on-cider").article
    assert article.sections[-1].heading == "How to keep it"
    assert "Ask a doctor." in {disclaimer.short for disclaimer in article.disclaimers}
