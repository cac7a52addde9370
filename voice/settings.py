"""The settings of a service; `docs/settings.md` lists them from here."""

import getpass
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from audio_cache.bucket import Links
from voice.cron import check_expression
from voice.environment import read, variable_of
from voice.errors import RateOutOfRange, SettingsError
from voice.machine import GB, room_for_booths
from voice.signing import check_webhook
from voice.speech import MAX_RATE, MIN_RATE

if TYPE_CHECKING:
    from audio_cache.sweeping import Limits

MOST_BOOTHS = 64
# Characters that the word in the telephone's addresses has at least.
SHORTEST_PHONE_KEY = 16
# The slowest and the fastest rate by telephone.
PHONE_RATES = (0.75, 2.0)
AN_ARI = "https://user:password@asterisk.example.org:8089/ari"


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
    broker: str = field(
        default="",
        repr=False,
        metadata={"about": "The address of the Redis or RabbitMQ that tells workers elsewhere of work. Empty: none."},
    )
    store: str = field(
        default="", metadata={"about": "An object store for recordings: s3://bucket/prefix. Empty: the data folder."}
    )
    store_endpoint: str = field(
        default="", metadata={"about": "The store's address, where it is not Amazon's.", "also": ["AWS_ENDPOINT_URL"]}
    )
    store_region: str = field(
        default="us-east-1", metadata={"about": "Its region.", "also": ["AWS_REGION", "AWS_DEFAULT_REGION"]}
    )
    store_key: str = field(default="", metadata={"about": "The access key it asks for.", "also": ["AWS_ACCESS_KEY_ID"]})
    store_secret: str = field(
        default="", repr=False, metadata={"about": "The secret of that key.", "also": ["AWS_SECRET_ACCESS_KEY"]}
    )
    store_token: str = field(
        default="", repr=False, metadata={"about": "A token that goes with it.", "also": ["AWS_SESSION_TOKEN"]}
    )
    store_links: Links = field(
        default=Links.THROUGH, metadata={"about": "How listeners get clips that are there: through, signed or public."}
    )
    store_public: str = field(
        default="",
        metadata={"about": "For public links: the address of the prefix in the store, or of a CDN before it."},
    )
    store_near_gb: float = field(
        default=1.0,
        metadata={"about": "How many gigabytes of copies of what is in the store are kept on this machine."},
    )
    engine: str = field(
        default="",
        metadata={"about": "The engine for every article (hibari, espeak, system). Empty: the best for the language."},
    )
    voice: str = field(default="", metadata={"about": "The voice of that engine. Empty: its best for the language."})
    offered: str = field(
        default="all",
        metadata={"about": "The voices that listeners may choose from, parted by commas; all, or none."},
    )
    rate: float = field(
        default=1.0, metadata={"about": "How fast recordings are spoken: 0.5 to 3 times the voice's own pace."}
    )
    booths: int = field(
        default_factory=room_for_booths,
        metadata={"about": "How many engine processes may run at once, each about 300 MB with the English voice."},
    )
    wait_s: float = field(
        default=30.0, metadata={"about": "How long, in seconds, a request waits for a recording that is being made."}
    )
    cache_gb: float | None = field(
        default=None,
        metadata={"about": "How many gigabytes of recordings a sweep leaves, beyond what is needed. Empty: no limit."},
    )
    cache_days: float | None = field(
        default=None,
        metadata={"about": "After how many days a sweep takes away what nobody needs or plays. Empty: never."},
    )
    regenerate: bool = field(
        default=True,
        metadata={"about": "Whether a running service makes anew by itself what was changed: true or false."},
    )
    refresh_at: str = field(
        default="",
        metadata={"about": "When a service asks the sources of articles: a cron expression, UTC. Empty: never."},
    )
    sweep_at: str = field(default="", metadata={"about": "When it sweeps recordings, likewise."})
    verify_at: str = field(default="", metadata={"about": "When it verifies recordings and heals them, likewise."})
    webhook_url: str = field(
        default="",
        repr=False,
        metadata={"about": "The address that is told what is done or has failed, with each reason. Empty: none."},
    )
    webhook_secret: str = field(
        default="",
        repr=False,
        metadata={"about": "The secret by which it knows us: whsec_ and 24 to 64 random bytes in Base64."},
    )
    proxies: int = field(
        default=0,
        metadata={"about": "How many proxies stand before the service: what they say of visitors is then believed."},
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
        metadata={
            "about": "The word, of 16 characters or more, in addresses given to telephone systems that sign nothing."
        },
    )
    phone_twilio_token: str = field(
        default="", repr=False, metadata={"about": "The auth token by which Twilio and its like sign their requests."}
    )
    phone_ari: str = field(
        default="", repr=False, metadata={"about": f"Asterisk's ARI, and whom it lets in: {AN_ARI}."}
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
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings that the environment asks for. Raises SettingsError, RateOutOfRange."""
        settings = read(cls, environment)
        if not 1 <= settings.booths <= MOST_BOOTHS:
            raise SettingsError(f"{variable_of('booths')} must be from 1 to {MOST_BOOTHS}, not {settings.booths}.")
        if not settings.wait_s > 0:
            raise SettingsError(f"{variable_of('wait_s')} must be more than 0, not {settings.wait_s:g}.")
        for name in ("cache_gb", "cache_days", "store_near_gb"):
            if (limit := getattr(settings, name)) is not None and not limit >= 0:
                raise SettingsError(
                    f"{variable_of(name)} must be 0 or more, not {limit:g}; leave it empty for no limit."
                )
        if settings.proxies < 0:
            raise SettingsError(f"{variable_of('proxies')} must be 0 or more, not {settings.proxies}.")
        check_rate(settings.rate)
        _check_listening(settings)
        _check_phone(settings)
        check_webhook(settings.webhook_url, settings.webhook_secret)
        for task, expression in settings.schedules.items():
            check_expression(variable_of(f"{task}_at"), expression)
        return settings

    @property
    def limits(self) -> "Limits":
        """What a sweep leaves, in bytes and seconds."""
        from audio_cache.sweeping import DAY_S, Limits  # noqa: PLC0415 - it brings the database's library along

        size, days = self.cache_gb, self.cache_days
        return Limits(None if size is None else round(size * GB), None if days is None else days * DAY_S)

    @property
    def schedules(self) -> dict[str, str]:
        """What is done at set times, by name: the cron expression of each, "" for never."""
        return {"refresh": self.refresh_at, "sweep": self.sweep_at, "verify": self.verify_at}

    @property
    def listen_to_one_in(self) -> int:
        """Of how many takes that need not be listened to one is all the same; 0 is none."""
        return 1 if self.listen == "all" else int(self.listen.partition(":")[2] or 0)

    @property
    def rates_by_phone(self) -> tuple[float, ...]:
        """The rates that callers may choose from, in order; none where the telephone is off."""
        return tuple(sorted({float(rate) for rate in self.phone_rates.split(",")})) if self.phone == "on" else ()


def check_rate(rate: float) -> float:
    """The rate, if it lies within 0.5 and 3. Raises RateOutOfRange."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise RateOutOfRange(
            f"A rate of {rate:g} can't be spoken. Choose one from {MIN_RATE:g} (slow) to {MAX_RATE:g} (fast)."
        )
    return rate


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
    if settings.phone_key and len(settings.phone_key) < SHORTEST_PHONE_KEY:
        raise SettingsError(
            f"{variable_of('phone_key')} must have {SHORTEST_PHONE_KEY} characters or more, so that nobody guesses it. "
            "Make one: python -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    if settings.phone_ari and not re.fullmatch(r"https?://[^\s/@:]+:[^\s/@]+@[^\s/@]+/\S+", settings.phone_ari):
        raise SettingsError(f"{variable_of('phone_ari')} must be such as {AN_ARI}; @ in a password is written %40.")
    if not settings.phone_keep_days > 0:
        raise SettingsError(f"{variable_of('phone_keep_days')} must be more than 0, not {settings.phone_keep_days:g}.")
