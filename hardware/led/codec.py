"""The frame of Onbon BX-5K and BX-6K display cards: bytes in, bytes out.

`A5`×8, then header (14 bytes), data and CRC-16, in which A5, A6, 5A and 5B are escaped, then `5A`.
Lengths and CRC are those of the unescaped bytes. The vendor publishes the protocol ("BX-5K/6K
通讯协议用户版本" 1.4); names of fields are its own, in English.
"""

import re
import struct
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

ANSWERING_BROADCAST: Final = 0xFFFE  # whatever a card's id is, it acts and answers
SILENT_BROADCAST: Final = 0xFFFF
PC: Final = 0x8000
ANY_CARD: Final = 0xFE
ADDRESS_MAX: Final = 0x7FFF

CRC16: Final = 0
SUM16: Final = 1
UNCHECKED: Final = 2

DATA_BYTES_MAX: Final = 4096
"""No card sends or takes so much; a length beyond it is noise."""

_LEADS: Final = 8
_LEAD: Final = 0xA5
_END: Final = 0x5A
_ESCAPES: Final = {0xA5: b"\xa6\x02", 0xA6: b"\xa6\x01", 0x5A: b"\x5b\x02", 0x5B: b"\x5b\x01"}
_MEANINGS: Final = {(escaped[0], escaped[1]): byte for byte, escaped in _ESCAPES.items()}
_ESCAPING: Final = frozenset({0xA6, 0x5B})
_PIECES: Final = re.compile(rb"[\xa5\xa6\x5a\x5b]|[^\xa5\xa6\x5a\x5b]+")
_HEADER: Final = struct.Struct("<HH3xBBBBBH")
_BARCODE_AT: Final = 7
_BARCODE_BYTES: Final = 16
_CHECK_BYTES: Final = 2
_BODY_BYTES_MAX: Final = _HEADER.size + _BARCODE_BYTES + DATA_BYTES_MAX + _CHECK_BYTES


@dataclass(frozen=True)
class Frame:
    """One frame. `destination` and `source` are ids of cards or of programs."""

    data: bytes
    destination: int = ANSWERING_BROADCAST
    source: int = PC
    device_type: int = ANY_CARD
    over_programs: bool = False
    """Areas may lie over the card's stored programs ("display mode 1")."""
    check_mode: int = CRC16
    version: int = 2

    def encode(self) -> bytes:
        """Return the frame as it goes over the line."""
        header = _HEADER.pack(
            self.destination, self.source, 0, self.check_mode, self.over_programs,
            self.device_type, self.version, len(self.data),
        )  # fmt: skip
        body = header + self.data
        body += _check(body, self.check_mode).to_bytes(_CHECK_BYTES, "little")
        return bytes([_LEAD] * _LEADS) + escape(body) + bytes([_END])


class Damage(Enum):
    """What began like a frame and was none."""

    CUT = auto()  # another frame began before its end
    ESCAPE = auto()
    LENGTH = auto()
    CHECKSUM = auto()
    ENDLESS = auto()


def crc16(data: bytes) -> int:
    """Return the CRC-16/ARC of `data`: polynomial A001 (reflected), begun with 0."""
    crc = 0
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc


def escape(body: bytes) -> bytes:
    return b"".join(_ESCAPES.get(byte) or bytes([byte]) for byte in body)


class FrameDecoder:
    """Turns any chunking of the byte stream into frames. Holds no port.

    A lead byte is never part of a frame, so whatever noise came before it, a frame begins there.
    """

    def __init__(self) -> None:
        self._body = bytearray()
        self._escaping: int | None = None
        self._inside = False

    @property
    def in_frame(self) -> bool:
        """Tell whether a frame has begun and not ended."""
        return self._inside and bool(self._body)

    def feed(self, data: bytes) -> list[Frame | Damage]:
        """Take bytes as they come; return what they complete, oldest first."""
        found: list[Frame | Damage] = []
        for piece in _PIECES.finditer(data):
            result = self._take(piece[0])
            if result is not None:
                found.append(result)
        return found

    def _take(self, piece: bytes) -> Frame | Damage | None:
        """Take one byte with a meaning, or all up to the next."""
        if piece[0] == _LEAD:
            cut = bool(self._body) or self._escaping is not None
            self._begin()
            return Damage.CUT if cut else None
        if not self._inside:
            return None
        if self._escaping is not None:
            damage = self._unescape(self._escaping, piece[0])
            return damage if damage or len(piece) == 1 else self._append(piece[1:])
        if piece[0] == _END:
            return self._end()
        if piece[0] in _ESCAPING:
            self._escaping = piece[0]
            return None
        return self._append(piece)

    def _unescape(self, first: int, second: int) -> Damage | None:
        self._escaping = None
        meaning = _MEANINGS.get((first, second))
        return self._broken(Damage.ESCAPE) if meaning is None else self._append(bytes([meaning]))

    def _append(self, plain: bytes) -> Damage | None:
        self._body += plain
        return self._broken(Damage.ENDLESS) if len(self._body) > _BODY_BYTES_MAX else None

    def _end(self) -> Frame | Damage | None:
        body = bytes(self._body)
        self._forget()
        return _read(body) if body else None

    def _broken(self, damage: Damage) -> Damage:
        self._forget()
        return damage

    def _begin(self) -> None:
        self._forget()
        self._inside = True

    def _forget(self) -> None:
        self._body.clear()
        self._escaping = None
        self._inside = False


def _read(body: bytes) -> Frame | Damage:
    """Read what stood between the leads and the end, unescaped."""
    header_bytes = _HEADER.size
    if len(body) > _BARCODE_AT and body[_BARCODE_AT] & 1:  # answers to a search carry a bar code
        header_bytes += _BARCODE_BYTES
    if len(body) < header_bytes + _CHECK_BYTES:
        return Damage.LENGTH
    plain = body[: _BARCODE_AT + 1] + body[_BARCODE_AT + 1 + header_bytes - _HEADER.size :]
    to, source, _, check_mode, mode, kind, version, length = _HEADER.unpack_from(plain)
    data = body[header_bytes:-_CHECK_BYTES]
    if length != len(data):
        return Damage.LENGTH
    check = int.from_bytes(body[-_CHECK_BYTES:], "little")
    if check_mode != UNCHECKED and check != _check(body[:-_CHECK_BYTES], check_mode):
        return Damage.CHECKSUM
    return Frame(
        data, to, source, kind, over_programs=bool(mode), check_mode=check_mode, version=version
    )


def _check(body: bytes, mode: int) -> int:
    if mode == UNCHECKED:
        return 0
    return sum(body) & 0xFFFF if mode == SUM16 else crc16(body)


def _table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        crc = value
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
        table.append(crc)
    return tuple(table)


_TABLE: Final = _table()
