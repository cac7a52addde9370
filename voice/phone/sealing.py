"""What is kept of a call that goes on: nobody reads it in the database who has not the service's secret key."""

import base64
import hashlib
import secrets

# Bytes that make each seal another one; what a sealed text begins with, as neither JSON nor XML does.
NONCE, MARK = 16, "~"


def sealed(key: bytes, text: str) -> str:
    """The text, masked by what SHAKE256 makes of the key (32 bytes or more) and a nonce."""
    nonce = secrets.token_bytes(NONCE)
    return MARK + base64.b64encode(nonce + _masked(key, nonce, text.encode())).decode()


def opened(key: bytes, text: str) -> str:
    """What was sealed with that key; a text from before anything was sealed, as it is."""
    if not text.startswith(MARK):
        return text
    kept = base64.b64decode(text[len(MARK) :])
    return _masked(key, kept[:NONCE], kept[NONCE:]).decode()


def _masked(key: bytes, nonce: bytes, text: bytes) -> bytes:
    mask = hashlib.shake_256(key + nonce).digest(len(text))
    return (int.from_bytes(text) ^ int.from_bytes(mask)).to_bytes(len(text))
