"""What is not heard of a page is told, with the reason."""

from content import Page
from content.confining import skipped_confined
from content.parsing import skipped_in
from content.skipped import Why
from content.skipping import LONGEST_EXCERPT, MOST_SKIPPED

PAGE = """<html lang="en"><head><title>On bread</title><script>var flour = 1</script></head><body>
<nav>Home and away</nav><div class="cookie-banner">We keep cookies.</div><main><h1>On bread</h1>
<p>Bread is flour, water and time, and most of all time, as every baker says who has any.</p>
<div class="share-row">Pass it on</div><p hidden>A draft of the same.</p>
<h2>Baking it</h2><p>Bake it hot at first, and then less so, until it sounds hollow.<a class="permalink">#</a></p>
<p>This article is not a substitute for professional medical advice.</p>
<h2>Related articles</h2><p>On butter</p></main><footer>The bakers' guild</footer></body></html>"""


def told(page: str) -> list[tuple[Why, str]]:
    return [(each.why, each.text) for each in skipped_in(page)]


def test_each_part_that_is_not_heard_is_told_with_its_reason_in_the_pages_order() -> None:
    assert told(PAGE) == [
        (Why.NAVIGATION, "Home and away"),
        (Why.COOKIES, "We keep cookies."),
        (Why.SHARING, "Pass it on"),
        (Why.HIDDEN, "A draft of the same."),
        (Why.HEADED, "Related articles On butter"),
        (Why.FOOTER, "The bakers' guild"),
    ]


def test_a_heading_that_told_what_follows_it_is_named() -> None:
    assert [each.heading for each in skipped_in(PAGE) if each.why is Why.HEADED] == ["Related articles"]


def test_of_a_plain_text_nothing_is_skipped() -> None:
    assert told("On bread\n\nBread is flour, water and time.\n\nBaking\n\nBake it hot at first.") == []


def test_a_child_with_limits_tells_the_same() -> None:
    assert skipped_confined(Page("", PAGE.encode(), "")) == skipped_in(PAGE)


def test_a_page_of_menus_is_told_of_within_bounds() -> None:
    menus = "".join(f"<nav>{'Home ' * 500}</nav><p>Paragraph {number} of a long article.</p>" for number in range(400))
    found = skipped_in(f"<html lang='en'><title>Menus</title><main>{menus}</main></html>")
    assert len(found) == MOST_SKIPPED
    assert all(len(each.text) <= LONGEST_EXCERPT and each.characters == 2499 for each in found)
