"""hibari's words, as its package reads them."""

import pytest
from hibari.g2p import G2P

from voice.engines.hibari_words import open_g2p

SAID = "Mr. O'Neill's 2nd dose of 2.5 mg ibuprofen, re-read on 3 March 2024, cost $9.99: don't touch the dxqvb!"


@pytest.mark.parametrize("british", [False, True])
def test_words_are_read_as_by_the_package_itself(*, british: bool) -> None:
    ours, theirs = open_g2p(british=british), G2P(british=british)
    assert ours(SAID) == theirs(SAID)
    assert vars(ours).keys() == vars(theirs).keys()
