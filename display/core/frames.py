"""How frames of a video come from the process that decodes it. Pure.

Each message is a head and as many bytes as it says: the dots of a frame, line by line, four bytes
each (blue, green, red, nothing); or a text. A process that has nothing to show says that it lives.
"""

import struct
from dataclasses import dataclass
from enum import Enum
from typing import Final

_HEAD: Final = struct.Struct("<cHHhI")
HEAD_BYTES: Final = _HEAD.size
DOT_BYTES: Final = 4
SIDE_MAX: Final = 4096
TEXT_BYTES_MAX: Final = 2048
TURNS: Final = (0, 90, 180, 270)


class Kind(Enum):
    """What a message is."""

    FRAME = b"F"
    ALIVE = b"A"
    HEAVY = b"H"
    """Not all frames are decoded: that would take this machine too long."""
    END = b"E"
    BROKEN = b"B"
    """This file cannot be shown; the text says why."""


class Garbled(Exception):
    """What came is no message."""


@dataclass(frozen=True)
class Head:
    """`turn` is by how many degrees the frame is to be turned clockwise."""

    kind: Kind
    width: int = 0
    height: int = 0
    turn: int = 0
    size: int = 0


def pack(head: Head) -> bytes:
    """Return the bytes of a head."""
    return _HEAD.pack(head.kind.value, head.width, head.height, head.turn, head.size)


def unpack(data: bytes) -> Head:
    """Return the head. Raises `Garbled`."""
    try:
        kind, width, height, turn, size = _HEAD.unpack(data)
        head = Head(Kind(kind), width, height, turn, size)
    except (struct.error, ValueError) as error:
        raise Garbled(str(error)) from None
    if head.kind is Kind.FRAME:
        if not (0 < width <= SIDE_MAX and 0 < height <= SIDE_MAX and turn in TURNS):
            raise Garbled(f"a frame of {width} × {height}, turned by {turn}")
        most = least = width * height * DOT_BYTES
    else:
        least, most = 0, TEXT_BYTES_MAX
    if not least <= size <= most:
        raise Garbled(f"{size} bytes of {head.kind.name}")
    return head


def fitted(size: tuple[int, int], aspect: float, room: tuple[int, int]) -> tuple[int, int]:
    """Return the greatest size of a frame in `room`. `aspect` is a dot's width over its height."""
    width, height = size[0] * aspect, size[1]
    scale = min(room[0] / width, room[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))
