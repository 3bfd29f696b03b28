"""Dynamic areas of a BX-5K or BX-6K card: where a text stands, and how. Pure.

They live in the card's memory, may be changed without end, and are lost with its power. Programs,
which live in its flash, wear it out, and are not used here.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import Final

from hardware.led.commands import request

SPEED_SLOWEST: Final = 0x18
ALL_AREAS: Final = 0xFF
_PIXELS: Final = 0x8000  # otherwise x and width count in eights
_SIZE_MAX: Final = 0x7FFF
_FIXED: Final = struct.Struct("<BHHHHBBBHBBBBBBBBBI")
AREA_BYTES: Final = _FIXED.size + 2  # with its length before it
_UPDATE_BYTES: Final = 7  # head, and the two counts; one more for each id that is deleted


class LayoutProblem(ValueError):
    """These areas are not possible on that card."""


@dataclass(frozen=True)
class Family:
    """What a family of cards can hold."""

    name: str
    areas_max: int
    area_bytes_max: int
    """Of the text of one area."""
    data_bytes_max: int
    """Of the data of one frame."""

    @property
    def text_bytes_max(self) -> int:
        """The longest text that fits into a frame, with all other areas deleted by it."""
        room = self.data_bytes_max - bytes_of_update([0], self.areas_max)
        return min(self.area_bytes_max, room)


BX_5K: Final = Family("BX-5K", areas_max=8, area_bytes_max=512, data_bytes_max=512)
BX_6K: Final = Family("BX-6K", areas_max=5, area_bytes_max=1024, data_bytes_max=1024)


class RunMode(IntEnum):
    LOOP = 0
    STOP_AT_LAST_PAGE = 1
    LOOP_UNTIL_TIMEOUT = 2
    """Not refreshed for `timeout_s`, the card takes the area away by itself."""


class Effect(IntEnum):
    STATIC = 1
    INSTANT = 2
    LEFT = 3
    RIGHT = 4
    UP = 5
    DOWN = 6


class Side(IntEnum):
    """Where the text stands in its area, across and up and down alike."""

    NEAR = 0  # left, top
    FAR = 1  # right, bottom
    MIDDLE = 2


@dataclass(frozen=True)
class Box:
    """A rectangle of the screen, in dots from its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: "Box") -> bool:
        across = self.x < other.x + other.width and other.x < self.x + self.width
        down = self.y < other.y + other.height and other.y < self.y + self.height
        return across and down

    def inside(self, width: int, height: int) -> bool:
        """Tell whether it lies on a screen of that size, and is not empty."""
        starts = self.x >= 0 and self.y >= 0 and self.width > 0 and self.height > 0
        return starts and self.x + self.width <= width and self.y + self.height <= height


@dataclass(frozen=True, kw_only=True)
class Area:
    """One area and its text, encoded; `stay` is in half seconds."""

    id: int
    box: Box
    text: bytes
    run_mode: RunMode = RunMode.LOOP
    timeout_s: int = 0
    line_gap: int = 0
    across: Side = Side.NEAR
    down: Side = Side.NEAR
    single_line: bool = False
    wraps: bool = False
    effect: Effect = Effect.STATIC
    speed: int = 2
    stay: int = 10

    def encode(self) -> bytes:
        """Return the area with its length before it."""
        box = self.box
        fixed = _FIXED.pack(
            0, box.x | _PIXELS, box.y, box.width | _PIXELS, box.height,
            self.id, self.line_gap, self.run_mode, self.timeout_s,
            0, 0,  # no sound, no extension
            self.across | self.down << 2, 1 if self.single_line else 2, 2 if self.wraps else 1,
            self.effect, 0, self.speed, self.stay, len(self.text),
        )  # fmt: skip
        return struct.pack("<H", len(fixed) + len(self.text)) + fixed + self.text


def update_areas(
    areas: Sequence[Area],
    *,
    delete: Sequence[int] = (),
    delete_all: bool = False,
    begin_anew: bool = False,
) -> bytes:
    """Return the request that shows `areas` after it has taken others away.

    Args:
        areas: what is new; others stay as they are.
        delete: ids of areas to be taken away before.
        delete_all: take all away before.
        begin_anew: clear the areas' places before they are drawn ("process mode 1").
    """
    gone = bytes([ALL_AREAS]) if delete_all else bytes([len(delete), *delete])
    shown = b"".join(area.encode() for area in areas)
    data = request(0xA3, 0x06, gone + bytes([len(areas)]) + shown)
    return data[:3] + bytes([begin_anew, 0]) + data[5:]


def bytes_of_update(texts: Sequence[int], deleted: int = 0) -> int:
    """Return how many bytes an update of texts of these lengths has."""
    return _UPDATE_BYTES + deleted + sum(AREA_BYTES + length for length in texts)


def check_layout(areas: Sequence[Area], family: Family, *, width: int, height: int) -> None:
    """Raise `LayoutProblem`, in words for whoever writes the hall file, if it cannot be shown."""
    if len(areas) > family.areas_max:
        raise LayoutProblem(f"{len(areas)} areas; a {family.name} card has {family.areas_max}")
    for area in areas:
        _check_area(area, family, width, height)
    for one, other in combinations(areas, 2):
        if one.id == other.id:
            raise LayoutProblem(f"two areas have the id {one.id}")
        if one.box.overlaps(other.box):
            raise LayoutProblem(f"areas {one.id} and {other.id} overlap")


def _check_area(area: Area, family: Family, width: int, height: int) -> None:
    if max(width, height) > _SIZE_MAX or not area.box.inside(width, height):
        raise LayoutProblem(f"area {area.id} does not lie on a screen of {width} × {height} dots")
    if not 0 <= area.id < ALL_AREAS:
        raise LayoutProblem(f"{area.id} is no id of an area")
    if len(area.text) > family.text_bytes_max:
        problem = f"{len(area.text)} bytes of text; a {family.name} card takes"
        raise LayoutProblem(f"area {area.id}: {problem} {family.text_bytes_max}")
    if not 0 <= area.speed <= SPEED_SLOWEST:
        raise LayoutProblem(f"area {area.id}: speed {area.speed} is not 0 to {SPEED_SLOWEST}")
