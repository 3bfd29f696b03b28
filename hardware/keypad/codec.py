"""The RS-485 frame of window keypads and rating keypads: bytes in, bytes out.

`FF 68 L L 68 ADDR CMD DATA... CS 16`: L counts ADDR to the last DATA byte and is sent twice, CS
is their sum modulo 256. CS may itself be 16 or 68, so an end is found by L, never by its looks.

There is no national protocol. Two independent sources agree on this one: a public host program
and a maker's document for a caller with 21 keys.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import Final

LENGTH_MIN: Final = 2  # address and command
LENGTH_MAX: Final = 16
DIGITS_MAX: Final = 3  # a keypad's display has so many for each number

_START: Final = b"\xff\x68"
_HEADER_BYTES: Final = 5
_TRAILER_BYTES: Final = 2
_SECOND_START: Final = 0x68
_END: Final = 0x16
_OK: Final = 0x0F
_BLANK: Final = 0x0A


class Command(IntEnum):
    """CMD. Keypads send `KEY` and `RATE`; the host acknowledges both as `KEY`."""

    KEY = 0x01
    SHOW = 0x02
    BEEP = 0x03
    RATE = 0x11


class Key(Enum):
    """What a clerk asks for; the value is the end of DATA."""

    NO_SHOW = b"\x06\x0f"
    HOLD = b"\x00\x0f"
    RESUME = b"\x03\x0f"
    CALL_NEXT = b"\x0c"
    RECALL = b"\x0d"
    ASK_RATING = b"\x0b"
    CANCEL = b"\x0e"
    ONE_METRE_LINE = b"\x11"  # asks those who wait to step back
    PAUSE = b"\x12"
    TRANSFER = b"\x13"


@dataclass(frozen=True)
class Frame:
    address: int
    command: int
    data: bytes = b""

    def encode(self) -> bytes:
        body = bytes([self.address, self.command]) + self.data
        header = _START + bytes([len(body), len(body), _SECOND_START])
        return header + body + bytes([sum(body) % 256, _END])


class Damage(Enum):
    """What begins like a frame and is none: noise, or two keypads at once."""

    HEADER = auto()
    CHECKSUM = auto()


def show_numbers(address: int, waiting: int | None, ticket_number: str | None) -> Frame:
    """Show how many wait and which ticket is called; None leaves a number blank.

    The display has three digits each: "A012" is shown as 012, 1200 who wait as 999.
    """
    shown = None if waiting is None else str(min(waiting, 10**DIGITS_MAX - 1)).zfill(DIGITS_MAX)
    return Frame(address, Command.SHOW, _digits(shown) + _digits(ticket_number))


def show_stars(address: int, stars: int) -> Frame:
    """Show the clerk's star level."""
    return Frame(address, Command.SHOW, bytes([stars]))


def beep(address: int) -> Frame:
    return Frame(address, Command.BEEP)


def start_rating(address: int) -> Frame:
    """Let the rating keypad take one rating. The same bytes as the key `ASK_RATING`."""
    return Frame(address, Command.KEY, Key.ASK_RATING.value)


def acknowledge(frame: Frame) -> Frame:
    """Return what a keypad waits for after it has sent `frame`."""
    return Frame(frame.address, Command.KEY, frame.data)


def decode_key(data: bytes) -> Key | None:
    """Return the key in the DATA of a key frame, or None for one we do not know.

    Digits typed before a key that takes none are ignored, as keypads themselves do.
    """
    last = 2 if data.endswith(bytes([_OK])) else 1  # OK means what the digit before it means
    try:
        return Key(data[-last:])
    except ValueError:
        return None


def _digits(number: str | None) -> bytes:
    digits = [int(sign) for sign in number or "" if sign.isdecimal()][-DIGITS_MAX:]
    return bytes([_BLANK] * (DIGITS_MAX - len(digits)) + digits)


class FrameDecoder:
    """Turns any chunking of the byte stream into whole frames. Holds no port.

    What begins like a frame but is none is reported as `Damage` and searched again from its
    second byte on, so that a frame behind it is not lost with it.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Frame | Damage]:
        """Take bytes as they come; return the frames they complete, oldest first."""
        self._buffer += data
        found: list[Frame | Damage] = []
        while (result := self._take()) is not None:
            found.append(result)
        return found

    def end_of_burst(self) -> list[Frame | Damage]:
        """The line fell silent: nothing will complete a half frame. Look for whole ones in it."""
        found: list[Frame | Damage] = []
        while self._buffer:
            del self._buffer[0]
            found += self.feed(b"")
        return found

    @property
    def in_frame(self) -> bool:
        """Whether somebody may be sending now."""
        return bool(self._buffer)

    def _take(self) -> Frame | Damage | None:
        self._drop_until_start()
        if len(self._buffer) < _HEADER_BYTES:
            return None
        length, repeated, second_start = self._buffer[len(_START) : _HEADER_BYTES]
        end = _HEADER_BYTES + length + _TRAILER_BYTES
        header_fits = length == repeated and second_start == _SECOND_START
        if not header_fits or not LENGTH_MIN <= length <= LENGTH_MAX:
            return self._damaged(Damage.HEADER)
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[_HEADER_BYTES : end - _TRAILER_BYTES])
        if self._buffer[end - _TRAILER_BYTES : end] != bytes([sum(body) % 256, _END]):
            return self._damaged(Damage.CHECKSUM)
        del self._buffer[:end]
        return Frame(body[0], body[1], body[2:])

    def _damaged(self, damage: Damage) -> Damage:
        del self._buffer[0]
        return damage

    def _drop_until_start(self) -> None:
        at = self._buffer.find(_START)
        if at < 0:
            at = len(self._buffer) - self._buffer.endswith(_START[:1])
        del self._buffer[:at]
