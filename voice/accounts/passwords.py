"""Passwords, by NIST SP 800-63B: long enough, none that everybody tries, and no rule of which signs to use."""

import unicodedata
from functools import cache
from secrets import token_hex
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from voice.errors import PasswordRefused

SHORTEST = 12
LONGEST = 256
EASY_LOG10 = 8

_hasher = PasswordHasher()
# Each takes 64 MiB and a fraction of a second: so many at once, whoever comes.
_two_at_once = BoundedSemaphore(2)


def checked(password: str, name: str) -> str:
    """The password, if it may be one of that person's. Raises PasswordRefused."""
    password = _normal(password)
    if len(password) < SHORTEST:
        raise PasswordRefused(f"This password has {len(password)} characters. Choose one of at least {SHORTEST}.")
    if len(password) > LONGEST:
        raise PasswordRefused(f"This password has more than {LONGEST} characters. Choose a shorter one.")
    if _is_easy(password.casefold(), name.casefold()):
        raise PasswordRefused("This password is one that others would try first. Choose another, such as a few words.")
    return password


def hash_of(password: str) -> str:
    """What is kept of a password."""
    with _two_at_once:
        return _hasher.hash(_normal(password))


def verified(kept: str, password: str) -> bool:
    """Whether the password is the one that was kept; takes as long where none was (`kept` is "")."""
    with _two_at_once:
        try:
            return _hasher.verify(kept or _nobodys(), _normal(password)[:LONGEST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """As NIST wants it: the same signs, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def _is_easy(password: str, name: str) -> bool:
    """Whether it would be found within 100 million guesses by somebody who knows what people choose."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 (its lists take 0.2 s to load)

    most = 72  # what zxcvbn reads
    found: float = zxcvbn(password[:most], user_inputs=[name, "article", "voice", "article voice"])["guesses_log10"]
    return found < EASY_LOG10


@cache
def _nobodys() -> str:
    return _hasher.hash(token_hex())
