"""Dynamic areas as a simulated card reads them: after the vendor's document, not our encoder."""

import re
import struct
from dataclasses import dataclass
from math import inf
from typing import Final

from hardware.led.areas import Box

_ALL: Final = 0xFF
_PIXELS: Final = 0x8000
_EIGHT: Final = 8
_HEAD: Final = struct.Struct("<BHHHHBBBH")
_TAIL: Final = struct.Struct("<BBBBBBBI")
_UNTIL_TIMEOUT: Final = 2
_FONT: Final = re.compile(rb"\\FO(\d{3})")
_COLOUR: Final = re.compile(rb"\\C(\d)")
_COMMANDS: Final = re.compile(rb"\\(?:FO\d{3}|FE\d{3}|C\d|D[A-Z]|n|T[^|]*\|)")


class Unreadable(ValueError):
    """The lengths in it do not fit together."""


@dataclass(frozen=True, kw_only=True)
class SimArea:
    """One area on the screen."""

    id: int
    box: Box
    data: bytes
    across: int
    down: int
    single_line: bool
    runs: bool
    until_s: float

    @property
    def plain(self) -> str:
        """The text without the card's commands."""
        return _COMMANDS.sub(b"", self.data).decode("gbk", "replace")

    @property
    def colour(self) -> int:
        found = _COLOUR.search(self.data)
        return int(found[1]) if found else 1

    @property
    def fonts(self) -> frozenset[int]:
        return frozenset(int(number) for number in _FONT.findall(self.data))

    @property
    def has_chinese(self) -> bool:
        return any(byte >= 0x80 for byte in self.data)  # noqa: PLR2004 - no ASCII


@dataclass(frozen=True)
class Update:
    """What a command A3 06 asks for."""

    delete_all: bool
    delete: frozenset[int]
    areas: tuple[SimArea, ...]


def read_update(data: bytes, *, now_s: float) -> Update:
    """Read the data of a frame from its head on. Raises `Unreadable`."""
    try:
        at = 5
        count = data[at]
        at += 1
        delete = frozenset() if count == _ALL else frozenset(data[at : at + count])
        at += 0 if count == _ALL else count
        left = data[at]
        at += 1
        areas: list[SimArea] = []
        for _ in range(left):
            (length,) = struct.unpack_from("<H", data, at)
            areas.append(read_area(data[at + 2 : at + 2 + length], length, now_s))
            at += 2 + length
    except (IndexError, struct.error):
        raise Unreadable from None
    if at != len(data):
        raise Unreadable
    return Update(count == _ALL, delete, tuple(areas))


def read_area(area: bytes, length: int, now_s: float) -> SimArea:
    """Read one area, of an update or of a program. Raises `Unreadable` or `struct.error`."""
    if len(area) != length:
        raise Unreadable
    _, x, y, width, height, number, _, run_mode, timeout_s = _HEAD.unpack_from(area)
    sound, extension = area[_HEAD.size], area[_HEAD.size + 1]
    if sound:  # a card without a voice
        raise Unreadable
    tail = _HEAD.size + 2 + extension
    alignment, single, _, effect, _, _, _, text_bytes = _TAIL.unpack_from(area, tail)
    text = area[tail + _TAIL.size :]
    if len(text) != text_bytes:
        raise Unreadable
    return SimArea(
        id=number,
        box=Box(_dots(x), y, _dots(width), height),
        data=text,
        across=alignment & 3,
        down=alignment >> 2 & 3,
        single_line=single == 1,
        runs=effect in {3, 4},
        until_s=now_s + timeout_s if run_mode == _UNTIL_TIMEOUT else inf,
    )


def _dots(value: int) -> int:
    return value & ~_PIXELS if value & _PIXELS else value * _EIGHT
