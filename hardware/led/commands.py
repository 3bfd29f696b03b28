"""What is said to a BX-5K or BX-6K card, and what it answers: the data of its frames.

A request is group, command, whether an answer is wanted, two reserved bytes, parameters; an answer
has the error in place of the third. Numbers of more than one byte are little-endian.
"""

import struct
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final, TypeAlias

BRIGHTNESS_MAX: Final = 15

_ANSWER: Final = 1
_SILENCE: Final = 2
_HEAD_BYTES: Final = 5
_ACKNOWLEDGE: Final = b"\xa0\x00"
_REFUSE: Final = b"\xa0\x01"
STATUS: Final = b"\xa1\x02"
FACTS: Final = b"\xa2\x0a"


class CardError(IntEnum):
    """Why a card refuses, as its document numbers it."""

    NONE = 0
    NO_SUCH_GROUP = 1
    NO_SUCH_COMMAND = 2
    BUSY = 3
    OUT_OF_MEMORY = 4
    CHECKSUM = 5
    NO_SUCH_FILE = 6
    FLASH = 7
    DOWNLOAD = 8
    FILE_NAME = 9
    FILE_TYPE = 10
    FILE_CHECKSUM = 11
    FONT_MISSING = 12
    FIRMWARE_TYPE = 13
    TIME_FORMAT = 14
    FILE_EXISTS = 15
    BLOCK_NUMBER = 16
    UNKNOWN = 255
    """A number that the document does not have."""


@dataclass(frozen=True)
class Done:
    """The card did it."""


@dataclass(frozen=True)
class Refused:
    """The card did not do it."""

    error: CardError
    number: int
    """The error as it came."""


@dataclass(frozen=True, kw_only=True)
class CardStatus:
    """How a card is. `area_ids` are the dynamic areas it shows; `clock` is None if it has none."""

    on: bool
    brightness: int
    clock: datetime | None
    programs: int
    program: str
    area_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """What a card is set to."""

    address: int
    device_type: int
    width: int
    height: int


@dataclass(frozen=True)
class Odd:
    """An answer whose layout is none of those documented."""

    group_and_command: bytes


Reply: TypeAlias = Done | Refused | CardStatus | CardFacts | Odd


def request(group: int, command: int, parameters: bytes = b"", *, answer: bool = True) -> bytes:
    """Return the data of a request; the last two bytes of the head are reserved."""
    return bytes([group, command, _ANSWER if answer else _SILENCE, 0, 0]) + parameters


def ping() -> bytes:
    return request(0xA2, 0x00)


def ask_status() -> bytes:
    return request(*STATUS)


def ask_facts() -> bytes:
    return request(*FACTS)


def switch_screen(*, on: bool) -> bytes:
    return request(0xA3, 0x00, bytes([1 if on else 2]))


def clear_screen() -> bytes:
    return request(0xA3, 0x10)


def set_brightness(level: int) -> bytes:
    """Set the brightness, 0 to 15. It stays until the card's power goes or its timer changes it."""
    if not 0 <= level <= BRIGHTNESS_MAX:
        raise ValueError(f"brightness {level} is not between 0 and {BRIGHTNESS_MAX}")
    return request(0xA3, 0x02, bytes([1, level]))


def read_reply(data: bytes) -> Reply:
    """Return what the data of an answer says. Never raises: what fits no layout is `Odd`."""
    if len(data) < _HEAD_BYTES:
        return Odd(data[:2])
    name, number, body = data[:2], data[2], data[_HEAD_BYTES:]
    if name == _REFUSE or number:
        return Refused(_error(number), number)
    if name == _ACKNOWLEDGE:
        return Done()
    found: CardStatus | CardFacts | None = None
    if name == STATUS:
        found = _status(body)
    elif name == FACTS:
        found = _facts(body)
    return found or Odd(name)


def _error(number: int) -> CardError:
    try:
        return CardError(number)
    except ValueError:
        return CardError.UNKNOWN


_STATUS: Final = struct.Struct("<BB8sB4s")
_SPECIAL_BYTES: Final = 2  # a flag and a count of pages; the BX-5K1 does not send them
_NAME_BYTES: Final = 28  # bar code and network id; older firmware does not send them


def _status(body: bytes) -> CardStatus | None:
    if len(body) < _STATUS.size:
        return None
    on, brightness, clock, programs, program = _STATUS.unpack_from(body)
    area_ids = _area_ids(body[_STATUS.size :])
    if area_ids is None:
        return None
    return CardStatus(
        on=on == 1,
        brightness=brightness,
        clock=_clock(clock),
        programs=programs,
        program=program.decode("ascii", "replace").rstrip("\0"),
        area_ids=area_ids,
    )


def _area_ids(rest: bytes) -> tuple[int, ...] | None:
    """Find the ids by the length that must come out: the layouts differ, and carry no mark."""
    for before in (_SPECIAL_BYTES, 0):
        special_fits = not before or rest[:1] in {b"\0", b"\1"}
        if len(rest) <= before or not special_fits:
            continue
        end = before + 1 + rest[before]
        if len(rest) - end in {_NAME_BYTES, 0}:
            return tuple(rest[before + 1 : end])
    return None


def _clock(bcd: bytes) -> datetime | None:
    """Read year (2), month, day, weekday, hour, minute, second. Cards send the year either way."""
    digits = bcd.hex()
    if not digits.isdecimal():
        return None
    years = (int(digits[:4]), int(digits[2:4] + digits[:2]))
    month, day, _, hour, minute, second = (int(digits[n : n + 2]) for n in range(4, 16, 2))
    for year in years:
        if 2000 <= year < 2100:  # noqa: PLR2004 - no card is older, none lives longer
            try:
                return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - hall's own
            except ValueError:
                return None
    return None


_FACTS: Final = struct.Struct("<HBxHH")


def _facts(body: bytes) -> CardFacts | None:
    if len(body) < _FACTS.size:
        return None
    address, device_type, width, height = _FACTS.unpack_from(body)
    return CardFacts(address=address, device_type=device_type, width=width, height=height)
