"""The editors' file says what is heard, and what is wrong in it is said with its place and what to do."""

import re
from pathlib import Path

import pytest

from content.disclaimer import Length
from content.errors import InvalidRules
from content.notices import Policy, Rules, read_rules

DOCS = Path(__file__).parent.parent.parent / "docs" / "disclaimers.md"
ENTRY = '[[disclaimer]]\nid = "pears"\nkind = "medical"\ntext = {en = "Pears cure nothing."}\n'


def test_the_example_of_the_docs_is_right() -> None:
    example = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    rules = read_rules("\n".join(example), "the docs")
    assert len(rules.notices) >= 3
    assert {notice.kind for notice in rules.notices} >= {"crisis", "medical", "affiliate"}


def test_an_empty_file_sets_nothing_and_leaves_the_policy() -> None:
    rules = read_rules("", "x")
    assert (rules.policy, rules.notices) == (Policy(alone=Length.SHORT, end=True, claims=True), ())


def test_any_change_makes_another_edition() -> None:
    assert read_rules(ENTRY, "x").edition != read_rules(ENTRY.replace("cure", "heal"), "x").edition
    assert read_rules(ENTRY, "x").edition != Rules().edition


def test_white_space_and_capitals_are_folded() -> None:
    [notice] = read_rules(ENTRY + 'topics = [" Soft  Fruit"]\nsites = ["Orchard.example"]', "x").notices
    assert (notice.topics, notice.sites) == (("soft fruit",), ("orchard.example",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[disclaimer", "no TOML"),
        ("[politics]", "'politics'. There may be policy, disclaimer"),
        ('[policy]\nalone = "never"', "policy.*'never'"),
        ("[policy]\nend = 3", "policy.*bool"),
        ('disclaimer = "x"', r"\[\[disclaimer\]\]"),
        ("disclaimer = [3]", "disclaimer 1.*object"),
        (ENTRY.replace("medical", "medicall"), r"disclaimer 1 \(pears\).*'medicall'"),
        (ENTRY.replace('id = "pears"\n', ""), "disclaimer 1.*`id`"),
        (ENTRY.replace("text", "texts"), r"'texts'. There may be id, kind, text"),
        (ENTRY.replace('"pears"', '"Pears!"'), "hyphens"),
        (ENTRY + ENTRY, "two disclaimers have the id 'pears'"),
        (ENTRY.replace('en = "Pears cure nothing."', ""), "needs its words"),
        (ENTRY.replace("Pears cure nothing.", "..."), "needs its words"),
        (ENTRY.replace("en =", '"en GB" ='), "no language"),
        (ENTRY + 'sites = ["https://orchard.example/"]', "Give its host alone"),
        (ENTRY + 'topics = [" "]', "met nowhere"),
        (ENTRY + 'claims = ["code"]', "affiliate and sponsored"),
        (ENTRY.replace("medical", "crisis") + 'short = {en = "Call."}', "never shortened"),
        (ENTRY.replace("medical", "crisis") + 'alone = "short"', "never shortened"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InvalidRules, match=message) as error:
        read_rules(text, "disclaimers.toml")
    assert str(error.value).startswith("disclaimers.toml")
