"""The transcript says what the recordings say."""

from flask.testing import FlaskClient

from voice.jobs import regeneration
from voice.lexicon import Lexeme
from voice.orders import OPENING, parts_of, script_of
from voice.studio import Studio


def test_it_has_every_word_of_the_recordings_in_their_order_and_no_other(client: FlaskClient, studio: Studio) -> None:
    kept = studio.desk.current("on-tea")
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    read = studio.lexicons.reader("on-tea")
    heard = [
        utterance.text
        for order in orders
        if order.section == OPENING or not order.alone or order.section == "_end"
        for part in parts_of(kept.article, order)
        for utterance in script_of(kept.article, part, read).utterances
    ]
    answer = client.get("/a/on-tea/transcript.txt")
    assert answer.text.split() == " ".join(heard).split()
    assert answer.text.startswith("Medical disclaimer.\n\nThis article is not a substitute")
    assert "List of two items." in answer.text
    assert (answer.mimetype, answer.headers["Content-Language"]) == ("text/plain", "en")


def test_it_is_sent_again_only_when_it_has_changed(client: FlaskClient) -> None:
    tag = client.get("/a/on-tea/transcript.txt").headers["ETag"]
    assert client.get("/a/on-tea/transcript.txt", headers={"If-None-Match": tag}).status_code == 304


def test_a_word_that_is_said_otherwise_is_shown_so_once_it_is_heard_so(client: FlaskClient, studio: Studio) -> None:
    client.get("/a/on-tea")
    studio.lexicons.add([Lexeme.checked(["leaves"], "en", alias="foliage")], by="Ida")
    assert "most leaves" in client.get("/a/on-tea/transcript.txt").text
    list(regeneration.work(studio, regeneration.start(studio, regeneration.plan(studio, ["on-tea"]), "words", "Ida")))
    assert "most foliage" in client.get("/a/on-tea/transcript.txt").text
