"""Webhooks signed as the Standard Webhooks specification says: whoever gets one can tell who sent it, and when."""

import base64
import hmac
from urllib.parse import urlsplit

from voice.errors import SettingsError

PREFIX = "whsec_"
# How many bytes a key has (Standard Webhooks, "Signature scheme").
FEWEST_BYTES, MOST_BYTES = 24, 64


def key_of(secret: str) -> bytes:
    """The key that a secret holds: `whsec_`, and 24 to 64 bytes in Base64. Raises ValueError for any other."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    if not FEWEST_BYTES <= len(key) <= MOST_BYTES:
        raise ValueError(f"a key has {FEWEST_BYTES} to {MOST_BYTES} bytes, not {len(key)}")
    return key


def check_webhook(url: str, secret: str) -> None:
    """Raise SettingsError for a webhook that could not be told anything, or could not know us; "" is none."""
    if not url:
        return
    address = urlsplit(url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise SettingsError("VOICE_WEBHOOK_URL must be an address such as https://example.org/told.")
    try:
        key_of(secret)
    except ValueError as error:
        raise SettingsError(
            f"VOICE_WEBHOOK_SECRET must be {PREFIX} and {FEWEST_BYTES} to {MOST_BYTES} bytes in Base64 ({error}). "
            f"To make one: echo {PREFIX}$(openssl rand -base64 32)"
        ) from error


def signed(body: bytes, message: str, at: int, secret: str) -> dict[str, str]:
    """The headers that go with a body: the message's id, when it is sent (seconds since 1970), and its signature.

    A message that is sent again has the same id, by which its receiver knows it. Raises ValueError as `key_of` does.
    """
    signature = hmac.digest(key_of(secret), b"%s.%d.%s" % (message.encode(), at, body), "sha256")
    v1 = base64.b64encode(signature).decode()
    return {"webhook-id": message, "webhook-timestamp": str(at), "webhook-signature": f"v1,{v1}"}
