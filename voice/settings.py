"""The settings of a service: the one place that reads the environment.

Each setting is an environment variable, `VOICE_` and its name in capitals; `docs/settings.md` lists them from here.
"""

import getpass
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from voice.errors import RateOutOfRange, SettingsError
from voice.speech import MAX_RATE, MIN_RATE

MOST_BOOTHS = 64
SECRET_BYTES = 32
# The slowest and the fastest rate by telephone.
PHONE_RATES = (0.75, 2.0)

Kind = TypeVar("Kind", "Settings", "EngineSettings")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a service keeps what it has, and how it speaks."""

    data: Path = field(
        default_factory=lambda: Path(platformdirs.user_data_dir("article-voice", appauthor=False)),
        metadata={"about": "The folder where everything is kept: articles, recordings, the database."},
    )
    database: str = field(
        default="",
        repr=False,
        metadata={"about": "The address of a PostgreSQL database. Empty: an SQLite file in the data folder."},
    )
    engine: str = field(
        default="",
        metadata={
            "about": "The engine that speaks every article (hibari, espeak, system). Empty: the best for the language."
        },
    )
    voice: str = field(default="", metadata={"about": "The voice of that engine. Empty: its best for the language."})
    rate: float = field(
        default=1.0, metadata={"about": "How fast recordings are spoken: 0.5 to 3 times the voice's own pace."}
    )
    booths: int = field(
        default=2,
        metadata={"about": "How many engine processes may run at once, each about 300 MB with the English voice."},
    )
    wait_s: float = field(
        default=30.0, metadata={"about": "How long, in seconds, a request waits for a recording that is being made."}
    )

    phone: str = field(
        default="off",
        metadata={
            "about": "Whether articles can be heard by telephone, and the recordings for that are made: on, off."
        },
    )
    phone_rates: str = field(
        default="0.75,1,1.25,1.5,2",
        metadata={"about": "The rates that callers may choose from, 0.75 to 2, parted by commas."},
    )
    phone_url: str = field(
        default="",
        metadata={
            "about": "The address by which telephone systems reach this service, such as https://voice.example.org."
        },
    )
    phone_key: str = field(
        default="",
        repr=False,
        metadata={"about": "The word that stands in addresses given to telephone systems that sign nothing."},
    )
    phone_twilio_token: str = field(
        default="", repr=False, metadata={"about": "The auth token by which Twilio and its like sign their requests."}
    )
    phone_keep_days: float = field(
        default=30.0, metadata={"about": "How long, in days, a caller may come back to where they were."}
    )
    phone_know_callers: str = field(
        default="off",
        metadata={
            "about": "Whether callers are offered their last place by their number, of which a hash is kept: on, off."
        },
    )

    listen: str = field(
        default="required",
        metadata={"about": "Which takes a recogniser listens to: off, required, sample:N (one in N of the rest), all."},
    )
    listen_model: str = field(
        default="", metadata={"about": "The folder of a Whisper model in faster-whisper's format, for listening here."}
    )
    listen_url: str = field(
        default="", metadata={"about": "The address of a server that speaks the OpenAI transcription API."}
    )
    listen_key: str = field(default="", repr=False, metadata={"about": "The key it asks for, if it does."})
    listen_server_model: str = field(default="whisper-1", metadata={"about": "The model it is asked for."})

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings that the environment asks for. Raises SettingsError, RateOutOfRange."""
        settings = _read(cls, environment)
        if not 1 <= settings.booths <= MOST_BOOTHS:
            raise SettingsError(f"{variable_of('booths')} must be from 1 to {MOST_BOOTHS}, not {settings.booths}.")
        if not settings.wait_s > 0:
            raise SettingsError(f"{variable_of('wait_s')} must be more than 0, not {settings.wait_s:g}.")
        check_rate(settings.rate)
        _check_listening(settings)
        _check_phone(settings)
        return settings

    @property
    def listen_to_one_in(self) -> int:
        """Of how many takes that need not be listened to one is all the same; 0 is none."""
        return 1 if self.listen == "all" else int(self.listen.partition(":")[2] or 0)

    @property
    def rates_by_phone(self) -> tuple[float, ...]:
        """The rates that callers may choose from, in order; none where the telephone is off."""
        return tuple(sorted({float(rate) for rate in self.phone_rates.split(",")})) if self.phone == "on" else ()


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What engines are told. They run in processes of their own, with the same environment, and read it there."""

    voice_folder: Path = field(
        default_factory=lambda: Path(platformdirs.user_data_dir("article-voice", appauthor=False)) / "voices",
        metadata={"about": "The folder where voices are kept that `voice voices add` has fetched."},
    )
    openai_url: str = field(
        default="", metadata={"about": "The address of a server that speaks the OpenAI speech API, without /v1."}
    )
    openai_key: str = field(default="", repr=False, metadata={"about": "The key it asks for, if it does."})
    openai_model: str = field(default="tts-1", metadata={"about": "The model it is asked for."})
    openai_voices: str = field(
        default="alloy", metadata={"about": "The names of its voices, parted by commas, the best first."}
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "EngineSettings":
        """The settings that the environment asks for. Raises SettingsError."""
        return _read(cls, environment)


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"VOICE_{name.upper()}"


def check_rate(rate: float) -> float:
    """The rate, if it lies within 0.5 and 3. Raises RateOutOfRange."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise RateOutOfRange(
            f"A rate of {rate:g} can't be spoken. Choose one from {MIN_RATE:g} (slow) to {MAX_RATE:g} (fast)."
        )
    return rate


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


def user_name() -> str:
    """Whoever runs this process, for the record of decisions; "unknown" where the system has no name for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _check_listening(settings: Settings) -> None:
    asked = settings.listen
    if not re.fullmatch(r"off|required|all|sample:[1-9][0-9]{0,5}", asked):
        raise SettingsError(f"{variable_of('listen')} must be off, required, sample:20 (say) or all, not {asked!r}.")
    if settings.listen_to_one_in and not (settings.listen_model or settings.listen_url):
        raise SettingsError(
            f"{variable_of('listen')} is {asked!r}, and nobody listens: set {variable_of('listen_model')} to "
            f"the folder of a Whisper model, or {variable_of('listen_url')} to a server's address."
        )


def _check_phone(settings: Settings) -> None:
    for name in ("phone", "phone_know_callers"):
        if getattr(settings, name) not in {"on", "off"}:
            raise SettingsError(f"{variable_of(name)} must be on or off, not {getattr(settings, name)!r}.")
    slowest, fastest = PHONE_RATES
    rates = re.fullmatch(r"\s*\d+(\.\d+)?\s*(,\s*\d+(\.\d+)?\s*)*", settings.phone_rates)
    if not rates or not all(slowest <= float(rate) <= fastest for rate in settings.phone_rates.split(",")):
        raise SettingsError(
            f"{variable_of('phone_rates')} must be rates from {slowest:g} to {fastest:g}, parted by commas, "
            f"not {settings.phone_rates!r}."
        )
    if not settings.phone_keep_days > 0:
        raise SettingsError(f"{variable_of('phone_keep_days')} must be more than 0, not {settings.phone_keep_days:g}.")


def _read(cls: type[Kind], environment: Mapping[str, str]) -> Kind:
    variables = {f.name: environment.get(variable_of(f.name), "") for f in fields(cls)}
    given = {name: text for name, text in variables.items() if text}
    try:
        return msgspec.convert(given, cls, strict=False, dec_hook=lambda _, text: _folder(text))
    except msgspec.ValidationError as error:
        raise SettingsError(f"A setting can't be used: {error}. See docs/settings.md for what each may be.") from error


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()
