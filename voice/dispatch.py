"""Messages to workers on other machines that there is work; Celery brings them, through Redis or RabbitMQ.

A message names no work: whoever gets it takes up what is wanted most in the database, where the truth is. So it does no
harm that one is lost, comes twice or comes late.
"""

import logging
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from voice.environment import variable_of
from voice.errors import SettingsError

if TYPE_CHECKING:
    from celery import Celery

HIGH, BULK = "voice.high", "voice.bulk"
TASK = "voice.work"
SCHEMES = ("redis", "rediss", "amqp", "amqps")
# So many clips to a message, and so many messages at once; workers ask for more when no more come.
CHUNK = 16
MOST_MESSAGES = 256
# A broker that does not answer is left alone for so long; meanwhile, workers find what waits by themselves.
QUIET_S = 5.0
CONNECT_S = 2.0
# A worker and RabbitMQ that hear nothing of each other for about twice so long are gone for each other.
HEARTBEAT_S = 10
# Far above the longest task: then a message comes a second time only where its worker has died.
VISIBLE_AGAIN_S = 3_600

log = logging.getLogger(__name__)


class Dispatch:
    """Tells workers of work through a broker; where `broker` is "", nobody, and workers look by themselves."""

    def __init__(self, broker: str) -> None:
        self._app = celery_app(broker) if broker else None
        self._away = _errors_of(self._app) if self._app else ()
        self._quiet_until = 0.0

    def announce(self, orders: int, *, urgent: bool) -> None:
        """Tell workers that so many clips wait; a broker that is away only means that they find out later."""
        if self._app is None or time.monotonic() < self._quiet_until:
            return
        each = 1 if urgent and orders <= MOST_MESSAGES else CHUNK
        messages = min(-(-orders // each), MOST_MESSAGES)
        try:
            with self._app.producer_or_acquire() as producer:
                for _ in range(messages):
                    self._app.send_task(
                        TASK,
                        (each, urgent),
                        queue=HIGH if urgent else BULK,
                        producer=producer,
                        retry_policy=_ONCE_MORE,
                        confirm_timeout=CONNECT_S,
                    )
        except self._away as error:
            log.warning("The broker did not take a message (%s). Workers will find the work by themselves.", error)
            self._quiet_until = time.monotonic() + QUIET_S

    def close(self) -> None:
        """Hang up."""
        if self._app is not None:
            self._app.close()

    def is_drained(self, *, urgent: bool) -> bool:
        """Whether no message waits for a worker; False where the broker does not say."""
        if self._app is None:
            return False
        try:
            with self._app.connection_for_read() as connection:
                connection.ensure_connection(**_ONCE_MORE)
                queue = HIGH if urgent else BULK
                with connection.channel() as channel:
                    return not channel.queue_declare(queue, durable=True, auto_delete=False).message_count
        except self._away as error:
            log.warning("The broker does not answer (%s).", error)
            return False


def celery_app(broker: str) -> "Celery":
    """Celery as it is set up for this work. Raises SettingsError where it is not installed, or `broker` is none."""
    if urlsplit(broker).scheme not in SCHEMES:
        raise SettingsError(
            f"{variable_of('broker')} is not the address of a broker that can be used. It is redis://host:6379/0 or "
            "amqp://user:password@host//; left empty, workers look into the database by themselves."
        )
    try:
        from celery import Celery  # noqa: PLC0415 - an extra
        from kombu.entity import Exchange, Queue  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{variable_of('broker')} is set, and Celery is not installed. "
            "Install it: pip install 'article-voice[scale]'"
        ) from error
    app = Celery("voice", broker=broker, set_as_current=False)
    app.conf.update(
        task_queues=[Queue(name, Exchange("voice"), routing_key=name) for name in (HIGH, BULK)],
        task_ignore_result=True,
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        broker_connection_timeout=CONNECT_S,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_heartbeat=HEARTBEAT_S,
        broker_transport_options=_REDIS if broker.startswith("redis") else _RABBITMQ,
    )
    return app


def _errors_of(app: "Celery") -> tuple[type[Exception], ...]:
    """What is raised where the broker is away."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 - an extra

    return (OperationalError, *app.connection_for_write().recoverable_connection_errors)


_ONCE_MORE = {"max_retries": 1, "interval_start": 0, "interval_step": 0}
# Redis has no queues of messages in flight: Celery looks for those of dead workers, by default only every 100 s.
_REDIS = {
    "visibility_timeout": VISIBLE_AGAIN_S,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "queue_order_strategy": "priority",
    "socket_connect_timeout": CONNECT_S,
}
# RabbitMQ gives the messages of a dead worker to another by itself, and takes back those that nobody has acknowledged
# after half an hour (its consumer_timeout): no task takes so long. Who sends one waits until it is there: over a
# network that was cut, it would be lost without a word.
_RABBITMQ = {"confirm_publish": True}
