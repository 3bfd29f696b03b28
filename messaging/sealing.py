"""Seals the whole card of a visitor at the kiosk, for panels alone: HPKE (RFC 9180).

What carries and keeps it, broker and coordinator, does not have the half of the key that opens.
"""

import base64
import tomllib
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from contract.ids import HallId
from contract.messages.base import MalformedMessage, decode, encode
from contract.messages.commands import Sealed, WholeCard

KEYS_KEPT: Final = 2
"""The newest, and the one before it, under which kiosks seal until they have the new hall file."""

_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BLOCK: Final = 128
"""Cards are padded to a multiple of it: a length says something of a name."""


class SealBroken(ValueError):
    """It does not open. The text says what may be wrong, and nothing of what is inside."""


class UnmaskingKeysInvalid(ValueError):
    """These are no unmasking keys."""


class Seal:
    """The half of the key that seals; everybody may have it.

    Args:
        key: as the hall file says it, checked there.
    """

    def __init__(self, key: str, hall_id: HallId) -> None:
        self._key: Final = X25519PublicKey.from_public_bytes(base64.b64decode(key))
        self._info: Final = _info(hall_id)

    def seal(self, card: WholeCard) -> Sealed:
        """Return the card as only the unmasking key of this hall opens it."""
        plain = encode(card)
        padded = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
        return base64.b64encode(_SUITE.encrypt(padded, self._key, self._info)).decode()


class UnmaskingKeys:
    """The half that opens, for panels whose clerks may unmask; of the last two keys, if need be."""

    def __init__(self, keys: Sequence[X25519PrivateKey]) -> None:
        self._keys: Final = keys

    @classmethod
    def parse(cls, text: str, *, source: str) -> "UnmaskingKeys":
        """Read lines of `name = "32 bytes in base64"`, the oldest first.

        Raises `UnmaskingKeysInvalid`.
        """
        try:
            values = tomllib.loads(text).values()
            keys = [X25519PrivateKey.from_private_bytes(_bytes(value)) for value in values]
        except (ValueError, TypeError):  # TOML, base64 or length; none may be shown
            keys = []
        if not keys:
            raise UnmaskingKeysInvalid(
                f"{source} holds no unmasking key: `hallcall unmasking-key` makes one"
            )
        return cls(keys)

    def __str__(self) -> str:
        """Return what `parse` reads: secret."""
        return "".join(
            f'k{place} = "{_text(key.private_bytes_raw())}"\n'
            for place, key in enumerate(self._keys, start=1)
        )

    def rotated(self) -> "UnmaskingKeys":
        """Return these with a new one, and the one before."""
        return UnmaskingKeys([*self._keys[1 - KEYS_KEPT :], X25519PrivateKey.generate()])

    @property
    def public(self) -> Sequence[str]:
        """The other halves, oldest first; the last one is for the hall file."""
        return [_text(key.public_key().public_bytes_raw()) for key in self._keys]

    def open(self, sealed: Sealed, hall_id: HallId) -> WholeCard:
        """Raises `SealBroken`."""
        for key in reversed(self._keys):
            try:
                plain = _SUITE.decrypt(base64.b64decode(sealed), key, _info(hall_id))
                card: WholeCard = decode(plain, WholeCard)
            except (InvalidTag, ValueError, MalformedMessage):
                continue
            return card
        raise SealBroken("it was sealed for another key than this panel has, or changed on its way")


def _info(hall_id: HallId) -> bytes:
    return f"hallcall whole card\n{hall_id}".encode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
