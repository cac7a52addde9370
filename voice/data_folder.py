"""The data folder: where a service keeps what it has, and the key that signs its sessions."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from voice.environment import variable_of
from voice.errors import SettingsError
from voice.settings import Settings
from voice.shared_files import shared_key

SECRET_BYTES = 32


def ready_data_folder(settings: Settings) -> Path:
    """The data folder, made where it is missing. Raises SettingsError where it can't be written to."""
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = settings.data / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError(
            f"The data folder {settings.data} can't be written to ({error.strerror}). "
            f"Change its permissions, or set {variable_of('data')} to a folder of yours."
        ) from error
    return settings.data


def secret_of(settings: Settings, engine: Engine) -> bytes:
    """The key that signs sessions: the folder's own, or that of every machine over a database that is shared."""
    own = secret_key(settings)
    return shared_key(engine, own) if settings.database else own


def secret_key(settings: Settings) -> bytes:
    """The key that signs sessions: made once, kept in the data folder, readable by its owner alone."""
    place = settings.data / "secret.key"
    if place.exists() and place.stat().st_size != SECRET_BYTES:
        place.unlink(missing_ok=True)  # cut short by a full disk, say: it never signed anything
    if not place.exists():
        # Written aside, so that nobody ever reads a part of it; of two who make one, the first wins.
        aside = settings.data / f".secret-{secrets.token_hex(4)}"
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
        with suppress(FileExistsError):
            os.link(aside, place)
        aside.unlink()
    return place.read_bytes()
