"""The SAM_V wire protocol of second-generation ID-card readers: bytes in, bytes out.

A frame, in both directions, is `AA AA AA 96 69 | LEN (2, big-endian) | payload | CHK`. LEN
counts payload and CHK; CHK is the XOR of LEN and payload. A request's payload is command,
parameter and data; a reply's is SW1 SW2 SW3 and data.

Source: GA 450, GA 467 and the makers' serial protocol documents.
"""

from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from functools import reduce
from operator import xor
from typing import Final

from hardware.errors import MalformedReply

PREAMBLE: Final = b"\xaa\xaa\xaa\x96\x69"
LENGTH_MIN: Final = 3  # command, parameter, CHK
LENGTH_MAX: Final = 0x0A0A  # the longest reply: text, photo and two fingerprints
TEXT_BYTES: Final = 256
PHOTO_BYTES: Final = 1024
FINGERPRINT_BYTES: Final = (0, 512, 1024)

_HEADER_BYTES: Final = len(PREAMBLE) + 2
_STATUS_BYTES: Final = 3


class Request(Enum):
    """What we ask a reader; the value is the payload."""

    SAM_STATUS = b"\x11\xff"
    SAM_ID = b"\x12\xff"
    FIND_CARD = b"\x20\x01"
    SELECT_CARD = b"\x20\x02"
    READ_CARD = b"\x30\x01"
    READ_CARD_AND_FINGERPRINT = b"\x30\x10"
    READ_NEW_ADDRESS = b"\x30\x03"  # needs no new authentication, so it shows who is still there
    READ_MANAGEMENT_NUMBER = b"\x30\x05"  # neither does this
    SET_BAUD_115200 = b"\x60\x00"
    SET_BAUD_57600 = b"\x60\x01"
    SET_BAUD_38400 = b"\x60\x02"
    SET_BAUD_19200 = b"\x60\x03"
    SET_BAUD_9600 = b"\x60\x04"


SET_BAUD: Final = {
    115_200: Request.SET_BAUD_115200,
    57_600: Request.SET_BAUD_57600,
    38_400: Request.SET_BAUD_38400,
    19_200: Request.SET_BAUD_19200,
    9_600: Request.SET_BAUD_9600,
}


class Outcome(Enum):
    """What a reply means for the person at the kiosk."""

    DONE = auto()
    NO_CARD = auto()
    REPLACE_CARD = auto()  # lift the card and lay it down again
    READER_FAULT = auto()
    NOT_UNDERSTOOD = auto()  # noise on the line, or our own mistake


class Status(IntEnum):
    """SW3, the third byte of each reply."""

    RECEIVED_CHECKSUM_WRONG = 0x10
    RECEIVED_LENGTH_WRONG = 0x11
    UNKNOWN_COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_NOT_AUTHENTICATED = 0x31
    SAM_NOT_AUTHENTICATED = 0x32
    INFORMATION_NOT_VERIFIED = 0x33
    UNKNOWN_CARD_TYPE = 0x40
    READING_FAILED = 0x41
    RANDOM_NUMBER_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    SAM_NOT_AUTHORISED = 0x66
    NO_CARD = 0x80
    SELECTION_FAILED = 0x81
    OK = 0x90
    NO_CONTENT = 0x91  # this card has nothing of what was asked for
    CARD_FOUND = 0x9F

    @property
    def outcome(self) -> Outcome:
        return _OUTCOMES[self]


_OUTCOMES: Final = {
    Status.OK: Outcome.DONE,
    Status.NO_CONTENT: Outcome.DONE,
    Status.CARD_FOUND: Outcome.DONE,
    Status.NO_CARD: Outcome.NO_CARD,
    Status.SELECTION_FAILED: Outcome.REPLACE_CARD,
    Status.CARD_NOT_AUTHENTICATED: Outcome.REPLACE_CARD,
    Status.SAM_NOT_AUTHENTICATED: Outcome.REPLACE_CARD,
    Status.INFORMATION_NOT_VERIFIED: Outcome.REPLACE_CARD,
    Status.UNKNOWN_CARD_TYPE: Outcome.REPLACE_CARD,
    Status.READING_FAILED: Outcome.REPLACE_CARD,
    Status.RANDOM_NUMBER_FAILED: Outcome.REPLACE_CARD,
    Status.UNKNOWN_ERROR: Outcome.READER_FAULT,
    Status.SELF_TEST_FAILED: Outcome.READER_FAULT,
    Status.SAM_NOT_AUTHORISED: Outcome.READER_FAULT,
    Status.RECEIVED_CHECKSUM_WRONG: Outcome.NOT_UNDERSTOOD,
    Status.RECEIVED_LENGTH_WRONG: Outcome.NOT_UNDERSTOOD,
    Status.UNKNOWN_COMMAND: Outcome.NOT_UNDERSTOOD,
    Status.NOT_PERMITTED: Outcome.NOT_UNDERSTOOD,
}


class Damage(Enum):
    """Why a frame that began well is not one."""

    LENGTH = auto()
    CHECKSUM = auto()


@dataclass(frozen=True)
class Reply:
    status: Status
    data: bytes = field(repr=False)  # may be a person's card


def encode_frame(payload: bytes) -> bytes:
    """Return the frame around a request's or a reply's payload."""
    body = (len(payload) + 1).to_bytes(2, "big") + payload
    return PREAMBLE + body + bytes([reduce(xor, body)])


def decode_reply(payload: bytes) -> Reply:
    """Read the payload of a reader's frame.

    Raises:
        MalformedReply: too short, or a status no document names. The bytes are not in the
            message: they may be a person's card.
    """
    if len(payload) < _STATUS_BYTES:
        raise MalformedReply(f"card reader: reply of {len(payload)} bytes has no status")
    code = payload[_STATUS_BYTES - 1]
    try:
        return Reply(Status(code), payload[_STATUS_BYTES:])
    except ValueError:
        raise MalformedReply(f"card reader: unknown status {code:02X}") from None


def decode_card_text(data: bytes) -> bytes:
    """Return the text record out of the data of a reply; photo and fingerprints are not kept.

    Args:
        data: text length (2), photo length (2), text (256), photo (1024); if fingerprints were
            asked for, their length (2; 0, 512 or 1024) comes third, and they come last.

    Raises:
        MalformedReply: the inner lengths are not those of a card.
    """
    head = TEXT_BYTES.to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")
    if data[: len(head)] != head:
        raise MalformedReply(f"card reader: {len(data)} bytes are not one text and one photo")
    at = len(head)
    if len(data) != at + TEXT_BYTES + PHOTO_BYTES:
        fingerprint_bytes = int.from_bytes(data[at : at + 2], "big")
        at += 2
        if fingerprint_bytes not in FINGERPRINT_BYTES or len(data) != (
            at + TEXT_BYTES + PHOTO_BYTES + fingerprint_bytes
        ):
            raise MalformedReply(f"card reader: {len(data)} bytes are not what their head says")
    return data[at : at + TEXT_BYTES]


def decode_sam_id(data: bytes) -> str:
    """Return the reader's identity as makers print it: "05.01-20230801-0001234567-0987654321".

    Args:
        data: little-endian: two numbers of 2 bytes, three of 4.

    Raises:
        MalformedReply: not 16 bytes.
    """
    sizes = (2, 2, 4, 4, 4)
    if len(data) != sum(sizes):
        raise MalformedReply(f"card reader: SAM id of {len(data)} bytes")
    numbers, at = [], 0
    for size in sizes:
        numbers.append(int.from_bytes(data[at : at + size], "little"))
        at += size
    maker, kind, date, serial, extra = numbers
    return f"{maker:02}.{kind:02}-{date:08}-{serial:010}-{extra:010}"


class FrameDecoder:
    """Turns any chunking of the byte stream into whole payloads. Holds no port.

    What begins like a frame but is none is reported as `Damage` and searched again from its
    second byte on, so that a frame behind it is not lost with it.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes | Damage]:
        """Take bytes as they come; return the payloads they complete, oldest first."""
        self._buffer += data
        found: list[bytes | Damage] = []
        while (result := self._take()) is not None:
            found.append(result)
        return found

    def reset(self) -> None:
        """Forget a half frame: the other side has been silent for too long."""
        self._buffer.clear()

    def _take(self) -> bytes | Damage | None:
        self._drop_until_preamble()
        if len(self._buffer) < _HEADER_BYTES:
            return None
        length = int.from_bytes(self._buffer[len(PREAMBLE) : _HEADER_BYTES], "big")
        if not LENGTH_MIN <= length <= LENGTH_MAX:
            del self._buffer[0]
            return Damage.LENGTH
        end = _HEADER_BYTES + length
        if len(self._buffer) < end:
            return None
        if reduce(xor, self._buffer[len(PREAMBLE) : end]):
            del self._buffer[0]
            return Damage.CHECKSUM
        payload = bytes(self._buffer[_HEADER_BYTES : end - 1])
        del self._buffer[:end]
        return payload

    def _drop_until_preamble(self) -> None:
        at = self._buffer.find(PREAMBLE)
        if at < 0:  # keep what may be the start of one
            at = max(0, len(self._buffer) - len(PREAMBLE) + 1)
        del self._buffer[:at]
