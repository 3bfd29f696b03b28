"""The number of a contactless card, and whether it names the card at all.

Sources: PC/SC part 3 (`FF CA 00 00 00`, and the ATR of storage cards), ISO/IEC 14443-3 (UIDs of 4,
7 and 10 bytes; those that begin with 08 are drawn anew each time, xF are not unique).
"""

from typing import Final

from hardware.errors import MalformedReply
from hardware.idcard.service_card import ServiceCard

GET_UID: Final = bytes.fromhex("FFCA000000")
OK: Final = (0x90, 0x00)

_STORAGE_ATR: Final = bytes.fromhex("3B8F8001804F0CA000000306")
_TYPE_B_STORAGE: Final = frozenset({0x05, 0x06, 0x07})
_TYPE_B_ATR: Final = bytes.fromhex("3B888001")  # eight bytes of a type-B card's answer follow
_SHORT, _LONG, _VICINITY = 4, (7, 10), 8
_RANDOM: Final = 0x08
_NOT_UNIQUE: Final = 0x0F
_VICINITY_FIRST: Final = 0xE0


class NoIdentity(MalformedReply):
    """The card has a number, but not one of its own; or it does not tell."""


def read_uid(atr: bytes, data: bytes, status: tuple[int, int]) -> ServiceCard:
    """Return the card whose reader has answered `GET_UID`.

    Args:
        atr: the card's answer to reset.
        status: SW1 and SW2.

    Raises:
        NoIdentity: the number is none by which the card could be known again. The message
            never holds it.
    """
    if status != OK:
        raise NoIdentity(
            f"the reader does not tell a card's number ({status[0]:02X}{status[1]:02X})"
        )
    if _is_type_b(atr):
        raise NoIdentity("a type-B card, as ID cards are: its number changes each time")
    if len(data) == _SHORT:
        if data[0] == _RANDOM:
            raise NoIdentity("a card, or a telephone, whose number changes each time")
        if data[0] & 0x0F == _NOT_UNIQUE:
            raise NoIdentity("a card whose number others have, too")
    elif not (len(data) in _LONG or (len(data) == _VICINITY and data[0] == _VICINITY_FIRST)):
        raise NoIdentity(f"a card's number of {len(data)} bytes")
    return ServiceCard(data.hex().upper())


def _is_type_b(atr: bytes) -> bool:
    if atr.startswith(_STORAGE_ATR):
        kind = atr[len(_STORAGE_ATR) : len(_STORAGE_ATR) + 1]
        return bool(kind) and kind[0] in _TYPE_B_STORAGE
    return atr.startswith(_TYPE_B_ATR)
