"""Workers that a broker tells of work, with PostgreSQL, and Redis or RabbitMQ: whatever is lost, all of it is made."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kombu
import pytest

from content import parse_article
from content.library import Source
from tests.servers import RABBITMQ, free_port, rabbitmq_in, redis_in
from voice.database import open_database
from voice.dispatch import BULK, HIGH, MOST_MESSAGES, Dispatch
from voice.errors import SettingsError
from voice.settings import Settings
from voice.studio import Studio

STORY = "\n\n".join(["A long story", *(f"Part {n}\n\nThis is sentence {n}. It goes on, and on." for n in range(40))])


# What is asked of each broker, and which program it needs.
BROKERS = {"redis": (redis_in, "redis-server"), "rabbitmq": (rabbitmq_in, RABBITMQ)}


@pytest.fixture(scope="module", params=list(BROKERS))
def kind(request: pytest.FixtureRequest) -> str:
    """A broker that this machine has."""
    if shutil.which(BROKERS[request.param][1]) is None:
        pytest.skip(f"No {request.param} is installed on this machine: apt-get install {request.param}-server")
    return str(request.param)


@pytest.fixture(scope="module")
def broker(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a broker that is started for the tests."""
    with BROKERS[kind][0](tmp_path_factory.mktemp(kind)) as address:
        yield address


class Queues:
    """The queues of a broker, seen from outside."""

    def __init__(self, address: str) -> None:
        self._connection = kombu.Connection(address)

    def length(self, queue: str) -> int:
        """How many messages wait in it."""
        with self._connection.channel() as channel:
            return int(channel.queue_declare(queue, durable=True, auto_delete=False).message_count)

    def empty(self) -> None:
        """Lose every message, as if the broker's disk were gone."""
        for queue in (HIGH, BULK):
            self.length(queue)  # now it is there
            with self._connection.channel() as channel:
                channel.queue_purge(queue)

    def close(self) -> None:
        """Hang up."""
        self._connection.release()


@pytest.fixture
def queues(broker: str) -> Iterator[Queues]:
    """The queues, without any message."""
    queues = Queues(broker)
    queues.empty()
    yield queues
    queues.close()


@pytest.fixture
def studio(tmp_path: Path, broker: str, postgresql_url: str) -> Iterator[Studio]:
    studio = Studio(
        Settings(data=tmp_path, database=postgresql_url, broker=broker, engine="silence", booths=1, wait_s=60)
    )
    studio.library.keep(parse_article(STORY.encode()), Source(STORY.encode(), "story.txt"), slug="a-long-story")
    yield studio
    studio.close()


@pytest.fixture
def start(studio: Studio, broker: str) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker, as a machine of its own would; none outlives the test."""
    workers: list[subprocess.Popen[bytes]] = []
    place = {"VOICE_DATA": str(studio.settings.data), "VOICE_DATABASE": studio.settings.database}
    environment = os.environ | place | {"VOICE_BROKER": broker, "VOICE_ENGINE": "silence", "VOICE_BOOTHS": "1"}

    def start() -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "voice.cli", "worker"]
        workers.append(subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def until_true(condition: Callable[[], object], longest_s: float = 120) -> None:
    latest = time.monotonic() + longest_s
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.05)


def test_a_listener_overtakes_and_neither_a_killed_worker_nor_lost_messages_lose_anything(
    studio: Studio, queues: Queues, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    kept = studio.library.current("a-long-story")
    *bulk, last = studio.orders(kept.article, kept.revision, studio.delivery())
    digests = studio.want(bulk, urgent=False)
    workers = [start(), start()]
    until_true(lambda: studio.progress(digests).ready > 3)
    assert studio.wait(last)
    assert studio.progress(digests).left, "The listener waited for all of the bulk work."
    os.kill(workers[0].pid, signal.SIGKILL)
    queues.empty()  # as if the broker's disk were gone
    until_true(lambda: not studio.progress(digests).left)
    found = [clip for clip in studio.find_all(bulk) if clip]
    assert len(found) == len(bulk)
    assert all(studio.sound_file(clip.fingerprint, clip.suffix) for clip in found)


def hang_up(address: str) -> None:
    """The database ends every connection, as a server does that is started again."""
    database = open_database(Path(), address)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with database.begin() as connection:
        connection.exec_driver_sql(f"{others} AND datname = current_database()")
    database.dispose()


def test_a_database_that_hangs_up_on_everybody_again_and_again_loses_nothing(
    studio: Studio, queues: Queues, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    kept = studio.library.current("a-long-story")
    orders = studio.orders(kept.article, kept.revision, studio.delivery())
    digests = studio.want(orders, urgent=False)
    workers = [start(), start()]
    for made in (3, 12, 25):
        until_true(lambda made=made: studio.progress(digests).ready > made)
        hang_up(studio.settings.database)
    until_true(lambda: not studio.progress(digests).left)
    assert studio.progress(digests).failed == {}
    assert all(studio.find_all(orders))
    assert [worker.poll() for worker in workers] == [None, None]


def test_a_hundred_thousand_clips_are_told_of_in_few_messages_and_a_listener_in_one(
    queues: Queues, broker: str
) -> None:
    dispatch = Dispatch(broker)
    dispatch.announce(100_000, urgent=False)
    dispatch.announce(1, urgent=True)
    assert (queues.length(BULK), queues.length(HIGH)) == (MOST_MESSAGES, 1)
    assert not dispatch.is_drained(urgent=False)
    queues.empty()
    assert dispatch.is_drained(urgent=False)
    dispatch.close()


def test_a_broker_that_was_started_again_is_told_though_it_hung_up_meanwhile(kind: str, tmp_path: Path) -> None:
    start, port = BROKERS[kind][0], free_port()
    with start(tmp_path, port=port) as address:
        dispatch = Dispatch(address)
        dispatch.announce(1, urgent=False)
    with start(tmp_path, port=port):
        queues = Queues(address)
        queues.empty()
        dispatch.announce(1, urgent=True)
        assert (queues.length(HIGH), dispatch.is_drained(urgent=True)) == (1, False)
        queues.close()
        dispatch.close()


@pytest.mark.parametrize("address", ["redis://127.0.0.1:{}/0", "amqp://guest:guest@127.0.0.1:{}//"])
def test_a_broker_that_is_away_keeps_nobody_from_asking(address: str) -> None:
    dispatch = Dispatch(address.format(free_port()))
    for _ in range(100):
        dispatch.announce(1, urgent=True)
    assert not dispatch.is_drained(urgent=True)
    dispatch.close()


def test_a_broker_that_cannot_be_one_is_named_without_its_password() -> None:
    with pytest.raises(SettingsError, match="VOICE_BROKER") as refused:
        Dispatch("kafka://user:secret@host")
    assert "secret" not in str(refused.value)


def test_without_celery_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "celery", None)
    with pytest.raises(SettingsError, match=r"article-voice\[scale\]"):
        Dispatch("redis://localhost")
