"""Languages are told by tags that can be kept."""

import pytest
from sqlalchemy import String

from content.language import fault_of_tag
from content.library import metadata


@pytest.mark.parametrize("tag", ["en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske", "de-x-home"])
def test_a_tag_is_taken_as_it_is_given(tag: str) -> None:
    assert fault_of_tag(tag) == ""


@pytest.mark.parametrize("tag", ["", "e", "english", "en_us", "en-", "en-abcdefghi", "en US"])
def test_what_is_no_tag_is_told(tag: str) -> None:
    assert repr(tag) in fault_of_tag(tag)


def test_a_tag_that_is_longer_than_what_keeps_it_is_none() -> None:
    kept = metadata.tables["articles"].c.lang.type
    assert isinstance(kept, String)
    assert kept.length
    fitting = [parts for parts in range(9) if not fault_of_tag("aaa" + parts * "-abcdefgh")]
    assert len("aaa") + len("-abcdefgh") * max(fitting) <= kept.length
