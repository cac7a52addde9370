"""What is kept of a source can be read again without whoever sent it."""

from content import parse_article
from voice.sources import SourceText


def test_what_only_the_server_could_read_is_kept_so_that_anybody_can() -> None:
    page = "<body><p>Ein Löffel Honig für die Bären, und noch einer für die Gäste.</p></body>"
    source = SourceText(page.encode("cp1252"), "https://honig.example/", "honig", charset="cp1252")
    assert parse_article(source.kept.content, source.url).sections == source.article().sections


def test_other_bytes_are_kept_as_they_came() -> None:
    assert SourceText(b"<p>\xff</p>", None, "x").kept.content == b"<p>\xff</p>"
