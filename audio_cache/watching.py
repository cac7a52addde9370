"""Whether anybody has written to the database: asked often, answered without a query of its tables."""

import time

from sqlalchemy import Engine

# Where the database can't say, and for leases that run out without a word, one looks again after this long.
LOOK_AGAIN_S = 0.5


class Watch:
    """Tells when it is worth looking for work: for one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        # SQLite counts the commits of others for each connection, so one connection is kept.
        self._connection = self._engine.connect() if engine.dialect.name == "sqlite" else None
        self._version: object = None
        self._look_at = 0.0

    def worth_a_look(self) -> bool:
        """Whether something was written since the last time, or enough time has passed."""
        version = self._connection.exec_driver_sql("PRAGMA data_version").scalar() if self._connection else None
        if version == self._version and time.monotonic() < self._look_at:
            return False
        self._version, self._look_at = version, time.monotonic() + LOOK_AGAIN_S
        return True

    def close(self) -> None:
        """Give the connection back."""
        if self._connection:
            self._connection.close()
