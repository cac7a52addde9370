"""The call as pure steps: what a caller keys in, and what is heard."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from voice.phone.programme import Offer, Place, Word
from voice.phone.state import Stage

from .caller import Caller

Make = Callable[..., Offer]


def test_a_caller_is_greeted_and_told_how_to_choose(make_offer: Make) -> None:
    caller = Caller.calls(make_offer())
    assert caller.said.startswith("Welcome.")
    assert "press star" in caller.said


def test_the_language_is_asked_only_where_there_is_more_than_one(make_offer: Make) -> None:
    caller = Caller.calls(make_offer(langs=("en", "de")))
    assert "For English, press 1. Für Deutsch" in caller.said
    assert "Sterntaste" in caller.press("2").said


@pytest.mark.parametrize("langs", [found for many in (2, 3) for found in permutations(("en", "es", "de"), many)])
def test_each_language_of_a_library_is_offered_with_the_key_that_chooses_it(
    make_offer: Make, langs: tuple[str, ...]
) -> None:
    asked = {"en": "For English, press {}.", "es": "Para español, pulse {}.", "de": "Für Deutsch drücken Sie die {}."}
    for key, lang in enumerate(langs, 1):
        caller = Caller.calls(make_offer(langs=langs))
        assert asked[lang].format(key) in caller.said
        assert caller.press(str(key)).turn.state.lang == lang


def test_a_prompt_that_is_needed_and_not_there_is_told_in_the_log(
    make_offer: Make, caplog: pytest.LogCaptureFixture
) -> None:
    offer = make_offer()
    assert offer.said("en", "greeting", "no_such_prompt") == (offer.prompts["en"]["greeting"],)
    assert offer.said_if_any("en", "ended_never") == ()
    assert [record.getMessage() for record in caplog.records] == [
        "Callers are not told no_such_prompt in en: it is not recorded. Run: voice phone prompts"
    ]


def test_a_code_is_spoken_back_with_the_title_and_then_the_article_begins(make_offer: Make) -> None:
    caller = Caller.calls(make_offer()).press("*").press("1001")
    assert caller.said.startswith("One. Zero. Zero. One. Tea number 1001")
    assert [sound.section for sound in caller.wait().turn.first] == ["disclaimers", "disclaimers"]
    assert caller.parts == [("s1", 1, 0, 1.0), ("s1", 2, 0, 1.0)]


def test_a_code_can_be_corrected_and_an_unknown_one_is_named(make_offer: Make) -> None:
    caller = Caller.calls(make_offer()).press("*").press("99*2000")
    assert caller.turn.state.code == "2000"
    assert caller.press("*").press("77").said.startswith("Seven. Seven. is not a code")


def test_a_mistyped_code_to_come_back_with_can_be_corrected(make_offer: Make) -> None:
    caller = Caller.calls(make_offer(place=Place("1002", "s3", 4, 2.0))).press("*")
    mistyped = "12*12345678"
    assert len(mistyped) <= caller.turn.keys
    assert caller.press(mistyped).parts[0] == ("s3", 1, 10_000, 2.0)


def test_lists_have_eight_items_a_page_and_silence_leads_to_the_next(make_offer: Make) -> None:
    caller = Caller.calls(make_offer()).press("1")
    assert "8. Tea number 1008" in caller.said
    assert "1009" not in caller.said
    assert "9. Tea number 1009" in caller.wait().said
    assert caller.press("12").turn.state.code == "1012"


def test_titles_are_found_by_their_letters_on_the_keys(make_offer: Make) -> None:
    assert "1. Tea number 1001" in Caller.calls(make_offer()).press("3").press("6862").said  # "numb"
    assert "1. Tea number 1001" in Caller.calls(make_offer()).press("3").press("83268").said  # "teanu"
    assert "I found no title" in Caller.calls(make_offer()).press("3").press("999").said


def test_a_topic_leads_to_its_articles(make_offer: Make) -> None:
    assert "Tea number 1001" in Caller.calls(make_offer()).press("2").press("1").said


def in_article(offer: Offer) -> Caller:
    return Caller.calls(offer, code="1001")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("3", ("s2", 1, 0, 1.0)),
        ("33", ("s3", 1, 0, 1.0)),
        ("331", ("s2", 1, 0, 1.0)),
        ("2", ("s1", 1, 0, 1.0)),
        ("6", ("s1", 1, 25_000, 1.0)),
        ("4", ("s1", 1, 0, 1.0)),
        ("7", ("s1", 1, 13_333, 0.75)),
        ("9", ("s1", 1, 5_000, 2.0)),
        ("55", ("s1", 1, 10_000, 1.0)),
    ],
)
def test_each_key_leads_where_it_should_after_eleven_seconds(
    make_offer: Make, keys: str, place: tuple[object, ...]
) -> None:
    caller = in_article(make_offer())
    lead = caller.turn.state.lead_ms
    for n, key in enumerate(keys):
        caller.press(key, 0 if n else lead + 11_000)
    assert caller.parts[0] == place


def test_the_place_is_kept_across_parts(make_offer: Make) -> None:
    caller = in_article(make_offer())
    caller.press("5", caller.turn.state.lead_ms + 62_000).press("5")
    assert caller.parts == [("s1", 2, 20_000, 1.0)]


def test_the_ends_of_the_rates_and_the_first_section_are_told(make_offer: Make) -> None:
    caller = in_article(make_offer()).press("7").press("7")
    assert caller.said == "It does not go slower."
    assert caller.press("1").said == "This is the first section."


def test_the_section_menu_leads_by_number_or_back(make_offer: Make) -> None:
    caller = in_article(make_offer()).press("8")
    assert "8. Section 8 To hear more, wait." in caller.said
    assert "10. Section 10" in caller.wait().said
    assert caller.press("10").parts[0] == ("s10", 1, 0, 1.0)


def test_sections_follow_by_themselves_and_the_disclaimers_that_close_are_heard_whole(make_offer: Make) -> None:
    caller = in_article(make_offer())
    for _ in range(10):
        caller.wait()
    assert caller.turn.state.stage is Stage.END
    assert [sound.section for sound in caller.turn.first] == ["end"]
    assert caller.press("1").parts[0][0] == "s9"


def at_the_end(offer: Offer) -> Caller:
    caller = in_article(offer)
    for _ in range(10):
        caller.wait()
    return caller


@pytest.mark.parametrize("keys", [["0", ""], ["0", "5"], ["8", "", ""], ["#", ""], ["#", "5"], ["#", "0", ""]])
def test_what_is_asked_after_an_articles_end_leads_back_to_its_end(make_offer: Make, keys: list[str]) -> None:
    caller = at_the_end(make_offer())
    for key in keys:
        caller.press(key)
    assert caller.turn.state.stage is Stage.END
    assert caller.turn.first == ()
    assert caller.said.startswith("To hear the last section again")


def test_a_key_that_means_nothing_at_the_end_means_nothing_in_the_help_there(make_offer: Make) -> None:
    assert at_the_end(make_offer()).press("0").press("6").said.startswith("Six. has no meaning here.")
    assert at_the_end(make_offer()).press("0").press("2").parts[0] == ("s10", 1, 0, 1.0)


def test_at_the_end_the_last_word_and_number_are_those_of_the_last_section(make_offer: Make) -> None:
    caller = at_the_end(make_offer()).press("#").press("2")
    assert caller.parts[0] == ("s10", 2, 46_667, 0.75)


def test_another_article_after_the_end_goes_on_as_any(make_offer: Make) -> None:
    caller = at_the_end(make_offer()).press("*").press("2000").wait()
    assert caller.press("0").wait().turn.state.stage is Stage.SECTION


def test_where_there_are_no_words_for_the_articles_end_what_to_press_then_is_said_alone(make_offer: Make) -> None:
    offer = make_offer()
    prompts = {
        lang: {name: sound for name, sound in told.items() if name != "ended"} for lang, told in offer.prompts.items()
    }
    caller = in_article(replace(offer, prompts=prompts))
    for _ in range(10):
        caller.wait()
    assert [sound.section for sound in caller.turn.then] == ["end"]


def test_the_last_word_is_spelled_and_again_the_one_before(make_offer: Make) -> None:
    caller = in_article(make_offer())
    caller.press("#", caller.turn.state.lead_ms + 11_500).press("1")
    assert caller.said.startswith("B, as in boy. A, as in apple. C, as in cat. L, as in lemon.")
    assert caller.press("5").turn.state.stage is Stage.SECTION


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("naïve", "N, as in night. A, as in apple. I, as in ice. V, as in village. E, as in egg."),
        ("Vitamin-B12", "One."),
    ],
)
def test_accents_and_digits_of_a_word_are_spelled_too(make_offer: Make, word: str, spelled: str) -> None:
    offer = make_offer()
    found = offer.programme("1001", "")
    first = replace(found.sections[0], words=(Word(word, 0, 0.1),))
    odd = replace(found, sections=(first, *found.sections[1:]))
    caller = in_article(replace(offer, programme=lambda _code, _version: odd))
    caller.press("#", caller.turn.state.lead_ms + 11_500).press("1")
    assert spelled in caller.said


def test_the_last_number_is_said_in_its_sentence_slowly_and_then_digit_by_digit(make_offer: Make) -> None:
    caller = in_article(make_offer())
    caller.press("#", caller.turn.state.lead_ms + 9_900).press("2")
    assert caller.parts == [("s1", 1, 6_667, 0.75)]
    assert caller.turn.then[0].to_ms == 13_333
    assert caller.said.startswith("Three. Seven. Point. Five.")


def test_a_code_to_come_back_is_told_twice_and_leads_back_behind_the_disclaimers(make_offer: Make) -> None:
    caller = in_article(make_offer()).press("#").press("3")
    assert caller.said.count("One. Two. Three. Four. Five. Six. Seven. Eight.") == 2
    assert caller.turn.state.given
    again = Caller.calls(make_offer(place=Place("1002", "s3", 4, 2.0))).press("*").press("12345678")
    assert [sound.section for sound in again.turn.first] == ["disclaimers", "disclaimers"]
    assert again.parts[0] == ("s3", 1, 10_000, 2.0)


def test_whoever_was_here_before_may_go_on(make_offer: Make) -> None:
    caller = Caller.calls(make_offer(), back=Place("1002", "s3", 0, 1.0))
    assert "go on where you stopped" in caller.said
    assert "Tea" not in caller.said  # somebody else may call from the same number
    assert caller.press("1").parts[0] == ("s3", 1, 0, 1.0)


def test_a_crisis_line_is_offered_before_anything_else_and_dialled(make_offer: Make) -> None:
    caller = Caller.calls(make_offer(crisis=True), code="1001")
    assert "press zero to be connected" in caller.said
    assert caller.turn.first == ()
    assert caller.press("0").turn.dial == "988"
    assert caller.turn.over


def test_a_crisis_line_is_a_key_away_in_help_too(make_offer: Make) -> None:
    caller = Caller.calls(make_offer(crisis=True), code="1001").wait().press("0")
    assert caller.said.startswith("To be connected to the help line")
    assert caller.press("0").turn.dial == "988"


def test_what_means_nothing_is_named_three_times_then_help_then_goodbye(make_offer: Make) -> None:
    caller = Caller.calls(make_offer()).press("9")
    assert caller.said.startswith("Nine. has no meaning here. To key in")
    assert caller.press("").said.startswith("No key was pressed. To key in")
    assert "Every article has a code" in caller.press("9").said
    assert caller.press("9").said == "Thank you for listening. Goodbye."
    assert caller.turn.over


def test_a_key_that_means_something_forgives(make_offer: Make) -> None:
    caller = Caller.calls(make_offer()).press("9").press("9").press("*")
    assert caller.turn.state.strikes == 0


def test_an_article_that_is_gone_leads_back_to_the_beginning(make_offer: Make) -> None:
    offer = make_offer()
    caller = in_article(offer)
    caller.offer = Offer(offer.langs, offer.prompts, offer.entries, lambda _code, _version: None)
    assert caller.press("3").said.startswith("This article is there no longer.")
    assert caller.turn.state.stage is Stage.MAIN
