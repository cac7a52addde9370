"""A shelf that is a bucket of an object store with the S3 protocol, through obstore.

A store may lie: whatever is read from it is held against its fingerprint. No request waits long for one that is dead.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

if TYPE_CHECKING:
    from obstore.store import S3Config

from audio_cache.bucket import Bucket, Links, is_public, key_of
from audio_cache.errors import BrokenRecording, MissingRecording, ShelfUnreachable
from audio_cache.near import Near
from audio_cache.recording import Recording
from audio_cache.shelf import Stored, fingerprint_of, verified

# Larger ones are sent in parts of this size, in bytes.
PART = 8 * 1024 * 1024
# After a store has not answered, nobody waits for it again before so many seconds have passed.
BREATHER_S = 5.0
# For so many seconds it is taken for granted that what was seen in the store is there; reading it tells.
SEEN_S = 3600.0
# How long, in seconds, a signed address is good for: a listener's player asks for further parts of the clip meanwhile.
SIGNED_S = 3600.0
FOR_EVER = "public, max-age=31536000, immutable"
_KEY = re.compile(r"(?:public|private)/[0-9a-f]{2}/([0-9a-f]{64})\.[a-z0-9.-]+")


class ObjectShelf:
    """Recordings in a bucket; `media_types` are those of public ones, by suffix; `near` keeps copies here."""

    def __init__(self, bucket: Bucket, near: Near, media_types: Mapping[str, str]) -> None:
        self._bucket = bucket
        self._near = near
        self._media_types = media_types
        self._store = _open(bucket)
        self._seen: dict[str, float] = {}
        self._trouble: tuple[float, str] = (0.0, "")

    def put(self, sound: bytes, suffix: str, *, synced: bool = True) -> str:  # noqa: ARG002 - a store always is
        """Keep `sound`, unless it is there and whole; its fingerprint. Raises EmptySound, ShelfUnreachable."""
        fingerprint = fingerprint_of(sound)
        key = key_of(fingerprint, suffix)
        if len(sound) > PART:
            if self._fetch(key) != sound:
                self._send(key, sound, suffix, use_multipart=True, chunk_size=PART)
        else:
            try:
                self._send(key, sound, suffix, mode="create", use_multipart=False)
            except AlreadyExistsError:
                if self._fetch(key) != sound:
                    self._send(key, sound, suffix, use_multipart=False)
        self._seen[key] = time.monotonic()
        return fingerprint

    def read(self, recording: Recording) -> bytes:
        """Its bytes. Raises MissingRecording, TruncatedRecording, AlteredRecording, ShelfUnreachable."""
        key = key_of(recording.fingerprint, recording.suffix)
        try:
            return verified(self._fetch(key), recording)
        except BrokenRecording:
            self._seen.pop(key, None)
            raise

    def checked(self, fingerprint: str, suffix: str) -> Path | None:
        """A file of this machine with the bytes of that fingerprint; None where they are missing or broken."""
        return self._near.checked(fingerprint, suffix, lambda: self._fetch(key_of(fingerprint, suffix)))

    def holds(self, recording: Recording) -> bool:
        """Whether the recording is there in its full length; true of what was seen there within the hour."""
        key = key_of(recording.fingerprint, recording.suffix)
        if time.monotonic() - self._seen.get(key, -SEEN_S) < SEEN_S:
            return True
        with suppress(MissingRecording), self._asking():
            if obstore.head(self._store, key)["size"] == recording.size:
                self._seen[key] = time.monotonic()
                return True
            return False
        self._fetch(key)  # what is told of a key that is missing is told of a bucket that is, too
        return False

    def discard(self, recording: Recording) -> None:
        """Take the recording's bytes away, if they are there."""
        self._delete(key_of(recording.fingerprint, recording.suffix))

    def remove(self, stored: Stored) -> None:
        """Take that away, if it is still there."""
        self._delete(stored.name)

    def stored(self) -> Iterator[list[Stored]]:
        """Everything that is there and is ours, in 256 parts by the first two digits of the fingerprints."""
        found = groupby(merge(self._listed("private"), self._listed("public"), key=_shard), key=_shard)
        shard, part = next(found, ("", iter(())))
        for number in range(256):
            if shard == f"{number:02x}":
                yield list(part)
                shard, part = next(found, ("", iter(())))
            else:
                yield []

    @property
    def origin(self) -> str:
        """The origin of the addresses that `link` gives, "" where it gives none."""
        if self._bucket.links is Links.THROUGH:
            return ""
        parts = urlsplit(self._address("public/any"))
        return f"{parts.scheme}://{parts.netloc}"

    def link(self, recording: Recording) -> str:
        """An address in the store where a listener gets it; "" for what has to go through this service."""
        if self._bucket.links is Links.THROUGH or not is_public(recording.suffix) or not self.holds(recording):
            return ""
        return self._address(key_of(recording.fingerprint, recording.suffix))

    def _address(self, key: str) -> str:
        if self._bucket.links is Links.PUBLIC:
            return f"{self._bucket.public.rstrip('/')}/{key}"
        return str(obstore.sign(self._store, "GET", key, timedelta(seconds=SIGNED_S)))

    def _send(self, key: str, sound: bytes, suffix: str, **how: Any) -> None:
        media_type = self._media_types.get(suffix, "application/octet-stream")
        attributes = {"Content-Type": media_type} | ({"Cache-Control": FOR_EVER} if is_public(suffix) else {})
        with self._asking():
            obstore.put(self._store, key, sound, attributes=attributes, **how)

    def _fetch(self, key: str) -> bytes | None:
        """The bytes as the store gives them; None where it has none."""
        try:
            with self._asking():
                return bytes(obstore.get(self._store, key).bytes())
        except MissingRecording:
            return None

    def _delete(self, key: str) -> None:
        self._seen.pop(key, None)
        with suppress(MissingRecording), self._asking():
            obstore.delete(self._store, key)

    def _listed(self, prefix: str) -> Iterator[Stored]:
        with self._asking():
            for chunk in obstore.list(self._store, prefix=prefix):
                for each in chunk:
                    if named := _KEY.fullmatch(each["path"]):
                        yield Stored(each["path"], named[1], each["size"], each["last_modified"].timestamp())

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Turn what the store says into our errors: MissingRecording, ShelfUnreachable; AlreadyExistsError passes."""
        until, trouble = self._trouble
        if time.monotonic() < until:
            raise ShelfUnreachable(trouble)
        try:
            yield
        except AlreadyExistsError:
            raise
        except (FileNotFoundError, BaseError) as error:
            if isinstance(error, FileNotFoundError) and "NoSuchBucket" not in str(error):
                raise MissingRecording("The store has no such recording; it has to be made again.") from error
            trouble = self._told(error)
            if not _refused(error) and "NoSuchBucket" not in str(error):
                self._trouble = time.monotonic() + BREATHER_S, trouble
            raise ShelfUnreachable(trouble) from error

    def _told(self, error: Exception) -> str:
        where = f"The bucket {self._bucket.name!r} of the object store"
        if _refused(error):
            return (
                f"{where} does not let this service in. Check the key and the secret (VOICE_STORE_KEY, "
                "VOICE_STORE_SECRET), and what that user may do. Nothing that is there is lost."
            )
        if "NoSuchBucket" in str(error):
            return f"{where} does not exist. Make it, or check VOICE_STORE. Nothing has changed."
        return (
            f"{where} does not answer. Check that it runs, the address (VOICE_STORE_ENDPOINT) and the network between; "
            "work goes on by itself when it is back."
        )


def _refused(error: Exception) -> bool:
    """Whether the store is there, and does not let us in; of a list, obstore says so in words only."""
    refusals = (PermissionDeniedError, UnauthenticatedError)
    return isinstance(error, refusals) or re.search(r"status code: 40[13]\b", str(error)) is not None


def _shard(stored: Stored) -> str:
    return stored.fingerprint[:2]


def _open(bucket: Bucket) -> S3Store:
    patience = timedelta(seconds=bucket.patience_s)
    config: S3Config = {"region": bucket.region}
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if bucket.key:
        config |= {"access_key_id": bucket.key, "secret_access_key": bucket.secret}
    if bucket.token:
        config["session_token"] = bucket.token
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config=config,
        client_options={
            "allow_http": bucket.endpoint.startswith("http:"),
            "timeout": patience,
            "connect_timeout": patience / 4,
        },
        retry_config={"max_retries": 5, "retry_timeout": patience / 2},
    )
