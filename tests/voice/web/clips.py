"""Where recordings of the article on tea are."""

from flask.testing import FlaskClient

SECTION = "/a/on-tea/sections/how-long-it-should-steep.mp3"
AFTER = "/a/on-tea/after-disclaimer/how-long-it-should-steep.mp3"


def clip_of(client: FlaskClient, address: str = SECTION) -> str:
    """Where its recording is; what is not made yet is played to its end first."""
    client.get(address, buffered=True)
    return client.get(address).location
