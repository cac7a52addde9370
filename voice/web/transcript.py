"""An article's transcript: all that is heard of it, in order and in the words that are spoken, disclaimers included."""

from collections.abc import Iterator

from flask import Blueprint, Response, request

from voice.disclosing import article_script
from voice.passages import AFTER_BLOCK, AFTER_ITEM
from voice.speech import Script
from voice.web.finding import article_of, studio

bp = Blueprint("transcript", __name__)


@bp.get("/a/<slug>/transcript.txt")
def transcript(slug: str) -> Response:
    """The whole article as it is heard from its beginning to its end."""
    kept = article_of(slug)
    article = kept.article
    script = article_script(article, studio().publisher.reader(kept))
    response = Response("".join(_written(script)), mimetype="text/plain")
    response.headers["Content-Language"] = article.lang
    response.cache_control.no_cache = True
    response.add_etag()
    response.make_conditional(request)
    return response


def _written(script: Script) -> Iterator[str]:
    """The words; where the voice pauses, a new line, and where it pauses longer, an empty one."""
    for utterance in script.utterances:
        yield utterance.text
        yield "\n\n" if utterance.pause_ms >= AFTER_BLOCK else "\n" if utterance.pause_ms >= AFTER_ITEM else " "
