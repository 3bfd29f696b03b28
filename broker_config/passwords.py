"""Passwords, and how Mosquitto keeps them."""

import hashlib
import secrets
from base64 import b64encode
from typing import Final

_ITERATIONS: Final = 101
"""Mosquitto's own number. Enough here: a random password cannot be guessed from its hash."""

_SALT_BYTES: Final = 12
_PASSWORD_BYTES: Final = 24


def new_password() -> str:
    """Return a random password of 32 letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def new_salt() -> bytes:
    """Return a random salt."""
    return secrets.token_bytes(_SALT_BYTES)


def password_hash(password: str, salt: bytes) -> str:
    """Return `password` as it stands in Mosquitto's password file: PBKDF2 with SHA-512.

    Source: mosquitto 2.0, `src/password_mosq.c`; the same as `mosquitto_passwd` writes.
    """
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS)
    return f"$7${_ITERATIONS}${b64encode(salt).decode()}${b64encode(digest).decode()}"
