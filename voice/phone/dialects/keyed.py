"""Addresses for telephone systems that sign nothing: a word that the operator and they share stands in them."""

import hmac

from flask import abort

from voice.phone.door import line


def check_key(key: str) -> None:
    """403 where the word in the address is not the operator's; nobody gets in where the operator has set none."""
    set_key = line().studio.settings.phone_key
    if not set_key or not hmac.compare_digest(key.encode(), set_key.encode()):
        abort(403, "The key in this address is not the one that was set for telephone systems.")
