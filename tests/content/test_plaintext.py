"""A plain text is an input of its own."""

from content import BlockKind, parse_article

LONG = "It was a bright cold day in the valley, and all the clocks that anybody owned were either slow or stopped."


def test_bare_lines_are_headings() -> None:
    article = parse_article(f"The clocks\n\n{LONG}\n\nWhy slow?\n\nDust [mostly].\n\n- oil\n- patience\n")
    assert article.title == "The clocks"
    assert [(section.heading, section.level) for section in article.sections] == [("", 1), ("Why slow?", 2)]
    assert [block.text for block in article.sections[1].blocks] == ["Dust [mostly].", "oil", "patience"]
    assert article.sections[1].blocks[1].kind is BlockKind.ITEM


def test_a_text_without_a_title_is_named_by_its_first_words() -> None:
    article = parse_article(LONG)
    assert article.title == "It was a bright cold day in the valley, and all the clocks…"
    assert len(article.title) <= 60


def test_lines_that_were_wrapped_by_hand_are_joined() -> None:
    assert parse_article("one line of it\nand another of it.\n").sections[0].text == "one line of it and another of it."


def test_a_disclaimer_in_a_text_is_found() -> None:
    article = parse_article(f"{LONG}\n\nMedical Disclaimer\n\nNothing in here replaces a talk with your own doctor.\n")
    assert [(found.kind, found.heading) for found in article.disclaimers] == [("medical", "Medical Disclaimer")]
    assert [section.heading for section in article.sections] == [""]


def test_the_language_of_a_text_is_told_by_its_words() -> None:
    assert parse_article("Der Hund und die Katze sind nicht auf dem Dach, sondern im Haus.").lang == "de"
    assert parse_article("El perro y el gato no están en la casa, pero sí en el jardín.").lang == "es"
    assert parse_article("犬と猫は家の中にいます。").lang == "ja"
    assert parse_article("Užívejte lék dvakrát denně s jídlem a neužívejte více.").lang == "cs"
    assert parse_article("Hm.").lang == "en"


def test_a_caller_may_name_the_language() -> None:
    assert parse_article("Hm.", lang="nl").lang == "nl"
