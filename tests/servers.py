"""Servers that tests and benchmarks start for themselves, on free ports, in a folder of their own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import kombu
import redis
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

LONGEST_START_S = 120
HERE = "127.0.0.1"
# Debian's wrapper of that name runs it as another user, in the machine's own folder.
RABBITMQ = "/usr/lib/rabbitmq/bin/rabbitmq-server"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def initdb() -> Path | None:
    """The program that makes a PostgreSQL database, beside which the others lie."""
    found = shutil.which("initdb") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
    return Path(found).resolve() if found else None


@contextmanager
def postgresql_in(folder: Path, host: str = HERE) -> Iterator[str]:
    """The address of a PostgreSQL server, which forgets everything; its programs refuse to be run by root.

    Where `host` is another address of this machine, it is there for whoever can reach that.
    """
    program = initdb()
    assert program, "No PostgreSQL is installed on this machine."
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres", "postgres")
    making = [program, "-D", folder / "data", "-U", "voice", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd=folder, **who)
    if host != HERE:
        with (folder / "data" / "pg_hba.conf").open("a") as entries:
            entries.write("host all all all trust\n")
    port = free_port()
    quick = ["-c", "fsync=off", "-c", f"listen_addresses={host}", "-c", f"unix_socket_directories={folder}"]
    serving = [program.parent / "postgres", "-D", folder / "data", "-p", str(port), *quick]
    with (folder / "log").open("wb") as log, subprocess.Popen(serving, stderr=log, cwd=folder, **who) as server:
        try:
            _wait_for_postgresql(f"postgresql+psycopg://voice@{host}:{port}/postgres")
            yield f"postgresql://voice@{host}:{port}/postgres"
        finally:
            server.terminate()


@contextmanager
def redis_in(folder: Path, host: str = HERE, port: int = 0) -> Iterator[str]:
    """The address of a Redis server, which keeps nothing on disk."""
    port = port or free_port()
    words = ["redis-server", "--port", str(port), "--bind", host, "--save", "", "--dir", str(folder)]
    # With its words as they are, it can be started again by them.
    words += ["--protected-mode", "no", "--set-proc-title", "no"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server, redis.Redis(host, port) as client:
        try:
            _wait_for_redis(client)
            yield f"redis://{host}:{port}/0"
        finally:
            server.terminate()


@contextmanager
def rabbitmq_in(folder: Path, host: str = HERE, port: int = 0) -> Iterator[str]:
    """The address of a RabbitMQ server, with the daemon that Erlang needs; what is durable stays in the folder."""
    port, names = port or free_port(), free_port()
    quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {
        "HOME": str(folder),  # where Erlang keeps its cookie
        "ERL_EPMD_PORT": str(names),
        "ERL_EPMD_ADDRESS": HERE,
        "RABBITMQ_NODENAME": f"voice{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": host,
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none",
    }
    (folder / "rabbitmq.conf").write_text("loopback_users = none\n")
    daemon_words = [shutil.which("epmd") or "epmd", "-port", str(names)]
    with (
        subprocess.Popen(daemon_words, env=environment, **quietly) as daemon,
        subprocess.Popen([RABBITMQ], env=environment, cwd=folder, **quietly) as server,
    ):
        try:
            _wait_for_rabbitmq(address := f"amqp://guest:guest@{host}:{port}//")
            yield address
        finally:
            server.terminate()
            server.wait()
            daemon.terminate()


BROKERS = {"redis": redis_in, "rabbitmq": rabbitmq_in}


def _wait_for_rabbitmq(address: str) -> None:
    until = time.monotonic() + LONGEST_START_S
    with kombu.Connection(address, connect_timeout=1) as connection:
        while True:
            try:
                connection.connect()
            except connection.recoverable_connection_errors:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return


def _wait_for_postgresql(url: str) -> None:
    server, until = create_engine(url), time.monotonic() + LONGEST_START_S
    while True:
        try:
            server.connect().close()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            break
    server.dispose()


def _wait_for_redis(client: redis.Redis) -> None:
    until = time.monotonic() + LONGEST_START_S
    while time.monotonic() < until:
        with suppress(redis.ConnectionError):
            client.ping()
            return
        time.sleep(0.05)
    raise TimeoutError
