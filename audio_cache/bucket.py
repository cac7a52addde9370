"""Where in an object store recordings are, and who may have an address there."""

from dataclasses import dataclass, field
from enum import StrEnum


class Links(StrEnum):
    """How listeners get the bytes: through this service, or from the store, by an address that is signed or public."""

    THROUGH = "through"
    SIGNED = "signed"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket, and how it is entered.

    `prefix` stands before every key; `public` is the address under which listeners find what stands under
    `<prefix>/public/`. No request waits for the store longer than about one and a half times `patience_s` seconds,
    tries again included.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = ""
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    links: Links = Links.THROUGH
    public: str = ""
    patience_s: float = 20.0


def key_of(fingerprint: str, suffix: str) -> str:
    """Where a recording stands in its bucket, after the prefix: a bucket's policy can open `public/` and no more."""
    return f"{'public' if is_public(suffix) else 'private'}/{fingerprint[:2]}/{fingerprint}.{suffix}"


def is_public(suffix: str) -> bool:
    """Whether recordings with that suffix may have an address of their own: takes, and clips that are bare, may not."""
    return "." not in suffix
