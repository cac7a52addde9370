"""Listeners' pages and all they are made of go out compressed. Sound never does, nor what may stand beside a secret.

Whoever can have an answer repeat what they choose, and sees how long it is, guesses at a secret in it letter by letter
(BREACH, https://www.breachattack.com). So the admin's pages, with their words against forged forms and their one-time
links, and the answers of the API stay as they are.
"""

from functools import partial

from flask import Flask, Response, request
from flask_compress import Compress

# The same for everybody, but for the language and for whether the disclaimers have been heard, which is no secret.
COMPRESSED = frozenset(
    {
        "listen.library",
        "listen.article",
        "transcript.transcript",
        "audio.clip_marks",
        "audio.after_disclaimer_marks",
        "offline.worker",
        "offline.manifest",
        "offline.shell",
        "static",
    }
)


def compress_pages(app: Flask) -> None:
    """Let the application compress those, as a browser asks for; each form has an ETag of its own."""
    app.config.update(COMPRESS_REGISTER=False, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
    app.after_request(partial(_compressed, Compress(app)))


def _compressed(compress: Compress, response: Response) -> Response:
    if request.endpoint not in COMPRESSED or "Content-Range" in response.headers:
        return response
    if response.status_code == 200:
        response.direct_passthrough = False
        response.make_sequence()  # a file, so that its length is known
    return compress.after_request(response)
