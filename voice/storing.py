"""The object store that the settings ask for."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from audio_cache.bucket import Bucket, Links
from voice.environment import variable_of
from voice.errors import SettingsError
from voice.settings import Settings


def is_store(address: str) -> bool:
    """Whether an object store has such an address: s3://bucket, with a prefix or without."""
    parts = urlsplit(address)
    return parts.scheme == "s3" and bool(parts.netloc)


def bucket_of(settings: Settings) -> Bucket | None:
    """The bucket for recordings; None where they are kept in the data folder. Raises SettingsError."""
    if not settings.store:
        return None
    if not is_store(settings.store):
        raise SettingsError(
            f"{variable_of('store')} must be s3://bucket or s3://bucket/prefix, not {settings.store!r}."
        )
    if find_spec("obstore") is None:
        raise SettingsError("An object store needs a package more: pip install 'article-voice[s3]'")
    if settings.store_links is Links.PUBLIC and not settings.store_public:
        raise SettingsError(f"With public links, {variable_of('store_public')} must say under which address they are.")
    address = urlsplit(settings.store)
    return Bucket(
        address.netloc,
        address.path.strip("/"),
        settings.store_endpoint,
        settings.store_region,
        settings.store_key,
        settings.store_secret,
        settings.store_token,
        settings.store_links,
        settings.store_public,
    )
