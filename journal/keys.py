"""Seals what is known of visitors: AES-256-GCM, under keys that have names and can be changed.

A sealed value belongs to the row it was made for: copied to another row, it does not open.
"""

import base64
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.errors import KeysInvalid

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
KEYS_KEPT: Final = 2
"""The newest seals; the one before it still opens what a coordinator sealed in that moment."""


class Sealed(NamedTuple):
    """A sealed value, and the name of its key."""

    key_id: str
    data: bytes


class Keys:
    """A ring of keys: the last one seals, all of them open."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys: Final = dict(keys)

    @classmethod
    def parse(cls, text: str, *, source: str) -> Self:
        """Read lines of `name = "32 bytes in base64"`, the oldest first. Raises `KeysInvalid`."""
        try:
            keys = {name: _key(value) for name, value in tomllib.loads(text).items()}
        except (ValueError, TypeError):  # TOML, base64 or length; none may be shown
            raise KeysInvalid(
                f'{source} holds no keys: each line is a name = "{KEY_BYTES} bytes in base64"'
            ) from None
        if not keys:
            raise KeysInvalid(f"{source} holds no key: hallcall rotate-key makes one")
        return cls(keys)

    def __str__(self) -> str:
        """Return what `parse` reads: secret."""
        encoded = ((name, base64.b64encode(key).decode()) for name, key in self._keys.items())
        return "".join(f'{name} = "{text}"\n' for name, text in encoded)

    @property
    def newest(self) -> str:
        """The name of the key that seals."""
        return next(reversed(self._keys))

    def rotated(self) -> "Keys":
        """Return the ring with a new key that seals from now on, and the one before."""
        numbers = (int(name[1:]) for name in self._keys if name[1:].isdecimal())
        kept = list(self._keys.items())[1 - KEYS_KEPT :]
        return Keys({**dict(kept), f"k{max(numbers, default=0) + 1}": os.urandom(KEY_BYTES)})

    def seal(self, value: bytes, *, belongs_to: str) -> Sealed:
        """Encrypt a value for one place in the database."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = AESGCM(self._keys[self.newest])
        return Sealed(self.newest, nonce + cipher.encrypt(nonce, value, belongs_to.encode()))

    def open(self, sealed: Sealed, *, belongs_to: str) -> bytes:
        """Decrypt a value. Raises `KeysInvalid` if its key is gone or it was changed or moved."""
        if sealed.key_id not in self._keys:
            raise KeysInvalid(f'the key "{sealed.key_id}" of {belongs_to} is not among the keys')
        nonce, data = sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:]
        try:
            return AESGCM(self._keys[sealed.key_id]).decrypt(nonce, data, belongs_to.encode())
        except (InvalidTag, ValueError):
            raise KeysInvalid(
                f"{belongs_to} does not open: it was changed or moved, or another key sealed it"
            ) from None


class KeyFile:
    """Keys in a file, which may be rotated while we run."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._stamp: tuple[int, int] | None = None
        self._keys = Keys({})

    def keys(self) -> Keys:
        """Return the keys that stand there now. Raises `KeysInvalid`."""
        try:
            status = self._path.stat()
            stamp = status.st_mtime_ns, status.st_ino
            if stamp != self._stamp:
                text = self._path.read_text(encoding="utf-8")
                self._keys, self._stamp = Keys.parse(text, source=str(self._path)), stamp
        except (OSError, UnicodeDecodeError) as error:
            raise KeysInvalid(f"cannot read the keys in {self._path}: {error}") from None
        return self._keys

    def rotate(self) -> Keys:
        """Add a new key, making the file if there is none; return the new ring."""
        ring = (self.keys() if self._path.exists() else Keys({})).rotated()
        new = self._path.with_name(self._path.name + ".new")
        try:
            new.unlink(missing_ok=True)
            new.touch(mode=0o600, exist_ok=False)
            new.write_text(str(ring), encoding="utf-8")
            self._give_to_owner(new)
            new.replace(self._path)
        except OSError as error:
            raise KeysInvalid(f"cannot write the keys to {self._path}: {error.strerror}") from None
        return ring

    def _give_to_owner(self, new: Path) -> None:
        """Whose the file was, theirs it stays: root may rotate the keys of the coordinator."""
        if self._path.exists() and hasattr(os, "chown"):
            before = self._path.stat()
            os.chown(new, before.st_uid, before.st_gid)


def _key(value: str) -> bytes:
    key = base64.b64decode(value, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError
    return key
