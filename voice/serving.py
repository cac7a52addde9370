"""`voice serve`: the pages and the crew that speaks for them, in one group of processes."""

import logging
import multiprocessing
import os
import socket
import sys
import threading
import time
from contextlib import ExitStack, nullcontext
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from audio_cache import CacheError
from content import ContentError
from content.library import Kept, Source
from voice.amounts import counted
from voice.app import create_app
from voice.choosing import stand_ins
from voice.data_folder import ready_data_folder
from voice.errors import SettingsError, VoiceError
from voice.jobs.crew import crew_process, read_ahead
from voice.jobs.foreman import foreman_at_work
from voice.memory import give_back_freed, lasting
from voice.offering import check_offered, offered
from voice.schema import open_at_head
from voice.settings import Settings
from voice.standby import Standby
from voice.studio import Studio

log = logging.getLogger(__name__)

# Each listener who waits for a recording holds one thread (`voice.web.audio` has how many may), and so does each slow
# sender (`voice.web.patience`): these are 128 at most, and the rest answers everybody else.
THREADS = 160
LOOK_S = 0.02
# Where forking is safe, the first pages and the first crew share with this process what it has imported. It has no
# open database then and no thread that could hold a lock; whoever is started later begins anew.
FIRST_START, LATER_STARTS = "fork" if sys.platform == "linux" else "spawn", "spawn"
# What a press of play needs comes before the pages that nobody has asked for yet.
LISTENERS_FIRST_S = 0.5
LONGEST_START_S = 60
# What keeps one article, or the telephone, from being spoken, and nothing else from being served.
_TROUBLE = (ContentError, VoiceError, CacheError)
EVERY_ADDRESS = {str(IPv4Address(0)), str(IPv6Address(0))}


def serve(settings: Settings, host: str, port: int, *, samples: bool, standby: Standby | None = None) -> None:
    """Serve until stopped. Raises SettingsError where the address can't be had or the data folder not be written to.

    Raises DatabaseUnusable, DatabaseOutdated.
    """
    give_back_freed()
    check_offered(settings.offered)
    port = _free_port(host, port)
    open_at_head(ready_data_folder(settings), settings.database).dispose()
    multiprocessing.set_start_method(FIRST_START, force=True)
    server = Granian(
        "voice.serving:pages",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    with lasting():
        first = _prepare(settings, samples=samples)
    # A crew of our own; none where a broker brings the work to others.
    with nullcontext() if settings.broker else crew_process(settings, standby), ExitStack() as running:
        threading.Thread(target=_open, args=(settings, (host, port), first, running), daemon=True).start()
        server.serve()


def pages() -> Flask:
    """The application, in a process that ends when the one that serves is killed, so that its port is free again."""
    give_back_freed()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = create_app()
    threading.Thread(target=_make_pages_ready, args=(app,), daemon=True).start()
    if "phone" in app.extensions:
        from voice.phone.opening import ready_for_calls  # noqa: PLC0415 - few have a telephone

        ready_for_calls(app)
    return app


def _make_pages_ready(app: Flask) -> None:
    """Have listeners' pages ready to be filled, so that the first one does not wait for it."""
    time.sleep(LISTENERS_FIRST_S)
    for name in app.jinja_env.list_templates(filter_func=lambda name: not name.startswith("admin/")):
        app.jinja_env.get_template(name)
    offered(app.extensions["studio"].settings.offered)


def add_samples(studio: Studio) -> list[Kept]:
    """Keep the two sample articles; where they are kept already, nothing changes."""
    from content import parse_article  # noqa: PLC0415 - what reads pages takes a quarter of a start to import

    places = sorted((files("voice") / "samples").iterdir(), key=lambda place: place.name)
    sources = {place.name: place.read_bytes() for place in places if place.name.endswith(".html")}
    return [studio.desk.publish(parse_article(source), Source(source, name)) for name, source in sources.items()]


def _open(settings: Settings, address: tuple[str, int], first: list[str], running: ExitStack) -> None:
    """Once the pages are there, do what needs the database: the foreman's work, and to say where the pages are."""
    while not _answers(*address):
        time.sleep(LOOK_S)
    multiprocessing.set_start_method(LATER_STARTS, force=True)
    running.enter_context(foreman_at_work(settings))
    _say_where(settings, address, first)


def _prepare(settings: Settings, *, samples: bool) -> list[str]:
    """Make the data folder ready, and what reads it; the digests of what a newcomer with samples hears first."""
    studio = Studio(settings)
    first: list[str] = []
    if samples:
        for kept in add_samples(studio):
            orders = studio.orders(kept.article, kept.revision, studio.delivery())
            first += studio.want(orders[:2], urgent=True)
    read_ahead(studio)
    studio.close()
    return first


def _say_where(settings: Settings, address: tuple[str, int], first: list[str]) -> None:
    """Print the address once what a newcomer hears first is recorded; then ask for all that is missing.

    Whoever presses play before the voice is loaded, a second or so after the start, hears it as soon as it is.
    """
    host, port = address
    studio = Studio(settings)
    latest = time.monotonic() + LONGEST_START_S
    while studio.progress(first).left and time.monotonic() < latest:
        time.sleep(LOOK_S)
    rows = studio.library.list()
    count = counted(len(rows), "article")
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"Article Voice is ready at {shown} with {count}. Press Ctrl+C to stop.")
    if secret := studio.accounts.links.set_up():
        click.echo(f"Nobody has an account yet. Make the first, within a day, at {shown}admin/welcome/{secret}")
    warn_of_voices(studio)
    want_what_is_missing(studio)
    want_prompts(studio)
    studio.close()


def warn_of_voices(studio: Studio) -> None:
    """Tell of languages that are heard in articles, and that another voice speaks than should, or none."""
    heard = studio.publisher.generations.standings().values()
    for lang in sorted({lang for standing in heard for lang in standing.voices}):
        try:
            notes = stand_ins([lang], studio.delivery().preference)
        except VoiceError as error:
            notes = [str(error)]
        for note in notes:
            log.warning("%s", note)


def want_what_is_missing(studio: Studio) -> None:
    """Ask for recordings that are not there of what readers and callers hear; an article that has all is not read.

    What has changed, and what is begun, the foreman goes on with.
    """
    try:
        lacking = _lacking(studio)
    except _TROUBLE as error:
        log.warning("What is missing can't be looked up, and is made when somebody asks for it: %s", error)
        return
    for slug in sorted(lacking):
        try:
            kept = studio.publisher.heard(slug)
            studio.want(studio.orders(kept.article, kept.revision, studio.delivery()), urgent=False)
        except _TROUBLE as error:
            log.warning("The article %s can't be spoken: %s", slug, error)


def want_prompts(studio: Studio) -> None:
    """Ask for what callers are told, where telephones are answered."""
    if studio.settings.phone != "on":
        return
    from voice.phone.prompting import Prompter  # noqa: PLC0415 - as above

    try:
        studio.want(Prompter(studio).orders(), urgent=False)
    except _TROUBLE as error:
        log.warning("What callers are told can't be recorded: %s", error)


def _lacking(studio: Studio) -> set[str]:
    listed, lacking = {row.slug for row in studio.library.list()}, studio.planner.lacking()
    if not studio.settings.regenerate:
        lacking |= listed - studio.publisher.generations.standings().keys()
    return lacking & listed


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


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
