"""The service in this process, for browsers: by Werkzeug's own server, as no test is about the server."""

from typing import IO, Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


def web_server(app: Any) -> BaseWSGIServer:
    """A server on a free port, not yet serving; each request has a thread of its own."""
    return make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Handler)


class _Handler(WSGIRequestHandler):
    def setup(self) -> None:
        super().setup()
        self.rfile = _UntilReset(self.rfile)  # type: ignore[assignment] # all that is asked of it is there


class _UntilReset:
    """What a browser sends, nothing once it has reset the connection: else Werkzeug never closes the file it sends."""

    def __init__(self, sent: IO[bytes]) -> None:
        self._sent = sent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sent, name)

    def read(self, size: int = -1) -> bytes:
        try:
            return self._sent.read(size)
        except ConnectionError:
            return b""
