"""Sections and disclaimers become scripts."""

from dataclasses import replace

from content import Article, Block, BlockKind, Cell, Section
from voice.script import LONGEST_UTTERANCE, section_script
from voice.speech import Role, Script


def section_of(*blocks: Block, heading: str = "Doses") -> Section:
    return Section("doses", 2, heading, "en", blocks)


def article_of(*blocks: Block) -> Article:
    opening = Section("opening", 1, "", "en", (Block("opening_1", BlockKind.PARAGRAPH, "Hello there."),))
    return Article("a", "A title", "en", None, (opening, section_of(*blocks)))


def texts(script: Script) -> list[str]:
    return [utterance.text for utterance in script.utterances]


def test_the_title_is_heard_before_the_first_section() -> None:
    article = article_of()
    assert texts(section_script(article, article.sections[0])) == ["A title.", "Hello there."]


def test_a_title_that_is_only_the_first_words_is_not_heard_twice() -> None:
    article = replace(article_of(), title="Hello…")
    assert texts(section_script(article, article.sections[0])) == ["Hello there."]


def test_each_sentence_is_an_utterance_that_leads_back_to_its_place() -> None:
    block = Block("doses_1", BlockKind.PARAGRAPH, "Take one.  Wait an hour.")
    article = article_of(block)
    second = section_script(article, article.sections[1]).utterances[2]
    assert second.source is not None
    assert block.text[second.source.start :][: second.source.length] == "Wait an hour."


def test_a_list_is_announced_with_its_count_and_numbers() -> None:
    items = [Block(f"doses_{n}", BlockKind.ITEM, f"Step {n}", label=f"{n}", list_id="l1") for n in (1, 2)]
    article = article_of(*items)
    assert texts(section_script(article, article.sections[1])) == [
        "Doses.", "List of two items.", "one.", "Step one.", "two.", "Step two.",
    ]  # fmt: skip


def test_a_row_is_heard_with_its_headers() -> None:
    row = Block("doses_1", BlockKind.ROW, "Fever | 10 mg", label="1", cells=(Cell("For", 0, 5), Cell("Dose", 8, 5)))
    article = article_of(row)
    assert texts(section_script(article, article.sections[1])) == [
        "Doses.", "Row one.", "For:", "Fever.", "Dose:", "ten milligrams.",
    ]  # fmt: skip


def test_a_picture_is_announced_with_what_it_shows() -> None:
    figure = Block("doses_1", BlockKind.FIGURE, "A day's dose.", label="Three white tablets")
    article = article_of(figure)
    spoken = texts(section_script(article, article.sections[1]))
    assert spoken == ["Doses.", "Picture. Three white tablets.", "A day's dose."]


def test_a_sentence_without_end_is_cut_at_spaces_and_loses_no_word() -> None:
    words = ["word"] * 1000
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, " ".join(words)))
    spoken = [u for u in section_script(article, article.sections[1]).utterances if u.role is Role.SENTENCE]
    assert all(len(utterance.text) <= LONGEST_UTTERANCE + 1 for utterance in spoken)
    assert " ".join(u.text.rstrip(".") for u in spoken).split() == words


def test_what_cannot_be_said_is_not_spoken() -> None:
    article = article_of(Block("doses_1", BlockKind.PARAGRAPH, "* * *"))
    assert texts(section_script(article, article.sections[1])) == ["Doses."]


def test_a_language_without_announcements_has_none() -> None:
    items = tuple(Block(f"s_{n}", BlockKind.ITEM, "Yksi", list_id="l1") for n in (1, 2))
    finnish = Section("s", 2, "Lista", "fi", items)
    article = Article("a", "Otsikko", "fi", None, (Section("o", 1, "", "fi", ()), finnish))
    assert texts(section_script(article, finnish)) == ["Lista.", "Yksi.", "Yksi."]
