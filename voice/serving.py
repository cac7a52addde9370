"""`voice serve`: the pages and the crew that speaks for them, in one group of processes."""

import logging
import socket
import threading
import time
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address
from multiprocessing.synchronize import Event

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from content import parse_article
from voice.errors import SettingsError, VoiceError
from voice.jobs.crew import crew_process
from voice.settings import Settings, ready_data_folder
from voice.studio import Studio

log = logging.getLogger(__name__)

# Each listener who waits for a recording holds one thread.
THREADS = 64
LOOK_S = 0.02
LONGEST_START_S = 60
EVERY_ADDRESS = {str(IPv4Address(0)), str(IPv6Address(0))}


def serve(settings: Settings, host: str, port: int, *, samples: bool) -> None:
    """Serve until stopped. Raises SettingsError where the address can't be had or the data folder not be written to."""
    port = _free_port(host, port)
    ready_data_folder(settings)
    server = Granian(
        "voice.app:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    with crew_process(settings) as warm:
        articles = _prepare(settings, samples=samples)
        threading.Thread(target=_say_where, args=(host, port, articles, warm), daemon=True).start()
        server.serve()


def add_samples(studio: Studio) -> None:
    """Keep the two sample articles; where they are kept already, nothing changes."""
    for sample in sorted((files("voice") / "samples").iterdir(), key=lambda place: place.name):
        if sample.name.endswith(".html"):
            source = sample.read_bytes()
            studio.library.keep(parse_article(source), source, sample.name)


def _prepare(settings: Settings, *, samples: bool) -> int:
    """Ask for every recording that is missing; how many articles there are."""
    studio = Studio(settings)
    if samples:
        add_samples(studio)
    rows = studio.library.list()
    for row in rows:
        kept = studio.library.current(row.slug)
        try:
            studio.want(studio.orders(kept.article, kept.revision, studio.delivery()), urgent=False)
        except VoiceError as error:
            log.warning("The article %s can't be spoken: %s", row.slug, error)
    studio.close()
    return len(rows)


def _say_where(host: str, port: int, articles: int, warm: Event) -> None:
    """Print the address once pages are answered there, and a press of play too."""
    while not _answers(host, port):
        time.sleep(LOOK_S)
    warm.wait(LONGEST_START_S)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    count = f"{articles} article{'' if articles == 1 else 's'}"
    click.echo(f"Article Voice is ready at {address} with {count}. Press Ctrl+C to stop.")


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection(("localhost" if host in EVERY_ADDRESS else host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise SettingsError(
            f"The service can't listen on {host} port {port} ({error.strerror}). "
            "Choose another with --port, or stop what uses it."
        ) from error
