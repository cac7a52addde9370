"""A notice that is written into the editors' file is read from it as it was."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from content.disclaimer import DisclaimerKind, Length
from content.notices import Notice, Rules, in_force, read_rules
from content.rulebook import free_id, with_notice

FILE = '# Ours.\n[policy]\nend = false\n\n[[disclaimer]]\nid = "medical"\nkind = "medical"\ntext = {en = "No advice."}'
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda text: f"a {text}")


@given(words, words)
def test_whatever_its_words_a_written_notice_is_read_as_it_was(text: str, short: str) -> None:
    notice = Notice("it-is", DisclaimerKind.LEGAL, {"en": " ".join(text.split())}, {"pt-BR": " ".join(short.split())})
    rules = read_rules(with_notice(FILE, notice), "disclaimers.toml")
    assert (rules.notices[1], rules.policy.end) == (notice, False)


def test_all_that_may_be_set_of_a_notice_is_written() -> None:
    notice = Notice(
        "we-earn", DisclaimerKind.AFFILIATE, {"en": "We earn."}, {"en": "Paid."}, ("example.org",), ("tea",), ("buy",),
        Length.FULL, False, date(2027, 1, 1), date(2027, 1, 31),
    )  # fmt: skip
    text = with_notice(FILE, notice)
    assert text.startswith(FILE)
    assert read_rules(text, "disclaimers.toml").notices[1] == notice


def test_an_id_is_numbered_where_it_is_taken() -> None:
    rules = read_rules(FILE, "disclaimers.toml")
    assert (free_id(rules, "medical"), free_id(rules, "legal")) == ("medical-2", "legal")


def test_a_notice_is_heard_from_its_first_day_to_its_last() -> None:
    notice = Notice("sale", DisclaimerKind.SPONSORED, {"en": "Paid."}, since=date(2027, 1, 1), until=date(2027, 1, 31))
    rules = Rules(notices=(notice,), edition="one")
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1)]
    heard = [in_force(rules, day) for day in days]
    assert [len(each.notices) for each in heard] == [0, 1, 1, 0]
    assert heard[0].edition != heard[1].edition == "one"
