"""What a service does when it begins."""

import pytest

from voice.serving import _want_all_of
from voice.studio import Studio


def test_an_article_that_is_gone_meanwhile_keeps_the_others_from_nothing(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _want_all_of(studio, "gone")
    assert "gone" in caplog.text
